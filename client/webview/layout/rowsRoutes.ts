// How edges run in rows: out of a box at its left, along the margin, and into the other at its left. The longer, the further out, and
// those of neighbouring rows a little apart.

import type { Box } from './layout.ts';
import type { Route } from './routes.ts';
import { arrowRoom } from './spacing.ts';

/** `out` and `into` are the heights of the ends, `span` the rows between them and `row` the one of the source. */
export function rowsRoute(
  source: Box,
  out: number,
  target: Box,
  into: number,
  span: number,
  row: number,
): Route {
  const lane = firstLane - Math.min(span, longest) * laneGap - (row % 3) * nuance;
  const down = into < out ? -1 : 1;
  const [start, end] = [out + down * apart, into - down * apart];
  const bend = Math.min(mostBend, Math.abs(end - start) / 2);
  const path = [
    `M${source.x} ${start}`,
    `H${lane + bend}`,
    `Q${lane} ${start} ${lane} ${start + down * bend}`,
    `V${end - down * bend}`,
    `Q${lane} ${end} ${lane + bend} ${end}`,
    `H${target.x - arrowRoom}`,
  ];
  return { path: path.join(''), label: { x: lane, y: (start + end) / 2 } };
}

const firstLane = -9;
const laneGap = 3;
/** Rows from which on edges share the outermost lanes. */
const longest = 8;
const nuance = 1.5;
/** Where edges leave and where they arrive, from the middle between the two. */
const apart = 4;
const mostBend = 6;
