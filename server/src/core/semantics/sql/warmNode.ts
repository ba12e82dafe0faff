// One node understood step by step, so that whoever asks about it next needn't wait for all of that in one go. Nothing is wrong without
// it, only later. Deliberately absent: which nodes (warmLineage.ts, columnLineage.ts).

import { isFresh, settle } from '../../derived.ts';
import type { Project } from '../../project.ts';
import { columnsOfNode, lineageOfNode, renderedSql, sqlOfNode } from './cells.ts';
import type { NodeId } from './nodeId.ts';
import { upstreamFirst } from './prepareUpstream.ts';

/** Understands what a node reads, step by step, but not itself. */
export function* warmUpstream(project: Project, id: NodeId): Generator<void, void> {
  if (isFresh(project, columnsOfNode, id)) return;
  for (const each of upstreamFirst(project, id, (node) => !isFresh(project, columnsOfNode, node))) {
    if (each === id) continue;
    for (const step of [renderedSql, sqlOfNode, columnsOfNode]) {
      settle<unknown>(project, step, each);
      yield;
    }
  }
}

/** Understands a node and what it reads, its columns and their lineage, step by step. */
export function* warmNode(project: Project, id: NodeId): Generator<void, void> {
  if (isFresh(project, lineageOfNode, id)) return;
  yield* warmUpstream(project, id);
  for (const step of [renderedSql, sqlOfNode, columnsOfNode, lineageOfNode]) {
    settle<unknown>(project, step, id);
    yield;
  }
}
