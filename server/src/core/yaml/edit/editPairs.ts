// Pairs of a map: a new one behind the last, a value in place of none or of another, a pair taken out.
// Deliberately absent: items of lists that have some (editItems.ts).

import type { SourceText, TextEdit } from '../../text.ts';
import type { YamlMap, YamlNode, YamlPair } from '../yamlTree.ts';
import { intoFlow, outOfFlow } from './editFlow.ts';
import { endsLine, eolAt, linesBehind, withoutLines } from './editLines.ts';
import { scalarText } from './editScalar.ts';
import { isFlow, keyColumn, lineStartOf, mapsBeside, quoteOf, styleBeside } from './editStyle.ts';
import {
  flowPair,
  flowText,
  indented,
  isScalarValue,
  type NewValue,
  pairLines,
  valueLines,
} from './editWrite.ts';

/** A pair behind the last one. */
export function newPair(
  source: SourceText,
  owner: YamlMap,
  key: string,
  value: NewValue,
): TextEdit | undefined {
  const style = styleBeside(source, mapsBeside(source, owner));
  if (isFlow(source, owner)) {
    const ranges = owner.pairs.map(({ range }) => range);
    return owner.inherited.length > 0
      ? undefined
      : intoFlow(source, owner, ranges, [flowPair(key, value, style)]);
  }
  const column = columnOf(source, owner);
  if (column === undefined) return undefined;
  const lines = indented(pairLines(key, value, style), column);
  return linesBehind(source, owner.range.end, lines, Math.max(1, column));
}

/**
 * A value for a key in place of none or of one that stands on its line or in flow style. Undefined for what stands there in block
 * style.
 */
export function newValue(
  source: SourceText,
  owner: YamlMap,
  pair: YamlPair,
  value: NewValue,
): TextEdit | undefined {
  const { key, value: old } = pair;
  const { text } = source;
  const style = styleBeside(source, mapsBeside(source, owner));
  const inFlow = isFlow(source, owner);
  if (old && isInBlock(source, old)) return undefined;
  if (old?.kind === 'scalar' && old.value !== null && isScalarValue(value)) {
    return { range: old.range, newText: scalarText(value, quoteOf(source, old), inFlow) };
  }
  const colon = text.indexOf(':', key.range.end) + 1;
  const end = old ? old.range.end : colon;
  if (text.slice(colon, end).includes('#')) return undefined;
  if (inFlow) return { range: { start: colon, end }, newText: ` ${flowText(value, key.text, style)}` };
  const column = keyColumn(source, key.range.start);
  if (column === undefined || !endsLine(source, end)) return undefined;
  const [first = '', ...rest] = valueLines(key.text, value, style);
  const lines = indented(rest, column);
  if (lines.length === 0) return { range: { start: colon, end }, newText: first };
  if (!old) return linesBehind(source, colon, lines, column + 1);
  const eol = eolAt(source, end);
  const comment = /[^\r\n]*/y;
  comment.lastIndex = end;
  const behindValue = comment.exec(text)?.[0] ?? '';
  return {
    range: { start: colon, end: end + behindValue.length },
    newText: [first + behindValue.trimEnd(), ...lines].join(eol),
  };
}

/** Whether a value is a block map, a block list or a block scalar. */
function isInBlock(source: SourceText, value: YamlNode): boolean {
  if (value.kind !== 'scalar') return !isFlow(source, value);
  return !value.plain && quoteOf(source, value) === '';
}

/** A pair with a list of one item taken out; undefined where comments would go with it that aren't the item's. */
export function withoutPair(
  source: SourceText,
  owner: YamlMap,
  pair: YamlPair,
  item: YamlNode,
): TextEdit | undefined {
  const { text } = source;
  const { start, end } = pair.range;
  if (text.slice(start, item.range.start).includes('#')) return undefined;
  if (text.slice(item.range.end, end).includes('#')) return undefined;
  if (isFlow(source, owner)) {
    const ranges = owner.pairs.map(({ range }) => range);
    return outOfFlow(source, owner.range, ranges, owner.pairs.indexOf(pair));
  }
  const lineStart = lineStartOf(source, start);
  if (!/^ *$/.test(text.slice(lineStart, start)) || !endsLine(source, end)) return undefined;
  return withoutLines(source, pair.range, start - lineStart + 1, false);
}

/** The column of the keys of a block map. */
function columnOf(source: SourceText, { pairs, range }: YamlMap): number | undefined {
  const last = pairs.at(-1);
  return keyColumn(source, last ? last.key.range.start : range.start);
}
