// The methods of Python's dict. Deliberately absent: items by name (items.ts).

import { entryUnder, itemsOf, putEntry } from './iterables.ts';
import { repeatable } from './join.ts';
import { argument, dict, isKind, list, orElse, originalKey, tuple } from './kinds.ts';
import type { Rendering } from './rendering.ts';
import { type Arguments, type DictValue, unknown, type Value } from './values.ts';

type DictMethod = (dict: DictValue, args: Arguments, run: Rendering) => Value;

/** See the head of this file. */
export const dictMethods: ReadonlyMap<string, DictMethod> = new Map<string, DictMethod>([
  [
    'get',
    (from, args, run) => {
      const found = entryUnder(from, args.positional[0] ?? null, run);
      return orElse(orElse(found, from.partial), args.positional[1] ?? null);
    },
  ],
  ['keys', (from, _args, run) => view(from, itemsOf(from, run))],
  ['values', (from) => view(from, [...from.entries.values()])],
  [
    'items',
    (from) =>
      view(
        from,
        [...from.entries].map(([key, value]) => tuple(originalKey(from, key), value)),
      ),
  ],
  [
    'update',
    (into, args, run) => {
      const [other] = args.positional;
      if (isKind(other, 'dict')) {
        for (const [key, value] of other.entries)
          putEntry(into, originalKey(other, key), keep(value, run), run);
        if (other.partial) into.partial ??= other.partial;
      } else if (other !== undefined) {
        for (const pair of itemsOf(other, run) ?? [null]) {
          const [key, value] = isKind(pair, 'list') ? pair.items : [];
          putEntry(into, orElse(key, unknown("a name that isn't known")), keep(value ?? null, run), run);
        }
      }
      for (const [key, value] of args.named) into.entries.set(key, keep(value, run));
      return null;
    },
  ],
  [
    'pop',
    (from, args, run) => {
      const key = keyText(args.positional[0] ?? null, run);
      const value = key === undefined ? undefined : from.entries.get(key);
      if (key === undefined) {
        from.partial ??= unknown("an entry under a name that isn't known was taken out");
        from.entries.clear();
      } else {
        from.entries.delete(key);
        from.originals?.delete(key);
      }
      return orElse(
        orElse(value, from.partial ?? argument(args, 1, 'default')),
        unknown("an entry that a dict hasn't"),
      );
    },
  ],
  [
    'popitem',
    (from) => {
      const last = [...from.entries].at(-1);
      if (!last || from.partial) return unknown("an entry that a dict hasn't");
      from.entries.delete(last[0]);
      return tuple(originalKey(from, last[0]), last[1]);
    },
  ],
  [
    'setdefault',
    (into, args, run) => {
      const [key = null, value = null] = args.positional;
      const text = keyText(key, run);
      const known = text === undefined ? undefined : orElse(into.entries.get(text), into.partial);
      if (known !== undefined) return known;
      putEntry(into, key, keep(value, run), run);
      return text === undefined ? unknown("what has a name that isn't known") : value;
    },
  ],
  ['copy', (from) => copied(from)],
  [
    'clear',
    (from) => {
      from.entries.clear();
      delete from.originals;
      delete from.partial;
      return null;
    },
  ],
]);

function keyText(key: Value, run: Rendering): string | undefined {
  return isKind(key, 'unknown') ? undefined : run.plain(run.print(key));
}

function view(from: DictValue, items: readonly Value[] | undefined): Value {
  return from.partial ?? list(items ?? []);
}

/** An entry made in a turn that may not come at all isn't known; a list or dict in it may still be filled. */
function keep(value: Value, run: Rendering): Value {
  return isKind(value, 'list') || isKind(value, 'dict') || typeof value === 'string'
    ? value
    : repeatable(value, run);
}

/** A dict with the same entries. */
export function copied(from: DictValue): DictValue {
  const made = dict(from.entries);
  if (from.originals) made.originals = new Map(from.originals);
  if (from.partial) made.partial = from.partial;
  return made;
}
