// JSON as Python's `json` writes and reads it, for `tojson` and `fromjson`. Deliberately absent: the filter of Jinja.

import { floatText } from '../../jinja/render/print.ts';
import type { Run, Value } from '../../jinja/render/values.ts';
import { toValue } from './toValue.ts';

const deepest = 40;

/** The JSON of a value; what isn't known stands in it as a placeholder. */
export function jsonText(value: Value, run: Run, sorted: boolean, depth = 0): string {
  if (value === null || depth > deepest) return 'null';
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
    case 'number':
      return String(value);
  }
  switch (value.kind) {
    case 'float':
      return floatText(value.value);
    case 'list':
      return `[${value.items.map((item) => jsonText(item, run, sorted, depth + 1)).join(', ')}]`;
    case 'dict': {
      if (value.partial) return run.print(value.partial);
      const entries = [...value.entries];
      if (sorted) entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      const texts = entries.map(
        ([key, entry]) => `${quoted(key)}: ${jsonText(entry, run, sorted, depth + 1)}`,
      );
      return `{${texts.join(', ')}}`;
    }
    case 'unknown':
      return run.print(value);
    default:
      return quoted(run.print(value));
  }
}

/** The value of a JSON text; undefined where it is none. */
export function jsonValue(text: string): Value | undefined {
  try {
    return toValue(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Marks stay as they are, other characters beyond ASCII are escaped. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text).replace(
    /[\x7f-\uDFFF\uE002-\uEFFF\uF900-\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return escaped;
}
