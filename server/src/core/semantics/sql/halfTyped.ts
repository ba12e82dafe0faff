// Whether a text is being typed at this moment, told by what it has that the text which dbt parsed hadn't: entries without anything in
// them or without a comma, names that nothing has, stretches that nobody understands. Deliberately absent: brackets and quotes left
// open, by which a list isn't known at all.

import { memo } from '../../memo.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import { isTracedToTables } from '../../sql/origins.ts';
import { isMissing } from './missingColumns.ts';
import type { ModelSql } from './modelSql.ts';

/** See the head of this file. */
export function isHalfTyped(sql: ModelSql, asParsed: ModelSql): boolean {
  if (sql.unread.length > asParsed.unread.length || looseEntries(sql) > looseEntries(asParsed)) return true;
  const before = new Map(
    named(asParsed).map((column) => {
      const missing = isMissing(asParsed, column);
      return [column.name.toLowerCase(), { missing, traced: isTracedToTables(column) }];
    }),
  );
  return named(sql).some((column) => {
    const was = before.get(column.name.toLowerCase());
    if (isBeforeAlias(sql, column) || (isMissing(sql, column) && !was?.missing)) return true;
    if (!was && (isWholeRow(sql, column) || isBeginning(asParsed, column))) return true;
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

/** The name of a relation, behind which a dot and a column may follow. */
function isWholeRow({ analysis }: ModelSql, { aliased, nameRange }: NamedColumn): boolean {
  return (
    !aliased &&
    analysis?.references.some(
      ({ name, target }) => target.kind === 'relation' && name.range.start === nameRange.start,
    ) === true
  );
}

/** The beginning of a longer name of the text before, as it is while that is typed anew or taken away. */
function isBeginning(asParsed: ModelSql, { aliased, name }: NamedColumn): boolean {
  if (aliased) return false;
  const text = asParsed.rendered.text.toLowerCase();
  const wanted = name.toLowerCase();
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (/\w/.test(text[at + wanted.length] ?? '') && !/\w/.test(text[at - 1] ?? '')) return true;
  return false;
}

/**
 * How many entries of select lists look unfinished: with nothing in them, with an alias on the next line, as it is where a comma lacks,
 * with something behind them that is no comma, or with a `case` without its end.
 */
const looseEntries: (sql: ModelSql) => number = memo(({ analysis, rendered }) => {
  let count = 0;
  const plain = (start: number, end: number) =>
    rendered.text.slice(start, end).replace(/--[^\n]*|\/\*[^*]*\*\//g, ' ');
  for (const { select } of analysis?.scopes ?? []) {
    const { items, listRange } = select;
    const list = plain(listRange.start, listRange.end);
    count += list.match(/^\s*,|,\s*(?=,|$)/g)?.length ?? 0;
    // A name that takes the brackets of the next entry for its own.
    count += list.match(/\w[ \t]*\r?\n\s*\(/g)?.length ?? 0;
    const cases = list.match(/\bcase\b/gi)?.length ?? 0;
    count += Math.abs(cases - (list.match(/\bend\b/gi)?.length ?? 0));
    for (const [index, item] of items.entries()) {
      const behind = plain(item.range.end, items[index + 1]?.range.start ?? listRange.end);
      if (/[^\s,]/.test(behind)) count++;
      if (item.kind !== 'column' || !item.alias) continue;
      const between = plain(item.expression.range.end, item.alias.range.start);
      if (/\n/.test(between.replace(/^\s*\bas\b/i, ''))) count++;
    }
  }
  return count;
});
