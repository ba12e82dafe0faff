// What loops go through, and dicts being filled. Deliberately absent: single items (items.ts).

import { isKind, list, originalKey } from './kinds.ts';
import type { Rendering } from './rendering.ts';
import { type DictValue, unknown, type Value } from './values.ts';

/** What a loop over a value goes through; undefined where that can't be known. */
export function itemsOf(value: Value, run: Rendering): readonly Value[] | undefined {
  if (isKind(value, 'undefined')) return [];
  if (isKind(value, 'list')) return value.items;
  if (isKind(value, 'dict')) {
    if (value.partial) return undefined;
    return [...value.entries.keys()].map((key) => originalKey(value, key));
  }
  if (typeof value !== 'string') return undefined;
  if (value.length >= 64) run.charge(value.length >> 6);
  const plain = run.plain(value);
  return plain === undefined ? undefined : [...plain];
}

/** A list of what a loop over a value goes through; unknown where that can't be known. */
export function asList(value: Value, run: Rendering): Value {
  if (isKind(value, 'unknown')) return value;
  const items = itemsOf(value, run);
  return items ? list(items) : unknown("the items of what isn't known", true);
}

/** Puts an entry into a dict under any key. */
export function putEntry(into: DictValue, key: Value, value: Value, run: Rendering): void {
  const text = isKind(key, 'unknown') ? undefined : run.plain(run.print(key));
  if (text === undefined) {
    into.partial ??= unknown("an entry under a name that isn't known");
    return;
  }
  // 1 and '1' print the same and are two keys, which one entry can't hold.
  if (into.entries.has(text) && (into.originals?.has(text) ?? false) !== (typeof key !== 'string'))
    into.partial ??= unknown('two entries of much the same name');
  into.entries.set(text, value);
  if (typeof key !== 'string') {
    into.originals ??= new Map();
    into.originals.set(text, key);
  }
}

/** The entry of a dict under a key; an unknown value where the key isn't known, undefined where there is none. */
export function entryUnder(from: DictValue, key: Value, run: Rendering): Value | undefined {
  const text = isKind(key, 'unknown') ? undefined : run.plain(run.print(key));
  if (text === undefined) return unknown("what has a name that isn't known");
  // 1 and '1' print the same.
  if (from.entries.has(text) && (from.originals?.has(text) ?? false) !== (typeof key !== 'string'))
    return undefined;
  return from.entries.get(text);
}
