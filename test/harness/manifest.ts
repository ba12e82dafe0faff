// Artifacts for tests, written as little as possible: what isn't given is what dbt would most likely write.
// Deliberately absent: reading them; test projects go through the real readers.

/** JSON of an artifact or a part of it. */
export type Json = Record<string, unknown>;

/** What a test says of a manifest: entries by unique id, each with the fields that matter to it. */
export interface ManifestSketch {
  /** `model.shop.orders`, `source.shop.raw.orders`, `seed…`, `snapshot…`, `exposure…`, `macro…`, `group…`, `test…`. */
  readonly [uniqueId: string]: Json;
}

const homes: Readonly<Record<string, string>> = {
  source: 'sources',
  exposure: 'exposures',
  metric: 'metrics',
  macro: 'macros',
  group: 'groups',
  doc: 'docs',
  unit_test: 'unit_tests',
  semantic_model: 'semantic_models',
  saved_query: 'saved_queries',
};

const folders: Readonly<Record<string, string>> = {
  model: 'models',
  seed: 'seeds',
  snapshot: 'snapshots',
  analysis: 'analyses',
  test: 'tests',
  macro: 'macros',
};

/**
 * A manifest of the newest schema version. Name, package, type, version and path come from the unique id; `disabled: true`
 * puts an entry into the map of disabled ones. A node without `checksum` gets that of its file in the test project.
 */
export function manifestOf(entries: ManifestSketch, metadata: Json = {}): Json {
  const maps: Record<string, Json> = { nodes: {}, disabled: {} };
  for (const home of Object.values(homes)) maps[home] = {};
  for (const [uniqueId, given] of Object.entries(entries)) {
    const { disabled, ...fields } = given;
    const entry = { ...entryOf(uniqueId), ...fields };
    const home = homes[uniqueId.split('.')[0] ?? ''] ?? 'nodes';
    if (disabled) maps['disabled'] = { ...maps['disabled'], [uniqueId]: [entry] };
    else maps[home] = { ...maps[home], [uniqueId]: entry };
  }
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      dbt_version: '1.11.0',
      generated_at: '2026-05-01T12:00:00Z',
      project_name: 'shop',
      adapter_type: 'duckdb',
      ...metadata,
    },
    ...maps,
    parent_map: {},
    child_map: {},
  };
}

function entryOf(uniqueId: string): Json {
  const [type = '', packageName = '', ...rest] = uniqueId.split('.');
  const version = /^v\d/.test(rest[1] ?? '') ? rest.slice(1).join('.').slice(1) : undefined;
  const name = type === 'source' ? (rest[1] ?? '') : (rest[0] ?? '');
  const stem = version === undefined ? name : `${name}_v${version}`;
  const folder = folders[type];
  return {
    unique_id: uniqueId,
    resource_type: type,
    package_name: packageName,
    name,
    original_file_path:
      folder === undefined ? 'models/schema.yml' : `${folder}/${stem}.${type === 'seed' ? 'csv' : 'sql'}`,
    depends_on: { nodes: [], macros: [] },
    description: '',
    ...(type === 'source' ? { source_name: rest[0] } : {}),
    ...(version === undefined ? {} : { version: /^\d+$/.test(version) ? Number(version) : version }),
    ...(type === 'model' || type === 'seed' || type === 'snapshot'
      ? { columns: {}, config: { materialized: type === 'model' ? 'view' : type } }
      : {}),
  };
}

/** A catalog: columns with their types by unique id. */
export function catalogOf(relations: Readonly<Record<string, Readonly<Record<string, string>>>>): Json {
  const nodes: Json = {};
  const sources: Json = {};
  for (const [uniqueId, columns] of Object.entries(relations)) {
    const relation = {
      unique_id: uniqueId,
      metadata: { type: 'BASE TABLE', schema: 'main', name: uniqueId.split('.').at(-1), database: 'db' },
      columns: Object.fromEntries(
        Object.entries(columns).map(([name, type], index) => [name, { name, type, index: index + 1 }]),
      ),
      stats: {},
    };
    (uniqueId.startsWith('source.') ? sources : nodes)[uniqueId] = relation;
  }
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/catalog/v1.json',
      generated_at: '2026-05-01T12:00:00Z',
    },
    nodes,
    sources,
    errors: null,
  };
}

/** What an entry reads, by unique ids. */
export function on(...nodes: readonly string[]): Json {
  return { depends_on: { nodes, macros: [] } };
}

/** The results of a run, by unique id: the status, or it and what else is written of it. */
export function runResultsOf(results: Readonly<Record<string, string | Json>>): Json {
  return {
    metadata: { generated_at: '2026-05-01T12:00:00Z', invocation_id: 'x' },
    args: { which: 'build' },
    results: Object.entries(results).map(([unique_id, result]) => ({
      unique_id,
      execution_time: 1,
      timing: [],
      ...(typeof result === 'string' ? { status: result } : result),
    })),
  };
}
