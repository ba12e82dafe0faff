// Jinja's filters by name, and those that dbt adds to text. Deliberately absent: `urlize`, which no SQL has a use for.

import { listFilters } from './filtersOfLists.ts';
import { numberFilters } from './filtersOfNumbers.ts';
import { textFilters } from './filtersOfTexts.ts';
import { firstUnknown, isKind } from './kinds.ts';
import type { JinjaFunction } from './rendering.ts';
import type { Value } from './values.ts';

/** See the head of this file. */
export const jinjaFilters: ReadonlyMap<string, JinjaFunction> = new Map<string, JinjaFunction>([
  ...[...listFilters, ...numberFilters, ...textFilters].map(([name, filter]): [string, JinjaFunction] => [
    name,
    guarded(filter),
  ]),
  // dbt's own only matter where it evaluates a single expression of YAML; in text they leave the value alone.
  ...['as_bool', 'as_native', 'as_number', 'as_text', 'safe'].map((name): [string, JinjaFunction] => [
    name,
    (value: Value) => value,
  ]),
]);

/** What is made of or with something unknown is unknown. */
function guarded(filter: JinjaFunction): JinjaFunction {
  return (value, args, run) => {
    if (isKind(value, 'unknown')) return value;
    return firstUnknown(args.positional) ?? firstUnknown(args.named.values()) ?? filter(value, args, run);
  };
}
