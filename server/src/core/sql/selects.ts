// One select: its clauses by their keywords, its items with aliases, and the expressions of its other clauses.
// Deliberately absent: FROM (relations.ts), ORDER BY and LIMIT, which belong to the query.

import { windowParts } from './calls.ts';
import { readItem } from './items.ts';
import {
  inside,
  isSign,
  isWord,
  nameAt,
  type Reading,
  rangeOf,
  skip,
  splitByComma,
  tokenAt,
} from './reading.ts';
import { readFrom } from './relations.ts';
import { readSlot, readSlots } from './slots.ts';
import type { Clause, Expression, NamedWindow, Select } from './tree.ts';

interface Part {
  readonly name: string;
  readonly start: number;
  /** The first token behind the clause's keywords. */
  readonly body: number;
  end: number;
}

/** Reads the select (or `from` first) that begins at `start`; `stop` is where the query with its tail ends. */
export function readSelect(reading: Reading, start: number, end: number, stop: number): Select {
  const parts = clausesOf(reading, start, end);
  const part = (name: string) => parts.find((found) => found.name === name);
  const list = part('select');
  let from = list?.body ?? start;
  const listEnd = list?.end ?? start;
  const distinct = isWord(reading, from, listEnd, 'distinct');
  const on = distinct && isWord(reading, from + 1, listEnd, 'on') ? from + 2 : undefined;
  const distinctOn =
    on !== undefined && isSign(reading, on, listEnd, '(')
      ? readSlots(reading, ...inside(reading, on, listEnd))
      : [];
  if (list) from = behindSelectWords(reading, from, listEnd);
  const items = splitByComma(reading, from, listEnd).flatMap(([first, last]) =>
    readItem(reading, first, last),
  );
  const condition = (name: string): Expression | undefined => {
    const found = part(name);
    return found && readSlot(reading, found.body, found.end);
  };
  const group = part('group');
  const window = part('window');
  const source = part('from');
  const tail = end < stop ? clausesOf(reading, end, stop) : [];
  return {
    kind: 'select',
    range: rangeOf(reading, start, end),
    distinct,
    distinctOn,
    listRange: listRange(reading, list, from),
    items: list || !source ? items : [starOf(reading, source)],
    from: source ? readFrom(reading, source.body, source.end) : [],
    where: condition('where') ?? condition('prewhere'),
    groupBy: group ? readGroups(reading, group.body, group.end) : [],
    having: condition('having'),
    qualify: condition('qualify'),
    windows: window ? readWindows(reading, window.body, window.end) : [],
    clauses: [...parts, ...tail].map(
      ({ name, start: first, end: last }): Clause => ({ name, range: rangeOf(reading, first, last) }),
    ),
  };
}

function listRange(reading: Reading, list: Part | undefined, from: number) {
  if (!list) return rangeOf(reading, from, from);
  const start = reading.tokens[from - 1]?.end ?? 0;
  const end = reading.tokens[list.end]?.start ?? reading.text.length;
  return { start, end: Math.max(start, end) };
}

/** DuckDB's `from t` without a select list is `select * from t`. */
function starOf(reading: Reading, source: Part) {
  const at = rangeOf(reading, source.start, source.start + 1);
  return {
    kind: 'star',
    range: at,
    qualifier: [],
    except: [],
    replace: [],
    rename: [],
    otherModifiers: false,
  } as const;
}

/** Behind `distinct on (…)`, `all`, `top 10`, `as struct`. */
function behindSelectWords(reading: Reading, start: number, end: number): number {
  let at = start;
  if (isWord(reading, at, end, 'distinct', 'all')) at++;
  if (isWord(reading, at, end, 'on') && isSign(reading, at + 1, end, '(')) at = skip(reading, at + 1, end);
  if (isWord(reading, at, end, 'as') && isWord(reading, at + 1, end, 'struct', 'value')) at += 2;
  const count = tokenAt(reading, at + 1, end);
  if (isWord(reading, at, end, 'top') && (count?.kind === 'number' || isSign(reading, at + 1, end, '('))) {
    at = skip(reading, at + 1, end);
    if (isWord(reading, at, end, 'percent')) at++;
    if (isWord(reading, at, end, 'with') && isWord(reading, at + 1, end, 'ties')) at += 2;
  }
  return at;
}

/** Words that begin a clause wherever they stand. */
const strong = new Set(['select', 'from', 'where', 'having']);
/** Words that are names too: they begin a clause only behind FROM. */
const weak = new Set([
  'qualify',
  'window',
  'prewhere',
  'settings',
  'format',
  'connect',
  'limit',
  'offset',
  'fetch',
]);

function clausesOf(reading: Reading, start: number, end: number): Part[] {
  const parts: Part[] = [];
  for (let i = start; i < end; ) {
    const length = clauseWords(reading, i, end, parts);
    if (length > 0) {
      const last = parts[parts.length - 1];
      if (last) last.end = i;
      parts.push({ name: reading.tokens[i]?.text ?? '', start: i, body: Math.min(i + length, end), end });
      i += length;
    } else i = skip(reading, i, end);
  }
  return parts;
}

/** How many words begin a clause at an index; 0 where none does. */
function clauseWords(reading: Reading, index: number, end: number, before: readonly Part[]): number {
  const token = reading.tokens[index];
  if (token?.kind !== 'word' || isSign(reading, index + 1, end, '.')) return 0;
  // A field's name: `t.from`, `x:from`.
  if (isSign(reading, index - 1, end, '.') || isSign(reading, index - 1, end, ':')) return 0;
  const word = token.text;
  const next = tokenAt(reading, index + 1, end);
  if (next?.text === 'by') return /^(?:group|order|cluster|distribute|sort|partition)$/.test(word) ? 2 : 0;
  if (strong.has(word)) {
    if (before.some((part) => part.name === word)) return 0;
    // `a is distinct from b`
    if (
      word === 'from' &&
      isWord(reading, index - 1, end, 'distinct') &&
      isWord(reading, index - 2, end, 'is', 'not')
    )
      return 0;
    return 1;
  }
  const behindFrom = before.some((part) => part.name === 'from');
  if (!weak.has(word) || !(behindFrom || next?.kind === 'number')) return 0;
  if (word === 'window') return tokenAt(reading, index + 2, end)?.text === 'as' ? 1 : 0;
  return next?.text === ',' ||
    next?.text === '=' ||
    isSign(reading, index - 1, end, ',') ||
    isWord(reading, index - 1, end, 'as', 'and')
    ? 0
    : 1;
}

/** The values of GROUP BY, also those in `rollup (…)`, `cube (…)` and `grouping sets ((…), …)`. */
function readGroups(reading: Reading, start: number, end: number): readonly Expression[] {
  if (isWord(reading, start, end, 'all') && start + 1 === end) return [];
  return splitByComma(reading, start, end).flatMap(([from, to]) => {
    const sets =
      isWord(reading, from, to, 'grouping') && isWord(reading, from + 1, to, 'sets') ? from + 2 : undefined;
    const open = sets ?? (isWord(reading, from, to, 'rollup', 'cube') ? from + 1 : undefined);
    if (open === undefined || !isSign(reading, open, to, '(')) {
      const rollup =
        isWord(reading, to - 2, to, 'with') && isWord(reading, to - 1, to, 'rollup', 'cube', 'totals');
      return readSlots(reading, from, rollup ? to - 2 : to);
    }
    const [first, last] = inside(reading, open, to);
    return readSlots(reading, first, last);
  });
}

/** `a as (partition by b order by c), d as (a rows …)`. */
function readWindows(reading: Reading, start: number, end: number): readonly NamedWindow[] {
  return splitByComma(reading, start, end).flatMap(([from, to]): NamedWindow[] => {
    const name = nameAt(reading, from, to);
    if (!name || !isSign(reading, from + 2, to, '(')) return [];
    const [first, last] = inside(reading, from + 2, to);
    const { partitionBy, orderBy } = windowParts(reading, first, last);
    return [{ name, parts: [...partitionBy, ...orderBy] }];
  });
}
