// New values as YAML text, in flow style on one line or in block style on many.
// Deliberately absent: where the text goes (editItems.ts, editPairs.ts).

import { canSay, scalarText } from './editScalar.ts';
import type { YamlStyle } from './editStyle.ts';

/** A value to write, as JSON has it; an object's keys are written in their order. */
export type NewValue = string | number | boolean | readonly NewValue[] | { readonly [key: string]: NewValue };

/** Lists of scalars that are arguments of something new stand on one line up to that length. */
const longestInline = 80;

/** YAML takes no key on one line that is longer than twice this. */
const longestKey = 500;

/** Whether YAML can say a value. */
export function canWrite(value: NewValue): boolean {
  if (isScalarValue(value)) return canSay(value);
  if (isList(value)) return value.every(canWrite);
  return Object.entries(value).every(([key, of]) => key.length <= longestKey && canSay(key) && canWrite(of));
}

/** Whether a value is a list. */
export function isList(value: NewValue): value is readonly NewValue[] {
  return Array.isArray(value);
}

/** Whether a value is no list and no map. */
export function isScalarValue(value: NewValue): value is string | number | boolean {
  return typeof value !== 'object';
}

/** A scalar under a key. */
export function scalarIn(
  value: string | number | boolean,
  key: string,
  style: YamlStyle,
  inFlow: boolean,
): string {
  return scalarText(value, typeof value === 'string' ? style.quote(key) : '', inFlow);
}

/** A value on one line. */
export function flowText(value: NewValue, key: string, style: YamlStyle): string {
  if (isScalarValue(value)) return scalarIn(value, key, style, true);
  if (isList(value)) return `[${value.map((item) => flowText(item, key, style)).join(', ')}]`;
  const pairs = Object.entries(value).map(([each, of]) => flowPair(each, of, style));
  if (pairs.length === 0) return '{}';
  return style.spaced ? `{ ${pairs.join(', ')} }` : `{${pairs.join(', ')}}`;
}

/** `key: value` on one line. */
export function flowPair(key: string, value: NewValue, style: YamlStyle): string {
  return `${scalarText(key, '', true)}: ${flowText(value, key, style)}`;
}

/** `key: value` in block style, without the indentation of the key; the first line begins with it. */
export function pairLines(key: string, value: NewValue, style: YamlStyle, depth = 0): readonly string[] {
  const [first = '', ...rest] = valueLines(key, value, style, depth);
  return [`${scalarText(key, '', false)}:${first}`, ...rest];
}

/** What follows the colon of a key, and the lines below without the indentation of the key. */
export function valueLines(key: string, value: NewValue, style: YamlStyle, depth = 0): readonly string[] {
  if (isScalarValue(value)) return [` ${scalarIn(value, key, style, false)}`];
  if (isList(value)) {
    const inline = listOnOneLine(key, value, style, depth);
    if (inline !== undefined) return [` ${inline}`];
    return ['', ...indented(listLines(value, key, style, depth), style.listOffset)];
  }
  const lines = mapLines(value, style, depth + 1);
  return lines.length === 0 ? [' {}'] : ['', ...indented(lines, style.mapStep)];
}

function listOnOneLine(
  key: string,
  list: readonly NewValue[],
  style: YamlStyle,
  depth: number,
): string | undefined {
  if (list.length === 0) return '[]';
  if (!list.every(isScalarValue)) return undefined;
  const flow = style.inFlow(key);
  if (flow === false || (flow === undefined && depth < 2)) return undefined;
  const text = flowText(list, key, style);
  return flow || text.length <= longestInline ? text : undefined;
}

/** The items of a list in block style, without indentation. */
export function listLines(
  items: readonly NewValue[],
  key: string,
  style: YamlStyle,
  depth = 0,
): readonly string[] {
  return items.flatMap((item) => itemLines(item, key, style, depth));
}

/** An item of a list in block style with its dash, without indentation. */
export function itemLines(item: NewValue, key: string, style: YamlStyle, depth = 0): readonly string[] {
  const { dash } = style;
  if (isScalarValue(item)) return [dash + scalarIn(item, key, style, false)];
  const lines = isList(item) ? [] : mapLines(item, style, depth + 1);
  const [first, ...rest] = lines;
  if (first === undefined) return [dash + flowText(item, key, style)];
  return [dash + first, ...indented(rest, dash.length)];
}

function mapLines(
  map: { readonly [key: string]: NewValue },
  style: YamlStyle,
  depth: number,
): readonly string[] {
  return Object.entries(map).flatMap(([key, value]) => pairLines(key, value, style, depth));
}

/** Lines with blanks before each. */
export function indented(lines: readonly string[], columns: number): readonly string[] {
  const blanks = ' '.repeat(columns);
  return lines.map((line) => blanks + line);
}
