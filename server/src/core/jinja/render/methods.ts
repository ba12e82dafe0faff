// The methods of values: a text's, a list's, a dict's. Deliberately absent: attributes of dbt's objects, which they bring themselves.

import { dictMethods } from './dictMethods.ts';
import { callable, isKind } from './kinds.ts';
import { listMethods } from './listMethods.ts';
import { Rendering } from './rendering.ts';
import { textMethods } from './textMethods.ts';
import { type Arguments, unknown, type Value } from './values.ts';

/** The method of a text, list, set or dict, bound to it; undefined where it has none of that name. */
export function method(object: Value, name: string): Value | undefined {
  if (typeof object === 'string') return bound(object, name, textMethods.get(name));
  if (isKind(object, 'list')) return bound(object, name, listMethods[object.type].get(name));
  return isKind(object, 'dict') ? bound(object, name, dictMethods.get(name)) : undefined;
}

function bound<Kind extends Value>(
  object: Kind,
  name: string,
  body: ((object: Kind, args: Arguments, run: Rendering) => Value) | undefined,
): Value | undefined {
  return (
    body &&
    callable(name, (args, run) =>
      run instanceof Rendering && run.charge(sizeOf(object) >> 8)
        ? body(object, args, run)
        : unknown(`what \`${name}\` gives`),
    )
  );
}

function sizeOf(object: Value): number {
  if (typeof object === 'string') return object.length;
  if (isKind(object, 'list')) return object.items.length;
  return isKind(object, 'dict') ? object.entries.size : 0;
}
