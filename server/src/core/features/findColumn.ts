// Finds a column by what a person types for it: a node's name, a dot, the column. Deliberately absent: names in files.

import { nearestNames } from '../nearest.ts';
import type { Project } from '../project.ts';
import type { ColumnOfNode } from '../semantics/sql/columnLineage.ts';
import { nodeColumn, nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { findNode } from './findNode.ts';

/** The column; or that the node is known and has no such column, with the nearest ones it has. */
export type FoundColumn =
  | ({ readonly kind: 'found' } & ColumnOfNode)
  | { readonly kind: 'unknown'; readonly owner: string; readonly nearest: readonly string[] };

/** `stg_orders.status`, `raw.orders.status`, `fct_orders.v2.status`; undefined where no node is known by what stands before the dot. */
export function findColumn(project: Project, name: string): FoundColumn | undefined {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const owner = findNode(project, name.slice(0, dot));
  if (owner.kind === 'unknown') return undefined;
  const node = owner.entry.uniqueId;
  const wanted = name.slice(dot + 1);
  const known = nodeColumn(project, node, wanted);
  if (known) return { kind: 'found', node, column: known.name };
  const names = nodeColumns(project, node).columns.map((column) => column.name);
  return { kind: 'unknown', owner: name.slice(0, dot), nearest: nearestNames(wanted, names) };
}
