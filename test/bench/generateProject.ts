// Writes a whole dbt project of any size: the manifest of generateManifest.ts, made to agree with files on disk, and the other
// artifacts. The same for the same shape. Deliberately absent: anything taken from a real project.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateManifest } from './generateManifest.ts';

/** What to write. */
export interface ProjectShape {
  /** Entries of `nodes` in the manifest: half of them models, the rest tests. */
  readonly nodes: number;
  readonly seed: number;
  /** Changes what the manifest says, before files and other artifacts are made to agree with it. */
  readonly reshape?: (manifest: ManifestJson) => void;
}

/** What was written. Files are relative to the folder. */
export interface GeneratedProject {
  readonly folder: string;
  readonly modelFiles: readonly string[];
  readonly yamlFiles: readonly string[];
  readonly manifest: string;
}

/** What is read of a node, or made to agree with the files. */
export interface NodeJson {
  readonly name: string;
  readonly original_file_path: string;
  readonly resource_type: string;
  columns: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
  readonly attached_node?: string;
  readonly depends_on: { nodes: readonly string[]; macros: readonly string[] };
  readonly config: Record<string, unknown>;
  tags: readonly string[];
  schema: string;
  description: string;
  created_at: number;
  patch_path: string | null;
  group: string | null;
  raw_code: string;
  checksum: { readonly name: string; readonly checksum: string };
}

/** A manifest while it is being made. */
export interface ManifestJson {
  readonly nodes: Readonly<Record<string, NodeJson>>;
  readonly sources: Readonly<Record<string, { readonly name: string }>>;
  readonly macros: Readonly<Record<string, { readonly original_file_path: string; macro_sql: string }>>;
  exposures: Readonly<Record<string, object>>;
  groups: object;
}

/** When the artifacts say that they were written. */
export const generatedAt = Date.UTC(2026, 0, 5, 8);

const modelsPerYaml = 25;
const generated = new Date(generatedAt).toISOString();
const owner = { name: 'data team', email: 'data@example.com' };

/** Writes the project into a folder. */
export function generateProject(folder: string, shape: ProjectShape): GeneratedProject {
  const target = path.join(folder, 'target');
  mkdirSync(target, { recursive: true });
  const manifest = writeManifest(path.join(target, 'manifest.json'), shape);
  const models = Object.entries(manifest.nodes).filter(([, node]) => node.resource_type === 'model');
  const yaml = new Map<string, string[]>();
  for (const [, node] of models) {
    write(folder, node.original_file_path, node.raw_code);
    const file = node.patch_path?.replace('shop://', '') ?? '';
    const lines = yaml.get(file) ?? ['version: 2', 'models:'];
    lines.push(yamlOf(node));
    yaml.set(file, lines);
  }
  for (const [file, lines] of yaml) write(folder, file, `${lines.join('\n')}\n`);
  for (const macro of Object.values(manifest.macros))
    write(folder, macro.original_file_path, macro.macro_sql);
  const tables = Object.values(manifest.sources).map(({ name }) => `      - name: ${name}`);
  write(folder, 'models/sources.yml', `sources:\n  - name: raw\n    tables:\n${tables.join('\n')}\n`);
  write(folder, 'dbt_project.yml', 'name: shop\nversion: "1.0"\nprofile: shop\n');
  write(folder, 'dbt-context.yml', contract);
  writeFileSync(path.join(target, 'catalog.json'), catalogOf(models));
  writeFileSync(path.join(target, 'run_results.json'), resultsOf(Object.entries(manifest.nodes)));
  writeFileSync(path.join(target, 'sources.json'), freshnessOf(Object.keys(manifest.sources)));
  return {
    folder,
    modelFiles: models.map(([, node]) => node.original_file_path),
    yamlFiles: [...yaml.keys(), 'models/sources.yml'],
    manifest: path.join(target, 'manifest.json'),
  };
}

/** Writes a project's manifest to another file, as after a run in which one node of so many came to mean something else. */
export function writeChanged(project: GeneratedProject, file: string, changedEvery: number): void {
  const manifest = JSON.parse(readFileSync(project.manifest, 'utf8')) as ManifestJson;
  Object.values(manifest.nodes).forEach((node, index) => {
    node.created_at += 3600;
    if (index % changedEvery === 0) node.description += ' Changed.';
  });
  writeFileSync(file, JSON.stringify(manifest));
}

function writeManifest(file: string, shape: ProjectShape): ManifestJson {
  const plain = `${file}.plain`;
  generateManifest(plain, { ...shape, changedEvery: 0, createdAt: generatedAt / 1000 });
  const manifest = JSON.parse(readFileSync(plain, 'utf8')) as ManifestJson;
  rmSync(plain);
  shape.reshape?.(manifest);
  const macros = Object.values(manifest.macros);
  macros.forEach((macro, index) => {
    macro.macro_sql = `{% macro helper_${index}(name) %}\n  round({{ name }}, ${index % 9})\n{% endmacro %}\n`;
  });
  let index = 0;
  const exposures: Record<string, object> = {};
  for (const [id, node] of Object.entries(manifest.nodes)) {
    if (node.resource_type !== 'model') continue;
    node.patch_path = `shop://${path.posix.dirname(node.original_file_path)}/_models_${Math.floor(index / 40 / modelsPerYaml)}.yml`;
    node.group = index % 10 === 0 ? 'finance' : null;
    node.raw_code = sqlOf(node, index % macros.length);
    node.depends_on.macros = [`macro.shop.helper_${index % macros.length}`];
    const checksum = createHash('sha256').update(node.raw_code.trim()).digest('hex');
    node.checksum = { name: 'sha256', checksum };
    if (index % 200 === 0)
      exposures[`exposure.shop.board_${index}`] = exposureOf(`board_${index}`, id, generated);
    index++;
  }
  manifest.exposures = { ...exposures, ...manifest.exposures };
  manifest.groups = {
    'group.shop.finance': {
      name: 'finance',
      resource_type: 'group',
      package_name: 'shop',
      path: 'groups.yml',
      original_file_path: 'models/groups.yml',
      unique_id: 'group.shop.finance',
      owner,
    },
  };
  writeFileSync(file, JSON.stringify(manifest));
  return manifest;
}

function exposureOf(name: string, model: string, createdAt: string): object {
  return {
    name,
    resource_type: 'exposure',
    package_name: 'shop',
    path: 'exposures.yml',
    original_file_path: 'models/exposures.yml',
    unique_id: `exposure.shop.${name}`,
    type: 'dashboard',
    owner,
    depends_on: { macros: [], nodes: [model] },
    created_at: createdAt,
  };
}

/** What a model of that node could look like: every parent read once, one macro, the columns that are described. */
function sqlOf(node: NodeJson, macro: number): string {
  const parents = [...new Set(node.depends_on.nodes)];
  const calls = parents.map((id) => {
    const name = id.split('.').at(-1);
    return id.startsWith('source.') ? `{{ source('raw', '${name}') }}` : `{{ ref('${name}') }}`;
  });
  const steps = calls.map((call, index) => `read_${index} as (\n    select * from ${call}\n)`);
  const joins = calls.map((_, index) => (index === 0 ? 'read_0' : `left join read_${index} using (id)`));
  const columns = Object.keys(node.columns).map((name, index) =>
    index === 0 ? `    cast(read_0.first as integer) as ${name}` : `    read_0.${name}`,
  );
  return [
    "{{ config(materialized='table') }}",
    '',
    `with ${steps.join(',\n')}`,
    'select',
    `${columns.join(',\n')},`,
    `    {{ helper_${macro}('amount') }} as amount_rounded`,
    `from ${joins.join('\n')}`,
    '',
  ].join('\n');
}

function yamlOf(node: NodeJson): string {
  const columns = Object.values(node.columns).map(
    ({ name, description }) => `      - name: ${name}\n        description: ${description}`,
  );
  return [
    `  - name: ${node.name}`,
    '    config: {group: finance}',
    '    columns:',
    ...columns,
    '        data_tests: [not_null]',
  ].join('\n');
}

const contract = `contracts:
  levels:
    - required: false
      stubs:
        order: {description: Number of an order, types: [integer]}
        created: {description: Moment of creation, types: [timestamp]}
        amount: {description: Amount of money, types: [number]}
        status: {description: How it stands, types: [string]}
`;

function catalogOf(models: readonly (readonly [string, NodeJson])[]): string {
  const nodes = models.map(([id, node]) => {
    const columns = Object.keys(node.columns).map((name, index) => [
      name,
      { type: 'NUMBER', index: index + 1, name, comment: null },
    ]);
    const metadata = { type: 'BASE TABLE', schema: 'marts', name: node.name, database: 'analytics' };
    return [id, { metadata, columns: Object.fromEntries(columns), stats: {}, unique_id: id }];
  });
  return artifact('catalog/v1', { nodes: Object.fromEntries(nodes), sources: {}, errors: null });
}

function resultsOf(nodes: readonly (readonly [string, NodeJson])[]): string {
  const results = nodes.map(([id, node], index) => ({
    status: node.resource_type === 'test' ? (index % 50 === 0 ? 'fail' : 'pass') : 'success',
    timing: [
      { name: 'compile', started_at: generated, completed_at: generated },
      { name: 'execute', started_at: generated, completed_at: generated },
    ],
    thread_id: 'Thread-1',
    execution_time: 0.5,
    adapter_response: { _message: 'OK' },
    message: null,
    failures: node.resource_type === 'test' ? Number(index % 50 === 0) : null,
    unique_id: id,
  }));
  return artifact('run-results/v6', { results, elapsed_time: 10, args: {} });
}

function freshnessOf(sources: readonly string[]): string {
  const results = sources.map((id, index) => ({
    unique_id: id,
    max_loaded_at: generated,
    snapshotted_at: generated,
    max_loaded_at_time_ago_in_s: 100,
    status: index % 20 === 0 ? 'warn' : 'pass',
    criteria: { warn_after: { count: 12, period: 'hour' }, error_after: null, filter: null },
    adapter_response: {},
    timing: [],
    thread_id: 'Thread-1',
    execution_time: 0.1,
  }));
  return artifact('sources/v3', { results, elapsed_time: 1 });
}

function artifact(schema: string, content: object): string {
  const metadata = {
    dbt_schema_version: `https://schemas.getdbt.com/dbt/${schema}.json`,
    dbt_version: '1.11.2',
    generated_at: generated,
    invocation_id: 'bench',
  };
  return JSON.stringify({ metadata, ...content });
}

function write(folder: string, file: string, text: string): void {
  const absolute = path.join(folder, file);
  mkdirSync(path.dirname(absolute), { recursive: true });
  writeFileSync(absolute, text);
}
