// Joins the texts of values. Deliberately absent: the filter's way to pick an attribute (filtersOfLists.ts).

import { itemsOf } from './iterables.ts';
import { isKind } from './kinds.ts';
import { marked } from './marks.ts';
import { limits, type Rendering } from './rendering.ts';
import { unknown, type Value } from './values.ts';

/** The texts of a value's items with a separator between them. */
export function joined(value: Value, separator: string, run: Rendering): Value {
  if (isKind(value, 'unknown')) return value;
  const items = itemsOf(value, run);
  if (!items) return unknown("a list that isn't known, joined", true);
  let text = '';
  for (const [index, item] of items.entries()) {
    text += (index === 0 ? '' : separator) + run.print(item);
    if (text.length > limits.length || !run.charge(1))
      return run.exhaust('the template makes a text too long to be followed');
  }
  return text;
}

/** What a list that is filled in a turn that may come any number of times gets: the value, marked so. */
export function repeatable(value: Value, run: Rendering): Value {
  const { repeating } = run;
  if (repeating === undefined) return value;
  return typeof value === 'string'
    ? marked(value, { repeated: repeating }, run.table)
    : unknown(repeating, true);
}
