// The outline of a file's SQL: its CTEs and the query behind them, each with its columns. Ranges of what a template makes are those of
// its tags. Deliberately absent: subqueries.

import type { Project } from '../project.ts';
import { nodeOfFile } from '../semantics/modelFiles.ts';
import { placeOfName } from '../semantics/sql/columnPlaces.ts';
import { type ModelSql, modelSql } from '../semantics/sql/modelSql.ts';
import type { OutputColumn } from '../sql/columns.ts';
import type { TextRange } from '../text.ts';
import type { OutlineEntry } from './documentSymbols.ts';

/** The CTEs of a file's query and the query itself; empty where the file has no SQL that is understood. */
export function sqlOutline(project: Project, path: string): readonly OutlineEntry[] {
  const sql = modelSql(project, path);
  const analysis = sql?.analysis;
  if (!sql || !analysis) return [];
  const { ctes, body } = analysis.query;
  const named = ctes.map((cte): OutlineEntry => {
    const columns = cte.query ? analysis.columnsOf(cte.query) : [];
    return {
      ...placed(sql, cte.name.range, cte.range),
      name: cte.name.text,
      detail: undefined,
      kind: 'cte',
      children: columnsOutline(sql, columns),
    };
  });
  if (!body) return named;
  const start = { start: body.range.start, end: body.range.start };
  const final: OutlineEntry = {
    ...placed(sql, start, body.range),
    name: nodeOfFile(project, path)?.name ?? path,
    detail: undefined,
    kind: 'query',
    children: columnsOutline(sql, analysis.columns),
  };
  return [...once(named), final];
}

/** A star's columns all stand at the star. */
function columnsOutline(sql: ModelSql, columns: readonly OutputColumn[]): readonly OutlineEntry[] {
  const entries = columns.flatMap((column): readonly OutlineEntry[] => {
    if (column.kind !== 'column') return [];
    const place = placed(sql, column.star ?? column.nameRange, column.star ?? column.range);
    return [{ ...place, name: column.name, detail: column.type?.text, kind: 'column', children: [] }];
  });
  return once(entries);
}

function placed(
  sql: ModelSql,
  name: TextRange,
  whole: TextRange,
): { readonly range: TextRange; readonly nameRange: TextRange } {
  const { range, nameRange } = placeOfName(sql, name, whole);
  return { range, nameRange };
}

/** What the rounds of a loop make under one name at one place is one. */
function once(entries: readonly OutlineEntry[]): readonly OutlineEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ name, range }) => {
    const key = `${range.start} ${name}`;
    return !seen.has(key) && seen.add(key);
  });
}
