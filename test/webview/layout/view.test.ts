// Moving in a layout with keys, what of it is seen, and the zoom that shows it whole.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fit } from '../../../client/webview/layout/fit.ts';
import { type Box, layOut } from '../../../client/webview/layout/layout.ts';
import { type Arrow, step } from '../../../client/webview/layout/neighbours.ts';
import { visible } from '../../../client/webview/layout/visible.ts';
import { boxOf, graph, randomGraph } from './graphs.ts';

test('left and right go along edges to the nearest box, up and down within the column', () => {
  const input = graph('f, a > f, f > x, f > y, f > z, other > z');
  const layout = layOut(input);
  const [first = '', middle = '', last = ''] = ['x', 'y', 'z'].sort(
    (a, b) => boxOf(layout, a).y - boxOf(layout, b).y,
  );
  const go = (from: string, arrow: Arrow) => step(layout, input.edges, from, arrow);
  assert.equal(go('f', 'left'), 'a');
  assert.equal(go('f', 'right'), middle);
  assert.equal(go(middle, 'above'), first);
  assert.equal(go(middle, 'below'), last);
  assert.equal(go(first, 'above'), undefined);
  assert.equal(go(first, 'left'), 'f');
  assert.equal(go(first, 'right'), undefined);
  assert.equal(go('gone', 'below'), undefined);
});

test('in rows up and down go to the next row', () => {
  const input = graph('f, b > a > f > x, b > f', { mode: 'rows' });
  const layout = layOut(input);
  assert.equal(step(layout, input.edges, 'f', 'above'), 'a');
  assert.equal(step(layout, input.edges, 'f', 'below'), 'x');
  assert.equal(step(layout, input.edges, 'f', 'left'), 'a');
  assert.equal(step(layout, input.edges, 'x', 'below'), undefined);
});

test('only what the viewport touches is seen, with the lines that run there', () => {
  const input = graph('f > a > b > c > d');
  const layout = layOut(input);
  const seen = (viewport: Box) => {
    const { boxes, edges } = visible(layout, input.edges, viewport);
    return [[...boxes].join(), [...edges].map(({ from, to }) => `${from} > ${to}`).join()];
  };
  const first = { x: -10, y: -100, width: 240, height: 300 };
  assert.deepEqual(seen(first), ['f', 'f > a,a > b']);
  assert.deepEqual(seen({ ...first, width: 700 }), ['f,a,b', 'f > a,a > b,b > c,c > d']);
  assert.deepEqual(seen({ ...first, y: 5000 }), ['', '']);
});

test('what is seen is what a look at every box finds', () => {
  const input = randomGraph(3, 200, 300, false);
  const layout = layOut(input);
  const { bounds } = layout;
  for (let share = 0; share < 1; share += 0.1) {
    const [x, y] = [bounds.x + bounds.width * share, bounds.y + bounds.height * share];
    const seen = visible(layout, input.edges, { x, y, width: 700, height: 300 });
    const expected = [...layout.boxes]
      .filter(([, box]) => box.x <= x + 700 && box.x + box.width >= x)
      .filter(([, box]) => box.y <= y + 300 && box.y + box.height > y)
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
