// Entries of a select list: expression, alias, star with modifiers, and where a comma is missing.
// Deliberately absent: names of columns without an alias (finalSelect.ts).
import {
  inside,
  isReserved,
  isSign,
  isWord,
  nameAt,
  namesIn,
  type Reading,
  rangeOf,
  skip,
  splitByComma,
  tokenAt,
} from './reading.ts';
import { readSlot, readSlotFrom } from './slots.ts';
import type { ColumnItem, Expression, Name, Renaming, SelectItem, StarItem } from './tree.ts';

/** Reads what stands between two commas: one item, or several where a comma isn't written yet. */
export function readItem(reading: Reading, start: number, end: number): readonly SelectItem[] {
  const star = starAt(reading, start, end);
  if (star) return [star];
  const prefixed = aliasBefore(reading, start, end);
  if (prefixed) {
    const expression = readSlot(reading, start + 2, end);
    if (expression)
      return [{ kind: 'column', range: rangeOf(reading, start, end), expression, alias: prefixed }];
  }
  const explicit =
    isWord(reading, end - 2, end, 'as') && end - 2 > start ? nameAt(reading, end - 1, end) : undefined;
  // `a as` with nothing behind it yet.
  const cut = explicit ? end - 2 : isWord(reading, end - 1, end, 'as') && end - 1 > start ? end - 1 : end;
  const read = readSlotFrom(reading, start, cut);
  if (read?.next === cut) return [item(reading, start, end, read.expression, explicit)];
  const at = read?.next ?? start;
  if (read && !explicit && at === end - 1 && isAlias(reading, at, end)) {
    return [item(reading, start, end, read.expression, nameAt(reading, at, end))];
  }
  return read ? readBroken(reading, start, end, read, explicit) : [whole(reading, start, cut, end, explicit)];
}

/** An item that isn't understood to its end: a comma is missing, or the expression is unknown to the own reader. */
function readBroken(
  reading: Reading,
  start: number,
  end: number,
  read: { readonly expression: Expression; readonly next: number },
  explicit: Name | undefined,
): readonly SelectItem[] {
  let next = read.next;
  let alias: Name | undefined;
  if (isWord(reading, next, end, 'as') && next + 1 < end) {
    alias = nameAt(reading, next + 1, end);
    next += 2;
  } else if (isAlias(reading, next, end) && !onNewLine(reading, next)) {
    alias = nameAt(reading, next, end);
    next++;
  }
  if (
    next < end &&
    onNewLine(reading, next) &&
    (alias || read.expression.kind === 'column' || read.expression.kind === 'placeholder')
  ) {
    return [item(reading, start, next, read.expression, alias), ...readItem(reading, next, end)];
  }
  const implicit =
    !explicit && isAlias(reading, end - 1, end) && !isJoiner(reading, end - 2)
      ? nameAt(reading, end - 1, end)
      : undefined;
  return [whole(reading, start, explicit ? end - 2 : implicit ? end - 1 : end, end, explicit ?? implicit)];
}

function whole(
  reading: Reading,
  start: number,
  cut: number,
  end: number,
  alias: Name | undefined,
): ColumnItem {
  const expression = readSlot(reading, start, cut) ?? {
    kind: 'other',
    range: rangeOf(reading, start, cut),
    children: [],
  };
  return item(reading, start, end, expression, alias);
}

function item(
  reading: Reading,
  start: number,
  end: number,
  expression: Expression,
  alias: Name | undefined,
): ColumnItem {
  return { kind: 'column', range: rangeOf(reading, start, end), expression, alias };
}

/** Whether a token can be an alias without `as`. */
function isAlias(reading: Reading, index: number, end: number): boolean {
  const token = tokenAt(reading, index, end);
  return (
    token?.kind === 'quoted' ||
    token?.kind === 'string' ||
    (token?.kind === 'word' && !isReserved(token.text))
  );
}

/** Whether the token asks for a value behind it, so that a name there is no alias. */
function isJoiner(reading: Reading, index: number): boolean {
  const token = reading.tokens[index];
  return (
    token === undefined ||
    token.kind === 'operator' ||
    token.kind === 'open' ||
    (token.kind === 'word' && token.text !== 'end' && isReserved(token.text))
  );
}

function onNewLine(reading: Reading, index: number): boolean {
  const gap = reading.text.slice(reading.tokens[index - 1]?.end ?? 0, reading.tokens[index]?.start ?? 0);
  return /[\r\n]/.test(gap);
}

/** `alias = expression` of SQL Server, `alias: expression` of DuckDB. */
function aliasBefore(reading: Reading, start: number, end: number): Name | undefined {
  const sign =
    reading.dialect.polyglot === 'tsql' || reading.dialect.polyglot === 'fabric'
      ? '='
      : reading.dialect.id === 'duckdb'
        ? ':'
        : undefined;
  if (sign === undefined || !isSign(reading, start + 1, end, sign) || !isAlias(reading, start, end))
    return undefined;
  return nameAt(reading, start, end);
}

function starAt(reading: Reading, start: number, end: number): StarItem | undefined {
  const qualifier: Name[] = [];
  let at = start;
  while (!isSign(reading, at, end, '*')) {
    const name = nameAt(reading, at, end);
    if (!name || !isSign(reading, at + 1, end, '.')) return undefined;
    qualifier.push(name);
    at += 2;
  }
  at++;
  const except: Name[] = [];
  const replace: ColumnItem[] = [];
  const rename: Renaming[] = [];
  let otherModifiers = false;
  while (at < end) {
    const list = isSign(reading, at + 1, end, '(');
    const [from, to] = list ? inside(reading, at + 1, end) : [at + 1, end];
    if (isWord(reading, at, end, 'except', 'exclude')) {
      const names = list
        ? namesIn(reading, at + 1, end)
        : [nameAt(reading, at + 1, end)].filter((name) => name !== undefined);
      except.push(...names);
      if (names.some((name) => name.opaque)) otherModifiers = true;
    } else if (isWord(reading, at, end, 'replace', 'rename')) {
      for (const [first, last] of splitByComma(reading, from, list ? to : Math.min(to, at + 4))) {
        const named = readItem(reading, first, last)[0];
        if (named?.kind !== 'column') continue;
        const source = named.expression.kind === 'column' ? named.expression.path[0] : undefined;
        if (isWord(reading, at, end, 'replace')) replace.push(named);
        else if (source && named.alias) rename.push({ from: source, to: named.alias });
      }
      if (!list) at += 2;
    } else {
      otherModifiers = true;
      if (isSign(reading, at, end, '+') || isSign(reading, at, end, '/')) return undefined;
    }
    at = list ? skip(reading, at + 1, end) : at + 2;
  }
  return {
    kind: 'star',
    range: rangeOf(reading, start, end),
    qualifier,
    except,
    replace,
    rename,
    otherModifiers,
  };
}
