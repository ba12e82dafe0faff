// How large a node of the graph is and where its parts lie in it, so that layout, page and export agree. Pixels at a zoom of 1.
// Deliberately absent: where nodes lie (layout/), colours.

import type { GraphColumn, GraphNode } from '../../server/src/lineageProtocol.ts';

export const nodeWidth = 224;
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
