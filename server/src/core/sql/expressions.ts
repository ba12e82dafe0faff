// The own tolerant reader of expressions: exact ranges, any dialect, any half-typed text.
// Deliberately absent: checking. What it doesn't know is `other` with the values found in it, and marks the reading.
import { readArguments, readCast, readFunction } from './calls.ts';
import { comparison, readInfix, unaryMinus } from './operators.ts';
import {
  inside,
  isOpaque,
  isReserved,
  isSign,
  isWord,
  maxDepth,
  nameAt,
  type Reading,
  rangeOf,
  skip,
  splitByComma,
  startsQuery,
  tokenAt,
} from './reading.ts';
import type { Expression, Literal, Name } from './tree.ts';
import { operation, type Read, readWhole } from './values.ts';

/** Words that are a value with a string behind them: `date '2020-01-01'`. */
const typedLiterals = new Set(
  'date time timestamp datetime timestamptz timestamp_ntz timestamp_ltz timestamp_tz json jsonb numeric decimal bignumeric uuid bytea range'.split(
    ' ',
  ),
);

const bareFunctions = new Set(
  'current_date current_time current_timestamp current_datetime current_user localtime localtimestamp sysdate systimestamp session_user'.split(
    ' ',
  ),
);

/** Reads the expression at `start`; undefined where none begins there. `power` is the lowest operator it may take. */
export function readExpression(reading: Reading, start: number, end: number, power = 0): Read | undefined {
  if (reading.depth >= maxDepth) {
    reading.incomplete = true;
    return undefined;
  }
  reading.depth++;
  let left = readPrefix(reading, start, end);
  while (left) {
    const more = readInfix(reading, start, left, end, power);
    if (!more) break;
    left = more;
  }
  reading.depth--;
  return left;
}

function readPrefix(reading: Reading, start: number, end: number): Read | undefined {
  const token = tokenAt(reading, start, end);
  if (token === undefined) return undefined;
  const range = rangeOf(reading, start, start + 1);
  const literal = (type: Literal['type']): Read => ({
    expression: { kind: 'literal', type, range },
    next: start + 1,
  });
  switch (token.kind) {
    case 'string': {
      let next = start + 1;
      while (tokenAt(reading, next, end)?.kind === 'string') next++;
      return { expression: { kind: 'literal', type: 'string', range: rangeOf(reading, start, next) }, next };
    }
    case 'number':
      return literal(
        /^(?:\d[\d_]*|0x[\da-f]+)$/i.test(reading.text.slice(token.start, token.end)) ? 'integer' : 'decimal',
      );
    case 'open':
      return readBracket(reading, start, end);
    case 'close':
      return undefined;
    case 'operator': {
      if (token.text === '*') return literal('keyword');
      if (!'+-~!@?:'.includes(token.text) || token.text === '') return undefined;
      const operand = readExpression(reading, start + 1, end, unaryMinus);
      if (token.text === '?' && !operand) return literal('keyword');
      return operation(reading, start, operand?.next ?? start + 1, token.text, [operand?.expression]);
    }
    case 'quoted':
      return readPath(reading, start, end);
    case 'word':
      return readWord(reading, start, end, literal);
  }
}

function readWord(
  reading: Reading,
  start: number,
  end: number,
  literal: (type: Literal['type']) => Read,
): Read | undefined {
  const word = reading.tokens[start]?.text ?? '';
  const next = tokenAt(reading, start + 1, end);
  const range = rangeOf(reading, start, start + 1);
  if (isOpaque(reading, range)) {
    if (next?.text === '.' || next?.text === '(') return readPath(reading, start, end);
    return { expression: { kind: 'placeholder', range }, next: start + 1 };
  }
  if (next?.text !== '.') {
    if (word === 'true' || word === 'false') return literal('boolean');
    if (word === 'null') return literal('null');
    if (word === 'case' && next?.text !== ',') return readCase(reading, start, end);
    if (word === 'not') {
      const operand = readExpression(reading, start + 1, end, comparison - 1);
      return operation(reading, start, operand?.next ?? start + 1, 'not', [operand?.expression]);
    }
    if (word === 'connect_by_root' && (next?.kind === 'word' || next?.kind === 'quoted')) {
      const operand = readExpression(reading, start + 1, end, unaryMinus);
      return operation(reading, start, operand?.next ?? start + 1, word, [operand?.expression]);
    }
    if (word === 'exists' && next?.text === '(') {
      const read = readBracket(reading, start + 1, end);
      if (read.expression.kind !== 'subquery') return readFunction(reading, start, start + 1, end);
      return {
        expression: { ...read.expression, exists: true, range: rangeOf(reading, start, read.next) },
        next: read.next,
      };
    }
    if (/^(?:try_|safe_)?cast$/.test(word) && next?.text === '(') return readCast(reading, start, end);
    const signed = /^[+-]$/.test(next?.text ?? '') && tokenAt(reading, start + 2, end)?.kind === 'number';
    const valued =
      next && (signed || (next.kind !== 'operator' && next.kind !== 'close' && !isReserved(next.text)));
    if (word === 'interval' && valued) return readInterval(reading, start, end);
    if (typedLiterals.has(word)) {
      let at = start + 1;
      if (isWord(reading, at, end, 'with', 'without')) at += 3;
      if (tokenAt(reading, at, end)?.kind === 'string') {
        const operand: Literal = { kind: 'literal', type: 'string', range: rangeOf(reading, at, at + 1) };
        const typeRange = rangeOf(reading, start, at);
        const type = reading.text.slice(typeRange.start, typeRange.end);
        return {
          expression: { kind: 'cast', range: rangeOf(reading, start, at + 1), operand, type, typeRange },
          next: at + 1,
        };
      }
    }
    if (word === 'array' && next?.text === '[') {
      const [from, to] = inside(reading, start + 1, end);
      const after = skip(reading, start + 1, end);
      return operation(reading, start, after, 'array', readArguments(reading, from, to));
    }
    if (next?.text === '<' && next.match >= 0) {
      const open = next.match + 1;
      if (isSign(reading, open, end, '(') || isSign(reading, open, end, '[')) {
        const [from, to] = inside(reading, open, end);
        return operation(reading, start, skip(reading, open, end), word, readArguments(reading, from, to));
      }
    }
    if (bareFunctions.has(word) && next?.text !== '(') {
      return {
        expression: {
          kind: 'function',
          range,
          name: word,
          args: [],
          distinct: false,
          star: false,
          modifiers: [],
        },
        next: start + 1,
      };
    }
    if (isReserved(word) && !isNameAnyway(reading, start, end)) return undefined;
  }
  return readPath(reading, start, end);
}

/** Reserved words that are functions (`left(…)`), or columns where nothing else makes sense (`limit` alone). */
function isNameAnyway(reading: Reading, start: number, end: number): boolean {
  const { text = '' } = reading.tokens[start] ?? {};
  if (isSign(reading, start + 1, end, '(')) {
    return !/^(?:select|from|where|on|in|and|or|as|over|using|then|when|else|by)$/.test(text);
  }
  if (text === 'limit' || text === 'window') return start + 1 === end;
  return text === 'end' && isSign(reading, start + 1, end, '::');
}

const intervalUnit = /^(?:year|quarter|month|week|day|hour|minute|second|millisecond|microsecond)s?$/;

function readInterval(reading: Reading, start: number, end: number): Read {
  const isUnit = (index: number) => intervalUnit.test(tokenAt(reading, index, end)?.text ?? '');
  // BigQuery takes any number before the unit; elsewhere a value ends the interval.
  let unit = start + 1;
  if (tokenAt(reading, unit, end)?.kind !== 'string') {
    while (unit < end && !isUnit(unit) && !isSign(reading, unit, end, ',')) unit = skip(reading, unit, end);
  }
  const value = isUnit(unit)
    ? readExpression(reading, start + 1, unit)
    : readExpression(reading, start + 1, end, unaryMinus);
  let next = value?.next ?? start + 1;
  if (isUnit(next)) {
    next++;
    if (isWord(reading, next, end, 'to')) next += 2;
  }
  return operation(reading, start, next, 'interval', [value?.expression]);
}

function readBracket(reading: Reading, start: number, end: number): Read {
  const [from, to] = inside(reading, start, end);
  const next = skip(reading, start, end);
  const range = rangeOf(reading, start, next);
  const sign = reading.tokens[start]?.text;
  if (sign === '(' && startsQuery(reading, from, to) && reading.depth < maxDepth) {
    const query = reading.grammar.query(reading, from, to);
    return { expression: { kind: 'subquery', range, query, exists: false }, next };
  }
  const parts = splitByComma(reading, from, to);
  const only = parts.length === 1 ? parts[0] : undefined;
  if (sign === '(' && only) {
    const expression = readWhole(reading, only[0], only[1]);
    if (expression) return { expression, next };
  }
  if (sign === '{') {
    const values = parts.flatMap(([first, stop]) => {
      const colon = isSign(reading, first + 1, stop, ':') ? first + 2 : first;
      return readWhole(reading, colon, stop) ?? [];
    });
    return operation(reading, start, next, 'struct', values);
  }
  return operation(reading, start, next, sign === '[' ? 'array' : 'row', readArguments(reading, from, to));
}

function readPath(reading: Reading, start: number, end: number): Read | undefined {
  const path: Name[] = [];
  let next = start;
  while (true) {
    const name = tokenAt(reading, next, end)?.kind === 'string' ? undefined : nameAt(reading, next, end);
    if (!name) break;
    path.push(name);
    next++;
    if (!isSign(reading, next, end, '.')) break;
    next++;
  }
  if (path.length === 0) return undefined;
  if (isSign(reading, next, end, '*') && isSign(reading, next - 1, end, '.')) {
    return {
      expression: { kind: 'other', range: rangeOf(reading, start, next + 1), children: [] },
      next: next + 1,
    };
  }
  if (isSign(reading, next, end, '(') && !isSign(reading, next - 1, end, '.')) {
    const oracleJoin = isSign(reading, next + 1, end, '+') && isSign(reading, next + 2, end, ')');
    if (!oracleJoin) return readFunction(reading, start, next, end);
    next += 3;
  }
  return { expression: { kind: 'column', range: rangeOf(reading, start, next), path }, next };
}

function readCase(reading: Reading, start: number, end: number): Read {
  let at = start + 1;
  const part = () => {
    const read = readExpression(reading, at, end);
    // A part that isn't understood ends at the next keyword of this `case`.
    let next = read?.next ?? at;
    const from = next;
    while (next < end && !isWord(reading, next, end, 'when', 'then', 'else', 'end'))
      next = skip(reading, next, end);
    if (next > from) reading.incomplete = true;
    at = next;
    return read?.expression;
  };
  const operand = isWord(reading, at, end, 'when') ? undefined : part();
  const whens: { condition: Expression; result: Expression | undefined }[] = [];
  while (isWord(reading, at, end, 'when')) {
    at++;
    const condition = part();
    if (isWord(reading, at, end, 'then')) at++;
    const result = part();
    if (condition) whens.push({ condition, result });
    if (!condition || !result) reading.incomplete = true;
  }
  let otherwise: Expression | undefined;
  if (isWord(reading, at, end, 'else')) {
    at++;
    otherwise = part();
  }
  if (isWord(reading, at, end, 'end')) at++;
  else reading.incomplete = true;
  return {
    expression: { kind: 'case', range: rangeOf(reading, start, at), operand, whens, otherwise },
    next: at,
  };
}
