// Operators of the own expression reader with their binding powers, all dialects at once.
// Deliberately absent: what begins an expression (expressions.ts).
import { readArguments } from './calls.ts';
import { inside, isOpaque, isSign, isWord, type Reading, rangeOf, skip, tokenAt } from './reading.ts';
import type { Expression } from './tree.ts';
import { castTo, endOfType, operation, type Read, readWhole } from './values.ts';

/** The power of comparisons; `not` binds one less. */
export const comparison = 4;
/** The power of a sign before a value. */
export const unaryMinus = 9;

const signs: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '=': 4,
    '==': 4,
    '<>': 4,
    '!=': 4,
    '<': 4,
    '>': 4,
    '<=': 4,
    '>=': 4,
    '<=>': 4,
    '~': 4,
    '~*': 4,
    '!~': 4,
    '!~*': 4,
    '&&': 4,
    '||': 5,
    '->': 5,
    '->>': 5,
    '#>': 5,
    '#>>': 5,
    '@>': 5,
    '<@': 5,
    '?': 5,
    '?|': 5,
    '?&': 5,
    '@@': 5,
    '@?': 5,
    '&': 5,
    '|': 5,
    '#': 5,
    '<<': 5,
    '>>': 5,
    '^@': 5,
    '=>': 1,
    ':=': 1,
    '+': 6,
    '-': 6,
    '*': 7,
    '/': 7,
    '%': 7,
    '//': 7,
    '^': 8,
    '**': 8,
  }),
);

const words: ReadonlyMap<string, number> = new Map(
  Object.entries({
    or: 1,
    xor: 1,
    and: 2,
    is: 4,
    in: 4,
    between: 4,
    like: 4,
    ilike: 4,
    rlike: 4,
    regexp: 4,
    similar: 4,
    glob: 4,
    isnull: 4,
    notnull: 4,
    overlaps: 4,
    contains: 4,
    div: 7,
    mod: 7,
    at: 10,
    collate: 10,
    escape: 5,
    over: 11,
  }),
);

/** One operator behind `left`; undefined where none of at least `power` is there. */
export function readInfix(
  reading: Reading,
  start: number,
  left: Read,
  end: number,
  power: number,
): Read | undefined {
  const at = left.next;
  const token = tokenAt(reading, at, end);
  if (token === undefined) return undefined;
  const operand = left.expression;
  if (token.text === '::') {
    const typeEnd = endOfType(reading, at + 1, end);
    return castTo(reading, start, operand, at + 1, typeEnd, typeEnd);
  }
  if (token.text === '[' && token.kind === 'open') {
    const [from, to] = inside(reading, at, end);
    const next = skip(reading, at, end);
    return {
      expression: {
        kind: 'access',
        range: rangeOf(reading, start, next),
        operand,
        indexes: readSlices(reading, from, to),
      },
      next,
    };
  }
  if (
    (token.text === '.' || token.text === ':') &&
    token.kind === 'operator' &&
    tokenAt(reading, at + 1, end)?.kind !== 'number'
  ) {
    const method = isSign(reading, at + 2, end, '(');
    const next = method ? skip(reading, at + 2, end) : Math.min(at + 2, end);
    if (tokenAt(reading, at + 1, end) === undefined) reading.incomplete = true;
    const [from, to] = inside(reading, at + 2, end);
    const indexes = method ? readArguments(reading, from, to) : [];
    return { expression: { kind: 'access', range: rangeOf(reading, start, next), operand, indexes }, next };
  }
  if (token.kind === 'operator') {
    const own = signs.get(token.text);
    if (own === undefined || own <= power) return undefined;
    const quantifier = isWord(reading, at + 1, end, 'any', 'all', 'some') ? 2 : 1;
    // The body of a lambda reaches as far as it can; JSON is read by a constant.
    const lambda = token.text === '->' && isParameters(operand) && !isConstant(reading, at + 1, end);
    const right = reading.grammar.expression(reading, at + quantifier, end, lambda ? 0 : own);
    return operation(reading, start, right?.next ?? at + quantifier, token.text, [
      operand,
      right?.expression,
    ]);
  }
  return token.kind === 'word' ? readWordOperator(reading, start, left, end, power) : undefined;
}

/** Whether an expression may be the parameters of a lambda: `x`, `(x, y)`. */
function isParameters(expression: Expression): boolean {
  if (expression.kind === 'operation' && expression.operator === 'row')
    return expression.operands.every(isParameters);
  return expression.kind === 'column' && expression.path.length === 1;
}

function isConstant(reading: Reading, at: number, end: number): boolean {
  const kind = tokenAt(reading, at, end)?.kind;
  return kind === 'string' || kind === 'number';
}

/** What stands between `[` and `]`, between colons too. */
function readSlices(reading: Reading, start: number, end: number): readonly Expression[] {
  const found: Expression[] = [];
  let from = start;
  for (let i = start; i <= end; i = i < end ? skip(reading, i, end) : end + 1) {
    if (i < end && !isSign(reading, i, end, ':')) continue;
    const value = readWhole(reading, from, i);
    if (value) found.push(value);
    from = i + 1;
  }
  return found;
}

function readWordOperator(
  reading: Reading,
  start: number,
  left: Read,
  end: number,
  power: number,
): Read | undefined {
  let at = left.next;
  if (isWord(reading, at, end, 'not')) at++;
  const word = reading.tokens[at]?.text ?? '';
  const own = at < end && reading.tokens[at]?.kind === 'word' ? words.get(word) : undefined;
  if (own === undefined || own <= power || isOpaque(reading, rangeOf(reading, at, at + 1))) return undefined;
  const operand = left.expression;
  const binary = (from: number): Read => {
    const right = reading.grammar.expression(reading, from, end, own);
    return operation(reading, start, right?.next ?? from, word, [operand, right?.expression]);
  };
  switch (word) {
    case 'is': {
      let next = at + 1;
      if (isWord(reading, next, end, 'not')) next++;
      if (isWord(reading, next, end, 'distinct') && isWord(reading, next + 1, end, 'from'))
        return binary(next + 2);
      return operation(reading, start, Math.min(next + 1, end), 'is', [operand]);
    }
    case 'isnull':
    case 'notnull':
      return operation(reading, start, at + 1, 'is', [operand]);
    case 'between': {
      const low = reading.grammar.expression(
        reading,
        isWord(reading, at + 1, end, 'symmetric') ? at + 2 : at + 1,
        end,
        own,
      );
      const and = low?.next ?? at + 1;
      const high = isWord(reading, and, end, 'and')
        ? reading.grammar.expression(reading, and + 1, end, own)
        : undefined;
      return operation(reading, start, high?.next ?? and, 'between', [
        operand,
        low?.expression,
        high?.expression,
      ]);
    }
    case 'similar':
      return binary(isWord(reading, at + 1, end, 'to') ? at + 2 : at + 1);
    case 'like':
    case 'ilike':
      return binary(isWord(reading, at + 1, end, 'any', 'all', 'some') ? at + 2 : at + 1);
    case 'at': {
      if (!isWord(reading, at + 1, end, 'time')) return undefined;
      return binary(at + 3);
    }
    case 'collate':
      return { expression: operand, next: Math.min(at + 2, end) };
    case 'contains':
      // Between operands it is an operator of few dialects; otherwise a function.
      return undefined;
    default:
      return binary(at + 1);
  }
}
