// Which part of the graph is on the screen: what a transform shows, and where to move so that something is seen. Pure.
// Deliberately absent: gestures (zoom.ts).

import type { Size } from '../geometry.ts';
import { boundsOf } from '../layout/bounds.ts';
import { fit, type Transform } from '../layout/fit.ts';
import type { Box, Layout, LayoutEdge } from '../layout/layout.ts';
import { rowsMargin } from '../layout/spacing.ts';
import type { Sight } from '../saved.ts';
import { leastZoom } from '../zoom.ts';

/** Text of nodes is read well above it. */
const readable = 0.8;
/** Text can still be read: so far back to see what is next to the focus. */
const leastReadable = 0.7;
const margin = 24;
/** Around what is next to the focus. */
const nearMargin = 12;

/** What is on the screen, in the graph's own pixels. */
export function seenBox({ x, y, k }: Transform, { width, height }: Size): Box {
  return { x: -x / k, y: -y / k, width: width / k, height: height / k };
}

/** The same, with as much again around it: it changes seldom. */
export function around({ x, y, width, height }: Box): Box {
  return { x: x - width / 2, y: y - height / 2, width: width * 2, height: height * 2 };
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** The point of the graph in the middle of the screen. */
export function centred(x: number, y: number, k: number, { width, height }: Size): Transform {
  return { x: width / 2 - x * k, y: height / 2 - y * k, k };
}

/** Everything on the screen, however small. */
export function whole(bounds: Box, size: Size): Transform {
  return fit(bounds, size, { min: leastZoom, max: 1, padding: margin });
}

/**
 * As much as can be read: everything; else the focus in the middle and, at a zoom at which that can be read, all that is next to it, in each
 * direction in which it fits. Rows are as wide as the screen.
 */
export function begun({ bounds, mode }: Layout, focus: Box, near: Box, size: Size): Transform {
  if (mode === 'rows') return { x: rowsMargin, y: size.height / 2 - focus.y - focus.height / 2, k: 1 };
  const fitted = fit(bounds, size, { min: readable, max: 1, padding: margin, anchor: focus });
  const fits = [(size.width - 2 * nearMargin) / near.width, (size.height - 2 * nearMargin) / near.height];
  const k = Math.min(fitted.k, ...fits.filter((zoom) => zoom >= leastReadable));
  const middle = centred(focus.x + focus.width / 2, focus.y + focus.height / 2, k, size);
  const all = k === fitted.k ? fitted : middle;
  return {
    x: all.x + moveWithin(near.x * k + all.x, near.width * k, size.width),
    y: all.y + moveWithin(near.y * k + all.y, near.height * k, size.height),
    k,
  };
}

/** Around a node and what an edge leads to or from in the columns beside it: what is further away hides nothing. */
export function nearOf({ boxes, ranks }: Layout, edges: readonly LayoutEdge[], id: string): Box {
  const rank = (one: string) => ranks.get(one) ?? 0;
  const near = edges
    .flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []))
    .filter((one) => Math.abs(rank(one) - rank(id)) === 1);
  return boundsOf([id, ...near].flatMap((one) => boxes.get(one) ?? []));
}

/** The least move after which the box is seen; of one larger than the screen its beginning. */
export function revealing(from: Transform, box: Box, size: Size): Transform {
  const { x, y, k } = from;
  return {
    x: x + moveInto(box.x * k + x, box.width * k, size.width),
    y: y + moveInto(box.y * k + y, box.height * k, size.height),
    k,
  };
}

/** What doesn't fit stays where it is. */
function moveWithin(start: number, length: number, room: number): number {
  return length > room - 2 * nearMargin + 1 ? 0 : moveInto(start, length, room, nearMargin);
}

function moveInto(start: number, length: number, room: number, around = margin): number {
  if (start < around || length > room - 2 * around) return around - start;
  return Math.min(0, room - around - (start + length));
}

/** Where a box lies on the screen, to be put there again. */
export function sightOf({ x, y, k }: Transform, box: Box): Sight {
  return { zoom: k, x: box.x * k + x, y: box.y * k + y };
}

export function transformOf({ zoom, x, y }: Sight, box: Box): Transform {
  return { x: x - box.x * zoom, y: y - box.y * zoom, k: zoom };
}
