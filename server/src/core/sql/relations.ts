// FROM: tables, joins, queries, functions, pivots, each with alias and range. Deliberately absent: what a name means.
import { readArguments } from './calls.ts';
import { readPivotShape } from './pivotShapes.ts';
import {
  inside,
  isOpaque,
  isReserved,
  isSign,
  isWord,
  nameAt,
  namesIn,
  type Reading,
  rangeOf,
  skip,
  startsQuery,
  tokenAt,
} from './reading.ts';
import { readSlot } from './slots.ts';
import type { Expression, FromItem, Name, Relation } from './tree.ts';
import { readLoose } from './values.ts';

const joinWords =
  /^(?:natural|inner|left|right|full|outer|cross|semi|anti|asof|positional|global|any|all|straight_join|join|lateral|array)$/;

/** Reads the region behind `from`. What can't be read is left out. */
export function readFrom(reading: Reading, start: number, end: number): readonly FromItem[] {
  const items: FromItem[] = [];
  let at = start;
  let join = 'from';
  while (at < end) {
    const read = readRelation(reading, at, end);
    let first = read?.next ?? at;
    if (isWord(reading, first, end, 'match_condition')) first = skip(reading, first + 1, end);
    let stop = first;
    while (stop < end && !joinAt(reading, stop, end)) stop = skip(reading, stop, end);
    if (read) {
      const using =
        isWord(reading, first, stop, 'using') && isSign(reading, first + 1, stop, '(')
          ? namesIn(reading, first + 1, stop)
          : [];
      const on = isWord(reading, first, stop, 'on') ? readSlot(reading, first + 1, stop) : undefined;
      items.push({ range: rangeOf(reading, at, stop), join, relation: read.relation, on, using });
    }
    const next = stop < end ? joinAt(reading, stop, end) : undefined;
    // `lateral view` is both the join and its relation: with nothing behind it there is nothing more to read.
    if (!next || (!read && next.next <= at)) break;
    join = next.join;
    at = next.next;
  }
  return items;
}

/** A comma or the words of a join at an index. */
function joinAt(reading: Reading, index: number, end: number): { join: string; next: number } | undefined {
  if (isSign(reading, index, end, ',')) return { join: 'comma', next: index + 1 };
  const words: string[] = [];
  let at = index;
  while (at < end && reading.tokens[at]?.kind === 'word' && joinWords.test(reading.tokens[at]?.text ?? '')) {
    const word = reading.tokens[at]?.text ?? '';
    if (word === 'lateral' && isWord(reading, at + 1, end, 'view')) return { join: 'cross', next: at };
    words.push(word);
    at++;
    if (word === 'join' || word === 'straight_join')
      return { join: words.slice(0, -1).join(' ') || 'inner', next: at };
  }
  // `cross apply f(x)`, `outer apply`
  if (words.length === 1 && isWord(reading, at, end, 'apply')) return { join: words[0] ?? '', next: at + 1 };
  return undefined;
}

function readRelation(
  reading: Reading,
  start: number,
  end: number,
): { relation: Relation; next: number } | undefined {
  let at = start;
  let lateral = false;
  if (isWord(reading, at, end, 'lateral')) {
    lateral = true;
    at++;
    if (isWord(reading, at, end, 'view')) at++;
    if (isWord(reading, at, end, 'outer')) at++;
  }
  if (isWord(reading, at, end, 'only') && tokenAt(reading, at + 1, end)?.kind !== 'operator') at++;
  const base = isSign(reading, at, end, '(')
    ? readBracket(reading, at, end, lateral)
    : readNamed(reading, at, end, lateral);
  if (!base) return undefined;
  let relation = base.relation;
  let next = base.next;
  while (
    isWord(reading, next, end, 'for', 'at', 'before', 'changes', 'tablesample', 'sample', 'final', 'with') &&
    !isWord(reading, next, end, 'for')
  ) {
    const list = isSign(reading, next + 1, end, '(') || isWord(reading, next, end, 'tablesample', 'sample');
    if (isWord(reading, next, end, 'final')) next++;
    else if (list) {
      while (next < end && !isSign(reading, next, end, '(')) next++;
      next = skip(reading, next, end);
    } else break;
  }
  if (isWord(reading, next, end, 'for') && isWord(reading, next + 1, end, 'system_time')) {
    next += 4;
    next = readLooseEnd(reading, next, end);
  }
  const aliased = readAlias(reading, relation, start, next, end);
  relation = aliased.relation;
  next = aliased.next;
  while (isWord(reading, next, end, 'pivot', 'unpivot', 'match_recognize')) {
    const kind = isWord(reading, next, end, 'pivot') ? 'pivot' : 'unpivot';
    const listed = !isWord(reading, next, end, 'match_recognize');
    next++;
    if (isWord(reading, next, end, 'include', 'exclude') && isWord(reading, next + 1, end, 'nulls'))
      next += 2;
    if (!isSign(reading, next, end, '(')) break;
    const [from, to] = inside(reading, next, end);
    next = skip(reading, next, end);
    const range = rangeOf(reading, start, next);
    const shape = listed ? readPivotShape(reading, from, to) : undefined;
    const args = shape ? [] : readLoose(reading, from, to);
    const pivoted = readAlias(
      reading,
      { kind, range, source: relation, args, shape, alias: undefined, columns: [] },
      start,
      next,
      end,
    );
    relation = pivoted.relation;
    next = pivoted.next;
  }
  return { relation, next };
}

function readLooseEnd(reading: Reading, start: number, end: number): number {
  return reading.grammar.expression(reading, start, end)?.next ?? start;
}

function readBracket(
  reading: Reading,
  start: number,
  end: number,
  lateral: boolean,
): { relation: Relation; next: number } | undefined {
  const [from, to] = inside(reading, start, end);
  const next = skip(reading, start, end);
  const base = { range: rangeOf(reading, start, next), alias: undefined, columns: [] };
  if (startsQuery(reading, from, to) && !bracketIsJoin(reading, from, to)) {
    return {
      relation: { ...base, kind: 'query', lateral, query: reading.grammar.query(reading, from, to) },
      next,
    };
  }
  const joined = readFrom(reading, from, to);
  return { relation: { ...base, kind: 'joined', from: joined }, next };
}

/** `((select …) a join b …)`: the inner bracket ends before the outer one does, and a join follows. */
function bracketIsJoin(reading: Reading, start: number, end: number): boolean {
  if (!isSign(reading, start, end, '(')) return false;
  const next = skip(reading, start, end);
  return next < end && !isWord(reading, next, end, 'union', 'intersect', 'except', 'minus', 'order', 'limit');
}

function readNamed(
  reading: Reading,
  start: number,
  end: number,
  lateral: boolean,
): { relation: Relation; next: number } | undefined {
  if (isWord(reading, start, end, 'table') && isSign(reading, start + 1, end, '(')) {
    // Snowflake's `table(f(x))`
    const [from, to] = inside(reading, start + 1, end);
    const next = skip(reading, start + 1, end);
    let open = from;
    while (open < to && !isSign(reading, open, to, '(')) open++;
    if (open === from || open >= to || skip(reading, open, to) < to)
      return { relation: functionOf(reading, start, start + 1, from, to, next, lateral), next };
    const [first, last] = inside(reading, open, to);
    const relation = functionOf(reading, from, open, first, last, next, lateral);
    return { relation: { ...relation, range: rangeOf(reading, start, next) }, next };
  }
  const path: Name[] = [];
  let at = start;
  while (at < end) {
    const token = tokenAt(reading, at, end);
    if (
      token?.kind === 'word' &&
      path.length === 0 &&
      isReserved(token.text) &&
      !isSign(reading, at + 1, end, '(')
    )
      return undefined;
    const name = token?.kind === 'string' && path.length > 0 ? undefined : nameAt(reading, at, end);
    if (!name) break;
    at++;
    const dashed = endOfDashes(reading, at, end, name);
    path.push(
      dashed === at
        ? name
        : {
            ...name,
            text: reading.text.slice(name.range.start, rangeOf(reading, at, dashed).end),
            range: rangeOf(reading, at - 1, dashed),
          },
    );
    at = dashed;
    if (!isSign(reading, at, end, '.')) break;
    at++;
    // SQL Server's `db..table`
    if (isSign(reading, at, end, '.')) at++;
  }
  if (path.length === 0) return undefined;
  const only = path.length === 1 ? path[0] : undefined;
  if (isSign(reading, at, end, '(') && !only?.opaque) {
    const [from, to] = inside(reading, at, end);
    const next = skip(reading, at, end);
    return {
      relation: functionOf(reading, start, at, from, to, behindOrdinality(reading, next, end), lateral),
      next: behindOrdinality(reading, next, end),
    };
  }
  const range = rangeOf(reading, start, at);
  const base = { range, alias: undefined, columns: [] };
  if (only?.opaque && isOpaque(reading, only.range))
    return { relation: { ...base, kind: 'placeholder', placeholder: only.range }, next: at };
  return { relation: { ...base, kind: 'table', path }, next: at };
}

function behindOrdinality(reading: Reading, index: number, end: number): number {
  return isWord(reading, index, end, 'with') && isWord(reading, index + 1, end, 'ordinality')
    ? index + 2
    : index;
}

/** BigQuery project names may have dashes: `my-project.dataset.table`. */
function endOfDashes(reading: Reading, index: number, end: number, name: Name): number {
  if (name.quoted || reading.dialect.id !== 'bigquery') return index;
  let at = index;
  while (isSign(reading, at, end, '-') && reading.tokens[at]?.start === reading.tokens[at - 1]?.end) {
    at += 2;
    while (
      at < end &&
      reading.tokens[at]?.start === reading.tokens[at - 1]?.end &&
      tokenAt(reading, at, end)?.kind === 'word'
    )
      at++;
  }
  return Math.min(at, end);
}

function functionOf(
  reading: Reading,
  start: number,
  open: number,
  from: number,
  to: number,
  next: number,
  lateral: boolean,
): Relation {
  const named = rangeOf(reading, start, open);
  const name = reading.text
    .slice(named.start, named.end)
    .replace(/[\s"`]|lateral|view|outer/gi, '')
    .toLowerCase();
  const args: readonly Expression[] = readArguments(reading, from, to);
  return {
    kind: 'function',
    lateral,
    name,
    args,
    range: rangeOf(reading, start, next),
    offset: undefined,
    alias: undefined,
    columns: [],
  };
}

const notAlias =
  /^(?:pivot|unpivot|match_recognize|tablesample|sample|final|apply|semi|anti|global|array|positional|asof|for|format|settings)$/;

function readAlias(
  reading: Reading,
  relation: Relation,
  start: number,
  index: number,
  end: number,
): { relation: Relation; next: number } {
  let at = isWord(reading, index, end, 'as') ? index + 1 : index;
  const token = tokenAt(reading, at, end);
  const explicit = at > index;
  const named =
    token !== undefined &&
    (token.kind === 'quoted' ||
      (token.kind === 'word' && !isReserved(token.text) && (explicit || !notAlias.test(token.text))));
  if (!named) return { relation, next: at };
  const alias = nameAt(reading, at, end);
  at++;
  let columns: readonly Name[] = [];
  if (isSign(reading, at, end, '(')) {
    columns = namesIn(reading, at, end);
    at = skip(reading, at, end);
  } else if (relation.kind === 'function' && isWord(reading, at, end, 'as')) {
    // Spark's `lateral view explode(x) t as a, b`
    const names: Name[] = [];
    do {
      const name = nameAt(reading, at + 1, end);
      if (name) names.push(name);
      at = Math.min(at + 2, end);
    } while (relation.lateral && isSign(reading, at, end, ','));
    columns = names;
  }
  let offset: Name | undefined;
  if (isWord(reading, at, end, 'with') && isWord(reading, at + 1, end, 'offset')) {
    offset = nameAt(reading, at + 1, end);
    at += 2;
    const word = tokenAt(reading, at, end);
    if (isWord(reading, at, end, 'as')) at++;
    if (
      at < end &&
      (at > index + 2 || word?.kind === 'word') &&
      !isReserved(tokenAt(reading, at, end)?.text ?? 'as')
    ) {
      const named = nameAt(reading, at, end);
      if (named) {
        offset = named;
        at++;
      }
    }
  }
  if (isWord(reading, at, end, 'with') && isSign(reading, at + 1, end, '(')) at = skip(reading, at + 1, end);
  const aliased = { ...relation, alias, columns, range: rangeOf(reading, start, at) };
  return { relation: aliased.kind === 'function' ? { ...aliased, offset } : aliased, next: at };
}
