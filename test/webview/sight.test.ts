// Moving and scaling the lineage panel's graph: wheel, pinch, fitting and bringing something on the screen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  begun,
  contains,
  nearOf,
  revealing,
  seenBox,
  sightOf,
  transformOf,
  whole,
} from '../../client/webview/canvas/views.ts';
import { type Box, type Layout, layOut } from '../../client/webview/layout/layout.ts';
import { pinched, scaledAbout, wheeled } from '../../client/webview/zoom.ts';
import { graph } from './layout/graphs.ts';

const still = { x: 10, y: 20, k: 1 };
const wheel = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false, shiftKey: false };
const size = { width: 800, height: 600 };
const box = { x: 0, y: 0, width: 224, height: 46 };
const layout = (bounds: Layout['bounds'], mode: Layout['mode'] = 'layered'): Layout => {
  return { mode, boxes: new Map(), ranks: new Map(), wordRooms: [], bounds };
};

test('a wheel pans, with Shift to the side, and scales with Ctrl or Cmd about the pointer', () => {
  assert.deepEqual(wheeled(still, { x: 0, y: 0 }, { ...wheel, deltaY: 30 }), { x: 10, y: -10, k: 1 });
  assert.deepEqual(wheeled(still, { x: 0, y: 0 }, { ...wheel, deltaY: 30, shiftKey: true }), {
    x: -20,
    y: 20,
    k: 1,
  });
  const at = { x: 100, y: 50 };
  for (const key of ['ctrlKey', 'metaKey']) {
    const scaled = wheeled(still, at, { ...wheel, deltaY: -120, [key]: true });
    assert.ok(scaled.k > 1 && scaled.k < 1.3, 'one turn of a wheel is a small step');
    assert.equal(Math.round((at.x - scaled.x) / scaled.k), 90, 'what was under the pointer is still there');
  }
});

test('scaling ends at its bounds and moves nothing there', () => {
  const far = scaledAbout(still, { x: 400, y: 300 }, 1e-9);
  assert.equal(far.k, 0.1);
  assert.deepEqual(scaledAbout(far, { x: 1, y: 1 }, 0.5), far);
});

test('two fingers scale by how far they are apart and move with their middle', () => {
  const apart = pinched(
    still,
    [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ],
    [
      { x: 0, y: 0 },
      { x: 150, y: 0 },
    ],
  );
  assert.equal(apart.k, 1.5);
  const moved = pinched(
    still,
    [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ],
    [
      { x: 5, y: 7 },
      { x: 105, y: 7 },
    ],
  );
  assert.deepEqual(moved, { x: 15, y: 27, k: 1 });
});

test('everything fits on the screen, however large', () => {
  const bounds = { x: -3000, y: -500, width: 6000, height: 900 };
  assert.ok(contains(seenBox(whole(bounds, size), size), bounds));
});

test('at first a graph is as large as can be read, with the focus in the middle', () => {
  const { x, y, k } = begun(layout({ x: -3000, y: -2000, width: 6000, height: 4000 }), box, box, size);
  assert.ok(k >= 0.8);
  assert.deepEqual([Math.round(112 * k + x), Math.round(23 * k + y)], [400, 300]);
  const rows = begun(layout({ x: 0, y: -900, width: 300, height: 1800 }, 'rows'), box, box, {
    width: 340,
    height: 600,
  });
  assert.equal(rows.k, 1);
});

test('at first what is next to the focus is seen too, where a zoom shows it at which text can be read', () => {
  const bounds = { x: -3000, y: -2000, width: 6000, height: 4000 };
  const small = { width: 640, height: 600 };
  const near = (width: number, height: number, y = 0) => ({ x: -300, y, width, height });
  const seen = (around: Box) => {
    const at = begun(layout(bounds), box, around, small);
    return { k: at.k, shown: seenBox(at, small) };
  };
  const row = seen(near(820, 400));
  assert.ok(row.k >= 0.7 && row.k < 0.8);
  assert.ok(contains(row.shown, near(820, 400)) && contains(row.shown, box));
  assert.equal(seen(near(700, 400)).k, 0.8, 'what is seen as it is isn’t made smaller');
  assert.equal(seen(near(1200, 400)).k, 0.8, 'what could not be read isn’t shown');
  const tall = seen(near(820, 3000, -1500));
  assert.ok(tall.k < 0.8 && tall.shown.x <= -300 && tall.shown.x + tall.shown.width >= 520);
  assert.equal(Math.round(tall.shown.y + tall.shown.height / 2), 23, 'of a high column the middle');
});

test('next to a node is what an edge leads to or from, in the columns beside it', () => {
  const input = graph('a > focus > b, b > c, focus > c');
  const drawn = layOut({ ...input, focus: 'focus' });
  const { x, width } = nearOf(drawn, input.edges, 'focus');
  assert.equal(x, drawn.boxes.get('a')?.x);
  assert.equal(x + width, (drawn.boxes.get('b')?.x ?? 0) + 224);
});

test('what is seen stays where it is; what isn’t comes in by the least move; of what is too large its beginning', () => {
  assert.deepEqual(revealing(still, { ...box, x: 100, y: 100 }, size), { x: 10, y: 20, k: 1 });
  assert.deepEqual(revealing(still, { ...box, x: 100, y: 900 }, size), { x: 10, y: 600 - 24 - 946, k: 1 });
  assert.equal(revealing(still, { ...box, x: 100, height: 2000 }, size).y, 24);
});

test('the focus is where it was on the screen when layouts begin anew', () => {
  const kept = sightOf({ x: 33, y: -7, k: 0.8 }, { ...box, x: 500, y: 120 });
  const again = transformOf(kept, box);
  assert.deepEqual([again.x, again.y], [500 * 0.8 + 33, 120 * 0.8 - 7]);
});
