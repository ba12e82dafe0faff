// Functions, casts and windows of the own expression reader.
// Deliberately absent: which function is an aggregate and which type it has (types.ts).
import {
  inside,
  isSign,
  isWord,
  nameAt,
  type Reading,
  rangeOf,
  skip,
  splitByComma,
  startsQuery,
  tokenAt,
} from './reading.ts';
import type { Expression, WindowCall } from './tree.ts';
import { castTo, endOfType, type Read, readLoose, readWhole } from './values.ts';

const unit =
  /^(?:millennium|century|decade|(?:iso)?(?:year|week)|years|yyyy?|yy|quarters?|qq?|months?|mm?|weeks?|ww?|wk|days?|dd?|dy|dow|doy|dayofweek|dayofyear|hours?|hh|minutes?|mi|n|seconds?|ss?|epoch(?:_(?:milli|micro|nano)?seconds?)?|weekday|yearday|weekofyear|yearofweek|dayofmonth|(?:week|dayofweek|weekofyear|yearofweek|dow|weekday)_?iso|iso_week|mons?|hrs?|secs?|mins|qtrs?|milliseconds?|ms|microseconds?|us|nanoseconds?|ns|date|time|timezone(?:_hour|_minute)?|nfk?[cd])$/;
const takesUnit =
  /^(?:extract|.*(?:date|time|timestamp)_?(?:diff|add|sub|trunc|part|name|bucket|slice)|(?:diff|add|last|next)_?day|time_?slice|date|normalize(?:_and_casefold)?)$/;

/** Reads `cast(x as t)` at the word `cast`. */
export function readCast(reading: Reading, start: number, end: number): Read {
  const [from, to] = inside(reading, start + 1, end);
  const next = skip(reading, start + 1, end);
  const operand = reading.grammar.expression(reading, from, to);
  const as = operand?.next ?? from;
  const value: Expression = operand?.expression ?? {
    kind: 'other',
    range: rangeOf(reading, from, from),
    children: [],
  };
  if (!operand || !isWord(reading, as, to, 'as')) {
    reading.incomplete = true;
    return castTo(reading, start, value, as, as, next);
  }
  let typeEnd = to;
  for (let i = as + 1; i < to; i = skip(reading, i, to)) if (isWord(reading, i, to, 'format')) typeEnd = i;
  return castTo(reading, start, value, as + 1, typeEnd, next);
}

/** Reads a call whose name begins at `start` and whose bracket opens at `open`. */
export function readFunction(reading: Reading, start: number, open: number, end: number): Read {
  const names = rangeOf(reading, start, open);
  const name = reading.text
    .slice(names.start, names.end)
    .replace(/[\s"`]/g, '')
    .toLowerCase();
  let [from, to] = inside(reading, open, end);
  let next = skip(reading, open, end);
  if (isSign(reading, next, end, '(')) {
    // ClickHouse gives parameters before arguments: `quantile(0.9)(x)`.
    [from, to] = inside(reading, next, end);
    next = skip(reading, next, end);
  }
  const distinct = isWord(reading, from, to, 'distinct');
  if (distinct || isWord(reading, from, to, 'all')) from++;
  const star = to === from + 1 && isSign(reading, from, to, '*');
  if (name === 'convert' && isSqlServer(reading)) return readConvert(reading, start, from, to, next);
  const args = star ? [] : readArguments(reading, from, to, takesUnit.test(name.replace(/^.*\./, '')));
  const modifiers: Expression[] = [];
  while (true) {
    if (isWord(reading, next, end, 'ignore', 'respect') && isWord(reading, next + 1, end, 'nulls')) next += 2;
    else if (isWord(reading, next, end, 'filter') && isSign(reading, next + 1, end, '(')) {
      const [first, last] = inside(reading, next + 1, end);
      modifiers.push(...clauseValues(reading, first, last));
      next = skip(reading, next + 1, end);
    } else if (
      isWord(reading, next, end, 'within') &&
      isWord(reading, next + 1, end, 'group') &&
      isSign(reading, next + 2, end, '(')
    ) {
      const [first, last] = inside(reading, next + 2, end);
      modifiers.push(...clauseValues(reading, first, last));
      next = skip(reading, next + 2, end);
    } else break;
  }
  const call: Expression = {
    kind: 'function',
    range: rangeOf(reading, start, next),
    name,
    args,
    distinct,
    star,
    modifiers,
  };
  return isWord(reading, next, end, 'over')
    ? readWindow(reading, start, call, next, end)
    : { expression: call, next };
}

function isSqlServer(reading: Reading): boolean {
  return reading.dialect.polyglot === 'tsql' || reading.dialect.polyglot === 'fabric';
}

function readConvert(reading: Reading, start: number, from: number, to: number, next: number): Read {
  const typeEnd = endOfType(reading, from, to);
  const value = splitByComma(reading, from, to)[1];
  const operand = value && readWhole(reading, value[0], value[1]);
  return castTo(
    reading,
    start,
    operand ?? { kind: 'other', range: rangeOf(reading, from, to), children: [] },
    from,
    typeEnd,
    next,
  );
}

function readWindow(reading: Reading, start: number, call: Expression, over: number, end: number): Read {
  if (!isSign(reading, over + 1, end, '(')) {
    const windowName = nameAt(reading, over + 1, end);
    const next = windowName ? over + 2 : over + 1;
    return {
      expression: {
        kind: 'window',
        range: rangeOf(reading, start, next),
        call,
        partitionBy: [],
        orderBy: [],
        windowName,
      },
      next,
    };
  }
  const [from, to] = inside(reading, over + 1, end);
  const next = skip(reading, over + 1, end);
  return {
    expression: {
      kind: 'window',
      range: rangeOf(reading, start, next),
      call,
      ...windowParts(reading, from, to),
    },
    next,
  };
}

/** What stands in the brackets of a window: `name partition by … order by … rows …`. */
export function windowParts(
  reading: Reading,
  from: number,
  to: number,
): Pick<WindowCall, 'partitionBy' | 'orderBy' | 'windowName'> {
  let partition = to;
  let order = to;
  let frame = to;
  for (let i = from; i < to; i = skip(reading, i, to)) {
    if (isWord(reading, i, to, 'partition', 'distribute') && isWord(reading, i + 1, to, 'by')) partition = i;
    else if (isWord(reading, i, to, 'order', 'sort') && isWord(reading, i + 1, to, 'by')) order = i;
    else if (frame === to && i > from && isWord(reading, i, to, 'rows', 'range', 'groups')) frame = i;
  }
  const named =
    partition !== from && order !== from && frame !== from ? nameAt(reading, from, to) : undefined;
  const values = (first: number, last: number) => (first < last ? readSorted(reading, first, last) : []);
  return {
    partitionBy: values(partition + 2, Math.min(order, frame)),
    orderBy: values(order + 2, frame),
    windowName: named,
  };
}

/** Values of a region that begins with the words of a clause: `where x`, `order by x desc`. */
function clauseValues(reading: Reading, start: number, end: number): readonly Expression[] {
  if (isWord(reading, start, end, 'order') && isWord(reading, start + 1, end, 'by'))
    return readSorted(reading, start + 2, end);
  return isWord(reading, start, end, 'where')
    ? readLoose(reading, start + 1, end)
    : readLoose(reading, start, end);
}

/** The values of a list that may have `asc`, `desc` and `nulls last` behind each. */
function readSorted(reading: Reading, start: number, end: number): readonly Expression[] {
  return splitByComma(reading, start, end).flatMap(
    ([from, to]) => readWhole(reading, from, endOfSorted(reading, from, to)) ?? [],
  );
}

/** Where the value of a sorted entry ends. */
export function endOfSorted(reading: Reading, start: number, end: number): number {
  let stop = end;
  if (
    stop - start > 2 &&
    isWord(reading, stop - 2, end, 'nulls') &&
    isWord(reading, stop - 1, end, 'first', 'last')
  )
    stop -= 2;
  if (stop - start > 1 && isWord(reading, stop - 1, end, 'asc', 'desc')) stop--;
  return stop;
}

/** Arguments between brackets, with the words that some functions want between or behind them. */
export function readArguments(
  reading: Reading,
  start: number,
  end: number,
  units = false,
): readonly Expression[] {
  if (startsQuery(reading, start, end)) {
    return [
      {
        kind: 'subquery',
        range: rangeOf(reading, start, end),
        query: reading.grammar.query(reading, start, end),
        exists: false,
      },
    ];
  }
  return splitByComma(reading, start, end).flatMap(([from, to]) => readArgument(reading, from, to, units));
}

function readArgument(reading: Reading, start: number, end: number, units: boolean): readonly Expression[] {
  const word = tokenAt(reading, start, end);
  if (units && word?.kind === 'word' && unit.test(word.text)) {
    const alone =
      start + 1 === end || (isSign(reading, start + 1, end, '(') && skip(reading, start + 1, end) === end);
    if (alone || isWord(reading, start + 1, end, 'from')) {
      const rest = alone ? [] : readArgument(reading, start + 2, end, false);
      const range = rangeOf(reading, start, start + 1);
      return [{ kind: 'literal', type: 'keyword', word: word.text, range }, ...rest];
    }
  }
  // A named argument: its name is no column.
  const named =
    isSign(reading, start + 1, end, '=>') || isSign(reading, start + 1, end, ':=') ? start + 2 : start;
  const first = reading.grammar.expression(reading, named, end);
  if (!first)
    return isWord(reading, start, end, 'order')
      ? clauseValues(reading, start, end)
      : readLooseMarked(reading, named, end);
  let next = endOfAlias(reading, first.next, end);
  if (isWord(reading, next, end, 'ignore', 'respect') && isWord(reading, next + 1, end, 'nulls')) next += 2;
  if (next >= end) return [units ? withUnit(reading, first.expression) : first.expression];
  if (isWord(reading, next, end, 'order', 'limit', 'having'))
    return [first.expression, ...clauseValues(reading, next, end)];
  if (isWord(reading, next, end, 'from', 'for', 'using', 'separator', 'asc', 'desc', 'on')) {
    return [first.expression, ...readLoose(reading, next + 1, end)];
  }
  return [first.expression, ...readLooseMarked(reading, next, end)];
}

/** A unit of time in quotes. */
function withUnit(reading: Reading, expression: Expression): Expression {
  if (expression.kind !== 'literal' || expression.type !== 'string') return expression;
  const word = reading.text.slice(expression.range.start + 1, expression.range.end - 1).toLowerCase();
  return unit.test(word) ? { ...expression, word } : expression;
}

function readLooseMarked(reading: Reading, start: number, end: number): readonly Expression[] {
  reading.incomplete = true;
  return readLoose(reading, start, end);
}

/** Behind `as name`, as in `struct(a as b)`. */
function endOfAlias(reading: Reading, start: number, end: number): number {
  return isWord(reading, start, end, 'as') && nameAt(reading, start + 1, end) ? start + 2 : start;
}
