// What texts that dbt hasn't parsed do to those who read: of the focus, and of the other files at hand that were edited.
// Deliberately absent: how uses are found (lint/breaking), and its Markdown (neighbourhoodImpactMarkdown.ts).

import type { GraphColumn, GraphImpact, LineageImpact } from '../../lineageProtocol.ts';
import type { Project } from '../project.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';

/** See the head of this file. */
export interface FoundImpact {
  readonly impact: LineageImpact;
  readonly nodes: ReadonlyMap<NodeId, GraphImpact>;
  /** By node, and by the name in lower case: what happens to a column, and its name, which the node may not have any more. */
  readonly columns: ReadonlyMap<
    NodeId,
    ReadonlyMap<string, { readonly name: string; readonly impact: NonNullable<GraphColumn['impact']> }>
  >;
}

/** See the head of this file; undefined where nothing changed in a way that anybody notices. */
export function findImpact(_project: Project, _focus: NodeId | undefined): FoundImpact | undefined {
  return undefined;
}
