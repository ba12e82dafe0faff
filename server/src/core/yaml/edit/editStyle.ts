// How a YAML text is written: steps of indentation, dashes, line ends, and which keys have their lists in flow style.
// Deliberately absent: writing (editWrite.ts).

import { memo } from '../../memo.ts';
import type { SourceText } from '../../text.ts';
import { yamlDocument } from '../yamlDocument.ts';
import { firstWithin, type YamlList, type YamlMap, type YamlNode, type YamlPair } from '../yamlTree.ts';
import type { Quote } from './editScalar.ts';

/** The style of a whole text: what is most common in it. */
export interface YamlStyle {
  /** Columns from a key to the dashes of its list. */
  readonly listOffset: number;
  /** A dash with the blanks behind it. */
  readonly dash: string;
  /** Columns from a key to the keys of its map. */
  readonly mapStep: number;
  /** Blanks inside the braces of flow maps. */
  readonly spaced: boolean;
  /** Whether most lists under a key are in flow style; undefined where there is none. */
  inFlow(key: string): boolean | undefined;
  /** The quotes that most texts under a key have, and those in its list. */
  quote(key: string): Quote;
}

/** The style of a text. */
export const yamlStyle: (source: SourceText) => YamlStyle = memo((source) => {
  const listOffsets = new Map<number, number>();
  const dashes = new Map<string, number>();
  const mapSteps = new Map<number, number>();
  const flowLists = new Map<string, number>();
  const quotes = new Map<string, Map<Quote, number>>();
  const countQuote = (key: string, node: YamlNode | undefined): void => {
    if (node?.kind !== 'scalar' || typeof node.value !== 'string') return;
    const known = quotes.get(key) ?? new Map<Quote, number>();
    count(known, quoteOf(source, node));
    quotes.set(key, known);
  };
  const seen = new Set<YamlNode>();
  const visit = (node: YamlNode | undefined): void => {
    if (!node || node.kind === 'scalar' || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'list') {
      for (const item of node.items) visit(item);
      return;
    }
    for (const { key, value } of node.pairs) {
      const from = keyColumn(source, key.range.start);
      countQuote(key.text, value?.kind === 'list' ? value.items.at(-1) : value);
      if (value?.kind === 'list' && value.items.length > 0) {
        const flow = isFlow(source, value);
        flowLists.set(key.text, (flowLists.get(key.text) ?? 0) + (flow ? 1 : -1));
        const dash = flow ? undefined : dashOf(source, value);
        if (dash !== undefined && from !== undefined) {
          count(listOffsets, dash.indexOf('-') - from);
          count(dashes, dash.trimStart());
        }
      } else if (value?.kind === 'map' && !isFlow(source, value)) {
        const to = keyColumn(source, value.range.start);
        if (from !== undefined && to !== undefined && to > from) count(mapSteps, to - from);
      }
      visit(value);
    }
  };
  for (const root of yamlDocument(source).roots) visit(root);
  return {
    listOffset: Math.max(0, mostCommon(listOffsets) ?? 2),
    dash: mostCommon(dashes) ?? '- ',
    mapStep: mostCommon(mapSteps) ?? 2,
    spaced: /\{ +[\p{L}"']/u.test(source.text) && !/\{[\p{L}"']/u.test(source.text),
    inFlow: (key) => {
      const balance = flowLists.get(key);
      return balance === undefined ? undefined : balance > 0;
    },
    quote: (key) => mostCommon(quotes.get(key) ?? new Map<Quote, number>()) ?? '',
  };
});

function count<T>(counts: Map<T, number>, value: T): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

/** The first of those that are counted most. */
function mostCommon<T>(counts: ReadonlyMap<T, number>): T | undefined {
  let best: T | undefined;
  for (const [value, times] of counts) {
    if (best === undefined || times > (counts.get(best) ?? 0)) best = value;
  }
  return best;
}

/** The style of a text, with what maps beside the new text have in another way; the last of them counts most. */
export function styleBeside(source: SourceText, neighbours: readonly YamlMap[]): YamlStyle {
  const style = yamlStyle(source);
  const neighbourValue = (key: string): YamlNode | undefined => {
    const has = ({ key: each, value }: YamlPair) => each.text === key && value !== undefined;
    return neighbours.findLast(({ pairs }) => pairs.some(has))?.pairs.findLast(has)?.value;
  };
  return {
    ...style,
    listOffset: offsetIn(source, neighbours) ?? style.listOffset,
    inFlow: (key) => {
      const list = neighbourValue(key);
      return list?.kind === 'list' && list.items.length > 0 ? isFlow(source, list) : style.inFlow(key);
    },
    quote: (key) => {
      const value = neighbourValue(key);
      const scalar = value?.kind === 'list' ? value.items.at(-1) : value;
      return scalar?.kind === 'scalar' && typeof scalar.value === 'string'
        ? quoteOf(source, scalar)
        : style.quote(key);
    },
  };
}

/** Columns from a key of the maps to the dashes of its list; undefined where none has one in block style. */
function offsetIn(source: SourceText, maps: readonly YamlMap[]): number | undefined {
  for (const { pairs } of maps.toReversed()) {
    for (const { key, value } of pairs) {
      const isBlock = value?.kind === 'list' && value.items.length > 0 && !isFlow(source, value);
      const dash = isBlock ? dashOf(source, value) : undefined;
      const from = keyColumn(source, key.range.start);
      if (dash !== undefined && from !== undefined) return Math.max(0, dash.indexOf('-') - from);
    }
  }
  return undefined;
}

/** The maps of the list that a map is an item of, itself last; itself where it is none. */
export function mapsBeside(source: SourceText, map: YamlMap): readonly YamlMap[] {
  const beside = firstWithin(yamlDocument(source).roots, (node) =>
    node.kind === 'list' && node.items.includes(map)
      ? node.items.flatMap((item) => (item.kind === 'map' ? [item] : []))
      : undefined,
  );
  return beside ? [...beside.filter((each) => each !== map), map] : [map];
}

/** Whether a collection is written with brackets or braces. */
export function isFlow(source: SourceText, node: YamlMap | YamlList): boolean {
  return source.text[node.range.start] === (node.kind === 'map' ? '{' : '[');
}

/** The quotes of a scalar as it stands; none for anything else. */
export function quoteOf(source: SourceText, node: YamlNode | undefined): Quote {
  const first = node?.kind === 'scalar' && !node.plain ? source.text[node.range.start] : '';
  return first === "'" || first === '"' ? first : '';
}

/** The offset at which the line of an offset starts. */
export function lineStartOf({ text }: SourceText, offset: number): number {
  if (offset === 0) return 0;
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** The column of a key of a block map; undefined where more than blanks and dashes stand before it (flow, tabs, anchors). */
export function keyColumn(source: SourceText, start: number): number | undefined {
  const before = source.text.slice(lineStartOf(source, start), start);
  return /^ *(?:- +)*$/.test(before) ? before.length : undefined;
}

/** The indentation and dash before the last item of a block list; undefined where they stand otherwise. */
export function dashOf(source: SourceText, list: YamlList): string | undefined {
  const item = list.items.findLast(
    ({ range }) => range.start >= list.range.start && range.end <= list.range.end,
  );
  return item && dashBefore(source, item.range.start);
}

/** The indentation and dash before an item, without an anchor or tag behind the dash; undefined where something else stands there. */
export function dashBefore(source: SourceText, start: number): string | undefined {
  return /^ *- +(?=$|[&!])/.exec(source.text.slice(lineStartOf(source, start), start))?.[0];
}
