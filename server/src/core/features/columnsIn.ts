// What is understood of a file's SQL, as plain data: for scripts that compare it with dbt's own, and for agents.
// Deliberately absent: cards (hoverColumn.ts), and lineage beyond one step.

import type { Project } from '../project.ts';
import { nodeLineage } from '../semantics/sql/columnLineage.ts';
import { type ModelSql, modelSql, modelSqlAt } from '../semantics/sql/modelSql.ts';
import { type ColumnsFrom, type ColumnType, nodeColumns } from '../semantics/sql/nodeColumns.ts';
import { nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import type { How } from '../sql/analysis.ts';

/** A column of the file's node. */
export interface ColumnInFile {
  readonly name: string;
  readonly type: ColumnType | undefined;
  /** What it is made of: a node's unique id and column, with how. */
  readonly upstream: readonly { readonly node: string; readonly column: string; readonly how: How }[];
}

/** What a file's SQL is understood to be. */
export interface ColumnsInFile {
  /** The SQL without its Jinja, first as built for the first time, then as an incremental run where that differs. */
  readonly variants: readonly string[];
  /** Why values of it aren't known, one for each place; empty where all of it is. */
  readonly placeholders: readonly string[];
  /** Why a condition or another choice isn't known, one for each; what follows one of its outcomes may be otherwise. */
  readonly choices: readonly string[];
  /** Why the rendering was broken off. */
  readonly cut: string | undefined;
  /** The text has a query. */
  readonly query: boolean;
  /** Texts of the query that aren't understood. */
  readonly unread: readonly string[];
  readonly columns: readonly ColumnInFile[];
  /** Every column there is. */
  readonly complete: boolean;
  readonly from: ColumnsFrom;
}

/** See the head of this file; undefined where the file makes no node or isn't SQL. */
export function columnsIn(project: Project, path: string): ColumnsInFile | undefined {
  const id = nodeIdOfFile(project, path);
  const sql = modelSql(project, path);
  if (id === undefined || !sql) return undefined;
  const { rendered, analysis } = sql;
  const known = nodeColumns(project, id);
  const { upstream } = nodeLineage(project, id);
  return {
    variants: [rendered.text, ...incrementalText(project, path, sql)],
    placeholders: rendered.marks.flatMap((mark) => (mark.kind === 'relation' ? [] : [mark.why])),
    choices: rendered.choices.map(({ why }) => why),
    cut: rendered.cut,
    query: analysis !== undefined,
    unread: sql.unread.map(({ start, end }) => rendered.text.slice(start, end)),
    columns: known.columns.map(({ name, type }) => ({
      name,
      type,
      upstream: (upstream.get(name) ?? []).map(({ column, how }) => ({
        node: column.node,
        column: column.column,
        how,
      })),
    })),
    complete: known.complete,
    from: known.from,
  };
}

/** The text of an incremental run, where the file asks whether it is one. */
function incrementalText(project: Project, path: string, { source }: ModelSql): readonly string[] {
  const asked = /is_incremental\(\)[^%]*%\}/.exec(source.text);
  if (!asked) return [];
  const covered = modelSqlAt(project, path, asked.index + asked[0].length);
  return covered ? [covered.rendered.text] : [];
}
