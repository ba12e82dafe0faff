// The graph to lay out, by numbers: each box once, each edge once and only between boxes, no cycles (an edge that would close one is
// turned round). Deliberately absent: places.

import type { LayoutInput, LayoutNode } from './layout.ts';

export interface Graph {
  readonly nodes: readonly LayoutNode[];
  /** By id, the number of a node: its index in all the lists. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly after: readonly (readonly number[])[];
  readonly before: readonly (readonly number[])[];
  /** Every node comes after all that are before it. */
  readonly sorted: readonly number[];
}

export function graphOf({ nodes: all, edges, focus }: Pick<LayoutInput, 'nodes' | 'edges' | 'focus'>): Graph {
  const numbers = new Map<string, number>();
  const nodes = all.filter(({ id }) => !numbers.has(id) && numbers.set(id, numbers.size));
  const linked: Set<number>[] = nodes.map(() => new Set());
  for (const { from, to } of edges) {
    const [start, end] = [numbers.get(from), numbers.get(to)];
    if (start !== undefined && end !== undefined && start !== end) linked[start]?.add(end);
  }
  const finished = depthFirst(linked, numbers.get(focus) ?? 0);
  const place: number[] = [];
  for (const [index, node] of finished.entries()) place[node] = -index;
  const after: Set<number>[] = nodes.map(() => new Set());
  for (const [start, ends] of linked.entries()) {
    for (const end of ends) {
      const turned = (place[start] ?? 0) > (place[end] ?? 0);
      after[turned ? end : start]?.add(turned ? start : end);
    }
  }
  const before: number[][] = nodes.map(() => []);
  for (const [start, ends] of after.entries()) for (const end of ends) before[end]?.push(start);
  return { nodes, numbers, after: after.map((ends) => [...ends]), before, sorted: finished.reverse() };
}

/** All nodes as they are finished by a search from `first`, then from the others in their order. */
function depthFirst(linked: readonly ReadonlySet<number>[], first: number): number[] {
  const finished: number[] = [];
  const seen = new Set<number>();
  for (const start of linked.length > 0 ? [first, ...linked.keys()] : []) {
    if (seen.has(start)) continue;
    seen.add(start);
    const open = [{ node: start, rest: (linked[start] ?? new Set()).values() }];
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const { value: next, done } = top.rest.next();
      if (done) {
        finished.push(top.node);
        open.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        open.push({ node: next, rest: (linked[next] ?? new Set()).values() });
      }
    }
  }
  return finished;
}
