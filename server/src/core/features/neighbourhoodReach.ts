// Which nodes lie within reach of where one begins, layer by layer, and those on all ways from one node to another. Deliberately absent:
// how many of them are shown (neighbourhoodFolds.ts).

import type { LineageDirection } from '../../protocol.ts';
import type { NodeGraph } from '../semantics/nodeNeighbours.ts';
import { isRemoved } from '../semantics/searchNodes.ts';
import type { Placed } from './neighbourhoodWalk.ts';

/** What is reached in one direction: layer 0 is the start. */
export interface Reach {
  readonly layers: readonly (readonly number[])[];
  /** By node: steps from the start. */
  readonly distances: ReadonlyMap<number, number>;
}

/** What lies within reach of the focus and of what is expanded, folds and filters apart. */
export interface WithinReach {
  readonly upstream: Reach;
  readonly downstream: Reach;
  readonly expanded: readonly {
    readonly number: number;
    readonly direction: 'upstream' | 'downstream';
    readonly steps: number | 'all';
    readonly reach: Reach;
  }[];
}

/** All of it, each node once. */
export function allWithin({ upstream, downstream, expanded }: WithinReach): Set<number> {
  const all = new Set<number>();
  for (const { layers } of [upstream, downstream, ...expanded.map(({ reach }) => reach)])
    for (const layer of layers) for (const number of layer) all.add(number);
  return all;
}

/** The steps of a view as a number. */
export function stepsOf(steps: number | 'all'): number {
  return steps === 'all' ? Number.POSITIVE_INFINITY : steps;
}

/** Everything within so many steps; `asStands`: not by what only the text that dbt parsed reads. */
export function reachOf(
  graph: NodeGraph,
  start: number,
  direction: LineageDirection,
  steps: number,
  asStands = false,
): Reach {
  const distances = new Map([[start, 0]]);
  const layers: number[][] = [[start]];
  for (let distance = 1; distance <= steps; distance++) {
    const next: number[] = [];
    for (const from of layers[distance - 1] ?? []) {
      const others = graph.neighbours(from, direction);
      for (let index = 0; index < others.length; index++) {
        const other = others[index] ?? 0;
        if (distances.has(other) || (asStands && isRemoved(graph, from, other, direction))) continue;
        distances.set(other, distance);
        next.push(other);
      }
    }
    if (next.length === 0) break;
    layers.push(next);
  }
  return { layers, distances };
}

/** The nodes of all ways between two, way by way, the shortest first, whichever comes first; empty where no way leads. */
export function pathBetween(graph: NodeGraph, a: number, b: number): readonly number[] {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const after = reachOf(graph, from, 'downstream', Number.POSITIVE_INFINITY, true).distances;
    if (!after.has(to)) continue;
    const before = reachOf(graph, to, 'upstream', Number.POSITIVE_INFINITY, true).distances;
    const length = (number: number) => (after.get(number) ?? 0) + (before.get(number) ?? 0);
    const all = [...after.keys()].filter((number) => before.has(number));
    // From each in this set a way leads to both ends within it.
    const ways = new Set<number>();
    for (const number of all.sort((x, y) => length(x) - length(y))) {
      const back = wayTo(graph, number, 'upstream', after, ways);
      for (const each of [...back, ...wayTo(graph, number, 'downstream', before, ways)]) ways.add(each);
    }
    return [...ways];
  }
  return [];
}

/** The nodes of a shortest way, the start first, as far as there is one that is `known`. `distances` are those from its end. */
function wayTo(
  graph: NodeGraph,
  start: number,
  direction: LineageDirection,
  distances: ReadonlyMap<number, number>,
  known: ReadonlySet<number>,
): readonly number[] {
  const way: number[] = [];
  const nearer = (number: number) =>
    Array.from(graph.neighbours(number, direction)).find(
      (other) =>
        distances.get(other) === (distances.get(number) ?? 0) - 1 &&
        !isRemoved(graph, number, other, direction),
    );
  for (let at: number | undefined = start; at !== undefined && !known.has(at); at = nearer(at)) way.push(at);
  return way;
}

/** Where all nodes stand as seen from one: how far, and on which side; what neither way leads to stands beside it. */
export function distancesFrom(graph: NodeGraph, start: number): (number: number) => Placed {
  const upstream = reachOf(graph, start, 'upstream', Number.POSITIVE_INFINITY).distances;
  const downstream = reachOf(graph, start, 'downstream', Number.POSITIVE_INFINITY).distances;
  return (number) => {
    if (number === start) return { distance: 0, side: 'focus' };
    const [up, down] = [upstream.get(number), downstream.get(number)];
    if (up !== undefined && down !== undefined) return { distance: Math.min(up, down), side: 'both' };
    if (up !== undefined) return { distance: up, side: 'upstream' };
    return down === undefined ? { distance: 1, side: 'beside' } : { distance: down, side: 'downstream' };
  };
}
