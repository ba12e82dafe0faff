// How many ways lead from one node to another among the lit edges of the graph. Pure, and linear in the edges.

import type { LineageGraph } from '../../../server/src/lineageProtocol.ts';

export interface Ways {
  /** Undefined where they go round in a circle, or are too many to count. */
  readonly count: number | undefined;
  /** Nodes and folds that are lit, both ends among them; 0 where no way is shown. */
  readonly nodes: number;
}

const most = 1_000_000;

export function waysBetween({ edges }: LineageGraph, from: string, to: string): Ways {
  const lit = edges.filter((edge) => edge.lit);
  const next = new Map<string, string[]>();
  const waiting = new Map<string, number>();
  for (const edge of lit) {
    next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
    waiting.set(edge.to, (waiting.get(edge.to) ?? 0) + 1);
  }
  const nodes = new Set(lit.flatMap((edge) => [edge.from, edge.to]));
  if (!nodes.has(from) || !nodes.has(to)) return { count: 0, nodes: 0 };
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
  return { count: seen < nodes.size || count > most ? undefined : count, nodes: nodes.size };
}
