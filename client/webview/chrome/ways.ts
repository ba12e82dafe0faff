// How many ways lead between two nodes among the lit edges of the graph, and from which to which. Pure, and linear in the edges.

import type { LineageGraph } from '../../../server/src/lineageProtocol.ts';

export interface Ways {
  /** Undefined where they go round in a circle, or are too many to count. */
  readonly count: number | undefined;
  /** Nodes and folds that are lit, both ends among them; 0 where no way is shown. */
  readonly nodes: number;
  /** They lead from the second to the first. */
  readonly isReversed: boolean;
}

const most = 1_000_000;

export function waysBetween({ edges }: LineageGraph, one: string, other: string): Ways {
  const lit = edges.filter((edge) => edge.lit);
  const nodes = new Set(lit.flatMap(({ from, to }) => [from, to]));
  if (!nodes.has(one) || !nodes.has(other)) return { count: 0, nodes: 0, isReversed: false };
  const there = countWays(lit, nodes, one, other);
  const back = there === 0 ? countWays(lit, nodes, other, one) : 0;
  const isReversed = back !== 0;
  const count = isReversed ? back : there;
  return { count, nodes: nodes.size, isReversed };
}

function countWays(
  lit: readonly { readonly from: string; readonly to: string }[],
  nodes: ReadonlySet<string>,
  from: string,
  to: string,
): number | undefined {
  const next = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const edge of lit) {
    next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
    waiting.set(edge.to, (waiting.get(edge.to) ?? 0) + 1);
  }
  const counts = new Map([[from, 1]]);
  const ready = [...nodes].filter((node) => !waiting.has(node));
  let seen = 0;
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    seen++;
    for (const target of next.get(node) ?? []) {
      counts.set(target, (counts.get(target) ?? 0) + (counts.get(node) ?? 0));
      const left = (waiting.get(target) ?? 0) - 1;
      waiting.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  const count = counts.get(to) ?? 0;
  // A node of a circle waits for itself.
  return seen < nodes.size || count > most ? undefined : count;
}
