// The columns and the lineage of every node of a project, a node at a time: a host makes them between requests, so that those that
// need all of them find them made. Deliberately absent: when (host/warmUp.ts).

import { derive, isFresh, settle } from '../../derived.ts';
import type { Project } from '../../project.ts';
import { columnsOfNode, lineageOfNode, renderedSql, sqlOfNode } from './cells.ts';
import { nodeIdOfFile } from './nodeId.ts';
import { newModels } from './nodeReaders.ts';
import { upstreamFirst } from './prepareUpstream.ts';
import { readsInVain } from './readsInVain.ts';
import { warmUpstream } from './warmNode.ts';

const withColumns = /^(?:model|snapshot|seed|source)$/;

/**
 * Yields after each step that there was something to do for; each node comes behind what it reads. A node that fails stops no other:
 * the first failure is thrown in the end.
 */
export function* warmLineage(project: Project): Generator<void, void> {
  const failures: unknown[] = [];
  const stale = (id: string) => !isFresh(project, lineageOfNode, id);
  let looked = 0;
  for (const { uniqueId, resourceType, disabled } of project.artifacts.manifest?.entries ?? []) {
    // Looking costs little, but there are many.
    if (++looked % 1000 === 0) yield;
    if (disabled || !withColumns.test(resourceType) || !stale(uniqueId)) continue;
    for (const id of upstreamFirst(project, uniqueId, stale)) yield* stepByStep(project, id, failures);
  }
  for (const id of newModels(project)) if (stale(id)) yield* stepByStep(project, id, failures);
  if (failures.length > 0) throw failures[0];
}

/**
 * Understands what a file's SQL reads, step by step, so that whoever asks about it next needn't wait for all of that in one go. Nothing
 * is wrong without it, only later.
 */
export function* warmFile(project: Project, path: string): Generator<void, void> {
  const id = nodeIdOfFile(project, path);
  if (id !== undefined) yield* warmUpstream(project, id);
}

/** The same, and has the file's own SQL at hand for whoever looks at it next: of that not much is held. */
export function* warmSql(project: Project, path: string): Generator<void, void> {
  const id = nodeIdOfFile(project, path);
  if (id === undefined) return;
  yield* warmUpstream(project, id);
  for (const step of [renderedSql, sqlOfNode]) {
    derive<unknown>(project, step, id);
    yield;
  }
}

/** Each step by itself, since all of a large model takes long. */
function* stepByStep(project: Project, id: string, failures: unknown[]): Generator<void, void> {
  for (const step of [renderedSql, sqlOfNode, columnsOfNode, lineageOfNode, readsInVain]) {
    try {
      settle<unknown>(project, step, id);
    } catch (failure) {
      failures.push(failure);
      return;
    }
    yield;
  }
}
