// The functions that Jinja itself has, and dbt's `return`, which is a way to leave a macro. Deliberately absent: dbt's context.

import { itemsOf, putEntry } from './iterables.ts';
import { argument, callable, dict, integerOf, isKind, list, orElse, undefinedValue } from './kinds.ts';
import { limits, Rendering, ReturnSignal } from './rendering.ts';
import { type Arguments, type ObjectValue, type Run, unknown, type Value } from './values.ts';

/** The globals of Jinja by name. */
export const jinjaGlobals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['range', callable('range', range)],
  ['dict', callable('dict', makeDict)],
  ['namespace', callable('namespace', (args, run) => namespace(makeDict(args, run)))],
  ['cycler', callable('cycler', ({ positional }) => cycler(positional))],
  ['joiner', callable('joiner', (args) => joiner(argument(args, 0, 'sep') ?? ', '))],
  ['lipsum', callable('lipsum', () => unknown('a text made by chance'))],
  [
    'return',
    callable('return', (args) => {
      throw new ReturnSignal(orElse(argument(args, 0, 'data'), null));
    }),
  ],
]);

function range(args: Arguments, run: Run): Value {
  const numbers = args.positional.map(integerOf);
  if (numbers.includes(undefined) || numbers.length === 0)
    return unknown("a range whose bounds aren't known", true);
  const [first = 0, second, step = 1] = numbers;
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const size = step === 0 ? 0 : Math.max(0, Math.ceil((stop - start) / step));
  if (step === 0 || size > limits.items) return unknown('a range that is too long', true);
  if (run instanceof Rendering) run.charge(size >> 3);
  return list(Array.from({ length: size }, (_, index) => start + index * step));
}

function makeDict(args: Arguments, run: Run): Value {
  const made = dict();
  const [from] = args.positional;
  if (!(run instanceof Rendering) || isKind(from, 'unknown')) return from ?? made;
  if (isKind(from, 'dict')) {
    for (const [key, value] of from.entries) made.entries.set(key, value);
    if (from.originals) made.originals = new Map(from.originals);
    if (from.partial) made.partial = from.partial;
  } else if (from !== undefined) {
    for (const pair of itemsOf(from, run) ?? [unknown("the entries of what isn't known", true)]) {
      const [key, value] = isKind(pair, 'list') ? pair.items : [];
      if (key === undefined || value === undefined)
        made.partial ??= unknown("the entries of what isn't known");
      else putEntry(made, key, value, run);
    }
  }
  for (const [key, value] of args.named) made.entries.set(key, value);
  return made;
}

function namespace(from: Value): Value {
  if (!isKind(from, 'dict')) return from;
  const values = new Map(from.entries);
  const { partial } = from;
  return {
    kind: 'object',
    type: 'namespace',
    attribute: (name) => orElse(values.get(name), partial),
    assign: (name, value) => {
      values.set(name, value);
    },
  } satisfies ObjectValue;
}

function cycler(items: readonly Value[]): Value {
  let at = 0;
  const current = () => orElse(items[at % items.length], undefinedValue('cycler'));
  const next = callable('next', () => {
    const value = current();
    at++;
    return value;
  });
  const reset = callable('reset', () => {
    at = 0;
    return null;
  });
  return {
    kind: 'object',
    type: 'cycler',
    attribute: (name) => {
      if (name === 'current') return current();
      return name === 'next' ? next : name === 'reset' ? reset : undefined;
    },
  } satisfies ObjectValue;
}

function joiner(separator: Value): Value {
  let used = false;
  return callable('joiner', () => {
    const value = used ? separator : '';
    used = true;
    return value;
  });
}
