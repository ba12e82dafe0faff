// Which columns of a file's SQL get another name when some of those that it reads, or one of its own, get one: a column that is
// passed on under its name is called what the one it reads is called. Deliberately absent: the edits (renameSql.ts).

import { memo } from '../../../memo.ts';
import type { NamedColumn } from '../../../sql/columns.ts';
import type { ModelSql } from '../modelSql.ts';
import { columnClasses } from '../sameColumn.ts';
import { type SqlSymbol, symbolsOfSql } from '../sqlSymbol.ts';

/** A column where a select list of the file makes it. */
export interface MadeItem {
  readonly key: string;
  readonly column: NamedColumn;
  /** How its name comes from the columns that it reads: by itself, by an alias that is the same, or not at all. */
  readonly follows: 'itself' | 'alias' | 'no';
}

/** The columns that a file's SQL makes. */
export interface RenameFlow {
  /** By key; a star of a table makes columns too. */
  readonly made: ReadonlyMap<string, MadeItem>;
  /** By the key of a column that is read: those that pass it on under its name. */
  readonly passedOn: ReadonlyMap<string, readonly MadeItem[]>;
}

/** See the head of this file. */
export const renameFlow: (sql: ModelSql) => RenameFlow = memo((sql) => {
  const { keyOf, keyOfSource, keysOf } = columnClasses(sql);
  const references = new Map<string, SqlSymbol>();
  for (const symbol of symbolsOfSql(sql)) {
    if (symbol.kind === 'reference') references.set(rangeKey(symbol.reference.name.range), symbol);
  }
  const made = new Map<string, MadeItem>();
  const passedOn = new Map<string, MadeItem[]>();
  for (const { output } of sql.analysis?.scopes ?? []) {
    const columns = output.filter((column): column is NamedColumn => column.kind === 'column');
    for (const column of columns) {
      const key = keyOf(column);
      if (made.has(key)) continue;
      // A star of a CTE has the very columns of it.
      if (column.star && isNamedInText(sql, column)) continue;
      const reference =
        column.aliased || column.star ? undefined : references.get(rangeKey(column.nameRange));
      const sources = reference
        ? keysOf(reference)
        : column.inputs.flatMap(({ how, source }) =>
            how === 'passthrough' ? (keyOfSource(source) ?? []) : [],
          );
      const passes = reference !== undefined || (column.how === 'passthrough' && sources.length > 0);
      const follows = !passes ? 'no' : column.aliased ? 'alias' : 'itself';
      const item: MadeItem = { key, column, follows };
      made.set(key, item);
      if (follows === 'no') continue;
      for (const source of sources) {
        const known = passedOn.get(source);
        if (known) known.push(item);
        else passedOn.set(source, [item]);
      }
    }
  }
  return { made, passedOn };
});

/** Whether the name of a column stands in the text where it is said to be, and not a star or an expression. */
export function isNamedInText({ rendered, dialect }: ModelSql, column: NamedColumn): boolean {
  const { start, end } = column.nameRange;
  const written = rendered.text.slice(start, end);
  const quoted = dialect.identifierQuotes.includes(written[0] ?? ' ');
  return (quoted ? written.slice(1, -1) : written) === column.name;
}

/** What the new names spread to: `kept` are those that stay what they are called although they pass one on. */
export function spread(
  { passedOn }: RenameFlow,
  seeds: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): ReadonlySet<string> {
  const renamed = new Set(seeds);
  // A Set gives what is added meanwhile too.
  for (const key of renamed) {
    for (const item of passedOn.get(key) ?? []) if (!kept.has(item.key)) renamed.add(item.key);
  }
  return renamed;
}

function rangeKey({ start, end }: { readonly start: number; readonly end: number }): string {
  return `${start}:${end}`;
}
