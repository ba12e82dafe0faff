// dbt's functions that compute something from their arguments alone: JSON, YAML, sets, zip, hashes.
// https://docs.getdbt.com/reference/dbt-jinja-functions. Deliberately absent: everything that needs the project.

import { itemsOf as loopItems } from '../../jinja/render/iterables.ts';
import { json } from '../../jinja/render/json.ts';
import { dict, isKind, list, tuple } from '../../jinja/render/kinds.ts';
import { Rendering } from '../../jinja/render/rendering.ts';
import { contains, mayRepeat } from '../../jinja/render/truth.ts';
import { type Arguments, type Callable, type Run, unknown, type Value } from '../../jinja/render/values.ts';
import { sourceText } from '../../text.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import { dbtJsonOf } from '../../yaml/yamlTree.ts';
import { argument, callable, textArgument, textOf } from './arguments.ts';
import { md5 } from './md5.ts';
import { toValue } from './toValue.ts';

/** The functions by name. */
export const functions: ReadonlyMap<string, Callable> = new Map(
  [
    callable('fromjson', (args, run) => parsed(args, run, 'string', jsonValue)),
    callable('fromyaml', (args, run) => parsed(args, run, 'value', yamlValue)),
    callable('tojson', (args, run) => {
      const value = argument(args, 0, 'value');
      if (value === undefined || !(run instanceof Rendering)) return null;
      const sorted = argument(args, 2, 'sort_keys') === true;
      return json(value, undefined, sorted, run) ?? unknown('JSON of what isn’t known');
    }),
    callable('set', unique),
    callable('set_strict', unique),
    callable('zip', zip),
    callable('zip_strict', zip),
    callable('diff_of_two_dicts', difference),
    callable('local_md5', (args, run) => {
      const text = textArgument(run, args, 0, 'value');
      if (text === undefined) return unknown('a hash of what isn’t known');
      run.charge(text.length >> 6);
      return md5(text);
    }),
    // Filters of native types in YAML; in SQL they change nothing.
    ...['as_text', 'as_native', 'as_bool', 'as_number'].map((name) =>
      callable(name, (args) => args.positional[0] ?? null),
    ),
  ].map((each) => [each.name, each]),
);

function parsed(args: Arguments, run: Run, name: string, read: (text: string) => Value | undefined): Value {
  const given = argument(args, 0, name, 'value');
  if (isKind(given, 'unknown')) return given;
  const text = textOf(run, given);
  if (text === undefined) return unknown('data in a text that isn’t known');
  run.charge(text.length >> 4);
  const value = read(text);
  return value === undefined ? (argument(args, 1, 'default') ?? null) : value;
}

function jsonValue(text: string): Value | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const numbers = text.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/-?\d[\d.eE+-]*/g) ?? [];
    // JavaScript reads 1.0 as 1, and digits beyond the fifteenth are lost.
    const lossy = numbers.some(
      (each) => /[.eE]/.test(each) === Number.isInteger(Number(each)) || each.length > 16,
    );
    return lossy ? unknown('numbers that can’t be told apart') : toValue(json);
  } catch {
    return undefined;
  }
}

function yamlValue(text: string): Value | undefined {
  const { root, problems } = yamlDocument(sourceText(text));
  return problems.length > 0 ? undefined : toValue(dbtJsonOf(root));
}

/** What a loop goes through; undefined where that isn't known. */
function itemsOf(value: Value | undefined, run: Run): readonly Value[] | undefined {
  if (value === undefined || !(run instanceof Rendering)) return undefined;
  const items = loopItems(value, run);
  return items?.some((item) => mayRepeat(item, run)) ? undefined : items;
}

/** The order is that of the items; Python's is arbitrary. */
function unique(args: Arguments, run: Run): Value {
  const items = itemsOf(argument(args, 0, 'value'), run);
  if (!items || !(run instanceof Rendering)) return unknown('a set of what isn’t known', true);
  run.charge(items.length);
  const found = new Set<Value>();
  for (const item of items)
    if (typeof item !== 'object' || contains([...found], item, run) !== true) found.add(item);
  return { kind: 'list', type: 'set', items: [...found] };
}

function zip(args: Arguments, run: Run): Value {
  const lists = args.positional.map((value) => itemsOf(value, run));
  const known = lists.filter((items) => items !== undefined);
  if (known.length < lists.length) return unknown('lists that aren’t known', true);
  const length = known.length === 0 ? 0 : Math.min(...known.map((items) => items.length));
  run.charge(length * known.length);
  return list(Array.from({ length }, (_, index) => tuple(...known.map((items) => items[index] ?? null))));
}

/** The entries of a dict of lists that another doesn't have, without regard to case. */
function difference(args: Arguments, run: Run): Value {
  const a = argument(args, 0, 'dict_a');
  const b = argument(args, 1, 'dict_b');
  if (!isKind(a, 'dict') || !isKind(b, 'dict') || a.partial || b.partial)
    return unknown('the difference of two dicts');
  const folded = (value: Value) => run.print(value).toLowerCase();
  if ([...a.entries.values(), ...b.entries.values()].some((value) => !itemsOf(value, run)))
    return unknown('the difference of two dicts');
  const others = new Map(
    [...b.entries].map(([key, value]) => [
      key.toLowerCase(),
      new Set((itemsOf(value, run) ?? []).map(folded)),
    ]),
  );
  return dict(
    [...a.entries].flatMap(([key, value]): readonly (readonly [string, Value])[] => {
      const other = others.get(key.toLowerCase());
      if (!other) return [[key, value]];
      const left = (itemsOf(value, run) ?? []).filter((item) => !other.has(folded(item)));
      return left.length > 0 ? [[key, list(left)]] : [];
    }),
  );
}
