// The order of boxes within columns with few crossings of edges: each column is sorted by the middle of its neighbours, from left to
// right and back, and the best order that was seen is kept.

import type { Lanes } from './lanes.ts';

/** The columns of `lanes` in an order of fewer crossings. */
export function orderColumns({ columns, left, right }: Lanes): readonly (readonly number[])[] {
  const place: number[] = [];
  for (const column of columns) spread(column, place);
  let best = columns;
  let fewest = crossings(columns, right, place);
  let current = columns.map((column) => [...column]);
  const wanted = new Float64Array(left.length);
  const rounds = Math.max(fewestRounds, Math.min(mostRounds, Math.round(work / left.length)));
  for (let round = 0, without = 0; round < rounds && without < patience && fewest > 0; round++) {
    const rightward = round % 2 === 0;
    const tie = round % 4 < 2 ? 1 : -1;
    const order = rightward ? [...current.keys()] : [...current.keys()].reverse();
    for (const index of order.slice(1)) {
      const column = current[index] ?? [];
      for (const item of column) {
        wanted[item] = mean((rightward ? left : right)[item], place) ?? place[item] ?? 0;
      }
      column.sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || tie * ((place[a] ?? 0) - (place[b] ?? 0)));
      spread(column, place);
    }
    const found = crossings(current, right, place);
    without = found < fewest ? 0 : without + 1;
    if (found < fewest) {
      fewest = found;
      best = current;
      current = current.map((column) => [...column]);
    }
  }
  return best;
}

/** Walks through all columns: fewer in graphs so large that each takes long, and no more after some that bettered nothing. */
const mostRounds = 24;
const fewestRounds = 4;
const work = 60_000;
const patience = 6;

/** Places around 0, so that columns of different length compare. */
function spread(column: readonly number[], place: number[]): void {
  const middle = (column.length - 1) / 2;
  for (const [index, item] of column.entries()) place[item] = index - middle;
}

export function mean(items: readonly number[] = [], place: readonly number[]): number | undefined {
  if (items.length === 0) return undefined;
  return items.reduce((sum, item) => sum + (place[item] ?? 0), 0) / items.length;
}

/** Pairs of links that cross, counted column by column with a tree of sums. */
function crossings(
  columns: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
  place: readonly number[],
): number {
  let count = 0;
  for (const [index, column] of columns.entries()) {
    const next = columns[index + 1];
    if (!next) break;
    const shift = (next.length - 1) / 2;
    const sums = new Int32Array(next.length + 1);
    let all = 0;
    for (const item of column) {
      const ends = (right[item] ?? []).map((end) => (place[end] ?? 0) + shift + 1);
      for (const end of ends) {
        let upTo = 0;
        for (let at = end; at > 0; at -= at & -at) upTo += sums[at] ?? 0;
        count += all - upTo;
      }
      for (const end of ends)
        for (let at = end; at < sums.length; at += at & -at) sums[at] = (sums[at] ?? 0) + 1;
      all += ends.length;
    }
  }
  return count;
}
