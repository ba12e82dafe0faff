// Places of a select that hold an expression of their own: each is read by the own reader, and where a parser has read the
// same text, its expression stands there instead. Deliberately absent: calling the parser (fill.ts).
import { endOfSorted } from './calls.ts';
import { type Reading, rangeOf, splitByComma } from './reading.ts';
import type { Expression } from './tree.ts';
import { readWhole } from './values.ts';

/** The key of a range in what a parser has read. */
export function slotKey(range: { readonly start: number; readonly end: number }): string {
  return `${range.start}:${range.end}`;
}

/** Reads a whole region as a slot; undefined for an empty one. */
export function readSlot(reading: Reading, start: number, end: number): Expression | undefined {
  const slot = openSlot(reading);
  const expression = readWhole(reading, start, end);
  if (expression) return closeSlot(reading, slot, start, end, expression);
  reading.incomplete = slot.incomplete;
  return undefined;
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

/** Begins a slot: from here on the reading tells whether its expression is understood. */
export function openSlot(reading: Reading): { readonly incomplete: boolean } {
  const before = { incomplete: reading.incomplete };
  reading.incomplete = false;
  return before;
}

/** Ends a slot and gives its expression: the parser's where it has one, otherwise the one given. */
export function closeSlot(
  reading: Reading,
  before: { readonly incomplete: boolean },
  start: number,
  end: number,
  expression: Expression,
): Expression {
  const range = rangeOf(reading, start, end);
  reading.slots.push({ range, expression, complete: !reading.incomplete });
  reading.incomplete = before.incomplete;
  return reading.parsed.get(slotKey(range)) ?? expression;
}
