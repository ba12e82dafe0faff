// Moving in a layout with keys, what of it is seen, and the zoom that shows it whole.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fit } from '../../../client/webview/layout/fit.ts';
import { layOut } from '../../../client/webview/layout/layout.ts';
import { order, type StepKey, step } from '../../../client/webview/layout/neighbours.ts';
import { visible } from '../../../client/webview/layout/visible.ts';
import { boxOf, graph, randomGraph } from './graphs.ts';

test('left and right go along edges to the nearest box, up and down within the column', () => {
  const input = graph('f, a > f, f > x, f > y, f > z, other > z');
  const layout = layOut(input);
  const [first = '', middle = '', last = ''] = ['x', 'y', 'z'].sort(
    (a, b) => boxOf(layout, a).y - boxOf(layout, b).y,
  );
  const go = (from: string, key: StepKey) => step(layout, input.edges, from, key);
  assert.equal(go('f', 'left'), 'a');
  assert.equal(go('f', 'right'), middle);
  assert.equal(go(middle, 'up'), first);
  assert.equal(go(middle, 'down'), last);
  assert.equal(go(first, 'up'), undefined);
  assert.equal(go(first, 'left'), 'f');
  assert.equal(go(first, 'right'), undefined);
  assert.equal(go('gone', 'down'), undefined);
});

test('in rows up and down go to the next row', () => {
  const input = graph('f, b > a > f > x, b > f', { mode: 'rows' });
  const layout = layOut(input);
  assert.equal(step(layout, input.edges, 'f', 'up'), 'a');
  assert.equal(step(layout, input.edges, 'f', 'down'), 'x');
  assert.equal(step(layout, input.edges, 'f', 'left'), 'a');
  assert.equal(step(layout, input.edges, 'x', 'down'), undefined);
});

test('boxes are read column by column from the top', () => {
  const layout = layOut(graph('f, b > a > f, f > x > y'));
  assert.deepEqual(order(layout), ['b', 'a', 'f', 'x', 'y']);
});

test('only what the viewport touches is seen, and the same is the same object', () => {
  const input = graph('f > a > b > c > d');
  const layout = layOut(input);
  const viewport = { x: -10, y: -100, width: 300, height: 300 };
  const seen = visible(layout, input.edges, viewport, 0);
  assert.deepEqual([...seen.boxes], ['f']);
  assert.deepEqual(
    [...seen.edges],
    [
      { from: 'f', to: 'a' },
      { from: 'a', to: 'b' },
    ].slice(0, seen.edges.size),
  );
  assert.equal(visible(layout, input.edges, { ...viewport, x: -15 }, 0, seen), seen);
  const more = visible(layout, input.edges, viewport, 400, seen);
  assert.deepEqual([...more.boxes], ['f', 'a', 'b']);
  assert.equal(visible(layout, input.edges, { ...viewport, y: 5000 }, 0).boxes.size, 0);
});

test('what is seen is what a look at every box finds', () => {
  const input = randomGraph(3, 200, 300, false);
  const layout = layOut(input);
  const { bounds } = layout;
  for (let share = 0; share < 1; share += 0.1) {
    const [x, y] = [bounds.x + bounds.width * share, bounds.y + bounds.height * share];
    const seen = visible(layout, input.edges, { x, y, width: 700, height: 300 }, 50);
    const expected = [...layout.boxes]
      .filter(([, box]) => box.x <= x + 750 && box.x + box.width >= x - 50)
      .filter(([, box]) => box.y <= y + 350 && box.y + box.height > y - 50)
      .map(([id]) => id);
    assert.deepEqual([...seen.boxes].sort(), expected.sort());
  }
});

test('all is fitted in the middle; what would be too small to read shows the anchor in the middle', () => {
  const options = { min: 0.5, max: 1, padding: 20 };
  const small = fit({ x: 0, y: 0, width: 100, height: 50 }, { width: 400, height: 300 }, options);
  assert.deepEqual(small, { x: 150, y: 125, k: 1 });
  const large = fit({ x: -400, y: -100, width: 800, height: 200 }, { width: 640, height: 300 }, options);
  assert.deepEqual(large, { x: 320, y: 150, k: 0.75 });
  const anchor = { x: 900, y: 0, width: 200, height: 50 };
  const huge = { x: -5000, y: -100, width: 10000, height: 200 };
  assert.deepEqual(fit(huge, { width: 600, height: 300 }, { ...options, anchor }), {
    x: -200,
    y: 150,
    k: 0.5,
  });
});

test('of an empty graph or a viewport without size the transform is finite', () => {
  const nothing = { x: 0, y: 0, width: 0, height: 0 };
  const { x, y, k } = fit(nothing, { width: 0, height: 0 }, { min: 0.2, max: 1, padding: 20 });
  assert.ok([x, y, k].every(Number.isFinite) && k > 0);
});
