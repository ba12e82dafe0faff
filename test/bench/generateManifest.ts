// Writes manifests of any size that look like a large project's, the same for the same seed.
// Deliberately absent: anything taken from a real project.

import { closeSync, openSync, writeSync } from 'node:fs';

/** What to write. */
export interface ManifestShape {
  /** Entries of `nodes`: two in five of them models, the rest tests. */
  readonly nodes: number;
  readonly seed: number;
  /** Every how many nodes one differs from the same shape without this; 0 for none. */
  readonly changedEvery: number;
  /** When each node was parsed: seconds, added to by the node's number. */
  readonly createdAt: number;
}

type Random = () => number;

/** Writes a manifest to `file`; returns its size in bytes. */
export function generateManifest(file: string, shape: ManifestShape): number {
  const out = openSync(file, 'w');
  let size = 0;
  let pending: string[] = [];
  let length = 0;
  const write = (text: string): void => {
    pending.push(text);
    length += text.length;
    if (length > 1 << 22) flush();
  };
  const flush = (): void => {
    size += writeSync(out, pending.join(''));
    pending = [];
    length = 0;
  };
  const models = Math.ceil(shape.nodes * 0.4);
  write(
    `{"metadata": ${spaced({
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
      dbt_version: '1.11.2',
      generated_at: '2026-01-05T08:00:00.000000Z',
      project_name: 'shop',
      adapter_type: 'snowflake',
    })}, "nodes": {`,
  );
  const parents: string[] = [];
  for (let index = 0; index < shape.nodes; index++) {
    const isModel = index < models;
    const changed = shape.changedEvery > 0 && index % shape.changedEvery === 0;
    const random = mulberry(shape.seed * 1_000_003 + index);
    const createdAt = shape.createdAt + index / 1000;
    const [id, node] = isModel
      ? model(index, random, createdAt, changed)
      : test(index - models, models, random, createdAt, changed);
    const separator = index > 0 ? ', ' : '';
    write(`${separator}${JSON.stringify(id)}: ${spaced(node)}`);
    parents.push(`${JSON.stringify(id)}: ${spaced(dependencies(node))}`);
  }
  write('}, "sources": {');
  const sources = Math.ceil(shape.nodes / 40);
  for (let index = 0; index < sources; index++) {
    const id = `source.shop.raw.table_${index}`;
    write(`${index > 0 ? ', ' : ''}"${id}": ${spaced(source(id, index, mulberry(shape.seed + index)))}`);
  }
  write('}, "macros": {');
  for (let index = 0; index < 1000; index++) {
    const id = `macro.shop.helper_${index}`;
    write(`${index > 0 ? ', ' : ''}"${id}": ${spaced(macro(id, index, mulberry(index)))}`);
  }
  write('}, "docs": {}, "exposures": {}, "metrics": {}, "groups": {}, "selectors": {}, "disabled": {}, ');
  write(`"parent_map": {${parents.join(', ')}}, "child_map": {}, "group_map": {}, "saved_queries": {}, `);
  write('"semantic_models": {}, "unit_tests": {}}');
  flush();
  closeSync(out);
  return size;
}

/** JSON as Python writes it, which is what dbt does. */
function spaced(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  const members = Object.entries(value).map(([key, inner]) => `"${key}": ${spaced(inner)}`);
  return `{${members.join(', ')}}`;
}

function dependencies(node: Record<string, unknown>): readonly string[] {
  return (node['depends_on'] as { readonly nodes: readonly string[] }).nodes;
}

const words =
  'order customer payment invoice refund shipment region amount status created updated total count rate value first last daily weekly channel product store item discount segment score'.split(
    ' ',
  );

function sentence(random: Random, count: number): string {
  const out: string[] = [];
  for (let i = 0; i < count; i++) out.push(words[Math.floor(random() * words.length)] ?? 'word');
  return out.join(' ');
}

function sql(random: Random, length: number, parent: string): string {
  const lines = ['with base as (', `    select * from ${parent}`, '), joined as (', '    select'];
  for (let size = 0; size < length; ) {
    const line = `        coalesce(base."${sentence(random, 2).replace(' ', '_')}", '${sentence(random, 2)}') as ${sentence(random, 3).replaceAll(' ', '_')},`;
    lines.push(line);
    size += line.length;
  }
  lines.push('        1 as one', '    from base', ')', 'select * from joined');
  return lines.join('\n');
}

function column(index: number, random: Random): Record<string, unknown> {
  const name = `${sentence(random, 2).replace(' ', '_')}_${index}`;
  return {
    name,
    description: sentence(random, 4 + Math.floor(random() * 14)),
    meta: {},
    data_type: random() < 0.5 ? 'number(38,0)' : null,
    constraints: [],
    quote: null,
    config: { meta: {}, tags: [] },
    tags: [],
    granularity: null,
    doc_blocks: [],
  };
}

function model(
  index: number,
  random: Random,
  createdAt: number,
  changed: boolean,
): [string, Record<string, unknown>] {
  const id = `model.shop.model_${index}`;
  const nodes: string[] = [];
  const parents = index < 50 ? 0 : 1 + Math.floor(random() * 3);
  for (let i = 0; i < parents; i++) nodes.push(`model.shop.model_${Math.floor(random() * index)}`);
  if (parents === 0) nodes.push(`source.shop.raw.table_${index}`);
  const columns = Object.fromEntries(
    Array.from({ length: 4 + Math.floor(random() * 14) }, (_, i) => {
      const value = column(i, random);
      return [String(value['name']), value];
    }),
  );
  const path = `marts/area_${index % 40}/model_${index}.sql`;
  const length = 900 + random() * 700;
  const raw = sql(random, length, `{{ ref('model_${Math.floor(random() * (index + 1))}') }}`);
  const relationName = `"analytics"."marts"."model_${index}"`;
  const node = {
    database: 'analytics',
    schema: 'marts',
    name: `model_${index}`,
    resource_type: 'model',
    package_name: 'shop',
    path,
    original_file_path: `models/${path}`,
    unique_id: id,
    fqn: ['shop', 'marts', `area_${index % 40}`, `model_${index}`],
    alias: `model_${index}`,
    checksum: { name: 'sha256', checksum: hex(random) },
    config: {
      enabled: true,
      alias: null,
      schema: 'marts',
      database: null,
      tags: ['daily'],
      meta: { owner: 'data team' },
      group: null,
      materialized: random() < 0.5 ? 'table' : 'view',
      incremental_strategy: null,
      persist_docs: {},
      post_hook: [],
      pre_hook: [],
      quoting: {},
      column_types: {},
      full_refresh: null,
      unique_key: null,
      on_schema_change: 'ignore',
      on_configuration_change: 'apply',
      grants: {},
      packages: [],
      docs: { show: true, node_color: null },
      contract: { enforced: false, alias_types: true },
      access: 'protected',
    },
    tags: ['daily'],
    description: sentence(random, 20 + Math.floor(random() * 100)) + (changed ? ' changed' : ''),
    columns,
    meta: { owner: 'data team' },
    group: null,
    docs: { show: true, node_color: null },
    patch_path: `shop://models/marts/area_${index % 40}/schema.yml`,
    build_path: null,
    unrendered_config: { materialized: 'table', schema: 'marts', tags: ['daily'] },
    created_at: createdAt,
    relation_name: relationName,
    raw_code: raw,
    language: 'sql',
    refs: nodes.map((node) => ({ name: node.split('.').at(-1), package: null, version: null })),
    sources: [],
    metrics: [],
    depends_on: { macros: [], nodes },
    compiled_path: `target/compiled/shop/models/${path}`,
    compiled: true,
    compiled_code: raw.replace(/\{\{.*?\}\}/g, relationName),
    extra_ctes_injected: true,
    extra_ctes: [],
    contract: { enforced: false, alias_types: true, checksum: null },
    access: 'protected',
    constraints: [],
    version: null,
    latest_version: null,
    deprecation_date: null,
    primary_key: [],
    time_spine: null,
  };
  return [id, node];
}

function test(
  index: number,
  models: number,
  random: Random,
  createdAt: number,
  changed: boolean,
): [string, Record<string, unknown>] {
  const target = Math.floor(random() * models);
  const name = `not_null_model_${target}_${sentence(random, 1)}_${index}`;
  const hash = hex(random).slice(0, 10);
  const id = `test.shop.${name}.${hash}`;
  const node = {
    test_metadata: {
      name: 'not_null',
      kwargs: { column_name: 'id', model: `{{ get_where_subquery(ref('model_${target}')) }}` },
      namespace: null,
    },
    database: 'analytics',
    schema: 'dbt_test__audit',
    name,
    resource_type: 'test',
    package_name: 'shop',
    path: `${name}.sql`,
    original_file_path: `models/marts/area_${target % 40}/schema.yml`,
    unique_id: id,
    fqn: ['shop', 'marts', `area_${target % 40}`, name],
    alias: name,
    checksum: { name: 'none', checksum: '' },
    config: {
      enabled: true,
      alias: null,
      schema: 'dbt_test__audit',
      tags: [],
      meta: {},
      materialized: 'test',
      severity: changed ? 'WARN' : 'ERROR',
      store_failures: null,
      where: null,
      limit: null,
      fail_calc: 'count(*)',
      warn_if: '!= 0',
      error_if: '!= 0',
    },
    tags: [],
    description: '',
    columns: {},
    meta: {},
    group: null,
    docs: { show: true, node_color: null },
    patch_path: null,
    build_path: null,
    unrendered_config: {},
    created_at: createdAt,
    relation_name: null,
    raw_code: '{{ test_not_null(**_dbt_generic_test_kwargs) }}',
    language: 'sql',
    refs: [{ name: `model_${target}`, package: null, version: null }],
    sources: [],
    metrics: [],
    depends_on: { macros: ['macro.dbt.test_not_null'], nodes: [`model.shop.model_${target}`] },
    compiled_path: null,
    contract: { enforced: false, alias_types: true, checksum: null },
    column_name: 'id',
    file_key_name: `models.model_${target}`,
    attached_node: `model.shop.model_${target}`,
  };
  return [id, node];
}

function source(id: string, index: number, random: Random): Record<string, unknown> {
  return {
    database: 'raw',
    schema: 'raw',
    name: `table_${index}`,
    resource_type: 'source',
    package_name: 'shop',
    path: 'models/sources.yml',
    original_file_path: 'models/sources.yml',
    unique_id: id,
    source_name: 'raw',
    source_description: sentence(random, 20),
    loader: 'loader',
    identifier: `table_${index}`,
    freshness: { warn_after: { count: 12, period: 'hour' }, error_after: { count: null, period: null } },
    loaded_at_field: 'loaded_at',
    description: sentence(random, 30),
    columns: {},
    meta: {},
    tags: [],
    config: { enabled: true },
    created_at: 1,
  };
}

function macro(id: string, index: number, random: Random): Record<string, unknown> {
  return {
    name: `helper_${index}`,
    resource_type: 'macro',
    package_name: 'shop',
    path: `macros/helper_${index}.sql`,
    original_file_path: `macros/helper_${index}.sql`,
    unique_id: id,
    macro_sql: `{% macro helper_${index}(a) %}\n${sentence(random, 60)}\n{% endmacro %}`,
    depends_on: { macros: [] },
    description: '',
    meta: {},
    docs: { show: true, node_color: null },
    patch_path: null,
    arguments: [],
    created_at: 1,
    supported_languages: null,
  };
}

function hex(random: Random): string {
  let text = '';
  while (text.length < 64) text += Math.floor(random() * 2 ** 32).toString(16);
  return text.slice(0, 64);
}

/** Small and fast, the same numbers for the same seed everywhere. */
function mulberry(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
