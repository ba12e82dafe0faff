// Columns: data flows to the right, boxes don't overlap, and what is odd in a graph does no harm.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOut } from '../../../client/webview/layout/layout.ts';
import { edgePath } from '../../../client/webview/layout/routes.ts';
import { boxOf, graph, node, place, randomGraph, sound } from './graphs.ts';

test('upstream is left of the focus and downstream right, and the focus is at the origin', () => {
  const input = graph('orders, customers > orders > revenue > board, payments > orders');
  const layout = layOut(input);
  sound(input, layout);
  assert.deepEqual(place(layout, 'orders'), [0, 0]);
  const x = (id: string) => boxOf(layout, id).x;
  assert.ok(x('customers') < 0 && x('payments') === x('customers'));
  assert.ok(0 < x('revenue') && x('revenue') < x('board'));
  assert.deepEqual(
    ['customers', 'orders', 'revenue', 'board'].map((id) => layout.ranks.get(id)),
    [0, 1, 2, 3],
  );
});

test('a source of what is downstream stands in front of its reader, not at the far left', () => {
  const layout = layOut(graph('orders > a > b > c, rates > c'));
  assert.equal(boxOf(layout, 'rates').x, boxOf(layout, 'b').x);
});

test('children of a node are around its height', () => {
  const layout = layOut(graph('orders > a, orders > b, orders > c'));
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => boxOf(layout, id).y),
    [-62, 0, 62],
  );
});

test('edges that needn’t cross don’t', () => {
  const layout = layOut(graph('f, a > x > f, b > y > f, c > z > f, y > w, x > v, z > u'));
  const ordered = (ids: string) => [...ids].sort((a, b) => boxOf(layout, a).y - boxOf(layout, b).y).join('');
  const middle = ordered('xyz');
  assert.equal(ordered('abc'), middle.replace('x', 'a').replace('y', 'b').replace('z', 'c'));
});

test('random graphs: every edge goes to the right and no two boxes overlap', () => {
  for (let seed = 0; seed < 40; seed++) {
    const input = randomGraph(seed, 2 + seed * 2, seed * 4, false);
    const layout = layOut(input);
    sound(input, layout);
    for (const { from, to } of input.edges) {
      if (from === to) continue;
      assert.ok(boxOf(layout, from).x + 224 < boxOf(layout, to).x, `seed ${seed}: ${from} > ${to}`);
    }
    assert.deepEqual(place(layout, input.focus), [0, 0]);
    assert.deepEqual(layOut(input), layout, 'the same graph, the same layout');
  }
});

test('cycles end, and most of their edges still go to the right', () => {
  const input = graph('a > b > c > a, c > d > c, d > d');
  const layout = layOut(input);
  sound(input, layout);
  assert.ok(boxOf(layout, 'a').x < boxOf(layout, 'b').x && boxOf(layout, 'b').x < boxOf(layout, 'c').x);
  for (let seed = 0; seed < 40; seed++) {
    const random = randomGraph(seed, 40, 120, true);
    sound(random, layOut(random));
  }
});

test('what is odd in a graph does no harm', () => {
  const nothing = layOut({ mode: 'layered', nodes: [], edges: [], focus: 'gone' });
  assert.deepEqual(nothing.bounds, { x: 0, y: 0, width: 0, height: 0 });
  assert.equal(nothing.boxes.size, 0);
  const odd = {
    mode: 'layered' as const,
    nodes: [node('a'), node('b'), node('a', 90), node('alone'), node('__proto__')],
    edges: [
      { from: 'a', to: 'b' },
      { from: 'a', to: 'b' },
      { from: 'a', to: 'a' },
      { from: 'nobody', to: 'b' },
      { from: 'b', to: 'nobody' },
    ],
    focus: 'not there',
  };
  const layout = layOut(odd);
  sound(odd, layout);
  assert.deepEqual(place(layout, 'a'), [0, 0]);
  assert.equal(boxOf(layout, 'a').height, 46);
});

test('versions of a model are boxes of their own', () => {
  const input = graph('orders.v1 > report, orders.v2 > report, orders.v2 > board', { focus: 'report' });
  const layout = layOut(input);
  sound(input, layout);
  assert.equal(boxOf(layout, 'orders.v1').x, boxOf(layout, 'orders.v2').x);
});

test('in front of a column with words on its lines there is more room, and lines arrive straight', () => {
  const input = graph('a > b > c > d, a > d, e > c');
  const nodes = input.nodes.map((one) => (one.id === 'c' ? { ...one, wordRoom: 90 } : one));
  const [plain, layout] = [layOut(input), layOut({ ...input, nodes })];
  sound({ ...input, nodes }, layout);
  const x = (id: string) => boxOf(layout, id).x - boxOf(plain, id).x;
  assert.deepEqual(['a', 'b', 'c', 'd'].map(x), [0, 0, 90, 90]);
  for (const from of ['b', 'e']) assert.match(edgePath(layout, { from, to: 'c' }), / \d+ (\S+)H\d+$/);
});

test('a column is as wide as its widest box', () => {
  const input = graph('a > b > c, a > wide > c');
  const nodes = input.nodes.map((one) => (one.id === 'wide' ? { ...one, width: 900 } : one));
  const layout = layOut({ ...input, nodes });
  sound({ ...input, nodes }, layout);
  assert.ok(boxOf(layout, 'c').x > boxOf(layout, 'wide').x + 900);
  assert.equal(boxOf(layout, 'b').width, 900, 'and so are the others in it');
});

test('300 parents and 3,000 children, and a chain of 2,000, in time', () => {
  const parents = Array.from({ length: 300 }, (_, index) => `p${index} > f`).join(',');
  const children = Array.from({ length: 3000 }, (_, index) => `f > c${index}`).join(',');
  const start = performance.now();
  const star = graph(`f, ${parents}, ${children}`);
  sound(star, layOut(star));
  const chain = graph(Array.from({ length: 2000 }, (_, index) => `m${index}`).join('>'));
  sound(chain, layOut(chain));
  assert.ok(performance.now() - start < 3000);
});
