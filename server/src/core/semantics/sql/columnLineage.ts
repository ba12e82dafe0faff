// Where the value of a column comes from and who reads it, through the whole project, saved or not.
// Deliberately absent: words and drawings.

import type { Entry } from '../../artifacts/types.ts';
import type { Project } from '../../project.ts';
import type { How } from '../../sql/analysis.ts';
import type { NodeId } from './nodeId.ts';

/** A column of a node. */
export interface ColumnOfNode {
  readonly node: NodeId;
  /** As the node spells it. */
  readonly column: string;
}

/** A step between columns of two nodes. */
export interface ColumnEdge {
  readonly from: ColumnOfNode;
  readonly to: ColumnOfNode;
  readonly how: How;
}

/** What one node's SQL says of its columns. */
export interface NodeLineage {
  readonly id: NodeId;
  /** By the name of the output column (as in `nodeColumns`): what it is made of, each once; empty for a constant. */
  readonly upstream: ReadonlyMap<string, readonly { readonly column: ColumnOfNode; readonly how: How }[]>;
  /** Columns that decide which rows there are: conditions, join keys, grouping. */
  readonly influences: readonly { readonly column: ColumnOfNode; readonly clause: string }[];
  /** Nodes that it reads without its columns being known: any column of theirs may be read (Python, introspection). */
  readonly opaque: readonly NodeId[];
}

/** The lineage of one node. The same object while it is equal. */
export declare function nodeLineage(project: Project, id: NodeId): NodeLineage;

/** A column of a closure. */
export interface ReachedColumn {
  readonly column: ColumnOfNode;
  /** Edges on the shortest path, from 1. */
  readonly distance: number;
  /** The least faithful step of the most faithful path. */
  readonly how: How;
}

/** Limits of a closure; both default to none. */
export interface ClosureLimits {
  readonly depth?: number;
  /** Nodes that may be analysed for it; when more are needed it ends early. */
  readonly nodes?: number;
}

/** A closure of column lineage. */
export interface ColumnClosure {
  /** Nearest first. */
  readonly columns: readonly ReachedColumn[];
  /** Every edge between the columns reached and the start. */
  readonly edges: readonly ColumnEdge[];
  /** Nodes that read a column reached, but of which it can't be known what they do with it. */
  readonly unknown: readonly NodeId[];
  /** Only downstream: exposures, metrics and the like that read a model of a column reached. */
  readonly consumers: readonly Entry[];
  /** Only downstream: columns reached that decide rows of a node (conditions, joins, grouping). */
  readonly influenced: readonly {
    readonly node: NodeId;
    readonly column: ColumnOfNode;
    readonly clause: string;
  }[];
  /** False where a limit ended it early. */
  readonly whole: boolean;
}

/** Everything that a column is made of. */
export declare function columnUpstream(
  project: Project,
  column: ColumnOfNode,
  limits?: ClosureLimits,
): ColumnClosure;

/** Everything that reads a column. */
export declare function columnDownstream(
  project: Project,
  column: ColumnOfNode,
  limits?: ClosureLimits,
): ColumnClosure;
