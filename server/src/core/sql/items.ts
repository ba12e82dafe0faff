// Entries of a select list: expression, alias, star with modifiers, and where a comma is missing.
// Deliberately absent: names of columns without an alias (implicitNames.ts).
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
import { closeSlot, openSlot } from './slots.ts';
import type { ColumnItem, Expression, Name, Renaming, SelectItem, StarItem } from './tree.ts';
import { readLoose } from './values.ts';

/** Reads what stands between two commas: one item, or several where a comma isn't written yet. */
export function readItem(reading: Reading, start: number, end: number): readonly SelectItem[] {
  const items: SelectItem[] = [];
  for (let at = start; at < end; ) {
    const read = readOne(reading, at, end);
    items.push(read.item);
    at = read.next;
  }
  return items;
}

interface ReadItem {
  readonly item: SelectItem;
  readonly next: number;
}

function readOne(reading: Reading, start: number, end: number): ReadItem {
  const star = starAt(reading, start, end);
  if (star) return { item: star, next: end };
  const prefixed = aliasBefore(reading, start, end);
  const from = prefixed ? start + 2 : start;
  const explicit =
    isWord(reading, end - 2, end, 'as') && end - 2 > from ? nameAt(reading, end - 1, end) : undefined;
  // `a as` with nothing behind it yet.
  const cut = explicit ? end - 2 : isWord(reading, end - 1, end, 'as') && end - 1 > from ? end - 1 : end;
  const slot = openSlot(reading);
  const read = reading.grammar.expression(reading, from, cut);
  const finish = (stop: number, next: number, alias: Name | undefined): ReadItem => {
    const expression = closeSlot(reading, slot, from, stop, completed(reading, from, stop, read));
    return {
      item: { kind: 'column', range: rangeOf(reading, start, next), expression, alias: prefixed ?? alias },
      next,
    };
  };
  const at = read?.next ?? from;
  if (at === cut) return finish(cut, end, explicit);
  if (read && !explicit && at === end - 1 && isAlias(reading, at, end))
    return finish(at, end, nameAt(reading, at, end));
  const missing = read && missingComma(reading, at, end, read.expression);
  if (missing) return finish(at, missing.next, missing.alias);
  const implicit =
    !explicit && end - 1 > from && isAlias(reading, end - 1, end) && !isJoiner(reading, end - 2);
  return finish(
    implicit ? end - 1 : cut,
    end,
    explicit ?? (implicit ? nameAt(reading, end - 1, end) : undefined),
  );
}

/** What was read, with the values in the rest up to `stop` where something is left. */
function completed(
  reading: Reading,
  start: number,
  stop: number,
  read: { readonly expression: Expression; readonly next: number } | undefined,
): Expression {
  if (read?.next === stop) return read.expression;
  reading.incomplete = true;
  const rest = readLoose(reading, read?.next ?? start, stop);
  return {
    kind: 'other',
    range: rangeOf(reading, start, stop),
    children: read ? [read.expression, ...rest] : rest,
  };
}

/** Where an item ends whose comma isn't written: behind its alias or a bare column, at the end of a line. */
function missingComma(
  reading: Reading,
  index: number,
  end: number,
  expression: Expression,
): { readonly next: number; readonly alias: Name | undefined } | undefined {
  let next = index;
  let alias: Name | undefined;
  if (isAlias(reading, next, end) && isWord(reading, next + 1, end, 'as') && expression.kind === 'column') {
    // `a b as c`: what has an alias of its own isn't one.
    return { next, alias: undefined };
  }
  if (isWord(reading, next, end, 'as') && next + 1 < end) {
    alias = nameAt(reading, next + 1, end);
    next += 2;
  } else if (isAlias(reading, next, end) && !onNewLine(reading, next)) {
    alias = nameAt(reading, next, end);
    next++;
  }
  const ends = alias || expression.kind === 'column' || expression.kind === 'placeholder';
  return ends && next < end && onNewLine(reading, next) ? { next, alias } : undefined;
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
