// Places of a select that hold an expression of their own: each is read by the own reader, and where a parser has read the
// same text, its expression stands there instead. Deliberately absent: calling the parser (fill.ts).
import { endOfSorted } from './calls.ts';
import { type Reading, rangeOf, splitByComma } from './reading.ts';
import type { Expression } from './tree.ts';
import { type Read, readWhole } from './values.ts';

/** The key of a range in what a parser has read. */
export function slotKey(range: { readonly start: number; readonly end: number }): string {
  return `${range.start}:${range.end}`;
}

/** Reads a whole region as a slot; undefined for an empty one. */
export function readSlot(reading: Reading, start: number, end: number): Expression | undefined {
  const before = mark(reading);
  const expression = readWhole(reading, start, end);
  return expression ? keep(reading, start, end, expression, before) : undefined;
}

/** Reads the expression at `start` as a slot, as far as it goes. */
export function readSlotFrom(reading: Reading, start: number, end: number): Read | undefined {
  const before = mark(reading);
  const read = reading.grammar.expression(reading, start, end);
  return read && { ...read, expression: keep(reading, start, read.next, read.expression, before) };
}

/** Slots of a list of sorted values. */
export function readSortedSlots(reading: Reading, start: number, end: number): readonly Expression[] {
  return splitByComma(reading, start, end).flatMap(
    ([from, to]) => readSlot(reading, from, endOfSorted(reading, from, to)) ?? [],
  );
}

/** Slots of a plain list. */
export function readSlots(reading: Reading, start: number, end: number): readonly Expression[] {
  return splitByComma(reading, start, end).flatMap(([from, to]) => readSlot(reading, from, to) ?? []);
}

function mark(reading: Reading): boolean {
  const before = reading.incomplete;
  reading.incomplete = false;
  return before;
}

function keep(reading: Reading, start: number, end: number, own: Expression, before: boolean): Expression {
  const range = rangeOf(reading, start, end);
  const complete = !reading.incomplete;
  reading.incomplete = before;
  const expression = reading.parsed.get(slotKey(range)) ?? own;
  reading.slots.push({ range, expression: own, complete });
  return expression;
}
