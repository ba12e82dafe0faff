// The parts that every reader of expressions uses: a region as one value or many, operations, types of casts.
// Deliberately absent: what an expression looks like, which the grammar in the reading knows.
import { isOpaque, isSign, isWord, type Reading, rangeOf, skip, tokenAt } from './reading.ts';
import type { Expression } from './tree.ts';

/** An expression and the index of the first token behind it. */
export interface Read {
  readonly expression: Expression;
  readonly next: number;
}

/** Reads all of a region as one expression: `other` where it isn't one. Undefined for an empty region. */
export function readWhole(reading: Reading, start: number, end: number): Expression | undefined {
  if (start >= end) return undefined;
  const read = reading.grammar.expression(reading, start, end);
  if (read && read.next === end) return read.expression;
  reading.incomplete = true;
  const children = read ? [read.expression] : [];
  return {
    kind: 'other',
    range: rangeOf(reading, start, end),
    children: [...children, ...readLoose(reading, read?.next ?? start, end)],
  };
}

/** Every expression that begins somewhere in a region; what is between them is passed over. */
export function readLoose(reading: Reading, start: number, end: number): readonly Expression[] {
  const found: Expression[] = [];
  for (let i = start; i < end; ) {
    const read = reading.grammar.expression(reading, i, end);
    if (read) found.push(read.expression);
    i = read ? read.next : i + 1;
  }
  return found;
}

/** An operator with its operands; a missing one marks the reading. */
export function operation(
  reading: Reading,
  start: number,
  next: number,
  operator: string,
  operands: readonly (Expression | undefined)[],
): Read {
  const present = operands.filter((operand) => operand !== undefined);
  if (present.length < operands.length) reading.incomplete = true;
  return {
    expression: { kind: 'operation', range: rangeOf(reading, start, next), operator, operands: present },
    next,
  };
}

/** The index behind the type that begins at `start`. */
export function endOfType(reading: Reading, start: number, end: number): number {
  let at = start;
  const first = tokenAt(reading, at, end);
  if (first === undefined || !(first.kind === 'word' || first.kind === 'quoted')) return start;
  at++;
  while (isSign(reading, at, end, '.') && tokenAt(reading, at + 1, end)?.kind !== 'open') at += 2;
  if (isWord(reading, at, end, 'precision', 'varying', 'unsigned', 'signed')) at++;
  if (
    first.text === 'interval' &&
    isWord(reading, at, end, 'year', 'month', 'day', 'hour', 'minute', 'second')
  )
    at++;
  if (
    isSign(reading, at, end, '(') ||
    (isSign(reading, at, end, '<') && (reading.tokens[at]?.match ?? -1) >= 0)
  )
    at = skip(reading, at, end);
  const zone = isWord(reading, at, end, 'local') ? at + 1 : at;
  if (isWord(reading, zone, end, 'with', 'without') && isWord(reading, zone + 1, end, 'time', 'local')) {
    at = isWord(reading, zone + 1, end, 'local') ? zone + 4 : zone + 3;
  }
  while (isSign(reading, at, end, '[') && (reading.tokens[at]?.match ?? -1) - at <= 2)
    at = skip(reading, at, end);
  return Math.min(at, end);
}

/** A cast of an operand to the type in a region. */
export function castTo(
  reading: Reading,
  start: number,
  operand: Expression,
  typeStart: number,
  typeEnd: number,
  next: number,
): Read {
  const typeRange = typeEnd > typeStart ? rangeOf(reading, typeStart, typeEnd) : undefined;
  if (!typeRange) reading.incomplete = true;
  const known = typeRange && !isOpaque(reading, typeRange);
  const type = known ? reading.text.slice(typeRange.start, typeRange.end) : undefined;
  return {
    expression: { kind: 'cast', range: rangeOf(reading, start, next), operand, type, typeRange },
    next,
  };
}
