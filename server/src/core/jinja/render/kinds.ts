// Small makers and questions for values, which everything in this folder shares. Deliberately absent: operations on them.

import type {
  Arguments,
  Callable,
  DictValue,
  FloatValue,
  ListValue,
  Run,
  UnknownValue,
  Value,
} from './values.ts';
import { unknown } from './values.ts';

/** Arguments of a call without any. */
const noArguments: Arguments = { positional: [], named: new Map() };

/** Arguments by position. */
export function positionally(...positional: readonly Value[]): Arguments {
  return { positional, named: noArguments.named };
}

/** A list. */
export function list(items: readonly Value[]): ListValue {
  return { kind: 'list', type: 'list', items: [...items] };
}

/** A tuple. */
export function tuple(...items: readonly Value[]): ListValue {
  return { kind: 'list', type: 'tuple', items: [...items] };
}

/** A dict of texts to values. */
export function dict(entries: Iterable<readonly [string, Value]> = []): DictValue {
  return { kind: 'dict', entries: new Map(entries) };
}

/** A Python float. */
export function float(value: number): FloatValue {
  return { kind: 'float', value };
}

/** A Python int, as far as a JavaScript number is exact. */
export function integer(value: number): Value {
  return Number.isSafeInteger(value) ? value + 0 : unknown('a number that is too large');
}

/** A function. */
export function callable(name: string, call: (args: Arguments, run: Run) => Value): Callable {
  return { kind: 'callable', name, call };
}

/** What Jinja gives for a name that has no value. */
export function undefinedValue(name: string): Value {
  return { kind: 'undefined', name };
}

/** Whether a value is of the given kind. */
export function isKind<
  Kind extends 'float' | 'list' | 'dict' | 'object' | 'callable' | 'undefined' | 'unknown',
>(value: Value | undefined, kind: Kind): value is Extract<Value, { kind: Kind }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

/** The number that a value is in arithmetic (true is 1); undefined for anything else. */
export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return isKind(value, 'float') ? value.value : undefined;
}

/** The whole number that a value is; undefined for anything else. */
export function integerOf(value: Value | undefined): number | undefined {
  return isKind(value, 'float') ? undefined : numberOf(value);
}

/** The unknown value among some, if there is one. */
export function firstUnknown(values: Iterable<Value | undefined>): UnknownValue | undefined {
  for (const value of values) if (isKind(value, 'unknown')) return value;
  return undefined;
}

/** An argument by its place or its name. */
export function argument(args: Arguments, place: number, name: string): Value | undefined {
  return orElse(args.positional[place], args.named.get(name));
}

/** The first value, or the other one where there is none; Jinja's none is a value. */
export function orElse<Other extends Value | undefined>(
  value: Value | undefined,
  other: Other,
): Value | Other {
  return value === undefined ? other : value;
}

/** A key of a dict as it was written. */
export function originalKey(from: DictValue, key: string): Value {
  return orElse(from.originals?.get(key), key);
}
