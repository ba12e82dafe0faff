// The final columns of a file's unsaved SQL, with its Jinja masked. Ranges are those of the file.
// Deliberately absent: rendering (a column that a macro makes is not known) and lineage.

import { maskJinja } from '../jinja/mask.ts';
import { memo } from '../memo.ts';
import type { OutputColumn } from '../sql/columns.ts';
import { type Dialect, dialectOf } from '../sql/dialect.ts';
import { finalColumns } from '../sql/finalSelect.ts';
import { segment } from '../sql/readSql.ts';
import type { SourceText } from '../text.ts';

const byDialect = memo((_: SourceText) => new Map<string, readonly OutputColumn[]>());

/** The output of the file's query, in order; empty where there is none. The same array for the same text and adapter. */
export function finalColumnsOf(source: SourceText, adapterType: string | undefined): readonly OutputColumn[] {
  const dialect: Dialect = dialectOf(adapterType);
  const cache = byDialect(source);
  const known = cache.get(dialect.id);
  if (known) return known;
  const masked = maskJinja(source);
  const opaque = masked.regions.filter(({ kind }) => kind === 'expression').map(({ range }) => range);
  const { query } = segment(masked.text, dialect, opaque);
  const columns = query ? finalColumns(query, dialect) : [];
  cache.set(dialect.id, columns);
  return columns;
}
