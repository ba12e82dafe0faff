// In which column each box stands: whole numbers, smaller further upstream. What is upstream of the pin stands as near to it as the
// edges allow, what is downstream likewise. A box that had a column keeps it unless an edge would point backward.

import type { Graph } from './graph.ts';

/** `pin` stands at its rank of before, or at 0; `before` are ranks to keep, where there are any. */
export function ranksOf(graph: Graph, pin: number, before: readonly (number | undefined)[]): number[] {
  const { sorted } = graph;
  const ranks: (number | undefined)[] = graph.nodes.map(() => undefined);
  const upstream = upstreamOf(graph, pin);
  ranks[pin] = before[pin] ?? 0;
  // Upstream of the pin nodes give way to the left, all others to the right: the two never meet, since what has a way to the pin is upstream.
  for (const node of sorted.toReversed()) {
    if (!upstream.has(node)) continue;
    const limit = least(graph.after[node], ranks) - 1;
    ranks[node] = Math.min(before[node] ?? limit, limit);
  }
  for (const node of sorted) {
    if (ranks[node] !== undefined) continue;
    const limit = most(graph.before[node], ranks) + 1;
    const rank = Math.max(before[node] ?? limit, limit);
    if (rank > -Infinity) ranks[node] = rank;
  }
  // What reads nothing of the others stands in front of its first reader.
  for (const node of sorted.toReversed()) {
    const limit = least(graph.after[node], ranks) - 1;
    if (ranks[node] === undefined && limit < Infinity) ranks[node] = limit;
  }
  for (const node of sorted) ranks[node] ??= Math.max(0, most(graph.before[node], ranks) + 1);
  return ranks.map((rank) => rank ?? 0);
}

function upstreamOf({ before }: Graph, pin: number): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [pin];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const parent of before[node] ?? []) {
      if (found.has(parent)) continue;
      found.add(parent);
      open.push(parent);
    }
  }
  return found;
}

function least(nodes: readonly number[] = [], ranks: readonly (number | undefined)[]): number {
  return nodes.reduce((found, node) => Math.min(found, ranks[node] ?? Infinity), Infinity);
}

function most(nodes: readonly number[] = [], ranks: readonly (number | undefined)[]): number {
  return nodes.reduce((found, node) => Math.max(found, ranks[node] ?? -Infinity), -Infinity);
}
