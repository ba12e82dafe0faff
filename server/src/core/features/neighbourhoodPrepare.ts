// Understands what the graph's columns and its impact need, a step of some milliseconds at a time, before it is asked for.
// Deliberately absent: anything that has to be right; without it the first answer takes longer.

import type { LineageView } from '../../lineageProtocol.ts';
import type { Project } from '../project.ts';
import { type ColumnOfNode, prepareDownstreamOf, prepareUpstreamOf } from '../semantics/sql/columnLineage.ts';
import { prepareNamesRead } from '../semantics/sql/namesRead.ts';
import { nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { type NodeId, nodeIdOf } from '../semantics/sql/nodeId.ts';
import { prepareReadersBefore } from '../semantics/sql/readersBefore.ts';
import { warmNode } from '../semantics/sql/warmNode.ts';
import { closureLimits, type PathLimits } from './neighbourhoodColumnPath.ts';
import { changedFiles, changesOf } from './neighbourhoodImpact.ts';
import { limitOf } from './neighbourhoodPlan.ts';

/** See the head of this file. Yields after each step that there was something to do for; nothing where no columns are asked for. */
export function* prepareNeighbourhood(
  project: Project,
  focus: { readonly node: NodeId; readonly column?: string },
  view: LineageView,
): Generator<void, void> {
  for (const id of view.opened) {
    yield* warmNode(project, id);
    if (!nodeColumns(project, id).complete) yield* prepareNamesRead(project, id);
  }
  const limits = { most: limitOf(view), mayAnalyse: true };
  if (focus.column !== undefined)
    yield* preparePath(project, { node: focus.node, column: focus.column }, { ...view, ...limits });
  if (view.column)
    yield* preparePath(project, view.column, { upstream: 'all', downstream: 'all', ...limits });
  for (const file of changedFiles(project, focus.node).files) {
    yield* warmNode(project, nodeIdOf(file));
    for (const { column } of changesOf(project, file)) {
      yield;
      yield* prepareReadersBefore(project, { node: nodeIdOf(file), column: column.name });
    }
  }
}

function* preparePath(project: Project, column: ColumnOfNode, limits: PathLimits): Generator<void, void> {
  yield* prepareUpstreamOf(project, column, closureLimits(limits.upstream, limits));
  yield* prepareDownstreamOf(project, column, closureLimits(limits.downstream, limits));
}
