// What one node's SQL says of where its columns come from. Deliberately absent: what lies behind the nodes it reads (columnLineage.ts).

import { derive } from '../../derived.ts';
import type { Project } from '../../project.ts';
import type { How } from '../../sql/analysis.ts';
import { columnsOfNode, lineageOfNode } from './cells.ts';
import type { NodeId } from './nodeId.ts';
import { prepareUpstream } from './prepareUpstream.ts';

/** A column of a node. */
export interface ColumnOfNode {
  readonly node: NodeId;
  /** As the node spells it. */
  readonly column: string;
}

/** What one node's SQL says of its columns. */
export interface NodeLineage {
  readonly id: NodeId;
  /** By the name of the output column (as in `nodeColumns`): what it is made of, each once; empty for a constant. */
  readonly upstream: ReadonlyMap<string, readonly { readonly column: ColumnOfNode; readonly how: How }[]>;
  /** By the name of the output column: the function in lower case, where one call of an aggregate makes it (`sum`). */
  readonly aggregates: ReadonlyMap<string, string>;
  /** Columns that decide which rows there are: conditions, join keys, grouping. */
  readonly influences: readonly { readonly column: ColumnOfNode; readonly clause: string }[];
  /** Nodes whose relations its query reads. */
  readonly reads: readonly NodeId[];
  /** Nodes that it reads without its columns being known: any column of theirs may be read (Python, introspection). */
  readonly opaque: readonly NodeId[];
  /** Of others single columns that it may read: it isn't known which of several a name means. Names as the dialect compares them. */
  readonly perhaps: readonly ColumnOfNode[];
}

/** The lineage of one node. The same object while it is equal. */
export function nodeLineage(project: Project, id: NodeId): NodeLineage {
  prepareUpstream(project, columnsOfNode, id);
  return derive(project, lineageOfNode, id);
}
