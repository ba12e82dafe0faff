// What stands at a place of a file's SQL: a column being read or made, a star, a CTE, a relation's alias. Names inside Jinja are
// symbolAt.ts's. Deliberately absent: what is known of it (nodeColumns.ts, columnLineage.ts).

import { toRendered, toSource } from '../../jinja/render/rendered.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import type { ColumnSource, ResolvedReference, SelectScope } from '../../sql/analysis.ts';
import type { NamedColumn, OutputColumn } from '../../sql/columns.ts';
import type { SourceRelation } from '../../sql/scopes.ts';
import type { Cte, Query } from '../../sql/tree.ts';
import { type TextRange, touches } from '../../text.ts';
import { type ModelSql, modelSql, modelSqlAt } from './modelSql.ts';
import { symbolsOfAnalysis } from './symbolsOfAnalysis.ts';

/** What a name of SQL stands for. */
export type SqlMeaning =
  /** A column where it is read. */
  | { readonly kind: 'reference'; readonly reference: ResolvedReference; readonly scope: SelectScope }
  /** A column where it is made: its alias. A bare `a` in a select list is a reference. */
  | {
      readonly kind: 'output';
      readonly column: NamedColumn;
      /** The query or CTE body that it is an output of. */
      readonly query: Query;
      /** It is a column of the file's node. */
      readonly final: boolean;
    }
  /** `*` or `t.*` with what it stands for. */
  | { readonly kind: 'star'; readonly columns: readonly OutputColumn[]; readonly scope: SelectScope }
  /** A CTE, where it is defined or read, or qualifies a column by its own name. */
  | { readonly kind: 'cte'; readonly cte: Cte; readonly columns: readonly OutputColumn[] }
  /** A relation's alias (or its own name where it has none), where it is defined or qualifies a column. */
  | { readonly kind: 'alias'; readonly relation: SourceRelation; readonly scope: SelectScope }
  /** A column in a `using (…)`. */
  | { readonly kind: 'using'; readonly name: string; readonly sources: readonly ColumnSource[] };

/** See the head of this file. */
export type SqlSymbol = SqlMeaning & {
  /** The name in the source; of a star the `*` alone. */
  readonly range: TextRange;
  /** The range is the name as written; false where a template makes it, so that it can't be renamed. */
  readonly verbatim: boolean;
  /** The SQL that it was found in; its offsets are those of the rendered text. */
  readonly sql: ModelSql;
};

/** What stands at a place of a file's SQL; undefined where none of these does, inside Jinja too. */
export function sqlSymbolAt(project: Project, path: string, offset: number): SqlSymbol | undefined {
  const sql = modelSqlAt(project, path, offset);
  if (!sql) return undefined;
  const symbols = placedSymbols(sql);
  for (const place of toRendered(sql.rendered, offset)) {
    let best: Placed | undefined;
    for (const placed of symbols) {
      if (!touches(placed.rendered, place) || !isMeant(placed.symbol, offset)) continue;
      // Behind one name and before the next, as in `t.*`, the one that begins here is meant.
      if (!best || placed.rendered.start === place) best = placed;
    }
    if (best) return best.symbol;
  }
  return undefined;
}

/**
 * Every such name of a file in its order, as far as it is rendered. What a template makes several times (a loop) is there as often,
 * each time with the same range.
 */
export function sqlSymbolsIn(project: Project, path: string): readonly SqlSymbol[] {
  const sql = modelSql(project, path);
  return sql ? symbolsOfSql(sql) : [];
}

interface Placed {
  readonly rendered: TextRange;
  readonly symbol: SqlSymbol;
}

const placedSymbols: (sql: ModelSql) => readonly Placed[] = memo((sql) => {
  if (!sql.analysis) return [];
  return symbolsOfAnalysis(sql.analysis, sql.rendered.text, sql.dialect).map(({ range, meaning }) => {
    const place = toSource(sql.rendered, range);
    return { rendered: range, symbol: { ...meaning, range: place.range, verbatim: place.verbatim, sql } };
  });
});

/** The same for SQL that is at hand. */
export const symbolsOfSql: (sql: ModelSql) => readonly SqlSymbol[] = memo((sql) =>
  placedSymbols(sql)
    .map(({ symbol }) => symbol)
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
);

/** Of a name that a template makes in part (`{{ part }}_id`) the part that is written; a tag's own ends belong to the tag. */
function isMeant(symbol: SqlSymbol, offset: number): boolean {
  if (symbol.verbatim) return true;
  const around = symbol.sql.source.text.slice(Math.max(0, offset - 1), offset + 1);
  return touches(symbol.range, offset) && /[\w$]/.test(around);
}
