// JSON as values of a template. Deliberately absent: what text in it means (a variable may hold a template).

import { dict, float, list } from '../../jinja/render/kinds.ts';
import { withoutMarks } from '../../jinja/render/marks.ts';
import { type DictValue, unknown, type Value } from '../../jinja/render/values.ts';

/** The value that JSON stands for. */
export function toValue(json: unknown): Value {
  if (typeof json === 'string') return withoutMarks(json);
  if (typeof json === 'boolean') return json;
  if (typeof json === 'number') return Number.isInteger(json) ? json : float(json);
  if (Array.isArray(json)) return list(json.map(toValue));
  return typeof json === 'object' && json !== null ? dictOf(json) : null;
}

function dictOf(json: object): DictValue {
  const made = dict(Object.entries(json).map(([key, value]) => [key, toValue(value)]));
  // JavaScript keeps such keys in an order of its own, and doesn't tell the number of YAML from the text of JSON.
  if ([...made.entries.keys()].some((key) => /^\d+$/.test(key)))
    made.partial = unknown('the entries of data with numbers for names');
  return made;
}
