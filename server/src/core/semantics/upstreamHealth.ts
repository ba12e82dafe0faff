// Which nodes failed or are late, and for every node the nearest of those that its data comes from. One search for the whole project,
// kept while the same nodes are bad and read the same, so that asking costs next to nothing. Deliberately absent: words, tests that only warn.

import { lastRun } from '../artifacts/runHistory.ts';
import type { Entry, Manifest } from '../artifacts/types.ts';
import { memo, memo2 } from '../memo.ts';
import type { Project } from '../project.ts';
import { type LateSince, lateSources } from './freshness.ts';
import { testsOn } from './names.ts';
import type { NodeGraph } from './nodeNeighbours.ts';
import { outcomeOf } from './runs.ts';
import { isRemoved } from './searchNodes.ts';
import type { NodeId } from './sql/nodeId.ts';

/** What is wrong with a node itself. */
export interface OwnTrouble {
  readonly entry: Entry;
  /** Its last run failed. */
  readonly run: boolean;
  /** How many of its tests failed. */
  readonly tests: number;
  /** Of a source whose data is late, or of which that isn't known since the check failed. */
  readonly late: LateSince['status'] | undefined;
}

/** See the head of this file. */
export interface UpstreamHealth {
  /** What is wrong with a node itself; undefined where nothing is known to be. */
  own(id: NodeId): OwnTrouble | undefined;
  /** The nearest node upstream with something wrong, the node itself apart; undefined where there is none. */
  causeOf(id: NodeId): OwnTrouble | undefined;
  /** Whether a source upstream is late, the nearest cause or not. */
  isLate(id: NodeId): boolean;
}

/** See the head of this file. `now` is milliseconds since 1970. */
export function upstreamHealth(project: Project, graph: NodeGraph, now: number): UpstreamHealth | undefined {
  const { manifest, runs, freshness } = project.artifacts;
  if (!manifest) return undefined;
  const late = freshness ? lateSources(manifest, freshness) : [];
  const count = countBefore(late, now);
  const failed = failures(manifest, runs);
  const last = lastHealth(graph);
  if (last.health && last.failed === failed && last.late === late && last.count === count) return last.health;
  const own = new Map(failed);
  for (const { entry, status } of late.slice(0, count)) {
    const known = own.get(entry.uniqueId);
    own.set(entry.uniqueId, { entry, run: known?.run ?? false, tests: known?.tests ?? 0, late: status });
  }
  const nearest = nearestRoots(graph, [...own.keys()]);
  const nearestLate = nearestRoots(
    graph,
    late.slice(0, count).map(({ entry }) => entry.uniqueId),
  );
  const health: UpstreamHealth = {
    own: (id) => own.get(id),
    causeOf(id) {
      const root = nearest(id);
      return root === undefined ? undefined : own.get(root);
    },
    isLate: (id) => nearestLate(id) !== undefined,
  };
  Object.assign(last, { health, failed, late, count });
  return health;
}

const lastHealth = memo(
  (
    _: NodeGraph,
  ): { health?: UpstreamHealth; failed?: unknown; late?: readonly LateSince[]; count?: number } => ({}),
);

/** How many of the sources are late at a moment: they stand in the order in which they become so. */
function countBefore(late: readonly LateSince[], now: number): number {
  let low = 0;
  let high = late.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((late[middle]?.since ?? 0) < now) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Nodes whose last run failed, or a test of theirs; those first whose run did. */
const failures = memo2((manifest: Manifest, runs: Project['artifacts']['runs']) => {
  const found = new Map<string, OwnTrouble>();
  const tests = new Map<string, OwnTrouble>();
  for (const [uniqueId] of runs.results) {
    const result = lastRun(runs, uniqueId);
    if (!result || outcomeOf(result.status) !== 'bad') continue;
    const entry = manifest.entry(uniqueId);
    if (!entry || entry.disabled) continue;
    if (entry.resourceType !== 'test' && entry.resourceType !== 'unit_test') {
      found.set(uniqueId, { entry, run: true, tests: 0, late: undefined });
      continue;
    }
    for (const id of entry.dependsOn) {
      const node = manifest.entry(id);
      if (!node || node.disabled || !testsOn(manifest, node, [entry]).includes(entry)) continue;
      const before = tests.get(id);
      tests.set(id, { entry: node, run: false, tests: (before?.tests ?? 0) + 1, late: undefined });
    }
  }
  for (const [id, trouble] of tests) found.set(id, { ...trouble, run: found.get(id)?.run ?? false });
  return found;
});

/** For every node the root that is fewest steps upstream, itself apart; of several the one that stands first. */
function nearestRoots(graph: NodeGraph, roots: readonly NodeId[]): (id: NodeId) => NodeId | undefined {
  const root = new Int32Array(graph.size).fill(-1);
  const distance = new Int32Array(graph.size);
  const order: number[] = [];
  roots.forEach((id, index) => {
    const number = graph.numberOf(id);
    if (number === undefined) return;
    root[number] = index;
    order.push(number);
  });
  for (let next = 0; next < order.length; next++) {
    const from = order[next] ?? 0;
    const readers = graph.neighbours(from, 'downstream');
    for (let index = 0; index < readers.length; index++) {
      const to = readers[index] ?? 0;
      if (root[to] !== -1 || isRemoved(graph, from, to, 'downstream')) continue;
      root[to] = root[from] ?? -1;
      distance[to] = (distance[from] ?? 0) + 1;
      order.push(to);
    }
  }
  return (id) => {
    const number = graph.numberOf(id);
    if (number === undefined) return undefined;
    let best: { readonly root: number; readonly distance: number } | undefined;
    const parents = graph.neighbours(number, 'upstream');
    for (let index = 0; index < parents.length; index++) {
      const parent = parents[index] ?? 0;
      const found = { root: root[parent] ?? -1, distance: distance[parent] ?? 0 };
      // On a cycle the way may lead through the node itself.
      if (found.root === -1 || roots[found.root] === id || isRemoved(graph, number, parent, 'upstream'))
        continue;
      if (!best || found.distance < best.distance) best = found;
    }
    return best && roots[best.root];
  };
}
