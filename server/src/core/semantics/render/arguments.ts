// The arguments of a call to one of dbt's functions. Deliberately absent: macros, whose arguments the engine binds.

import { type Arguments, type Callable, type Run, unknown, type Value } from '../../jinja/render/values.ts';

/** The argument of one of the names, else the one at that place; undefined when it isn't given. */
export function argument(args: Arguments, place: number, ...names: readonly string[]): Value | undefined {
  for (const name of names) {
    const value = args.named.get(name);
    if (value !== undefined) return value;
  }
  return args.positional[place];
}

/** An argument as text without marks; undefined when it isn't given, is no text or isn't all known. */
export function textArgument(
  run: Run,
  args: Arguments,
  place: number,
  ...names: readonly string[]
): string | undefined {
  return textOf(run, argument(args, place, ...names));
}

/** A value as text without marks; undefined when it is no text or isn't all known. */
export function textOf(run: Run, value: Value | undefined): string | undefined {
  return typeof value === 'string' ? run.plain(value) : undefined;
}

/** A function of the context, with attributes. */
export function callable(
  name: string,
  call: (args: Arguments, run: Run) => Value,
  attribute?: (name: string) => Value | undefined,
): Callable {
  return attribute ? { kind: 'callable', name, call, attribute } : { kind: 'callable', name, call };
}

/** A function whose answer can't be known. */
export function unknownFunction(name: string, why: string, many = false): Callable {
  const answer = unknown(why, many);
  return callable(name, () => answer);
}

/** A function that prints nothing. */
export function silentFunction(name: string): Callable {
  return callable(name, () => '');
}
