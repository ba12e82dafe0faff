// Whether a text lost columns of which nobody can say that they are gone: not all that its node has are known, so a star or a template
// may still give them. Deliberately absent: changes that are certain (changedColumns.ts).

import type { Project } from '../../project.ts';
import { columnKey, type OutputColumn } from '../../sql/columns.ts';
import type { SourceText } from '../../text.ts';
import { isParsedAsIs } from './changedColumns.ts';
import { nodeAsParsed } from './columnsAsParsed.ts';
import { isHalfTyped } from './halfTyped.ts';
import { sqlOf } from './modelSql.ts';
import { nodeColumns } from './nodeColumns.ts';
import type { NodeId } from './nodeId.ts';

/** What would tell: the columns of what the node reads, by the warehouse, or only a run. */
export type Unjudged = 'columns upstream' | 'a run';

/** See the head of this file; undefined where there is no such column, or the list is half-typed. `source` is the text of the node's file. */
export function unjudgedChange(project: Project, id: NodeId, source: SourceText): Unjudged | undefined {
  if (isParsedAsIs(project, id, source) !== false || nodeColumns(project, id).complete) return undefined;
  const sql = sqlOf(project, id);
  const before = nodeAsParsed(project, id);
  if (!sql?.analysis || !before) return undefined;
  const { columns } = sql.analysis;
  const listed = new Set(
    columns.flatMap((column) => (column.kind === 'column' ? columnKey(column, sql.dialect) : [])),
  );
  const isLost = before.columns.columns.some(({ made, name, quoted }) =>
    made ? !listed.has(columnKey({ name, quoted }, sql.dialect)) : false,
  );
  // A name that is still to be typed.
  const isUnnamed = unnamed(columns) > unnamed(before.sql.analysis?.columns ?? []);
  if (!isLost || isUnnamed || isHalfTyped(sql, before.sql)) return undefined;
  return columns.some(({ kind }) => kind !== 'column') ? 'columns upstream' : 'a run';
}

function unnamed(columns: readonly OutputColumn[]): number {
  return columns.filter((column) => column.kind === 'unknown' && !column.many).length;
}
