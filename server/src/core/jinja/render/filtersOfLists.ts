// Jinja's filters of lists and dicts. Deliberately absent: filters of texts and numbers.

import { asList, itemsOf } from './iterables.ts';
import { joined } from './join.ts';
import {
  argument,
  integerOf,
  isKind,
  list,
  orElse,
  originalKey,
  positionally,
  tuple,
  undefinedValue,
} from './kinds.ts';
import { binary } from './operators.ts';
import { attributeGetter, lookedUp } from './pick.ts';
import type { JinjaFunction, Rendering } from './rendering.ts';
import { foldedValue, sortedValues } from './sort.ts';
import { contains, equal, mayRepeat, order, truth } from './truth.ts';
import { type Arguments, type ListValue, unknown, type Value } from './values.ts';

/** Some of Jinja's filters give nothing for anything that counts as false: none too. */
function ofAny(filter: JinjaFunction): JinjaFunction {
  return (value, args, run) => (truth(value, run) === false ? list([]) : filter(value, args, run));
}

/** See the head of this file. */
export const listFilters: readonly (readonly [string, JinjaFunction])[] = [
  ['attr', (value, args, run) => lookedUp(value, args.positional[0] ?? '', run)],
  ['batch', ofSettled(batch)],
  ['slice', ofSettled(slices)],
  ['default', preset],
  ['d', preset],
  ['dictsort', dictSort],
  ['first', ofItems((items, _args, run) => end(items[0], run))],
  ['last', ofItems((items, _args, run) => end(items.at(-1), run))],
  ['groupby', ofSettled(groupBy)],
  [
    'items',
    (value) => {
      if (isKind(value, 'undefined')) return list([]);
      if (!isKind(value, 'dict') || value.partial) return unknown("the entries of what isn't known", true);
      return list([...value.entries].map(([key, entry]) => tuple(originalKey(value, key), entry)));
    },
  ],
  ['join', join],
  ['length', length],
  ['count', length],
  ['list', (value, _args, run) => asList(value, run)],
  ['map', ofAny(ofItems((items, args, run) => list(mapped(items, args, run))))],
  ['max', ofSettled((items, args, run) => extreme(items, args, run, 1))],
  ['min', ofSettled((items, args, run) => extreme(items, args, run, -1))],
  ['reject', ofAny(chosen(false, false))],
  ['rejectattr', ofAny(chosen(true, false))],
  ['select', ofAny(chosen(false, true))],
  ['selectattr', ofAny(chosen(true, true))],
  [
    'reverse',
    (value, _args, run) => {
      const items = itemsOf(value, run);
      if (!items) return unknown("what isn't known, the other way round", true);
      return typeof value === 'string' ? [...items].reverse().join('') : list([...items].reverse());
    },
  ],
  [
    'sort',
    ofItems((items, args, run) => {
      const by = argument(args, 2, 'attribute') ?? null;
      const sorted = sortedValues(
        items,
        isTrue(argument(args, 0, 'reverse'), run),
        isTrue(argument(args, 1, 'case_sensitive'), run),
        run,
        by === null ? undefined : attributeGetter(by, run),
      );
      return sorted ? list(sorted) : unknown("a list in an order that isn't known", true);
    }),
  ],
  [
    'sum',
    ofSettled((items, args, run) => {
      const by = argument(args, 0, 'attribute') ?? null;
      const get = by === null ? (item: Value) => item : attributeGetter(by, run);
      return items.reduce<Value>(
        (sum, item) => binary('+', sum, get(item), run),
        argument(args, 1, 'start') ?? 0,
      );
    }),
  ],
  ['unique', ofItems(unique)],
];

type ItemsFilter = (items: readonly Value[], args: Arguments, run: Rendering) => Value;

function ofItems(filter: ItemsFilter): JinjaFunction {
  return (value, args, run) => {
    const items = itemsOf(value, run);
    if (!items) return unknown("what is made of a list that isn't known", true);
    return run.charge(items.length) ? filter(items, args, run) : (run.exhausted ?? null);
  };
}

function ofSettled(filter: ItemsFilter): JinjaFunction {
  return ofItems((items, args, run) =>
    items.some((item) => mayRepeat(item, run))
      ? unknown("what is made of a list that isn't known", true)
      : filter(items, args, run),
  );
}

function isTrue(value: Value | undefined, run: Rendering): boolean {
  return value !== undefined && truth(value, run) === true;
}

function end(item: Value | undefined, run: Rendering): Value {
  if (item === undefined) return undefinedValue('item');
  return mayRepeat(item, run) ? unknown("an item of a list that isn't known") : item;
}

function preset(value: Value, args: Arguments, run: Rendering): Value {
  const instead = orElse(argument(args, 0, 'default_value'), '');
  if (isKind(value, 'undefined')) return instead;
  if (!isTrue(argument(args, 1, 'boolean'), run)) return value;
  const known = truth(value, run);
  if (known === undefined) return unknown('a value or its default');
  return known ? value : instead;
}

function length(value: Value, _args: Arguments, run: Rendering): Value {
  if (isKind(value, 'dict')) return value.partial ?? value.entries.size;
  const items = itemsOf(value, run);
  if (!items || items.some((item) => mayRepeat(item, run)))
    return unknown("how long something is that isn't known");
  return items.length;
}

function join(value: Value, args: Arguments, run: Rendering): Value {
  const separator = run.print(argument(args, 0, 'd') ?? '');
  const by = argument(args, 1, 'attribute') ?? null;
  const items = itemsOf(value, run);
  if (by === null || !items) return joined(value, separator, run);
  return joined(list(items.map(attributeGetter(by, run))), separator, run);
}

function mapped(items: readonly Value[], args: Arguments, run: Rendering): readonly Value[] {
  const attribute = args.named.get('attribute');
  const [name, ...rest] = args.positional;
  if (attribute !== undefined && name === undefined) {
    const get = attributeGetter(attribute, run, args.named.get('default'));
    return items.map(get);
  }
  const filter = typeof name === 'string' ? run.library.filters.get(name) : undefined;
  const inner = { positional: rest, named: args.named };
  return items.map((item) => {
    const made = filter ? filter(item, inner, run) : unknown("a filter that isn't known");
    return isKind(item, 'unknown') && item.many ? item : made;
  });
}

function chosen(byAttribute: boolean, wanted: boolean): JinjaFunction {
  return ofItems((items, args, run) => {
    const [first, ...others] = args.positional;
    const get = byAttribute ? attributeGetter(first ?? '', run) : (item: Value) => item;
    const [name, ...rest] = byAttribute ? others : args.positional;
    const test = typeof name === 'string' ? run.library.tests.get(name) : undefined;
    const inner = positionally(...rest);
    return list(
      items.flatMap((item): Value[] => {
        const value = get(item);
        const answer = name === undefined ? truth(value, run) : test && truth(test(value, inner, run), run);
        if (answer === undefined) return [unknown('an item that may be there or not', true)];
        return answer === wanted ? [item] : [];
      }),
    );
  });
}

function batch(items: readonly Value[], args: Arguments, run: Rendering): Value {
  const size = integerOf(argument(args, 0, 'linecount'));
  const fill = argument(args, 1, 'fill_with') ?? null;
  if (!size || size < 1 || size > 100_000) return unknown("a list in parts whose size isn't known", true);
  if (fill !== null) run.charge(size >> 2);
  const rows: ListValue[] = [];
  for (let at = 0; at < items.length; at += size) rows.push(list(items.slice(at, at + size)));
  const last = rows.at(-1);
  if (fill !== null) while (last && last.items.length < size) last.items.push(fill);
  return list(rows);
}

function slices(items: readonly Value[], args: Arguments, run: Rendering): Value {
  const count = integerOf(argument(args, 0, 'slices'));
  const fill = argument(args, 1, 'fill_with') ?? null;
  if (!count || count < 1 || count > 100_000)
    return unknown("a list in parts whose number isn't known", true);
  run.charge(count >> 2);
  const size = Math.floor(items.length / count);
  const longer = items.length % count;
  let at = 0;
  return list(
    Array.from({ length: count }, (_, index) => {
      const part = items.slice(at, at + size + (index < longer ? 1 : 0));
      at += part.length;
      return list(fill !== null && index >= longer ? [...part, fill] : part);
    }),
  );
}

function dictSort(value: Value, args: Arguments, run: Rendering): Value {
  if (!isKind(value, 'dict') || value.partial) return unknown("the entries of what isn't known", true);
  const sensitive = isTrue(argument(args, 0, 'case_sensitive'), run);
  const by = argument(args, 1, 'by') === 'value' ? 1 : 0;
  const pairs = [...value.entries].map(([key, entry]) => tuple(originalKey(value, key), entry));
  const sorted = sortedValues(pairs, isTrue(argument(args, 2, 'reverse'), run), sensitive, run, (pair) =>
    foldedValue(isKind(pair, 'list') ? (pair.items[by] ?? null) : pair, sensitive),
  );
  return sorted ? list(sorted) : unknown("entries in an order that isn't known", true);
}

function groupBy(items: readonly Value[], args: Arguments, run: Rendering): Value {
  const sensitive = isTrue(argument(args, 2, 'case_sensitive'), run);
  const get = attributeGetter(argument(args, 0, 'attribute') ?? '', run, argument(args, 1, 'default'));
  const sorted = sortedValues(items, false, sensitive, run, get);
  if (!sorted) return unknown("groups of what isn't known", true);
  const groups: { key: Value; items: Value[] }[] = [];
  for (const item of sorted) {
    const key = get(item);
    const last = groups.at(-1);
    if (last && equal(foldedValue(last.key, sensitive), foldedValue(key, sensitive), run))
      last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return list(
    groups.map(({ key, items: inside }) => ({ ...tuple(key, list(inside)), fields: ['grouper', 'list'] })),
  );
}

function extreme(items: readonly Value[], args: Arguments, run: Rendering, sign: 1 | -1): Value {
  const by = argument(args, 1, 'attribute') ?? null;
  const sensitive = isTrue(argument(args, 0, 'case_sensitive'), run);
  const get = by === null ? (item: Value) => item : attributeGetter(by, run);
  let best: Value | undefined;
  for (const item of items) {
    if (best === undefined) {
      best = item;
      if (isKind(get(item), 'unknown') || (typeof item === 'string' && run.plain(item) === undefined))
        return unknown("the greatest or least of what isn't known");
      continue;
    }
    const position = order(foldedValue(get(item), sensitive), foldedValue(get(best), sensitive), run);
    if (position === undefined) return unknown("the greatest or least of what isn't known");
    if (position * sign > 0) best = item;
  }
  return orElse(best, undefinedValue('item'));
}

function unique(items: readonly Value[], args: Arguments, run: Rendering): Value {
  const sensitive = isTrue(argument(args, 0, 'case_sensitive'), run);
  const by = argument(args, 1, 'attribute') ?? null;
  const get = by === null ? (item: Value) => item : attributeGetter(by, run);
  const texts = new Set<string>();
  const others: Value[] = [];
  return list(
    items.flatMap((item): Value[] => {
      const key = foldedValue(get(item), sensitive);
      const plain = typeof key === 'string' ? run.plain(key) : undefined;
      const known = plain !== undefined ? texts.has(plain) : contains(others, key, run);
      if (plain !== undefined) texts.add(plain);
      else if (known !== true) others.push(key);
      return known === true ? [] : [item];
    }),
  );
}
