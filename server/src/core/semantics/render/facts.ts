// A thing of dbt of which some properties are known and others aren't: `model`, `target`, `flags`.
// Deliberately absent: which properties there are.

import { type ObjectValue, unknown, type Value } from '../../jinja/render/values.ts';
import { argument, callable, textArgument } from './arguments.ts';

/** An object with the properties that are known; any other is unknown, and `get` with a default that isn't known either. */
export function factsValue(type: string, find: (name: string) => Value | undefined): ObjectValue {
  const value: ObjectValue = {
    kind: 'object',
    type,
    attribute(name) {
      if (name === 'get') {
        return callable('get', (args, run) => {
          const key = textArgument(run, args, 0, 'key');
          const found = key === undefined ? undefined : find(key);
          return found === null ? (argument(args, 1, 'default') ?? null) : (found ?? missing(key ?? ''));
        });
      }
      return find(name) ?? missing(name);
    },
  };
  const missing = (name: string): Value => unknown(`\`${type}.${name}\``);
  return value;
}
