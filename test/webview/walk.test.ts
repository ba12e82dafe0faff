// Arrow keys in the lineage panel's graph: along edges, through listed columns, along the lines between columns.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf } from '../../client/webview/canvas/boxes.ts';
import { type Walk, walk } from '../../client/webview/canvas/walk.ts';
import type { Arrow } from '../../client/webview/layout/neighbours.ts';
import type { GraphColumnEdge } from '../../server/src/lineageProtocol.ts';
import { columns, graph, node } from './graphs.ts';

const id = (label: string) => `model.ferries.${label}`;
const line = (from: string, to: string, how: GraphColumnEdge['how'] = 'passthrough'): GraphColumnEdge => {
  const [fromNode = '', column = ''] = from.split('.');
  const [toNode = '', toColumn] = to.split('.');
  const target = { node: id(toNode), ...(toColumn ? { column: toColumn } : {}) };
  return { from: { node: id(fromNode), column }, to: target, how, label: '', lit: how !== 'decides' };
};
const ferries = graph(
  [node('bookings', columns('id', 'fare')), node('raw', columns('price', 'at')), node('report')],
  {
    columnEdges: [
      line('raw.at', 'bookings.fare', 'decides'),
      line('raw.price', 'bookings.fare'),
      line('raw.at', 'bookings'),
    ],
  },
);
/** raw | bookings over report. */
const neighbours: Readonly<Record<string, Partial<Record<Arrow, string>>>> = {
  bookings: { left: 'raw', below: 'report' },
  raw: { right: 'bookings' },
  report: { left: 'bookings', above: 'bookings' },
};
const on: Walk = {
  graph: ferries,
  items: new Map(itemsOf(ferries, []).map((item) => [item.id, item])),
  next: (from, arrow) => {
    const next = neighbours[from.replace('model.ferries.', '')]?.[arrow];
    return next && id(next);
  },
};
function walked(from: string, ...arrows: readonly Arrow[]): string {
  const [label = '', column] = from.split('.');
  const start = { id: id(label), ...(column ? { column } : {}) };
  const end = arrows.reduce((at, arrow) => walk(on, at, arrow), start);
  return [end.id.replace('model.ferries.', ''), ...(end.column ? [end.column] : [])].join('.');
}

test('down goes into the columns of a box, through them and on to the next box; up is the way back', () => {
  assert.equal(walked('bookings', 'below'), 'bookings.id');
  assert.equal(walked('bookings', 'below', 'below', 'below'), 'report');
  assert.equal(walked('report', 'above'), 'bookings.fare');
  assert.equal(walked('report', 'above', 'above', 'above'), 'bookings');
});

test('from a column, left and right follow its line: what it is made of before what decides', () => {
  assert.equal(walked('bookings.fare', 'left'), 'raw.price');
  assert.equal(walked('raw.price', 'right'), 'bookings.fare');
});

test('where a column has no line, and from a box, they go from box to box', () => {
  assert.equal(walked('bookings.id', 'left'), 'raw');
  assert.equal(walked('bookings', 'left', 'right'), 'bookings');
});

test('at an end nothing moves', () => {
  assert.equal(walked('raw', 'left'), 'raw');
  assert.equal(walked('report', 'below'), 'report');
  assert.equal(walked('bookings', 'above'), 'bookings');
});
