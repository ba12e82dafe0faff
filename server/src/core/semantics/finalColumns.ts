// The final columns of a file's unsaved SQL, with its Jinja masked. Ranges are those of the file.
// Deliberately absent: rendering (a column that a macro makes isn't known) and lineage.

import { maskJinja } from '../jinja/mask.ts';
import { memo, memo2 } from '../memo.ts';
import type { Project } from '../project.ts';
import type { OutputColumn } from '../sql/columns.ts';
import { dialectOf } from '../sql/dialect.ts';
import { finalColumns } from '../sql/analyze.ts';
import type { SqlParser } from '../sql/parser.ts';
import { type SqlReader, sqlReader } from '../sql/sqlReader.ts';
import type { SourceText } from '../text.ts';

const ownReader = sqlReader(undefined);
const readerWith = memo((parser: SqlParser): SqlReader => sqlReader(parser));

/** By the dialect's id. */
const columnsBy = memo2((_: SqlReader, _source: SourceText) => new Map<string, readonly OutputColumn[]>());

/** The output of the file's query, in order; empty where there is none. The same array for the same text, adapter and parser. */
export function finalColumnsOf(project: Project, source: SourceText): readonly OutputColumn[] {
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const reader = project.sqlParser ? readerWith(project.sqlParser) : ownReader;
  const cache = columnsBy(reader, source);
  const known = cache.get(dialect.id);
  if (known) return known;
  const masked = maskJinja(source);
  const opaque = masked.regions.filter(({ kind }) => kind === 'expression').map(({ range }) => range);
  const query = reader(masked.text, dialect, opaque);
  const columns = query ? finalColumns(query, dialect) : [];
  cache.set(dialect.id, columns);
  return columns;
}
