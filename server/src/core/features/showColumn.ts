// What is known of a column as plain data: for `dbt-context show NAME.COLUMN --format json`, scripts and agents.

import type { Project } from '../project.ts';
import {
  type ColumnOfNode,
  columnDownstream,
  columnUpstream,
  type ReachedColumn,
} from '../semantics/sql/columnLineage.ts';
import { nodeColumn } from '../semantics/sql/nodeColumns.ts';
import type { How } from '../sql/analysis.ts';

interface ReachedJson {
  readonly uniqueId: string;
  readonly column: string;
  readonly how: How;
  /** Steps away, from 1. */
  readonly distance: number;
}

/** Facts of a column as JSON; null is "nothing is known". Lists are nearest first. */
export interface ColumnFactsJson {
  readonly uniqueId: string;
  readonly column: string;
  readonly description: string;
  readonly type: string | null;
  readonly typeFrom: string | null;
  readonly upstream: readonly ReachedJson[];
  readonly downstream: readonly ReachedJson[];
  /** Nodes whose rows it decides, with the clause. */
  readonly decides: readonly { readonly uniqueId: string; readonly clause: string }[];
  /** Nodes that may read it. */
  readonly perhaps: readonly string[];
  /** Exposures and the like that read a model of the column or of one downstream. */
  readonly consumers: readonly string[];
}

/** The facts of a column of a node, through the whole project. */
export function columnFactsJson(project: Project, column: ColumnOfNode): ColumnFactsJson {
  const known = nodeColumn(project, column.node, column.column);
  const downstream = columnDownstream(project, column);
  return {
    uniqueId: column.node,
    column: column.column,
    description: known?.declared?.description ?? '',
    type: known?.type?.text ?? null,
    typeFrom: known?.type?.from ?? null,
    upstream: columnUpstream(project, column).columns.map(reachedJson),
    downstream: downstream.columns.map(reachedJson),
    decides: downstream.influenced.map(({ node, clause }) => ({ uniqueId: node, clause })),
    perhaps: downstream.unknown,
    consumers: downstream.consumers.map(({ uniqueId }) => uniqueId),
  };
}

function reachedJson({ column, how, distance }: ReachedColumn): ReachedJson {
  return { uniqueId: column.node, column: column.column, how, distance };
}
