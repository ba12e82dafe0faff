// JSON as Python's json.dumps writes it. Deliberately absent: reading JSON, which dbt's context does.

import { isKind } from './kinds.ts';
import { hasMarks } from './marks.ts';
import { floatText } from './print.ts';
import type { Rendering } from './rendering.ts';
import type { Value } from './values.ts';

/** The JSON of a value, `indent` blanks a level, on one line if undefined; undefined for what has none or isn't known. */
export function json(
  value: Value,
  indent: number | undefined,
  sorted: boolean,
  run: Rendering,
  depth = 0,
): string | undefined {
  if (depth > 40 || !run.charge(1)) return undefined;
  if (value === null) return 'null';
  if (typeof value === 'string') return text(value, run);
  if (typeof value !== 'object') return String(value);
  if (isKind(value, 'float')) {
    return Number.isFinite(value.value)
      ? floatText(value.value)
      : Number.isNaN(value.value)
        ? 'NaN'
        : value.value > 0
          ? 'Infinity'
          : '-Infinity';
  }
  if (isKind(value, 'list')) {
    if (value.type === 'set') return undefined;
    const parts = value.items.map((item) => json(item, indent, sorted, run, depth + 1));
    return parts.includes(undefined) ? undefined : enclosed('[', parts, ']', indent, depth);
  }
  if (!isKind(value, 'dict') || value.partial) return undefined;
  const entries = [...value.entries];
  if (sorted) entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const parts = entries.map(([key, entry]) => {
    const original = value.originals?.get(key);
    // Keys that are no texts become texts: true, null, 1.
    const name =
      original === undefined
        ? key
        : typeof original === 'object' && original !== null
          ? key
          : String(original);
    const inner = json(entry, indent, sorted, run, depth + 1);
    return inner === undefined ? undefined : `${text(name, run)}: ${inner}`;
  });
  return parts.includes(undefined) ? undefined : enclosed('{', parts, '}', indent, depth);
}

function enclosed(
  open: string,
  parts: readonly (string | undefined)[],
  close: string,
  indent: number | undefined,
  depth: number,
): string {
  if (parts.length === 0) return open + close;
  if (indent === undefined) return open + parts.join(', ') + close;
  const newline = `\n${' '.repeat(Math.min(indent, 20) * (depth + 1))}`;
  return `${open}${newline}${parts.join(`,${newline}`)}\n${' '.repeat(Math.min(indent, 20) * depth)}${close}`;
}

function text(value: string, run: Rendering): string | undefined {
  const plain = hasMarks(value) ? run.plain(value) : value;
  return plain === undefined
    ? undefined
    : JSON.stringify(plain).replace(
        /[\u007f-\uffff]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
}
