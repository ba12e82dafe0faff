// The places of a file's SQL that make or read the same column, the same CTE or the same relation. What is the same column says
// sameColumn.ts. Deliberately absent: other files.

import { toSource } from '../../jinja/render/rendered.ts';
import type { Relation } from '../../sql/tree.ts';
import type { TextRange } from '../../text.ts';
import type { ModelSql } from './modelSql.ts';
import { columnClasses } from './sameColumn.ts';
import { type SqlSymbol, symbolsOfSql } from './sqlSymbol.ts';

/** A place; `made` where it is made and not read. */
export interface SqlUse {
  readonly range: TextRange;
  readonly made: boolean;
}

/** The places of what a name stands for in its SQL, in order, each once; empty for a star. */
export function usesOfSymbol(symbol: SqlSymbol): readonly SqlUse[] {
  const symbols = symbolsOfSql(symbol.sql);
  switch (symbol.kind) {
    case 'star':
      return [];
    case 'cte':
      return once(
        symbols.flatMap((other) =>
          other.kind === 'cte' && other.cte === symbol.cte ? [placed(other, other.cte.name.range)] : [],
        ),
      );
    default: {
      const relation = relationOf(symbol);
      if (!relation) return usesOfColumns(symbol.sql, columnClasses(symbol.sql).keysOf(symbol));
      return once(
        symbols.flatMap((other) =>
          relationOf(other) === relation ? [placed(other, relation.alias?.range)] : [],
        ),
      );
    }
  }
}

/** The relation that a name stands for: an alias, or a whole row as in `count(t)`. */
function relationOf(symbol: SqlSymbol): Relation | undefined {
  if (symbol.kind === 'alias') return symbol.relation.relation;
  if (symbol.kind !== 'reference') return undefined;
  const { target } = symbol.reference;
  return target.kind === 'relation' ? target.relation.relation : undefined;
}

/** The places of the columns of these keys, and of all that are the same as one of them. */
export function usesOfColumns(sql: ModelSql, keys: readonly string[]): readonly SqlUse[] {
  if (keys.length === 0) return [];
  const { classOf, keysOf } = columnClasses(sql);
  const wanted = new Set(keys.map(classOf));
  return once(
    symbolsOfSql(sql).flatMap((symbol) =>
      keysOf(symbol).some((key) => wanted.has(classOf(key)))
        ? [{ range: symbol.range, made: symbol.kind === 'output' }]
        : [],
    ),
  );
}

/** A name that is made where the range of its definition is its own. */
function placed(symbol: SqlSymbol, definition: TextRange | undefined): SqlUse {
  const place = definition && toSource(symbol.sql.rendered, definition).range;
  return { range: symbol.range, made: place?.start === symbol.range.start && place.end === symbol.range.end };
}

/** Loops make a name several times at one place. */
function once(uses: readonly SqlUse[]): readonly SqlUse[] {
  const seen = new Map<string, SqlUse>();
  for (const use of uses) {
    const key = `${use.range.start}:${use.range.end}`;
    if (!seen.get(key)?.made) seen.set(key, use);
  }
  return [...seen.values()].sort((a, b) => a.range.start - b.range.start);
}
