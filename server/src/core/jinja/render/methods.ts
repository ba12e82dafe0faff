// The methods of values. Deliberately absent: attributes of dbt's objects, which they bring themselves.

import type { Rendering } from './rendering.ts';
import type { Value } from './values.ts';

/** The method of a text, list, set or dict, bound to it; undefined where it has none of that name. */
export function method(_object: Value, _name: string, _run: Rendering): Value | undefined {
  return undefined;
}
