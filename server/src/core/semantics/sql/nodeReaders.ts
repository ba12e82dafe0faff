// Who reads a node, saved or not: by the manifest's graph, and by texts that aren't those that dbt parsed. Deliberately absent:
// columns.

import type { Entry } from '../../artifacts/types.ts';
import { isFresh } from '../../derived.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { childrenOf } from '../lineage.ts';
import { mayReadColumns } from '../nodeTypes.ts';
import { lineageOfNode } from './cells.ts';
import { editedNodes, modelFiles } from './editedNodes.ts';
import { entryOf, type NodeId, nodeIdOf } from './nodeId.ts';
import { nodeLineage } from './nodeLineage.ts';

/** Who reads which node. */
export interface NodeReaders {
  /** The nodes with columns that may read a node: those that did when dbt parsed them, and those whose text does now. */
  of(id: NodeId): readonly NodeId[];
  /** False where texts that dbt hasn't parsed were left out. */
  readonly whole: boolean;
}

/** The readers of every node. `limit` is how many texts that dbt hasn't parsed may be analysed for it. */
export function nodeReaders(project: Project, limit = Number.POSITIVE_INFINITY): NodeReaders {
  const { manifest } = project.artifacts;
  const { readers, whole } = readByEdited(project, limit);
  return {
    whole,
    of(id) {
      const entry = entryOf(project, id);
      const known = manifest && entry ? childrenOf(manifest, entry) : [];
      const parsed = known.filter((child) => mayReadColumns(child.resourceType));
      return [...new Set([...parsed.map((child) => child.uniqueId), ...(readers.get(id) ?? [])])];
    },
  };
}

/** Exposures, metrics, semantic models and saved queries that read a node, by way of each other too. */
export function consumersOf(project: Project, id: NodeId): readonly Entry[] {
  const { manifest } = project.artifacts;
  const entry = entryOf(project, id);
  if (!manifest || !entry) return [];
  const found = new Set<Entry>();
  const waiting = [entry];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const child of childrenOf(manifest, next)) {
      if (mayReadColumns(child.resourceType) || found.has(child)) continue;
      found.add(child);
      waiting.push(child);
    }
  }
  return [...found];
}

interface EditedReaders {
  readonly readers: ReadonlyMap<NodeId, readonly NodeId[]>;
  readonly whole: boolean;
}

const editedReaders = memo((_: Project): { known: EditedReaders | undefined } => ({ known: undefined }));

/** For each node those that read it of which the text isn't what dbt parsed. */
function readByEdited(project: Project, limit: number): EditedReaders {
  const cache = editedReaders(project);
  if (cache.known) return cache.known;
  const readers = new Map<NodeId, NodeId[]>();
  let left = limit;
  let whole = true;
  for (const file of editedNodes(project)) {
    const id = nodeIdOf(file);
    if (!isFresh(project, lineageOfNode, id) && left-- <= 0) {
      whole = false;
      continue;
    }
    for (const read of nodeLineage(project, id).reads) {
      const known = readers.get(read);
      if (known) known.push(id);
      else readers.set(read, [id]);
    }
  }
  // What was left out may be there the next time.
  if (whole) cache.known = { readers, whole };
  return { readers, whole };
}

/** The models and snapshots in files that dbt hasn't parsed yet. */
export function newModels(project: Project): readonly NodeId[] {
  return modelFiles(project).flatMap((file) => (file.entry ? [] : [nodeIdOf(file)]));
}
