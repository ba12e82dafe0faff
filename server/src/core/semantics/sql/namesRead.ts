// The columns of a node as its nearest readers name them: what there is to tell of a table that no catalog and no YAML describes.
// Deliberately absent: columns that nobody reads.

import type { Project } from '../../project.ts';
import type { NodeId } from './nodeId.ts';
import { nodeLineage } from './nodeLineage.ts';
import { nodeReaders } from './nodeReaders.ts';
import { prepareReaders, textsAtOnce } from './prepareReaders.ts';
import { warmNode } from './warmNode.ts';

/** So many readers are looked at. */
const mostReaders = 20;

/** By the name in lower case, as it is spelled where it is read first; those that the node is known to have among them. */
export function namesRead(project: Project, id: NodeId): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const reader of readersOf(project, id)) {
    const { upstream, influences } = nodeLineage(project, reader);
    for (const { column } of [...[...upstream.values()].flat(), ...influences]) {
      const key = column.column.toLowerCase();
      if (column.node === id && !found.has(key)) found.set(key, column.column);
    }
  }
  return found;
}

/** Understands what {@link namesRead} needs; yields after each step that there was something to do for. */
export function* prepareNamesRead(project: Project, id: NodeId): Generator<void, void> {
  yield* prepareReaders(project);
  for (const reader of readersOf(project, id)) yield* warmNode(project, reader);
}

function readersOf(project: Project, id: NodeId): readonly NodeId[] {
  return nodeReaders(project, textsAtOnce).of(id).slice(0, mostReaders);
}
