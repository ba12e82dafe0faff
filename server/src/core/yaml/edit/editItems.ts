// Items put behind the last one of a list that has some, written as it is, and items taken out of block lists.
// Deliberately absent: lists that are made (editPairs.ts).

import type { SourceText, TextEdit } from '../../text.ts';
import type { YamlList, YamlNode } from '../yamlTree.ts';
import { intoFlow, outOfFlow } from './editFlow.ts';
import { endsLine, linesBehind, withoutLines } from './editLines.ts';
import {
  dashBefore,
  dashOf,
  isFlow,
  lineStartOf,
  quoteOf,
  styleBeside,
  type YamlStyle,
} from './editStyle.ts';
import { flowText, indented, isScalarValue, listLines, type NewValue } from './editWrite.ts';

/** Items behind the last one of the list of a key. */
export function intoList(
  source: SourceText,
  key: string,
  list: YamlList,
  items: readonly NewValue[],
): TextEdit | undefined {
  const style = styleIn(source, key, list);
  if (isFlow(source, list)) {
    const ranges = list.items.map(({ range }) => range);
    const texts = items.map((item) => flowText(item, key, style));
    return areInOrder(list) ? intoFlow(source, list, ranges, texts) : undefined;
  }
  const before = dashOf(source, list);
  if (before === undefined) return undefined;
  const column = before.indexOf('-');
  const gap = hasGaps(source, list) ? [''] : [];
  const own = { ...style, dash: before.slice(column) };
  const lastMap = list.items.findLast(({ kind }) => kind === 'map');
  const flowItems = lastMap?.kind === 'map' && isFlow(source, lastMap);
  const lines = items.flatMap((item) => {
    const one = flowItems && !isScalarValue(item);
    const written = one ? [own.dash + flowText(item, key, own)] : listLines([item], key, own);
    return [...gap, ...indented(written, column)];
  });
  return linesBehind(source, list.range.end, lines, column + 1);
}

/** The style of the items of a list. */
function styleIn(source: SourceText, key: string, list: YamlList): YamlStyle {
  const maps = list.items.flatMap((item) => (item.kind === 'map' ? [item] : []));
  const style = styleBeside(source, maps);
  const scalar = list.items.findLast((item) => item.kind === 'scalar' && typeof item.value === 'string');
  return scalar
    ? { ...style, quote: (each) => (each === key ? quoteOf(source, scalar) : style.quote(each)) }
    : style;
}

/** Whether every item stands in the list itself, one behind the other: none is an alias. */
function areInOrder({ items, range }: YamlList): boolean {
  let at = range.start;
  return items.every(({ range: { start, end } }) => {
    const follows = start >= at && end <= range.end;
    at = end;
    return follows;
  });
}

/** Whether a blank line stands before the last item, as between all of them then. */
function hasGaps(source: SourceText, list: YamlList): boolean {
  const [last, previous] = [list.items.at(-1), list.items.at(-2)];
  if (!last || !previous || !areInOrder(list)) return false;
  return /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/.test(source.text.slice(previous.range.end, last.range.start));
}

/** An item of a list that has others taken out. */
export function withoutItem(source: SourceText, list: YamlList, item: YamlNode): TextEdit | undefined {
  if (isFlow(source, list)) {
    if (!areInOrder(list)) return undefined;
    const ranges = list.items.map(({ range }) => range);
    return outOfFlow(source, list.range, ranges, list.items.indexOf(item));
  }
  const { start, end } = item.range;
  const before = dashBefore(source, start);
  if (before === undefined || before.length !== start - lineStartOf(source, start)) return undefined;
  return endsLine(source, end)
    ? withoutLines(source, item.range, before.indexOf('-') + 1, item === list.items[0])
    : undefined;
}
