// The columns that dbt adds to a snapshot: https://docs.getdbt.com/reference/resource-configs/snapshot_meta_column_names.
// Deliberately absent: types, but for the one that is always the same.

import type { Value } from '../../jinja/render/values.ts';
import type { ModelSql } from './modelSql.ts';
import type { NodeFacts } from './nodeFacts.ts';

const added = ['dbt_scd_id', 'dbt_updated_at', 'dbt_valid_from', 'dbt_valid_to'] as const;
const deleted = 'dbt_is_deleted';

/** What dbt adds to a snapshot's own columns, in its order; nothing for any other node. What the file says goes before what dbt knew. */
export function snapshotColumns(
  { resourceType, config }: NodeFacts,
  sql: ModelSql | undefined,
): readonly { readonly name: string; readonly quoted: boolean }[] {
  if (resourceType !== 'snapshot') return [];
  const written = sql?.rendered.config;
  const renamed = config['snapshot_meta_column_names'];
  const names: Readonly<Record<string, unknown>> =
    typeof renamed === 'object' && renamed !== null ? (renamed as Record<string, unknown>) : {};
  const inFile = written?.get('snapshot_meta_column_names');
  const nameOf = (column: string) => {
    const own = entryOf(inFile, column) ?? names[column];
    return typeof own === 'string' && own !== '' ? own : column;
  };
  const hardDeletes = written?.get('hard_deletes') ?? config['hard_deletes'];
  const all = hardDeletes === 'new_record' ? [...added, deleted] : added;
  return all.map((column) => ({ name: nameOf(column), quoted: false }));
}

function entryOf(value: Value | undefined, key: string): Value | undefined {
  const isDict = typeof value === 'object' && value !== null && value.kind === 'dict';
  return isDict ? value.entries.get(key) : undefined;
}
