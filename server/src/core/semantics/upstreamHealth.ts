// Which nodes failed or are late, and for every node the nearest of those that its data comes from. One search for the whole project,
// kept while the same nodes are bad, so that asking costs next to nothing. Deliberately absent: words, unsaved texts, tests that only warn.

import { lastRun } from '../artifacts/runHistory.ts';
import type { Entry, Manifest } from '../artifacts/types.ts';
import { memo, memo2 } from '../memo.ts';
import type { Project } from '../project.ts';
import { type LateSince, lateSources } from './freshness.ts';
import { type Graph, graphOf } from './lineage.ts';
import { testsOn } from './names.ts';
import { outcomeOf } from './runs.ts';

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
  own(uniqueId: string): OwnTrouble | undefined;
  /** The nearest node upstream with something wrong, the node itself apart; undefined where there is none. */
  causeOf(uniqueId: string): OwnTrouble | undefined;
}

/** See the head of this file. `now` is milliseconds since 1970. */
export function upstreamHealth(project: Project, now: number): UpstreamHealth | undefined {
  const { manifest, runs, freshness } = project.artifacts;
  if (!manifest) return undefined;
  const late = freshness ? lateSources(manifest, freshness) : [];
  const count = countBefore(late, now);
  const failed = failures(manifest, runs);
  const last = lastHealth(manifest);
  if (last.health && last.failed === failed && last.late === late && last.count === count) return last.health;
  const own = new Map(failed);
  for (const { entry, status } of late.slice(0, count)) {
    const known = own.get(entry.uniqueId);
    own.set(entry.uniqueId, { entry, run: known?.run ?? false, tests: known?.tests ?? 0, late: status });
  }
  const nearest = nearestRoots(graphOf(manifest), [...own.keys()]);
  const health: UpstreamHealth = {
    own: (uniqueId) => own.get(uniqueId),
    causeOf(uniqueId) {
      const root = nearest(uniqueId);
      return root === undefined ? undefined : own.get(root);
    },
  };
  Object.assign(last, { health, failed, late, count });
  return health;
}

const lastHealth = memo(
  (
    _: Manifest,
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
function nearestRoots(graph: Graph, roots: readonly string[]): (id: string) => string | undefined {
  const { entries, numbers, children, parents } = graph;
  const root = new Int32Array(entries.length).fill(-1);
  const distance = new Int32Array(entries.length);
  const order: number[] = [];
  roots.forEach((id, index) => {
    const number = numbers.get(id);
    if (number === undefined) return;
    root[number] = index;
    order.push(number);
  });
  for (let next = 0; next < order.length; next++) {
    const from = order[next] ?? 0;
    for (let edge = children.starts[from] ?? 0; edge < (children.starts[from + 1] ?? 0); edge++) {
      const to = children.targets[edge] ?? 0;
      if (root[to] !== -1) continue;
      root[to] = root[from] ?? -1;
      distance[to] = (distance[from] ?? 0) + 1;
      order.push(to);
    }
  }
  return (id) => {
    const number = numbers.get(id);
    if (number === undefined) return undefined;
    let best: { readonly root: number; readonly distance: number } | undefined;
    for (let edge = parents.starts[number] ?? 0; edge < (parents.starts[number + 1] ?? 0); edge++) {
      const parent = parents.targets[edge] ?? 0;
      const found = { root: root[parent] ?? -1, distance: distance[parent] ?? 0 };
      // On a cycle the way may lead through the node itself.
      if (found.root === -1 || roots[found.root] === id) continue;
      if (!best || found.distance < best.distance) best = found;
    }
    return best && roots[best.root];
  };
}
