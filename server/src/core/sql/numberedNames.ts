// Names that an output has twice, in the dialect that makes them different. Deliberately absent: dialects that keep them.
import { columnKey, type OutputColumn } from './columns.ts';
import { type Dialect, nameKey } from './dialect.ts';

/** DuckDB numbers names that an output has twice: `a`, `a_1`. */
export function withNumberedNames(
  columns: readonly OutputColumn[],
  dialect: Dialect,
): readonly OutputColumn[] {
  if (dialect.id !== 'duckdb') return columns;
  const seen = new Map<string, number>();
  let changed = false;
  const numbered = columns.map((column): OutputColumn => {
    if (column.kind !== 'column') return column;
    const key = columnKey(column, dialect);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    if (count === 0) return column;
    changed = true;
    const name = `${column.name}_${count}`;
    seen.set(nameKey({ text: name, quoted: column.quoted }, dialect), 1);
    return { ...column, name };
  });
  return changed ? numbered : columns;
}
