// Derived values of a node ask for those of the nodes it reads, and so on: in a long chain deeper than a stack is. Here the first
// come first. Deliberately absent: anything that has to be right; without it values are the same unless chains are very long.

import { type Derived, isFresh, settle } from '../../derived.ts';
import type { Project } from '../../project.ts';
import { parentsOf } from '../lineage.ts';
import type { NodeId } from './nodeId.ts';
import { entryOf } from './nodeId.ts';

/** Has the values of everything that a node reads by the manifest, but not its own. */
export function prepareUpstream<Value>(project: Project, derived: Derived<Value>, id: NodeId): void {
  if (isFresh(project, derived, id)) return;
  for (const each of upstreamFirst(project, id, (node) => !isFresh(project, derived, node)))
    if (each !== id) settle(project, derived, each);
}

/** What a node reads, by whatever way, and it itself, each behind what it reads; nothing beyond a node that isn't wanted. */
export function* upstreamFirst(
  project: Project,
  id: NodeId,
  wanted: (id: NodeId) => boolean,
): Generator<NodeId> {
  const { manifest } = project.artifacts;
  const first = entryOf(project, id);
  if (!manifest || !first) return;
  const seen = new Set([id]);
  const path = [{ entry: first, parents: parentsOf(manifest, first), next: 0 }];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const parent = top.parents[top.next++];
    if (!parent) {
      yield top.entry.uniqueId;
      path.pop();
    } else if (!seen.has(parent.uniqueId) && wanted(parent.uniqueId)) {
      seen.add(parent.uniqueId);
      path.push({ entry: parent, parents: parentsOf(manifest, parent), next: 0 });
    }
  }
}
