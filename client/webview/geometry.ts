// How large a node of the graph is and where its parts lie in it, so that layout, page and export agree. Pixels at a zoom of 1.
// Deliberately absent: where nodes lie (layout/), colours.

import type { GraphColumn, GraphFold, GraphNode } from '../../server/src/lineageProtocol.ts';
import { textWidth } from './textWidth.ts';
import { foldText, foldTrouble } from './words.ts';

/** Of a box whose name is short, and of one that has its name cut. */
export const leastWidth = 224;
export const mostWidth = 304;
/** The line of the name and the line under it. */
export const headHeight = 46;
export const badgeHeight = 18;
/** More facts than this are left to the details. */
export const mostBadges = 2;
/** The line that says how many columns there are, and opens the rest: as high as a finger or a pointer needs it. */
export const columnsHeadHeight = 24;
export const columnHeight = 24;
/** Under the last part, where there are parts under the head. */
export const bottomPadding = 6;
export const foldHeight = 34;
/** Columns shown of an opened node before "show all". */
export const mostColumns = 15;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** `all`: of an opened node every column is wanted. */
export function nodeSize(node: GraphNode, all: boolean, width: number): Size {
  const badges = Math.min(node.badges.length, mostBadges) * badgeHeight;
  const columns = node.columns ? columnsHeadHeight + columnsOf(node, all).length * columnHeight : 0;
  const under = badges + columns;
  return { width, height: headHeight + (under > 0 ? under + bottomPadding : 0) };
}

/** As wide as the name asks for, between the two bounds. */
export function widthOf({ label, hasColumns, side }: GraphNode): number {
  const bold = side === 'focus' ? 1.08 : 1;
  return bounded(textWidth(label, 13) * bold + 38 + (hasColumns ? 26 : 0));
}

export function foldWidth(fold: GraphFold): number {
  return bounded(textWidth(foldText(fold), 13) + textWidth(foldTrouble(fold), 11) + 48);
}

/** Whole steps: names that differ by a letter are boxes of the same width. */
function bounded(width: number): number {
  return Math.min(mostWidth, Math.max(leastWidth, Math.ceil(width / 16) * 16));
}

/** What the handle that shows more neighbours takes beside its box; without any, nothing. */
export function handleWidth(neighbours: number): number {
  return neighbours === 0 ? 0 : Math.max(24, textWidth(`+${neighbours}`, 11) + 12) - 5;
}

export function foldSize(width: number): Size {
  return { width, height: foldHeight };
}

/** The columns that are drawn: all of a path, and the first of the rest in the node's order. */
export function columnsOf({ columns }: GraphNode, all: boolean): readonly GraphColumn[] {
  const shown = columns?.shown ?? [];
  if (all || shown.length <= mostColumns) return shown;
  let rest = mostColumns - shown.filter(isKept).length;
  return shown.filter((column) => isKept(column) || rest-- > 0);
}

function isKept({ lit, impact }: GraphColumn): boolean {
  return lit || impact !== undefined;
}

/** From the top of the node to the middle of a column's line; undefined where the column isn't drawn. */
export function columnMiddle(node: GraphNode, column: string, all: boolean): number | undefined {
  const index = columnsOf(node, all).findIndex(({ name }) => name === column);
  if (index < 0) return undefined;
  const badges = Math.min(node.badges.length, mostBadges) * badgeHeight;
  return headHeight + badges + columnsHeadHeight + (index + 0.5) * columnHeight;
}

/** Where edges of the whole node begin and end, from its top. */
export const headMiddle = headHeight / 2;
