// The room between and around boxes, in pixels at a zoom of 1, and where edges meet a box.

import { headMiddle } from '../geometry.ts';

export const columnGap = 72;
export const rowGap = 16;
/** What an edge takes of a column that it runs through. */
export const laneHeight = 10;
/** Between an edge and a box that it passes; less than half of `rowGap`. */
export const clearance = 6;
/** For the head of an arrow, between the end of an edge and its target. */
export const arrowRoom = 6;

/** In rows: at the left of the boxes, for edges. */
export const rowsMargin = 40;
export const rowsGap = 12;
/** In rows, for each step from the focus. */
export const indent = 4;
export const mostIndent = 16;

/** Where edges of the whole box meet it, from its top. */
export function portOf({ height }: { readonly height: number }): number {
  return Math.min(headMiddle, height / 2);
}

/** What a box takes of its column above and below its port, with half of the room to the next. */
export function reachOf(box: { readonly height: number }): {
  readonly above: number;
  readonly below: number;
} {
  const port = portOf(box);
  return { above: port + rowGap / 2, below: box.height - port + rowGap / 2 };
}
