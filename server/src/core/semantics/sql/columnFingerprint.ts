// Which columns of an edited file are still what dbt parsed: those whose expressions, through all CTEs, are written the same and
// read the same. Deliberately absent: rows (a filter changes no type), and upstream models, which speak for themselves.

import type { NamedColumn } from '../../sql/columns.ts';
import type { ModelSql } from './modelSql.ts';

/** Of each column that a text makes, by its name in lower case: what makes it. */
export function columnFingerprints(sql: ModelSql): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const column of sql.analysis?.columns ?? []) {
    const made = column.kind === 'column' ? columnFingerprint(sql, column) : undefined;
    if (column.kind === 'column' && made !== undefined) found.set(column.name.toLowerCase(), made);
  }
  return found;
}

/**
 * What makes a column, as a text that is the same where that is the same; undefined where it isn't known. With `named: false` whatever
 * the columns are called that it goes through.
 */
export function columnFingerprint(
  { rendered }: ModelSql,
  column: NamedColumn,
  { named = true }: { readonly named?: boolean } = {},
): string | undefined {
  const parts: string[] = [];
  const numbers = new Map<NamedColumn, number>();
  const waiting = [column];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (numbers.has(next)) continue;
    numbers.set(next, numbers.size);
    if (!next.traced) return undefined;
    const { expression, inputs, star } = next;
    const isName =
      !named && (star !== undefined || !expression || next.how === 'passthrough' || next.how === 'rename');
    if (!isName)
      parts.push(
        expression
          ? rendered.text.slice(expression.range.start, expression.range.end).replace(/\s+/g, ' ')
          : '*',
      );
    for (const { source, how } of inputs) {
      // A name that is passed on says nothing by itself.
      if (isName && source.kind === 'query') {
        waiting.push(source.column);
        continue;
      }
      parts.push(
        isName ? '' : how,
        source.kind === 'table' ? `${source.table.id}.${source.name}` : source.column.name,
      );
      if (source.kind === 'query') waiting.push(source.column);
    }
  }
  return parts.join('\n');
}
