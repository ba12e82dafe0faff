// Queries by their brackets and keywords: the WITH list, set operations and where each select begins and ends.
// Deliberately absent: what is in a select (selects.ts). A broken part ends where the next one surely begins.
import {
  inside,
  isReserved,
  isSign,
  isWord,
  maxDepth,
  nameAt,
  namesIn,
  type Reading,
  rangeOf,
  skip,
  splitByComma,
  startsQuery,
  tokenAt,
} from './reading.ts';
import { readSelect } from './selects.ts';
import { readSortedSlots } from './slots.ts';
import type { Cte, Query, QueryBody, SetOperation } from './tree.ts';
import { readWhole } from './values.ts';

/** Reads a region as a query. Never undefined: what isn't a query has no body. */
export function readQuery(reading: Reading, start: number, end: number): Query {
  reading.depth++;
  const query = readNested(reading, start, end);
  reading.depth--;
  return query;
}

function readNested(reading: Reading, start: number, end: number): Query {
  const range = rangeOf(reading, start, end);
  const empty: Query = { kind: 'query', range, recursive: false, ctes: [], body: undefined, orderBy: [] };
  if (reading.depth > maxDepth) return empty;
  let at = start;
  let recursive = false;
  const ctes: Cte[] = [];
  if (isWord(reading, at, end, 'with')) {
    at++;
    recursive = isWord(reading, at, end, 'recursive') && !isWord(reading, at + 1, end, 'as');
    if (recursive) at++;
    at = readWithList(reading, at, end, ctes);
  }
  const stop = endOfQuery(reading, at, end);
  const bodyEnd = startOfTail(reading, at, stop);
  const body = readBody(reading, at, bodyEnd, stop);
  return { kind: 'query', range, recursive, ctes, body, orderBy: readOrder(reading, bodyEnd, stop) };
}

/** Where a placeholder or leftover stands before the first select, the query begins behind it. */
function readBody(reading: Reading, start: number, end: number, stop: number): QueryBody | undefined {
  let left: QueryBody | undefined;
  let from = start;
  let operator: { name: SetOperation['operator']; all: boolean; byName: boolean } | undefined;
  for (let i = start; i <= end; ) {
    const next = i < end ? setOperatorAt(reading, i, end) : undefined;
    if (i < end && !next) {
      i = skip(reading, i, end);
      continue;
    }
    const right = readBranch(reading, from, Math.min(i, end), i >= end ? stop : i);
    if (operator && left) {
      const first = left.range;
      const last = right?.range ?? first;
      left = {
        kind: 'setOperation',
        range: { start: first.start, end: last.end },
        operator: operator.name,
        all: operator.all,
        byName: operator.byName,
        left,
        right,
      };
    } else left = right;
    if (!next) break;
    operator = next;
    from = next.next;
    i = next.next;
  }
  return left;
}

function setOperatorAt(reading: Reading, index: number, end: number) {
  const word = reading.tokens[index];
  if (word?.kind !== 'word' || !/^(?:union|intersect|except|minus)$/.test(word.text)) return undefined;
  let next = index + 1;
  const all = isWord(reading, next, end, 'all');
  if (all || isWord(reading, next, end, 'distinct')) next++;
  const byName = isWord(reading, next, end, 'by') && isWord(reading, next + 1, end, 'name');
  if (byName) next += 2;
  if (isWord(reading, next, end, 'corresponding')) next++;
  // `* except (a)` is a star's modifier, and `minus` may be a name.
  const strong = word.text === 'union' || word.text === 'intersect' || next > index + 1;
  if (!strong && next < end && !startsQuery(reading, next, end)) return undefined;
  const name: SetOperation['operator'] =
    word.text === 'minus' ? 'except' : (word.text as SetOperation['operator']);
  return { name, all, byName, next };
}

function readBranch(reading: Reading, start: number, end: number, stop: number): QueryBody | undefined {
  let at = start;
  while (at < end && !startsQuery(reading, at, end)) at = skip(reading, at, end);
  if (at >= end) return undefined;
  if (isSign(reading, at, end, '(')) {
    const [from, to] = inside(reading, at, end);
    return readQuery(reading, from, to);
  }
  if (isWord(reading, at, end, 'with')) return readQuery(reading, at, end);
  if (isWord(reading, at, end, 'values')) {
    const rows = splitByComma(reading, at + 1, end).map(([from, to]) => {
      const [first, last] = isSign(reading, from, to, '(') ? inside(reading, from, to) : [from, to];
      return splitByComma(reading, first, last).flatMap(([a, b]) => readWhole(reading, a, b) ?? []);
    });
    return { kind: 'values', range: rangeOf(reading, at, end), rows };
  }
  return readSelect(reading, at, end, stop);
}

/** A query ends at a semicolon, and at a second `select` that nothing joins to the first. */
function endOfQuery(reading: Reading, start: number, end: number): number {
  for (let i = start; i < end; i = skip(reading, i, end)) if (isSign(reading, i, end, ';')) return i;
  return end;
}

/** Where `order by`, `limit` and what follows them begin: they belong to the whole query. */
function startOfTail(reading: Reading, start: number, end: number): number {
  let from = start;
  let tail = end;
  for (let i = start; i < end; i = skip(reading, i, end)) {
    if (setOperatorAt(reading, i, end)) {
      from = end;
      tail = end;
    } else if (isWord(reading, i, end, 'from')) from = i;
    else if (
      tail === end &&
      isWord(reading, i, end, 'order') &&
      isWord(reading, i + 1, end, 'by', 'siblings')
    )
      tail = i;
    else if (
      tail === end &&
      isWord(reading, i, end, 'limit', 'offset', 'fetch') &&
      isLimit(reading, i, end, from !== start)
    ) {
      tail = i;
    }
  }
  return tail;
}

function isLimit(reading: Reading, index: number, end: number, behindFrom: boolean): boolean {
  const next = tokenAt(reading, index + 1, end);
  if (next?.kind === 'number' || next === undefined) return true;
  return (
    behindFrom &&
    !isSign(reading, index - 1, end, '.') &&
    !isSign(reading, index - 1, end, ',') &&
    next.kind === 'word'
  );
}

function readOrder(reading: Reading, start: number, end: number) {
  if (!isWord(reading, start, end, 'order')) return [];
  let stop = start + 2;
  while (stop < end && !isWord(reading, stop, end, 'limit', 'offset', 'fetch', 'for'))
    stop = skip(reading, stop, end);
  return readSortedSlots(reading, start + 2, stop);
}

/** Reads CTEs into `ctes` and returns the index behind the list. */
function readWithList(reading: Reading, start: number, end: number, ctes: Cte[]): number {
  let at = start;
  while (at < end) {
    while (isSign(reading, at, end, ',')) at++;
    const head = cteHead(reading, at, end);
    if (!head) {
      const scalar = scalarCteEnd(reading, at, end);
      if (scalar === undefined) break;
      at = scalar;
      continue;
    }
    const name = nameAt(reading, at, end);
    if (!name) break;
    const columns = isSign(reading, at + 1, end, '(') ? namesIn(reading, at + 1, end) : [];
    if (head.open === undefined) {
      ctes.push({ range: rangeOf(reading, at, head.next), name, columns, query: undefined });
      at = head.next;
      continue;
    }
    const closed = (reading.tokens[head.open]?.match ?? -1) >= 0;
    const stray = closed ? strayBracket(reading, skip(reading, head.open, end), end) : undefined;
    const bodyEnd = closed
      ? (stray ?? inside(reading, head.open, end)[1])
      : endOfUnclosed(reading, head.open + 1, end);
    const next = closed ? Math.min(bodyEnd + 1, end) : bodyEnd;
    ctes.push({
      range: rangeOf(reading, at, next),
      name,
      columns,
      query: readQuery(reading, head.open + 1, bodyEnd),
    });
    at = next;
    // `search depth first by …` and `cycle …` may follow.
    if (isWord(reading, at, end, 'search', 'cycle')) {
      while (at < end && !isSign(reading, at, end, ',') && !startsQuery(reading, at, end))
        at = skip(reading, at, end);
    }
  }
  return at;
}

/**
 * The bracket that really closes a CTE where one too many is written inside: behind the first one nothing goes on that could
 * follow a CTE, and further on a bracket closes nothing. Undefined where all is well.
 */
function strayBracket(reading: Reading, next: number, end: number): number | undefined {
  const comma = isSign(reading, next, end, ',');
  if (next >= end || startsQuery(reading, next, end) || isWord(reading, next, end, 'search', 'cycle'))
    return undefined;
  if (cteHead(reading, comma ? next + 1 : next, end)) return undefined;
  for (let i = next; i < end; i = skip(reading, i, end)) {
    if (isSign(reading, i, end, ')')) return i;
    if (isWord(reading, i, end, 'with', 'select')) return undefined;
  }
  return undefined;
}

/** `name [(columns)] as [[not] materialized] (`; `open` is undefined where the bracket isn't there yet. */
function cteHead(
  reading: Reading,
  index: number,
  end: number,
): { open: number | undefined; next: number } | undefined {
  const name = tokenAt(reading, index, end);
  if (name === undefined || !(name.kind === 'quoted' || (name.kind === 'word' && !isReserved(name.text))))
    return undefined;
  let at = index + 1;
  if (isSign(reading, at, end, '(')) at = skip(reading, at, end);
  // Half-typed: the name alone, before the next entry or the end.
  if (at >= end || isSign(reading, at, end, ',')) return { open: undefined, next: at };
  if (!isWord(reading, at, end, 'as')) return undefined;
  at++;
  if (isWord(reading, at, end, 'not')) at++;
  if (isWord(reading, at, end, 'materialized')) at++;
  if (isSign(reading, at, end, '(')) return { open: at, next: at };
  return at >= end || isSign(reading, at, end, ',') || startsQuery(reading, at, end)
    ? { open: undefined, next: at }
    : undefined;
}

/** Behind ClickHouse's `expression as name`. */
function scalarCteEnd(reading: Reading, start: number, end: number): number | undefined {
  if (reading.dialect.id !== 'clickhouse') return undefined;
  for (let i = start; i < end; i = skip(reading, i, end)) {
    if (isWord(reading, i, end, 'as') && nameAt(reading, i + 1, end)) return i + 2;
    if (isSign(reading, i, end, ',') || isWord(reading, i, end, 'select')) return undefined;
  }
  return undefined;
}

/** Where the body of a CTE ends whose closing bracket isn't written: at the next CTE or the select of the whole query. */
function endOfUnclosed(reading: Reading, start: number, end: number): number {
  let selects = 0;
  for (let i = start; i < end; i = skip(reading, i, end)) {
    if (isSign(reading, i, end, ',')) {
      const head = cteHead(reading, i + 1, end);
      if (head?.open !== undefined && startsQuery(reading, head.open + 1, end)) return i;
    } else if (isWord(reading, i, end, 'select')) {
      const joined =
        i > start &&
        isWord(reading, i - 1, end, 'union', 'all', 'distinct', 'intersect', 'except', 'minus', 'name');
      if (selects > 0 && !joined) return i;
      selects++;
    }
  }
  return end;
}
