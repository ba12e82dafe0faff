// The graph as a picture: whole, well-formed whatever names are in it, and cut where there is no room.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf, sizesOf } from '../../client/webview/canvas/boxes.ts';
import { cut, cutName, cutPlace, nameTail } from '../../client/webview/cut.ts';
import { type SvgOptions, toSvg } from '../../client/webview/export/svg.ts';
import { type LayoutMode, layOut } from '../../client/webview/layout/layout.ts';
import type { LineageGraph } from '../../server/src/lineageProtocol.ts';
import { columns, edges, fold, graph, hostileGraph, node } from './graphs.ts';
import { elementsOf, textsOf, wrongIn } from './wellFormed.ts';

const colours = {
  background: '#fff',
  text: '#111',
  muted: '#666',
  box: '#eee',
  boxBorder: '#ccc',
  edge: '#999',
  lit: '#00f',
  failed: '#f00',
  late: '#fa0',
  fine: '#0a0',
};

function picture(shown: LineageGraph, more: Partial<SvgOptions> = {}, mode: LayoutMode = 'layered'): string {
  const options: SvgOptions = {
    colours,
    fontFamily: '"Segoe UI", sans-serif',
    measure: (text, size) => text.length * size * 0.6,
    drawingOf: () => ({ size: 16, paths: [{ d: 'M0 0H16V16Z', evenOdd: false }] }),
    allColumns: [],
    legend: false,
    ...more,
  };
  const nodes = sizesOf(itemsOf(shown, options.allColumns), mode === 'rows' ? 300 : undefined, new Map());
  const layout = layOut({ mode, nodes, edges: shown.edges, focus: shown.focus.node });
  return toSvg(shown, layout, options);
}

const ferries = graph(
  [node('bookings', columns('amt_booking')), node('routes', { badges: [badge('2 tests fail')] })],
  {
    ...edges(['model.ferries.routes', 'model.ferries.bookings']),
    folds: [fold('staging', 12)],
    summary: 'bookings: 1 upstream',
  },
);

function badge(text: string) {
  return { kind: 'tests', icon: 'error', text, state: 'failed' } as const;
}

test('a picture has every node, fact, column, fold and line, and says in its title what it is', () => {
  const svg = picture(ferries);
  assert.equal(wrongIn(svg), undefined);
  const texts = textsOf(svg, 'text');
  for (const text of [
    'bookings',
    'routes',
    '2 tests fail',
    'amt_booking',
    '1 column',
    '+12 more · staging',
  ]) {
    assert.ok(texts.includes(text), text);
  }
  assert.equal(textsOf(svg, 'title')[0], 'bookings: 1 upstream');
  assert.equal(svg.match(/marker-end/g)?.length, 1);
});

test('names are only ever text: a picture of hostile ones is well-formed and holds nothing that runs', () => {
  const svg = picture(hostileGraph(), { legend: true });
  assert.equal(wrongIn(svg), undefined);
  assert.deepEqual(elementsOf(svg), ['defs', 'g', 'line', 'marker', 'path', 'rect', 'svg', 'text', 'title']);
  assert.ok(!/\son\w+=|href|url\((?!#)/i.test(svg.replace(/>[^<]*</g, '><')));
  assert.ok(textsOf(svg, 'text').includes('مبيعات_العبارات'));
  assert.ok(svg.includes('unicode-bidi="plaintext"'));
});

test('all columns are drawn where all were asked for, and else the first', () => {
  const names = Array.from({ length: 40 }, (_, index) => `column_${index}`);
  const wide = graph([node('wide', columns(...names))]);
  assert.ok(!textsOf(picture(wide), 'text').includes('column_39'));
  assert.ok(textsOf(picture(wide), 'text').includes('15 of 40 columns'));
  assert.ok(textsOf(picture(wide, { allColumns: ['model.ferries.wide'] }), 'text').includes('column_39'));
});

test('the legend stands under the graph, inside of the picture', () => {
  const svg = picture(ferries, { legend: true });
  const [, top = 0, , height = 0] = (/viewBox="([^"]*)" font/.exec(svg)?.[1] ?? '').split(' ').map(Number);
  const lowest = Math.max(...[...svg.matchAll(/<text[^>]* y="([\d.-]+)"/g)].map(([, y]) => Number(y)));
  assert.ok(lowest < top + height, `${lowest} ${top + height}`);
});

test('what doesn’t fit is cut with an ellipsis between letters, and what fits is whole', () => {
  const measured = (text: string) => text.length * 10;
  assert.equal(cut('bookings', 80, measured), 'bookings');
  assert.equal(cut('bookings', 79, measured), 'bookin…');
  assert.equal(cut('ab👩‍👩‍👧cd', 60, measured), 'ab…');
  assert.equal(cut('bookings', 0, measured), '…');
  let asked = 0;
  cut('x'.repeat(1_000_000), 100, (text) => {
    asked++;
    return text.length * 10;
  });
  assert.ok(asked < 20, `${asked}`);
});

test('a name is cut before its end, where names differ: at a separator, and never inside of letters that belong together', () => {
  const measured = (text: string) => text.length * 10;
  const name = 'rpt_gsheets__nsc_students_daily';
  assert.equal(cutName(name, nameTail, 310, measured), name);
  assert.equal(cutName(name, nameTail, 240, measured), 'rpt_gshe…_students_daily');
  assert.equal(cutName('rptgsheetsnscstudentsdaily', nameTail, 200, measured), 'rptgshe…tudentsdaily');
  assert.equal(
    cutName(name, nameTail, 100, measured),
    'rpt_gshee…',
    'with no room for both the beginning counts',
  );
  for (const text of ['short', 'مبيعاتالعباراتاليوميةالكبيرة', '👩‍👩‍👧'.repeat(9)])
    assert.equal(cutPlace(text, nameTail), undefined);
});

test('a picture of columns on a path says how each is made: on the lines, in rows beside the names', () => {
  const at = (name: string, column: string) => ({ node: `model.ferries.${name}`, column });
  const shown = graph([node('revenue', columns('total')), node('fares', columns('amount'))], {
    ...edges(['model.ferries.fares', 'model.ferries.revenue']),
    columnEdges: [
      {
        ...{ from: at('fares', 'amount'), to: at('revenue', 'total') },
        ...{ how: 'aggregate', label: 'sum(…)', lit: true },
      },
    ],
  });
  for (const mode of ['layered', 'rows'] as const)
    assert.equal(
      textsOf(picture(shown, {}, mode), 'text').filter((text) => text === 'sum(…)').length,
      1,
      mode,
    );
});

test('nothing to draw is a picture too', () => {
  assert.equal(wrongIn(picture(graph([]))), undefined);
});
