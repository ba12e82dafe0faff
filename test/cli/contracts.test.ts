// `dbt-context contracts init` and `dbt-context contracts report`: what is proposed, what is counted, and what they refuse.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runCommandLine } from '../../server/src/cli/commandLine.ts';
import { diskProject, writeFiles } from '../harness/diskProject.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import { testNow } from '../harness/project.ts';

async function run(folder: string, ...args: string[]) {
  const out: string[] = [];
  const error: string[] = [];
  const code = await runCommandLine(['contracts', ...args], {
    out: (text) => out.push(text),
    error: (text) => error.push(text),
    environment: { XDG_CACHE_HOME: path.join(folder, 'cache'), HOME: folder },
    workingFolder: folder,
    entry: undefined,
    now: () => testNow,
    clock: () => 0,
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

/** Trips, ports and crews of a ferry line in two layers; types by the catalog. */
const all = {
  stg_trips: {
    trip_id: 'INTEGER',
    ferry_id: 'INTEGER',
    departed_at: 'TIMESTAMP',
    is_full: 'BOOLEAN',
    fare_amount: 'DECIMAL(10,2)',
  },
  stg_ports: { port_id: 'INTEGER', port_name: 'VARCHAR', opened_at: 'TIMESTAMP', is_open: 'BOOLEAN' },
  trips: {
    trip_id: 'INTEGER',
    port_id: 'INTEGER',
    departed_at: 'TIMESTAMP',
    is_late: 'BOOLEAN',
    ticket_amount: 'DECIMAL(10,2)',
  },
  crews: {
    crew_id: 'INTEGER',
    crew_name: 'VARCHAR',
    hired_at: 'TIMESTAMP',
    has_licence: 'BOOLEAN',
    wage_amount: 'DECIMAL(10,2)',
  },
  ferries: { ferry_id: 'INTEGER', ferry_name: 'VARCHAR', built_at: 'TIMESTAMP', seats: 'INTEGER' },
} as const;

function ferries(tables: Readonly<Record<string, Readonly<Record<string, string>>>> = all): string {
  const models = Object.entries(tables).map(([name, columns]) => {
    const folder = name.startsWith('stg_') ? 'staging' : 'marts';
    const list = Object.entries(columns).map(
      ([column, type]) => `cast(null as ${type.toLowerCase()}) as ${column}`,
    );
    return { name, path: `models/${folder}/${name}.sql`, text: `select ${list.join(', ')}` };
  });
  const manifest = manifestOf(
    Object.fromEntries(models.map((each) => [`model.shop.${each.name}`, { original_file_path: each.path }])),
  );
  const catalog = catalogOf(
    Object.fromEntries(models.map(({ name }) => [`model.shop.${name}`, tables[name] ?? {}])),
  );
  return `
//- dbt_project.yml
name: shop
version: "1.0"
profile: shop
${models.map((each) => `//- ${each.path}\n${each.text}`).join('\n')}
//- target/manifest.json
${JSON.stringify(manifest)}
//- target/catalog.json
${JSON.stringify(catalog)}
`;
}

test('init proposes the words that recur, with their types, and writes them', async (t) => {
  const folder = diskProject(t, ferries());
  const { code, out, error } = await run(folder, 'init');
  assert.deepEqual([code, error], [0, '']);
  const written = readFileSync(path.join(folder, 'dbt-context.yml'), 'utf8');
  assert.ok(out.startsWith(written), out);
  assert.deepEqual(
    written
      .split('\n')
      .slice(2)
      .map((line) => line.replace(/ +# .*/, '')),
    [
      'contracts:',
      '  case: lower',
      '  applies_to:',
      '    resource_types: [model]',
      '  levels:',
      '    - open: true',
      '      stubs:',
      '        is: {description: Whether it is so, types: [boolean]}',
      '  suffixes:',
      '    id: {description: Identifier, types: [integer]}',
      '    at: {description: Moment, types: [timestamp]}',
      '    amount: {description: Amount, types: [number]}',
      '    name: {description: Name, types: [string]}',
      '',
    ],
  );
});

test('init leaves a file alone unless forced, and says where nothing recurs', async (t) => {
  const folder = diskProject(t, `${ferries()}\n//- dbt-context.yml\nrules: {}\n`);
  const shown = await run(folder, 'init');
  assert.equal(shown.code, 2);
  assert.match(shown.out, /^ {4}id: /m);
  assert.match(shown.error, /only shown; --force replaces/);
  assert.equal(readFileSync(path.join(folder, 'dbt-context.yml'), 'utf8').trim(), 'rules: {}');
  assert.equal((await run(folder, 'init', '--force')).code, 0);
  assert.match(readFileSync(path.join(folder, 'dbt-context.yml'), 'utf8'), /^contracts:/m);

  const bare = diskProject(
    t,
    ferries({ a: { x: 'INTEGER', y: 'VARCHAR' }, b: { x: 'INTEGER', z_a: 'VARCHAR' } }),
  );
  const nothing = await run(bare, 'init');
  assert.equal(nothing.code, 1);
  assert.match(nothing.error, /No words recur/);
  assert.equal(existsSync(path.join(bare, 'dbt-context.yml')), false);
});

test('report counts words, violations and candidates; as data too', async (t) => {
  const folder = diskProject(t, ferries());
  writeFiles(
    folder,
    `//- dbt-context.yml
contracts:
  levels:
    - stubs: {is: {types: [boolean], synonyms: [has]}, ferry: {}, trip: {}, never: {}}
  suffixes:
    id: {types: [string]}
    at: {types: [timestamp]}
`,
  );
  const { code, out, error } = await run(folder, 'report');
  assert.deepEqual([code, error], [0, '']);
  assert.equal(
    out,
    `23 columns of 5 models; 74% have a word of the vocabulary in their names

level 1
  is                 4 in 4 models  as has 1
  ferry              3 in 2 models
  trip               2 in 2 models
  not used: never

suffixes
  id                 7 in 5 models
  at                 5 in 5 models

violations
  column-name-vocabulary       14
  column-name-type             7
  column-name-duplicate-stub   1

words that aren’t in the vocabulary
  amount                     3 in 3 models, at the end
  name                       3 in 3 models, at the end
  port                       3 in 2 models, level 1
  crew                       2 in 1 model, level 1
  departed                   2 in 2 models, level 1
  built                      1 in 1 model, level 1
  fare                       1 in 1 model, level 1
  hired                      1 in 1 model, level 1
  opened                     1 in 1 model, level 1
  seats                      1 in 1 model, level 1
  ticket                     1 in 1 model, level 1
  wage                       1 in 1 model, level 1`,
  );
  const json = await run(folder, 'report', '--format', 'json');
  const data = JSON.parse(json.out) as Record<string, unknown>;
  assert.equal(data['columns'], 23);
});

test('what they refuse', async (t) => {
  const folder = diskProject(t, ferries());
  assert.match((await run(folder, 'report')).error, /has no vocabulary/);
  assert.equal((await run(folder, 'report')).code, 2);
  assert.match((await run(folder)).error, /Usage: dbt-context contracts/);
  assert.match((await run(folder, 'report', '--format', 'xml')).error, /text or json/);
});
