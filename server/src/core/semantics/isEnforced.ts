// Which declared constraints the warehouse holds. Deliberately absent: the columns that they are on (sql/nodeColumns.ts).

import type { Constraint } from '../artifacts/types.ts';

/**
 * Which constraints each adapter enforces, of check, not_null, unique, primary_key and foreign_key; the rest is metadata or not
 * supported. Source: `CONSTRAINT_SUPPORT` of each adapter. An adapter that isn't here isn't judged.
 */
const enforced: ReadonlyMap<string, readonly string[]> = new Map([
  ['postgres', ['check', 'not_null', 'unique', 'primary_key', 'foreign_key']],
  ['duckdb', ['check', 'not_null', 'unique', 'primary_key', 'foreign_key']],
  ['redshift', ['not_null']],
  ['snowflake', ['not_null']],
  ['bigquery', ['not_null']],
  ['databricks', ['check', 'not_null']],
  ['spark', []],
  ['athena', []],
]);

/** Whether the adapter enforces a constraint; undefined when that isn't known. */
export function isEnforced(adapter: string | undefined, constraint: Constraint): boolean | undefined {
  const list = enforced.get(adapter ?? '');
  return constraint.type === 'custom' ? undefined : list?.includes(constraint.type);
}
