// Whether a text is being typed at this moment, told by what it lost against the text that dbt parsed: entries without anything in them,
// names that nothing has, stretches that nobody understands. Deliberately absent: brackets and quotes left open, by which a list isn't
// known at all.

import { memo } from '../../memo.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import { isTracedToTables } from '../../sql/origins.ts';
import { isMissing } from './missingColumns.ts';
import type { ModelSql } from './modelSql.ts';

/** See the head of this file. */
export function isHalfTyped(sql: ModelSql, asParsed: ModelSql): boolean {
  if (sql.unread.length > asParsed.unread.length || emptyEntries(sql) > emptyEntries(asParsed)) return true;
  const before = new Map(
    named(asParsed).map((column) => {
      const missing = isMissing(asParsed, column);
      return [column.name.toLowerCase(), { missing, traced: isTracedToTables(column) }];
    }),
  );
  return named(sql).some((column) => {
    const was = before.get(column.name.toLowerCase());
    if (isBeforeAlias(sql, column) || (isMissing(sql, column) && !was?.missing)) return true;
    return !isTracedToTables(column) && (was ? was.traced : !column.aliased);
  });
}

function named({ analysis }: ModelSql): readonly NamedColumn[] {
  return (analysis?.columns ?? []).flatMap((column) => (column.kind === 'column' ? [column] : []));
}

/** An `as` whose alias isn't typed yet, a qualifier whose column isn't: the column will get another name. */
function isBeforeAlias({ rendered }: ModelSql, { aliased, nameRange }: NamedColumn): boolean {
  const behind = rendered.text.slice(nameRange.end, nameRange.end + 80);
  return !aliased && /^\s*\.|^\s+as\s*(?:,|\)|$|from\b)/i.test(behind);
}

/** How many entries of select lists have nothing in them: two commas in a row, or one in front or at the end. */
const emptyEntries: (sql: ModelSql) => number = memo(({ analysis, rendered }) => {
  let count = 0;
  for (const { select } of analysis?.scopes ?? []) {
    const list = rendered.text
      .slice(select.listRange.start, select.listRange.end)
      .replace(/--[^\n]*|\/\*[^*]*\*\//g, ' ');
    count += list.match(/^\s*,|,\s*(?=,|$)/g)?.length ?? 0;
  }
  return count;
});
