// What a column is described by at its own node: its YAML, else the warehouse's comment. Deliberately absent: what it inherits
// (hoverColumnOrigin.ts).

import type { CatalogRelation } from '../../artifacts/types.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import type { ColumnOfNode } from './columnLineage.ts';
import { type NodeColumn, nodeColumn } from './nodeColumns.ts';
import { entryOf } from './nodeId.ts';

/** See the head of this file; empty where nobody describes it. `known` is the column where the caller has it. */
export function ownDescription(
  project: Project,
  { node, column }: ColumnOfNode,
  known: NodeColumn | undefined = nodeColumn(project, node, column),
): string {
  const key = column.toLowerCase();
  const entry = known?.declared ? undefined : entryOf(project, node);
  const detail = entry && project.artifacts.manifest?.detail(entry);
  const declared = known?.declared ?? detail?.columns.find(({ name }) => name.toLowerCase() === key);
  if (declared?.description.trim()) return declared.description;
  const relation = project.artifacts.catalog?.relation(node);
  return (relation && comments(relation).get(key)) ?? '';
}

const comments = memo(
  ({ columns }: CatalogRelation): ReadonlyMap<string, string> =>
    new Map(columns.map(({ name, comment }) => [name.toLowerCase(), comment ?? ''])),
);
