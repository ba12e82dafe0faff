// The methods of Python's list, tuple and set. What isn't known makes the list unknown where it stands. Deliberately absent:
// filters.

import { itemsOf } from './iterables.ts';
import { repeatable } from './join.ts';
import { argument, integerOf, isKind } from './kinds.ts';
import { limits, type Rendering } from './rendering.ts';
import { sortedValues } from './sort.ts';
import { contains, equal, mayRepeat, truth } from './truth.ts';
import { type Arguments, type ListValue, unknown, type Value } from './values.ts';

type ListMethod = (list: ListValue, args: Arguments, run: Rendering) => Value;

const all: ReadonlyMap<string, ListMethod> = new Map<string, ListMethod>([
  ['append', (list, args, run) => add(list, args.positional[0] ?? null, run)],
  [
    'add',
    (list, args, run) => {
      const value = args.positional[0] ?? null;
      return contains(list.items, value, run) ? null : add(list, value, run);
    },
  ],
  ['extend', extend],
  ['update', extend],
  [
    'insert',
    (list, { positional: [at, value = null] }, run) => {
      const place = integerOf(at);
      if (place === undefined) return lose(list);
      if (list.items.length < limits.items) list.items.splice(place, 0, repeatable(value, run));
      return null;
    },
  ],
  ['remove', remove],
  ['discard', remove],
  [
    'pop',
    (list, args) => {
      const place = integerOf(args.positional[0] ?? -1);
      if (place === undefined || list.type === 'set') return lose(list);
      const at = place < 0 ? place + list.items.length : place;
      const [value] = at < 0 ? [] : list.items.splice(at, 1);
      return value === undefined ? unknown('an item of a list that has none there') : value;
    },
  ],
  [
    'index',
    (list, args, run) => {
      for (const [index, item] of list.items.entries()) {
        const same = mayRepeat(item, run) ? undefined : equal(item, args.positional[0] ?? null, run);
        if (same === undefined) break;
        if (same) return index;
      }
      return unknown('the place of an item in a list');
    },
  ],
  [
    'count',
    (list, args, run) => {
      const wanted = args.positional[0] ?? null;
      const answers = list.items.map((item) => (mayRepeat(item, run) ? undefined : equal(item, wanted, run)));
      return answers.includes(undefined)
        ? unknown('how often a list has an item')
        : answers.filter(Boolean).length;
    },
  ],
  [
    'sort',
    (list, args, run) => {
      const sorted = sortedValues(
        list.items,
        truth(args.named.get('reverse') ?? false, run) ?? false,
        true,
        run,
      );
      if (!sorted || args.named.has('key')) return lose(list);
      list.items.splice(0, list.items.length, ...sorted);
      return null;
    },
  ],
  [
    'reverse',
    (list) => {
      list.items.reverse();
      return null;
    },
  ],
  ['copy', (list) => ({ ...list, items: [...list.items] })],
  [
    'clear',
    (list) => {
      list.items.length = 0;
      return null;
    },
  ],
  ['union', (list, args, run) => merged(list, args, run, () => true)],
  ['difference', (list, args, run) => chosen(list, args, run, false)],
  ['intersection', (list, args, run) => chosen(list, args, run, true)],
  [
    'issubset',
    (list, args, run) => {
      const others = argumentItems(args, run);
      return others
        ? every(list.items.map((item) => contains(others, item, run)))
        : unknown("a set that isn't known");
    },
  ],
  [
    'issuperset',
    (list, args, run) => {
      const others = argumentItems(args, run);
      return others
        ? every(others.map((item) => contains(list.items, item, run)))
        : unknown("a set that isn't known");
    },
  ],
]);

function some(...names: readonly string[]): ReadonlyMap<string, ListMethod> {
  return new Map([...all].filter(([name]) => names.includes(name)));
}

const ofSets = ['add', 'remove', 'discard', 'pop', 'update', 'copy', 'clear', 'union', 'difference'];

/** See the head of this file. */
export const listMethods: Readonly<Record<ListValue['type'], ReadonlyMap<string, ListMethod>>> = {
  list: some(
    'append',
    'extend',
    'insert',
    'remove',
    'pop',
    'index',
    'count',
    'sort',
    'reverse',
    'copy',
    'clear',
  ),
  tuple: some('index', 'count'),
  set: some(...ofSets, 'intersection', 'issubset', 'issuperset'),
};

function add(list: ListValue, value: Value, run: Rendering): Value {
  if (list.items.length >= limits.items) return lose(list);
  list.items.push(repeatable(value, run));
  return null;
}

function lose(list: ListValue): Value {
  const lost = unknown("a list that was changed by what isn't known", true);
  list.items.splice(0, list.items.length, lost);
  return lost;
}

function extend(list: ListValue, args: Arguments, run: Rendering): Value {
  const value = argument(args, 0, 'iterable') ?? null;
  const items = isKind(value, 'unknown') ? [unknown(value.why, true)] : itemsOf(value, run);
  if (!items) return lose(list);
  if (list.items.length + items.length > limits.items || !run.charge(items.length)) return lose(list);
  for (const item of [...items]) {
    if (list.type !== 'set' || contains(list.items, item, run) !== true)
      list.items.push(repeatable(item, run));
  }
  return null;
}

function remove(list: ListValue, args: Arguments, run: Rendering): Value {
  const wanted = args.positional[0] ?? null;
  for (const [index, item] of list.items.entries()) {
    const same = mayRepeat(item, run) ? undefined : equal(item, wanted, run);
    if (same === undefined) return lose(list);
    if (!same) continue;
    list.items.splice(index, 1);
    return null;
  }
  return null;
}

function argumentItems(args: Arguments, run: Rendering): readonly Value[] | undefined {
  return itemsOf(args.positional[0] ?? null, run);
}

function merged(list: ListValue, args: Arguments, run: Rendering, takes: (item: Value) => boolean): Value {
  const others = args.positional.map((value) => itemsOf(value, run));
  if (others.includes(undefined)) return unknown("a set that isn't known", true);
  const items = [...list.items];
  for (const item of others.flatMap((other) => other ?? []))
    if (takes(item) && contains(items, item, run) !== true) items.push(item);
  return { kind: 'list', type: 'set', items };
}

function chosen(list: ListValue, args: Arguments, run: Rendering, wanted: boolean): Value {
  const others = argumentItems(args, run);
  if (!others) return unknown("a set that isn't known", true);
  const items = list.items.flatMap((item): Value[] => {
    const found = contains(others, item, run);
    if (found === undefined) return [unknown('an item that may be there or not', true)];
    return found === wanted ? [item] : [];
  });
  return { kind: 'list', type: 'set', items };
}

function every(answers: readonly (boolean | undefined)[]): Value {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? unknown("a set that isn't known") : true;
}
