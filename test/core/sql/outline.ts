// One line that says what a query gives, for the tests of core/sql. Deliberately absent: ranges that repeat the name.

import { analyze } from '../../../server/src/core/sql/analyze.ts';
import { dialectOf } from '../../../server/src/core/sql/dialect.ts';
import { segment } from '../../../server/src/core/sql/readSql.ts';

/** `name:type` for each column, `*relation` for a star, `?` for one without a known name and `??` for any number. */
export function outline(text: string, adapter: string): string {
  // Placeholders are written as runs of x with a digit behind: `xx1`.
  const opaque = [...text.matchAll(/xx\d+/g)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  const dialect = dialectOf(adapter);
  const { query } = segment(text, dialect, opaque);
  if (!query) return 'no query';
  return analyze(query, dialect, () => undefined)
    .columns.map((column) => {
      if (column.kind === 'unknown') return column.many ? '??' : column.type ? `?:${column.type.text}` : '?';
      if (column.kind === 'column') {
        const written = text.slice(column.nameRange.start, column.nameRange.end);
        const name =
          written.replace(/^["`[](.*)["`\]]$/, '$1') === column.name
            ? column.name
            : `${column.name}!${written}`;
        return column.type ? `${name}:${column.type.text}` : name;
      }
      const relations = column.relations.map(({ range }) => text.slice(range.start, range.end));
      const except = column.except.map((name) => `-${name.text}`).join('');
      return `*${relations.join('+')}${except}`;
    })
    .join(' ');
}
