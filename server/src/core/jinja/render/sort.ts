// Sorts values as Python does. Deliberately absent: which attribute to sort by (filtersOfLists.ts).

import { isKind } from './kinds.ts';
import type { Rendering } from './rendering.ts';
import { order } from './truth.ts';
import type { Value } from './values.ts';

/** A text as comparisons that don't mind the case see it; other values as they are. */
export function foldedValue(value: Value, caseSensitive: boolean): Value {
  return !caseSensitive && typeof value === 'string' ? value.toLowerCase() : value;
}

/** The values in order, equal ones as they stood; undefined where their order can't be known. */
export function sortedValues(
  values: readonly Value[],
  reverse: boolean,
  caseSensitive: boolean,
  run: Rendering,
  keyOf: (value: Value) => Value = (value) => value,
): Value[] | undefined {
  const keyed = values.map((value) => ({ value, key: foldedValue(keyOf(value), caseSensitive) }));
  let known = true;
  keyed.sort((a, b) => {
    const position = known ? order(a.key, b.key, run) : 0;
    if (position === undefined) known = false;
    return reverse ? -(position ?? 0) : (position ?? 0);
  });
  // One value alone is compared with nothing; it may still stand for several.
  const [only] = keyed;
  if (keyed.length === 1 && isKind(only?.key, 'unknown')) known = false;
  return known ? keyed.map(({ value }) => value) : undefined;
}
