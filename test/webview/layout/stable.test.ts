// What was on the screen stays where it was.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Layout, type LayoutInput, layOut } from '../../../client/webview/layout/layout.ts';
import { randomOf } from '../../harness/random.ts';
import { boxOf, graph, node, pick, place, randomGraph, sound } from './graphs.ts';

function same(before: Layout, after: Layout, ids: Iterable<string>): void {
  for (const id of ids) assert.deepEqual(place(after, id), place(before, id), `${id} stays`);
}

test('a graph that is the same stays the same', () => {
  for (let seed = 0; seed < 20; seed++) {
    const input = randomGraph(seed, 40, 60, seed % 2 === 0);
    const before = layOut(input);
    assert.deepEqual(layOut({ ...input, previous: before }).boxes, before.boxes);
  }
});

test('when children are added nothing else moves', () => {
  const input = graph('f, a > f, b > f, f > x > z, f > y > z, f > w');
  const before = layOut(input);
  const more = graph(
    'f, a > f, b > f, f > x > z, f > y > z, f > w, y > n1, y > n2, y > n3, y > n4, p > a, q > a',
    {
      previous: before,
      anchor: 'y',
    },
  );
  const after = layOut(more);
  sound(more, after);
  same(before, after, before.boxes.keys());
  assert.ok(boxOf(after, 'n1').x === boxOf(before, 'z').x);
  assert.ok(boxOf(after, 'p').x < boxOf(before, 'a').x);
});

test('a small graph that a dozen are added to stays', () => {
  const before = layOut(graph('f, a > f > b'));
  const children = Array.from({ length: 12 }, (_, index) => `b > c${index}`).join(',');
  same(before, layOut(graph(`f, a > f > b, ${children}`, { previous: before })), ['a', 'f', 'b']);
});

test('when boxes go the others stay, and come back to free places', () => {
  const input = graph('f, a > f, b > f, f > x > z, f > y > z');
  const before = layOut(input);
  const less = graph('f, a > f, f > x > z', { previous: before });
  const after = layOut(less);
  same(before, after, ['f', 'a', 'x', 'z']);
  sound(input, layOut({ ...input, previous: after }));
});

test('a box between two columns moves what is behind it one column on, and the anchor not at all', () => {
  const before = layOut(graph('f > x > y, a > f'));
  const input = graph('f > n > x > y, f > x, a > f, a > m > f', { previous: before });
  const after = layOut(input);
  sound(input, after);
  same(before, after, ['f']);
  const x = (id: string) => boxOf(after, id).x;
  assert.ok(x('a') < x('m') && x('m') < x('f') && x('f') < x('n') && x('n') < x('x') && x('x') < x('y'));
  assert.equal(boxOf(after, 'x').y, boxOf(before, 'x').y);
});

test('a box that grows pushes what is below it down, and nothing else; when it shrinks they return', () => {
  const input = graph('f, f > a, f > b, f > c, f > d');
  const before = layOut(input);
  const ordered = ['a', 'b', 'c', 'd'].sort((a, b) => boxOf(before, a).y - boxOf(before, b).y);
  const [first = '', grown = '', third = '', fourth = ''] = ordered;
  const nodes = input.nodes.map((one) => (one.id === grown ? node(grown, 246) : one));
  const open = layOut({ ...input, nodes, previous: before, anchor: grown });
  sound({ ...input, nodes }, open);
  same(before, open, ['f', first, grown]);
  assert.equal(boxOf(open, third).y, boxOf(before, third).y + 200);
  assert.equal(boxOf(open, fourth).y, boxOf(before, fourth).y + 200);
  const closed = layOut({ ...input, previous: open, anchor: grown });
  same(before, closed, before.boxes.keys());
});

test('what grows above the anchor goes up: the anchor doesn’t move', () => {
  const input = graph('f, f > a, f > b');
  const before = layOut(input);
  const [top = '', anchor = ''] = ['a', 'b'].sort((a, b) => boxOf(before, a).y - boxOf(before, b).y);
  const nodes = input.nodes.map((one) => (one.id === top ? node(top, 146) : one));
  const after = layOut({ ...input, nodes, previous: before, anchor });
  sound({ ...input, nodes }, after);
  same(before, after, [anchor]);
  assert.equal(boxOf(after, top).y, boxOf(before, top).y - 100);
});

test('a column that gets wider moves what is right of it as a whole', () => {
  const input = graph('f > a > b, f > c > d');
  const before = layOut(input);
  const nodes = input.nodes.map((one) => (one.id === 'a' ? { ...one, width: 324 } : one));
  const after = layOut({ ...input, nodes, previous: before });
  same(before, after, ['f', 'a', 'c']);
  for (const id of ['b', 'd']) assert.equal(boxOf(after, id).x, boxOf(before, id).x + 100);
});

test('another graph is laid out afresh around the box that doesn’t move', () => {
  const before = layOut(randomGraph(1, 60, 90, false));
  const at = place(before, 'n7');
  const children = Array.from({ length: 60 }, (_, index) => `n7 > c${index}`).join(',');
  const after = layOut(graph(`f > n7, ${children}`, { previous: before, anchor: 'n7' }));
  assert.deepEqual(place(after, 'n7'), at);
  assert.deepEqual(place(layOut(graph('k > l', { previous: before })), 'k'), [0, 0], 'nothing was there');
});

test('random expansions: what keeps its column doesn’t move', () => {
  for (let seed = 0; seed < 40; seed++) {
    const all = randomGraph(seed, 80, 110, false);
    const fewer = { ...all, nodes: all.nodes.slice(0, 60), focus: 'n20' };
    const before = layOut(fewer);
    const after = layOut({ ...all, nodes: all.nodes.slice(0, 70), focus: 'n20', previous: before });
    const stayed = fewer.nodes.filter(({ id }) => boxOf(after, id).x === boxOf(before, id).x);
    assert.ok(stayed.length > 30);
    same(
      before,
      after,
      stayed.map(({ id }) => id),
    );
  }
});

test('random changes: boxes never overlap and the anchor stays', () => {
  for (let seed = 0; seed < 40; seed++) {
    const random = randomOf(seed);
    const all = randomGraph(seed, 70, 110, seed % 3 === 0);
    let previous: Layout | undefined;
    let shown = new Set<string>([all.focus]);
    for (let turn = 0; turn < 12; turn++) {
      const nearby = all.edges.flatMap(({ from, to }) =>
        shown.has(from) ? [to] : shown.has(to) ? [from] : [],
      );
      const next = new Set([...shown, ...nearby.slice(0, 1 + pick(random, 12))]);
      if (turn % 4 === 3) for (const id of [...next]) if (id !== all.focus && random() < 0.3) next.delete(id);
      const nodes = all.nodes
        .filter(({ id }) => next.has(id))
        .map((one) => (random() < 0.05 ? { ...one, height: one.height + 105 } : one));
      const anchor = [...shown][pick(random, shown.size)] ?? all.focus;
      const input: LayoutInput = { ...all, nodes, anchor, ...(previous && { previous }) };
      const layout = layOut(input);
      sound(input, layout);
      if (previous && next.has(anchor)) same(previous, layout, [anchor]);
      previous = layout;
      shown = next;
    }
  }
});
