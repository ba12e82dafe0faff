// How nodes and their columns are named in lists, known to dbt or not. Deliberately absent: facts of them.

import { kindOf, labelOf } from '../../card/entryWords.ts';
import type { Project } from '../../project.ts';
import { nodeOfFile } from '../modelFiles.ts';
import { entryOf, fileOf, type NodeId } from './nodeId.ts';
import type { ColumnOfNode } from './nodeLineage.ts';

/** A node as it stands in lists: `raw.orders`, `fct_orders v2`, a new file's name. */
export function nameOfNode(project: Project, id: NodeId): string {
  const entry = entryOf(project, id);
  if (entry) return labelOf(entry);
  const path = fileOf(project, id);
  return (path && nodeOfFile(project, path)?.name) ?? path ?? id;
}

/** What kind of node it is; undefined for a file that makes none. */
export function kindOfNode(project: Project, id: NodeId): ReturnType<typeof kindOf> | undefined {
  const node = entryOf(project, id) ?? nodeOfFile(project, fileOf(project, id) ?? '');
  return node && kindOf(node);
}

/** What kind of node it is and its name; a model by its name alone. */
export function titleOfNode(project: Project, id: NodeId): string {
  const kind = kindOfNode(project, id);
  const name = nameOfNode(project, id);
  return kind === undefined || kind === 'model' ? name : `${kind} ${name}`;
}

/** `stg_orders.status`. */
export function nameOfColumn(project: Project, { node, column }: ColumnOfNode): string {
  return `${nameOfNode(project, node)}.${column}`;
}
