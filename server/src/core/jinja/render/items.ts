// What stands behind a dot or in brackets. Deliberately absent: the methods themselves (methods.ts).

import { entryUnder } from './iterables.ts';
import { integerOf, isKind, orElse, undefinedValue } from './kinds.ts';
import { method } from './methods.ts';
import type { Rendering } from './rendering.ts';
import { mayRepeat } from './truth.ts';
import { type DictValue, unknown, type Value } from './values.ts';

/** `object.name`: what Python calls an attribute goes first, then an item of that name. */
export function attribute(object: Value, name: string, run: Rendering): Value {
  if (isKind(object, 'unknown')) return object;
  if (isKind(object, 'undefined')) return unknown(`\`${object.name}\` has no value`);
  if (/^\d+$/.test(name)) return item(object, Number(name), run);
  if (name.startsWith('__')) return undefinedValue(name);
  return orElse(
    ownAttribute(object, name),
    isKind(object, 'dict') ? entry(object, name) : undefinedValue(name),
  );
}

function ownAttribute(object: Value, name: string): Value | undefined {
  if (isKind(object, 'object')) return object.attribute(name);
  if (isKind(object, 'callable')) return object.attribute?.(name);
  if (isKind(object, 'list') && object.fields) {
    const place = object.fields.indexOf(name);
    if (place >= 0) return object.items[place];
  }
  return method(object, name);
}

function entry(object: DictValue, key: string): Value {
  return orElse(object.entries.get(key), object.partial ?? undefinedValue(key));
}

/** `object[index]`: an item goes first, then an attribute. */
export function item(object: Value, index: Value, run: Rendering): Value {
  if (isKind(object, 'unknown')) return object;
  if (isKind(object, 'undefined')) return unknown(`\`${object.name}\` has no value`);
  if (isKind(index, 'unknown')) return unknown(index.why, index.many);
  const place = integerOf(index);
  if (isKind(object, 'list') && place !== undefined) return listItem(object.items, place, run);
  if (typeof object === 'string' && place !== undefined) {
    const plain = run.plain(object);
    if (plain === undefined) return unknown("a letter of a text that isn't known");
    run.charge(plain.length >> 5);
    return [...plain].at(place) ?? undefinedValue(String(place));
  }
  const key = run.plain(run.print(index));
  if (key === undefined) return unknown("what has a name that isn't known");
  if (isKind(object, 'dict')) {
    const found = entryUnder(object, index, run);
    if (found !== undefined) return found;
    if (object.partial) return object.partial;
  }
  if (typeof index !== 'string' || key.startsWith('__')) return undefinedValue(key);
  return orElse(ownAttribute(object, key), undefinedValue(key));
}

function listItem(items: readonly Value[], place: number, run: Rendering): Value {
  const passed = place < 0 ? items.slice(place) : items.slice(0, place + 1);
  for (const each of passed) if (mayRepeat(each, run)) return unknown("an item of a list that isn't known");
  return orElse(items.at(place), undefinedValue(String(place)));
}

/** `object[start:stop:step]`. */
export function slice(object: Value, bounds: readonly (Value | undefined)[], run: Rendering): Value {
  if (isKind(object, 'unknown')) return object;
  if (isKind(object, 'undefined')) return unknown(`\`${object.name}\` has no value`);
  const numbers = bounds.map((bound) =>
    bound === undefined || bound === null ? undefined : integerOf(bound),
  );
  if (bounds.some((bound, index) => bound !== undefined && bound !== null && numbers[index] === undefined))
    return unknown("a part whose bounds aren't known");
  const [start, stop, step] = numbers;
  if (step === 0) return unknown('a part in steps of zero');
  if (typeof object === 'string') {
    const plain = run.plain(object);
    if (plain === undefined) return unknown("a part of a text that isn't known");
    run.charge(plain.length >> 5);
    return sliced([...plain], start, stop, step).join('');
  }
  if (!isKind(object, 'list'))
    return isKind(object, 'object') ? unknown('a part of what has none') : undefinedValue('part');
  run.charge(object.items.length >> 3);
  if (object.items.some((each) => mayRepeat(each, run)))
    return unknown("a part of a list that isn't known", true);
  return { kind: 'list', type: object.type, items: sliced(object.items, start, stop, step) };
}

function sliced<Item>(
  items: readonly Item[],
  start: number | undefined,
  stop: number | undefined,
  step = 1,
): Item[] {
  const size = items.length;
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? size : size - 1;
  const clamp = (bound: number | undefined, missing: number) =>
    bound === undefined ? missing : Math.max(low, Math.min(high, bound < 0 ? bound + size : bound));
  const from = clamp(start, step > 0 ? low : high);
  const to = clamp(stop, step > 0 ? high : low);
  if (step === 1) return items.slice(from, to);
  const found: Item[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) {
    const each = items[at];
    if (each !== undefined) found.push(each);
  }
  return found;
}
