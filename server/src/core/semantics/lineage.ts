// Who depends on whom, as the manifest says: parents, children and the closures with their distance. Entries are numbered and
// the edges lie in typed arrays, so a closure over 50,000 nodes costs a few milliseconds and nothing is kept for each node.
// Deliberately absent: macros, docs and groups, columns, and what texts change about it since (nodeNeighbours.ts).

import type { Entry, Manifest, ResourceType } from '../artifacts/types.ts';
import { memo } from '../memo.ts';

/** A node of a closure, and how many edges away it is at least (from 1). */
export interface Step {
  readonly entry: Entry;
  readonly distance: number;
}

/** What `entry` depends on directly, in the order of the manifest; unknown ids are left out. */
export function parentsOf(manifest: Manifest, entry: Entry): readonly Entry[] {
  const graph = graphOf(manifest);
  return neighbours(graph, graph.parents, graph.numbers.get(entry.uniqueId));
}

/** What depends on `entry` directly, data tests and unit tests apart, in the order of the manifest. */
export function childrenOf(manifest: Manifest, entry: Entry): readonly Entry[] {
  const graph = graphOf(manifest);
  return neighbours(graph, graph.children, graph.numbers.get(entry.uniqueId));
}

/** Data tests and unit tests that depend on `entry` directly, in the order of the manifest. */
export function testChildrenOf(manifest: Manifest, entry: Entry): readonly Entry[] {
  const graph = graphOf(manifest);
  return neighbours(graph, graph.tests, graph.numbers.get(entry.uniqueId));
}

/** Everything that `entry` is made from, nearest first, itself left out. */
export function upstreamOf(manifest: Manifest, entry: Entry): readonly Step[] {
  const graph = graphOf(manifest);
  return closure(graph, graph.parents, entry);
}

/** Everything that is made from `entry`, tests apart, nearest first, itself left out; exposures and metrics too. */
export function downstreamOf(manifest: Manifest, entry: Entry): readonly Step[] {
  const graph = graphOf(manifest);
  return closure(graph, graph.children, entry);
}

/** Rows of edges: those of node `n` are `targets[starts[n]]` to `targets[starts[n + 1]]`, exclusive. */
export interface Edges {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
}

/** The graph with its nodes numbered in the order of the manifest, for what looks at all of it. */
export interface Graph {
  /** By number. */
  readonly entries: readonly Entry[];
  /** By unique id. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly parents: Edges;
  readonly children: Edges;
  readonly tests: Edges;
}

const outside: ReadonlySet<ResourceType> = new Set(['macro', 'doc', 'group']);

/** The graph of a manifest; what is disabled isn't in it. */
export const graphOf: (manifest: Manifest) => Graph = memo((manifest) => {
  const entries = manifest.entries.filter((entry) => !entry.disabled && !outside.has(entry.resourceType));
  const numbers = new Map(entries.map((entry, number) => [entry.uniqueId, number]));
  const from: number[] = [];
  const to: number[] = [];
  // The last node for which an edge to a parent was kept: an id that stands twice is one edge.
  const lastChild = new Int32Array(entries.length).fill(-1);
  entries.forEach((entry, number) => {
    for (const id of entry.dependsOn) {
      const parent = numbers.get(id);
      if (parent === undefined || lastChild[parent] === number) continue;
      lastChild[parent] = number;
      from.push(number);
      to.push(parent);
    }
  });
  const isTest = entries.map((entry) => entry.resourceType === 'test' || entry.resourceType === 'unit_test');
  return {
    entries,
    numbers,
    parents: toEdges(entries.length, from, to, () => true),
    children: toEdges(entries.length, to, from, (child) => !isTest[child]),
    tests: toEdges(entries.length, to, from, (child) => isTest[child] === true),
  };
});

function toEdges(
  count: number,
  from: readonly number[],
  to: readonly number[],
  keep: (target: number) => boolean,
): Edges {
  const starts = new Int32Array(count + 1);
  let kept = 0;
  for (let edge = 0; edge < from.length; edge++) {
    if (!keep(to[edge]!)) continue;
    kept++;
    starts[from[edge]! + 1]!++;
  }
  for (let node = 0; node < count; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice(0, count);
  const targets = new Int32Array(kept);
  for (let edge = 0; edge < from.length; edge++) {
    if (keep(to[edge]!)) targets[next[from[edge]!]!++] = to[edge]!;
  }
  return { starts, targets };
}

function neighbours(graph: Graph, edges: Edges, node: number | undefined): readonly Entry[] {
  if (node === undefined) return [];
  return Array.from(
    edges.targets.subarray(edges.starts[node], edges.starts[node + 1]),
    (n) => graph.entries[n]!,
  );
}

function closure(graph: Graph, edges: Edges, entry: Entry): readonly Step[] {
  const start = graph.numbers.get(entry.uniqueId);
  if (start === undefined) return [];
  const { order, count, ends } = search(graph, edges, start);
  const steps: Step[] = [];
  let distance = 1;
  for (let i = 1; i < count; i++) {
    while (i >= ends[distance]!) distance++;
    steps.push({ entry: graph.entries[order[i]!]!, distance });
  }
  return steps;
}

interface Search {
  /** The nodes reached, nearest first, the start in front; the first `count` count. */
  readonly order: Int32Array;
  readonly count: number;
  /** Behind the last node of each distance in `order`. */
  readonly ends: readonly number[];
}

/** Breadth first. */
function search(graph: Graph, { starts, targets }: Edges, start: number): Search {
  const size = graph.entries.length;
  const order = new Int32Array(size);
  const seen = new Uint8Array(size);
  order[0] = start;
  seen[start] = 1;
  let count = 1;
  const ends = [1];
  for (let from = 0; from < count; ) {
    const until = count;
    for (; from < until; from++) {
      const node = order[from]!;
      for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
        const target = targets[edge]!;
        if (seen[target] === 1) continue;
        seen[target] = 1;
        order[count++] = target;
      }
    }
    ends.push(count);
  }
  return { order, count, ends };
}
