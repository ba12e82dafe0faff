// Changes of a YAML text that keep all else as it is: an item put into a list, a key set, an item taken out. Written in the style
// of what stands beside it. Deliberately absent: what the keys mean, and several changes at once.

import type { SourceText, TextEdit, TextRange } from '../../text.ts';
import { yamlDocument } from '../yamlDocument.ts';
import { firstWithin, jsonOf, type YamlMap, type YamlNode, type YamlPair } from '../yamlTree.ts';
import { jsonPairs, proven, sameJson } from './editCheck.ts';
import { intoList, withoutItem } from './editItems.ts';
import { newPair, newValue, withoutPair } from './editPairs.ts';
import { canWrite, isList, isScalarValue, type NewValue } from './editWrite.ts';

export type { NewValue };

/**
 * Adds an item behind the last one of the list under a key; the key and the list are made where they aren't there. Undefined
 * where the outcome isn't certain: aliases, merge keys, anchors or tags on what would change, Jinja without quotes, a key that
 * stands twice, tabs, a broken file.
 */
export function addItem(
  source: SourceText,
  owner: YamlMap,
  key: string,
  item: NewValue,
): TextEdit | undefined {
  return addItems(source, owner, key, [item]);
}

/** As {@link addItem}, for several items in their order. */
export function addItems(
  source: SourceText,
  given: YamlMap,
  key: string,
  items: readonly NewValue[],
): TextEdit | undefined {
  const owner = inDocument(source, given);
  const place = owner && placeOf(source, owner, key);
  if (!owner || !place || items.length === 0 || !items.every(canWrite)) return undefined;
  const { pair } = place;
  const value = pair?.value;
  const isNew = value === undefined || isEmpty(value);
  if (!isNew && value.kind !== 'list') return undefined;
  const edit =
    value?.kind === 'list' && value.items.length > 0
      ? intoList(source, key, value, items)
      : pair
        ? newValue(source, owner, pair, items)
        : newPair(source, owner, key, items);
  const old = value?.kind === 'list' ? value.items.map((each) => jsonOf(each)) : [];
  return proven(source, owner, withPair(owner, key, [...old, ...items.map(jsonOfNew)]), edit);
}

/**
 * Gives a key a value: behind the last key where it isn't there, else in place of a value that stands on its line, in the
 * quotes that stand there. Undefined where nothing would change, and where {@link addItem} gives it.
 */
export function setKey(
  source: SourceText,
  given: YamlMap,
  key: string,
  value: NewValue,
): TextEdit | undefined {
  const owner = inDocument(source, given);
  const place = owner && placeOf(source, owner, key);
  if (!owner || !place || !canWrite(value)) return undefined;
  const { pair } = place;
  const wanted = jsonOfNew(value);
  if (pair && sameJson(jsonOf(pair.value), wanted)) return undefined;
  const edit = pair ? newValue(source, owner, pair, value) : newPair(source, owner, key, value);
  return proven(source, owner, withPair(owner, key, wanted), edit);
}

/**
 * Takes an item out of the list under a key, with the comments on its lines and those below that are indented as a part of it;
 * the key goes with the last one. Undefined where {@link addItem} gives it, and where comments that aren't the item's would go.
 */
export function removeItem(
  source: SourceText,
  given: YamlMap,
  key: string,
  givenItem: YamlNode,
): TextEdit | undefined {
  const owner = inDocument(source, given);
  const pair = owner && placeOf(source, owner, key)?.pair;
  const list = pair?.value;
  if (!owner || !pair || list?.kind !== 'list') return undefined;
  const [item, ...others] = list.items.filter(({ range }) => isSame(range, givenItem.range));
  if (!item || others.length > 0) return undefined;
  if (item.range.start < list.range.start || item.range.end > list.range.end) return undefined;
  const rest = list.items.filter((each) => each !== item).map((each) => jsonOf(each));
  if (rest.length === list.items.length - 1 && rest.length > 0) {
    return proven(source, owner, withPair(owner, key, rest), withoutItem(source, list, item));
  }
  const wanted = new Map(jsonPairs(owner).filter(([each]) => each !== key));
  return proven(source, owner, wanted, withoutPair(source, owner, pair, item));
}

/** The map of the whole document that stands where one does that may have been read alone (schemaIndex.ts). */
function inDocument(source: SourceText, { range }: YamlMap): YamlMap | undefined {
  return firstWithin(yamlDocument(source).roots, (node) =>
    node.kind === 'map' && isSame(node.range, range) ? node : undefined,
  );
}

function isSame(a: TextRange, b: TextRange): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The pair of a key that an edit may touch, if there is one; undefined where it stands twice or elsewhere. */
function placeOf(
  source: SourceText,
  owner: YamlMap,
  key: string,
): { readonly pair: YamlPair | undefined } | undefined {
  if (owner.inherited.some((each) => each.key.text === key)) return undefined;
  const pairs = owner.pairs.filter((each) => each.key.text === key);
  const [pair] = pairs;
  if (pairs.length > 1 || key === '<<') return undefined;
  if (!pair) return { pair };
  const { value } = pair;
  const until = value ? value.range.start : pair.range.end;
  // An alias stands for something elsewhere; an anchor or a tag stands before the value.
  if (until < pair.key.range.end || (value && value.range.end > pair.range.end)) return undefined;
  const between = source.text.slice(pair.key.range.end, until);
  return /^\s*:(?:\s|#[^\r\n]*(?=[\r\n]))*$/.test(between) ? { pair } : undefined;
}

/** Nothing, or nothing between brackets or braces. */
function isEmpty(value: YamlNode): boolean {
  if (value.kind === 'scalar') return value.value === null && value.plain;
  return value.kind === 'list'
    ? value.items.length === 0
    : value.pairs.length === 0 && value.inherited.length === 0;
}

/** The pairs of a map as JSON, with another value of one key or a new key at the end. */
function withPair(owner: YamlMap, key: string, value: unknown): ReadonlyMap<string, unknown> {
  const own = jsonPairs(owner).filter(
    ([each]) => !owner.inherited.some(({ key: { text } }) => text === each),
  );
  const inherited = jsonPairs(owner).filter(([each]) =>
    owner.inherited.some(({ key: { text } }) => text === each),
  );
  return new Map([...new Map(own).set(key, value), ...inherited]);
}

/** A new value as it is read again. */
export function jsonOfNew(value: NewValue): unknown {
  if (isScalarValue(value)) return Object.is(value, -0) ? 0 : value;
  if (isList(value)) return value.map(jsonOfNew);
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, jsonOfNew(of)]));
}
