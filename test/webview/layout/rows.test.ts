// Rows, for a narrow view: upstream above, downstream below, the nearest nearest.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Layout, layOut } from '../../../client/webview/layout/layout.ts';
import { boxOf, graph, place, randomGraph, sound } from './graphs.ts';

const rowsOf = ({ ranks }: Layout): string =>
  [...ranks]
    .sort(([, a], [, b]) => a - b)
    .map(([id]) => id)
    .join(' ');

test('upstream stands above the focus and downstream below it, the nearest nearest', () => {
  const input = graph('f, b > a > f > x > y', { mode: 'rows' });
  const layout = layOut(input);
  sound(input, layout);
  assert.equal(rowsOf(layout), 'b a f x y');
  assert.deepEqual(place(layout, 'f'), [0, 0]);
  const { x, width } = layout.bounds;
  assert.equal(width, 224, 'boxes and the margin take the width of the input');
  for (const box of layout.boxes.values()) {
    assert.equal(box.x + box.width, x + width);
    assert.ok(box.x <= 16);
  }
  assert.ok(boxOf(layout, 'y').x > boxOf(layout, 'x').x, 'what is further is indented');
});

test('every edge of a graph without cycles goes down, and random graphs don’t overlap', () => {
  for (let seed = 0; seed < 40; seed++) {
    const input = { ...randomGraph(seed, 3 + seed * 2, seed * 4, seed % 2 === 0), mode: 'rows' as const };
    const layout = layOut(input);
    sound(input, layout);
    const down = input.edges.every(
      ({ from, to }) => from === to || boxOf(layout, from).y < boxOf(layout, to).y,
    );
    if (seed % 2 === 1) assert.ok(down, `seed ${seed}`);
  }
});

test('rows that were there keep their order, and the anchor its place', () => {
  const before = layOut(graph('f, b > f, a > f, f > x > z, f > y', { mode: 'rows' }));
  const after = layOut(
    graph('f, b > f, a > f, f > x > z, f > y, x > n, m > b', { mode: 'rows', previous: before, anchor: 'x' }),
  );
  assert.deepEqual(place(after, 'x'), place(before, 'x'));
  assert.equal(rowsOf(after), rowsOf(before).replace('x', 'x n').replace('b', 'm b'));
});

test('what surely breaks comes before what may break and that before the rest, among those as far from the focus', () => {
  const text = 'f, a > f, f > r > x, f > s > y, f > t > z';
  const before = layOut(graph(text, { mode: 'rows' }));
  assert.equal(rowsOf(before), 'a f r s t x y z');
  const urgency: Readonly<Record<string, number>> = { t: 2, s: 1, y: 2 };
  const input = graph(text, { mode: 'rows' });
  const nodes = input.nodes.map((one) => ({ ...one, urgency: urgency[one.id] ?? 0 }));
  assert.equal(rowsOf(layOut({ ...input, nodes })), 'a f t s r y z x');
  const after = layOut({ ...input, nodes, previous: before });
  assert.equal(rowsOf(after), 'a f t s r y x z', 'those on the screen change places with each other alone');
  assert.deepEqual(place(after, 'f'), place(before, 'f'));
});

test('from columns to rows and back the focus keeps its place', () => {
  const columns = layOut(graph('f, a > f > x'));
  const rows = layOut(graph('f, a > f > x', { mode: 'rows', previous: columns }));
  assert.equal(rowsOf(rows), 'a f x');
  assert.deepEqual(place(layOut(graph('f, a > f > x', { previous: rows })), 'f'), place(rows, 'f'));
});

test('no boxes, no bounds', () => {
  const { bounds } = layOut({ mode: 'rows', nodes: [], edges: [], focus: 'f' });
  assert.deepEqual(bounds, { x: 0, y: 0, width: 0, height: 0 });
});
