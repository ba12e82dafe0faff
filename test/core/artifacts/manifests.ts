// Manifests for the tests of this folder, made in code: one node per schema version's way of writing things.
// Deliberately absent: tests.

/** A manifest's JSON with these top-level maps. */
export function manifestJson(
  version: number,
  maps: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return {
    metadata: {
      dbt_schema_version: `https://schemas.getdbt.com/dbt/manifest/v${version}.json`,
      dbt_version: '1.0.0',
      generated_at: '2026-01-02T03:04:05.678901Z',
      project_name: 'shop',
      adapter_type: 'duckdb',
    },
    nodes: {},
    sources: {},
    macros: {},
    disabled: {},
    ...maps,
    parent_map: { 'model.shop.orders': ['{"]', '\\'] },
    child_map: {},
  };
}

/** A model as dbt 1.11 writes it; `more` goes over it. */
export function modelJson(
  name: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    database: 'dev',
    schema: 'main',
    name,
    resource_type: 'model',
    package_name: 'shop',
    path: `${name}.sql`,
    original_file_path: `models/${name}.sql`,
    unique_id: `model.shop.${name}`,
    alias: name,
    checksum: { name: 'sha256', checksum: 'ab'.repeat(32) },
    config: { materialized: 'table', meta: { owner: 'Ada' }, tags: [] },
    tags: ['daily'],
    description: `About ${name} "quoted" \\ and ünïcode ✓`,
    columns: { id: { name: 'id', description: 'Key', data_type: 'integer', meta: {}, tags: [] } },
    meta: { owner: 'Ada' },
    patch_path: 'shop://models/schema.yml',
    created_at: 1700000000.5,
    relation_name: `"dev"."main"."${name}"`,
    raw_code: 'select \'{\' as a, "]" as b -- \\',
    depends_on: { macros: ['macro.dbt.is_incremental'], nodes: ['source.shop.raw.orders'] },
    refs: [{ name: 'customers', package: null, version: 2 }],
    sources: [['raw', 'orders']],
    ...more,
  };
}

/** The bytes of a JSON value, as Python would write it. */
export function jsonBytes(value: unknown, indent?: number): Uint8Array<ArrayBuffer> {
  return textBytes(JSON.stringify(value, undefined, indent));
}

/** The bytes of a text. */
export function textBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
