// Boxes by columns, with lanes: in every column that an edge runs through, a narrow place is kept for it; edges from the same box
// share theirs. So all links are between neighbouring columns.

import type { Graph } from './graph.ts';

export interface Lanes {
  /** Numbers of nodes of the graph, then of lanes; each column in its order from the top. */
  readonly columns: readonly (readonly number[])[];
  /** In the column at the left and at the right of each. */
  readonly left: readonly (readonly number[])[];
  readonly right: readonly (readonly number[])[];
}

/** Past this many lanes edges have none: an edge over hundreds of columns shapes nothing. */
const mostLanes = 20_000;

/** `ranks` are from 0 without holes; columns are in the order of a walk from `first`, which keeps together what belongs together. */
export function lanesOf(graph: Graph, ranks: readonly number[], first: number): Lanes {
  const left: number[][] = graph.nodes.map(() => []);
  const right: number[][] = graph.nodes.map(() => []);
  const rankOf = [...ranks];
  const link = (from: number, to: number) => {
    right[from]?.push(to);
    left[to]?.push(from);
  };
  for (const [node, ends] of graph.after.entries()) {
    let last = node;
    const chain = [node];
    for (const end of ends.toSorted((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0))) {
      const steps = (ranks[end] ?? 0) - (ranks[node] ?? 0);
      if (rankOf.length + steps > mostLanes + graph.nodes.length && steps > 1) continue;
      while (chain.length < steps) {
        const lane = rankOf.push((ranks[node] ?? 0) + chain.length) - 1;
        left.push([]);
        right.push([]);
        link(last, lane);
        chain.push(lane);
        last = lane;
      }
      link(chain[steps - 1] ?? node, end);
    }
  }
  const columns: number[][] = Array.from({ length: Math.max(-1, ...ranks) + 1 }, () => []);
  for (const item of walk(left, right, first)) columns[rankOf[item] ?? 0]?.push(item);
  return { columns, left, right };
}

function walk(
  left: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
  first: number,
): number[] {
  const seen = new Set<number>();
  for (const start of [first, ...left.keys()]) {
    const open = [start];
    for (let item = open.pop(); item !== undefined; item = open.pop()) {
      if (seen.has(item)) continue;
      seen.add(item);
      open.push(...(left[item] ?? []).toReversed(), ...(right[item] ?? []).toReversed());
    }
  }
  return [...seen];
}
