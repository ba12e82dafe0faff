// Picks a part of a value by the path that filters take (`attribute='a.b.0'`). Deliberately absent: expressions.

import { item } from './items.ts';
import { isKind, list } from './kinds.ts';
import type { Rendering } from './rendering.ts';
import { unknown, type Value } from './values.ts';

/** A function to the part of a value at a path; several paths with commas give a list. Without a part it gives `preset`. */
export function attributeGetter(path: Value, run: Rendering, preset?: Value): (value: Value) => Value {
  if (typeof path === 'number') return (value) => along(value, [path], run, preset);
  if (typeof path !== 'string') return () => unknown("a part under a name that isn't known");
  const paths = path
    .split(',')
    .map((part) => part.split('.').map((name) => (/^\d+$/.test(name) ? Number(name) : name)));
  const [only] = paths;
  if (paths.length === 1 && only) return (value) => along(value, only, run, preset);
  return (value) => list(paths.map((each) => along(value, each, run, preset)));
}

function along(
  value: Value,
  path: readonly (string | number)[],
  run: Rendering,
  preset: Value | undefined,
): Value {
  let part = value;
  for (const name of path) {
    part = item(part, name, run);
    if (isKind(part, 'undefined') && preset !== undefined) return preset;
  }
  return part;
}

/** The attribute of a value, not an item of that name. */
export function lookedUp(value: Value, name: Value, run: Rendering): Value {
  if (typeof name !== 'string') return unknown("an attribute under a name that isn't known");
  if (isKind(value, 'dict')) return item({ kind: 'dict', entries: new Map() }, name, run);
  return item(value, name, run);
}
