// The columns that the graph lists at its nodes, and the edges between them, on unsaved text.
// Deliberately absent: the nodes themselves (neighbourhood.ts), how a path is found (neighbourhoodColumnPath.ts).

import type { GraphColumnEdge, GraphColumns } from '../../lineageProtocol.ts';
import type { Project } from '../project.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';
import type { ColumnPath } from './neighbourhoodColumnPath.ts';
import type { FoundImpact } from './neighbourhoodImpact.ts';

/** All columns of the nodes that are opened; of the others those on the path, and those that a change of the text concerns. */
export function graphColumns(
  _project: Project,
  _shown: readonly NodeId[],
  _opened: ReadonlySet<NodeId>,
  _path: ColumnPath | undefined,
  _impact: FoundImpact | undefined,
): ReadonlyMap<NodeId, GraphColumns> {
  return new Map();
}

/** The steps between columns that are listed; what decides rows only where it is of the path. */
export function columnEdges(
  _project: Project,
  _shown: ReadonlyMap<NodeId, GraphColumns>,
  _path: ColumnPath | undefined,
): readonly GraphColumnEdge[] {
  return [];
}
