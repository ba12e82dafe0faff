// Edges: from the right side of a box to the left side of the other, without crossing other boxes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Layout, layOut } from '../../../client/webview/layout/layout.ts';
import { columnEdgePath, edgePath, labelPoint } from '../../../client/webview/layout/routes.ts';
import { boxOf, graph, node, randomGraph } from './graphs.ts';

interface At {
  readonly x: number;
  readonly y: number;
}

/** Points along a path of M, C, Q, H, V, L. */
function along(path: string): At[] {
  const points: At[] = [];
  let at: At = { x: 0, y: 0 };
  for (const [, command = '', numbers = ''] of path.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const n = numbers
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    assert.ok(n.every(Number.isFinite), path);
    const start = at;
    const ends: At[] = [];
    if (command === 'H') ends.push({ x: n[0] ?? 0, y: at.y });
    else if (command === 'V') ends.push({ x: at.x, y: n[0] ?? 0 });
    else for (let i = 0; i + 1 < n.length; i += 2) ends.push({ x: n[i] ?? 0, y: n[i + 1] ?? 0 });
    at = ends.at(-1) ?? at;
    const corners = command === 'M' ? [at] : [start, ...ends];
    for (let share = 0; share <= 1; share += 1 / 32) points.push(bezier(corners, share));
  }
  return points;
}

function bezier(corners: readonly At[], share: number): At {
  const [first = { x: 0, y: 0 }, ...rest] = corners;
  if (rest.length === 0) return first;
  const [a, b] = [bezier(corners.slice(0, -1), share), bezier(rest, share)];
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function crossed(layout: Layout, path: string): string[] {
  const points = along(path);
  return [...layout.boxes]
    .filter(([, { x, y, width, height }]) =>
      points.some((at) => at.x > x + 1 && at.x < x + width - 1 && at.y > y + 1 && at.y < y + height - 1),
    )
    .map(([id]) => id);
}

test('an edge leaves at the right, in the middle of the head, and leaves room for an arrow at the left of its target', () => {
  const layout = layOut(graph('a > b'));
  const points = along(edgePath(layout, { from: 'a', to: 'b' }));
  const [a, b] = [boxOf(layout, 'a'), boxOf(layout, 'b')];
  assert.deepEqual(points[0], { x: a.x + 224, y: a.y + 23 });
  assert.deepEqual(points.at(-1), { x: b.x - 6, y: b.y + 23 });
});

test('an edge over several columns runs between their boxes, and every label stands on its edge', () => {
  for (let seed = 0; seed < 10; seed++) {
    const input = randomGraph(seed, 50, 90, seed % 2 === 0);
    const layout = layOut(input);
    for (const { from, to } of input.edges) {
      const path = edgePath(layout, { from, to });
      assert.deepEqual(crossed(layout, path), [], `seed ${seed}: ${from} > ${to}: ${path}`);
      const label = labelPoint(layout, { id: from }, { id: to });
      assert.ok(label && along(path).some((at) => Math.hypot(at.x - label.x, at.y - label.y) < 60));
    }
  }
});

test('edges against the direction and within a column go around the boxes', () => {
  const layout = layOut(graph('a > b > c > a, b > d, d > b'));
  for (const [from, to] of [
    ['c', 'a'],
    ['d', 'b'],
    ['c', 'd'],
    ['a', 'a'],
  ] as const) {
    const path = edgePath(layout, { from, to });
    assert.deepEqual(crossed(layout, path), []);
    const points = along(path);
    assert.equal(points[0]?.x, boxOf(layout, from).x + 224);
    assert.equal(points.at(-1)?.x, boxOf(layout, to).x - 6);
  }
});

test('an edge of columns runs from line to line, to the head where it decides rows', () => {
  const input = graph('a > b');
  const layout = layOut({ ...input, nodes: [node('a', 200), node('b', 200)] });
  const [a, b] = [boxOf(layout, 'a'), boxOf(layout, 'b')];
  const points = along(columnEdgePath(layout, { id: 'a', middle: 96 }, { id: 'b', middle: 116 }));
  assert.deepEqual([points[0]?.y, points.at(-1)?.y], [a.y + 96, b.y + 116]);
  const rows = along(columnEdgePath(layout, { id: 'a', middle: 96 }, { id: 'b', middle: undefined }));
  assert.equal(rows.at(-1)?.y, b.y + 23);
});

test('in rows edges run in the margin, those from neighbouring rows apart', () => {
  const layout = layOut(graph('f, f > a > b > c, f > b, a > c, f > c', { mode: 'rows' }));
  const outermost = (from: string, to: string) =>
    Math.min(...along(edgePath(layout, { from, to })).map(({ x }) => x));
  for (const [from, to] of [
    ['f', 'a'],
    ['f', 'c'],
    ['b', 'a'],
  ] as const) {
    assert.deepEqual(crossed(layout, edgePath(layout, { from, to })), []);
    assert.ok(outermost(from, to) >= layout.bounds.x && outermost(from, to) < 0);
  }
  assert.ok(outermost('f', 'c') < outermost('f', 'b'), 'the longer is further out');
  assert.notEqual(outermost('f', 'b'), outermost('a', 'c'), 'edges beside each other don’t cover each other');
});

test('an edge to what isn’t there has no path', () => {
  const layout = layOut(graph('a > b'));
  assert.equal(edgePath(layout, { from: 'a', to: 'gone' }), '');
  assert.equal(labelPoint(layout, { id: 'gone' }, { id: 'b' }), undefined);
});
