// The columns of a layout as they are taken by boxes: worked out once for each layout, when it is first asked.

import type { Box, Layout } from './layout.ts';
import { clearance } from './spacing.ts';

export interface Column {
  readonly left: number;
  readonly right: number;
  /** From the top. */
  readonly entries: readonly { readonly id: string; readonly box: Box }[];
}

const known = new WeakMap<Layout, readonly Column[]>();

/** By rank; in a layout of rows each holds one box. */
export function columnsOf(layout: Layout): readonly Column[] {
  const found = known.get(layout);
  if (found) return found;
  const byRank: { id: string; box: Box }[][] = [];
  for (const [id, box] of layout.boxes) {
    const rank = layout.ranks.get(id) ?? 0;
    byRank[rank] ??= [];
    byRank[rank].push({ id, box });
  }
  const columns = Array.from(byRank, (entries = []) => ({
    left: Math.min(...entries.map(({ box }) => box.x)),
    right: Math.max(...entries.map(({ box }) => box.x + box.width)),
    entries: entries.sort((a, b) => a.box.y - b.box.y),
  }));
  known.set(layout, columns);
  return columns;
}

/** Where an edge can run through a column, nearest to the height that is wanted. */
export function freePlace(
  layout: Layout,
  rank: number,
  wanted: (left: number, right: number) => number,
): { readonly left: number; readonly right: number; readonly y: number } | undefined {
  const column = columnsOf(layout)[rank];
  if (!column || column.entries.length === 0) return undefined;
  const { left, right, entries } = column;
  const y = wanted(left, right);
  const index = firstBelow(entries, y - clearance);
  const box = entries[index]?.box;
  if (!box || y < box.y - clearance) return { left, right, y };
  const [above, below] = [box.y - clearance, box.y + box.height + clearance];
  return { left, right, y: y - above < below - y ? above : below };
}

/** The first whose bottom is below `y`. */
export function firstBelow(entries: Column['entries'], y: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const box = entries[middle]?.box;
    if (box && box.y + box.height > y) high = middle;
    else low = middle + 1;
  }
  return low;
}
