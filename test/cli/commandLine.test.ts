// The command line: what it prints and its exit codes, in this process; the built bundle is tried in the end.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { runCommandLine } from '../../server/src/cli/commandLine.ts';
import { nodeFacts } from '../../server/src/core/features/showNode.ts';
import { ProjectHost } from '../../server/src/host/projectHost.ts';
import { defaultSettings } from '../../server/src/host/settings.ts';
import { writeFiles } from '../harness/diskProject.ts';
import { testNow } from '../harness/project.ts';
import { shop } from '../harness/shop.ts';

interface Ran {
  readonly code: number | undefined;
  readonly out: string;
  readonly error: string;
}

async function run(folder: string, ...args: string[]): Promise<Ran> {
  const out: string[] = [];
  const error: string[] = [];
  const code = await runCommandLine(args, {
    out: (text) => out.push(text),
    error: (text) => error.push(text),
    environment: environmentOf(folder),
    workingFolder: folder,
    entry: undefined,
    now: () => testNow,
    clock: () => 0,
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

function environmentOf(folder: string): Readonly<Record<string, string>> {
  return { XDG_CACHE_HOME: path.join(folder, 'cache'), HOME: folder };
}

function withModel(t: TestContext): string {
  const folder = shop(t);
  writeFiles(
    folder,
    "//- models/new.sql\nselect * from {{ ref('stg_orders') }}\n-- {{ ref('stg_ordrs') }}\n",
  );
  return folder;
}

test('show prints the card of the hover', async (t) => {
  const { code, out, error } = await run(shop(t), 'show', 'stg_orders');
  assert.equal(error, '');
  assert.equal(code, 0);
  assert.match(out, /^stg_orders · model[\s\S]*One row for each order\.[\s\S]*Mara/);
});

test('show --format json gives the facts of the hover', async (t) => {
  const folder = shop(t);
  const { code, out } = await run(folder, 'show', 'raw.orders', '--format', 'json');
  assert.equal(code, 0);
  const host = new ProjectHost(folder, {
    environment: environmentOf(folder),
    watch: false,
    watchSources: false,
    settings: async () => defaultSettings,
    log: assert.fail,
  });
  await host.loaded;
  const entry = host.current.artifacts.manifest?.entry('source.shop.raw.orders');
  assert.ok(entry);
  assert.deepEqual(JSON.parse(out), JSON.parse(JSON.stringify(nodeFacts(host.current, entry, testNow))));
  await host.close();
});

test('show of a column', async (t) => {
  const folder = shop(t);
  writeFiles(folder, "//- models/orders.sql\nselect 1 as id, 'a' as status from {{ ref('stg_orders') }}\n");
  const card = await run(folder, 'show', 'orders.status');
  assert.equal(card.error, '');
  assert.equal(card.code, 0);
  assert.match(card.out, /^status · column · of orders\n[\s\S]*Type +string from its literal value/);
  const facts = await run(folder, 'show', 'orders.status', '--format', 'json');
  const { uniqueId, column, type } = JSON.parse(facts.out) as Record<string, unknown>;
  assert.deepEqual(
    { uniqueId, column, type },
    { uniqueId: 'model.shop.orders', column: 'status', type: 'string' },
  );
  const missing = await run(folder, 'show', 'orders.statsu');
  assert.equal(missing.code, 2);
  assert.match(missing.error, /^orders has no column statsu; did you mean `status`\?$/);
});

test('names that show takes', async (t) => {
  const folder = shop(t);
  const titles = { orders: 'orders', 'shop.orders': 'orders', 'raw.orders': 'raw.orders', board: 'board' };
  for (const [name, title] of Object.entries(titles)) {
    const { out } = await run(folder, 'show', name);
    assert.equal(out.split(' · ')[0], title, name);
  }
  const byId = await run(folder, 'show', 'source.shop.raw.orders');
  assert.match(byId.out, /^raw\.orders · source/);
});

test('an unknown name: the nearest ones, exit code 2', async (t) => {
  const { code, error } = await run(shop(t), 'show', 'stg_ordrs');
  assert.equal(code, 2);
  assert.match(error, /stg_ordrs.*did you mean `stg_orders`/);
});

test('no manifest, or one that cannot be read: exit code 3 and what to run', async (t) => {
  const folder = shop(t);
  writeFileSync(path.join(folder, 'target', 'manifest.json'), '[]');
  const broken = await run(folder, 'show', 'orders');
  assert.equal(broken.code, 3);
  assert.match(broken.error, /manifest/);
  rmSync(path.join(folder, 'target'), { recursive: true });
  const missing = await run(folder, 'show', 'orders');
  assert.equal(missing.code, 3);
  assert.match(missing.error, /dbt parse/);
});

test('another target folder', async (t) => {
  const folder = shop(t);
  const elsewhere = await run(folder, 'show', 'orders', '--target-path', 'out');
  assert.equal(elsewhere.code, 3);
  assert.match(elsewhere.error, /out/);
});

test('the project: above the working folder, the only one below, or the one named', async (t) => {
  const folder = shop(t);
  assert.equal((await run(path.join(folder, 'models'), 'show', 'orders')).code, 0);
  assert.equal((await run(path.dirname(folder), 'show', 'orders', '--project-dir', folder)).code, 0);
  const none = await run(
    path.parse(folder).root,
    'show',
    'orders',
    '--project-dir',
    path.dirname(process.execPath),
  );
  assert.equal(none.code, 2);
  assert.match(none.error, /dbt_project\.yml/);
});

test('trace: steps with times, then the answer', async (t) => {
  const folder = withModel(t);
  const hover = await run(folder, 'trace', 'models/new.sql:1:25', 'hover');
  assert.equal(hover.error, '');
  assert.match(hover.out, /hover 0\.00 ms\n {2}name at the place 0\.00 ms\n {2}card 0\.00 ms/);
  assert.match(hover.out, /\nstg_orders · model/);
  const definition = await run(folder, 'trace', 'models/new.sql:1:25', 'definition');
  assert.match(definition.out, /\nmodels\/stg_orders\.sql:1:1/);
  const problems = await run(folder, 'trace', 'models/new.sql:1:1', 'diagnostics');
  assert.match(problems.out, /\nmodels\/new\.sql:2:12 error unknown-ref: /);
  assert.equal(problems.code, 0);
});

test('wrong use says how to use it, exit code 2', async (t) => {
  const folder = shop(t);
  const wrong = [
    [],
    ['bogus'],
    ['show'],
    ['show', 'a', 'b'],
    ['show', 'orders', '--format', 'xml'],
    ['show', 'orders', '--nope'],
    ['trace', 'models/orders.sql', 'hover'],
    ['trace', 'models/orders.sql:1:1', 'dance'],
    ['trace', 'models/missing.sql:1:1', 'hover'],
    ['lsp'],
  ];
  for (const args of wrong) {
    const { code, out, error } = await run(folder, ...args);
    assert.equal(code, 2, args.join(' '));
    assert.ok((out + error).length > 0, args.join(' '));
  }
});

test('--help and --version', async (t) => {
  const folder = shop(t);
  for (const args of [['--help'], ['-h'], ['show', '--help']]) {
    const { code, out } = await run(folder, ...args);
    assert.equal(code, 0);
    assert.match(out, /^Usage: dbt-context/);
  }
  assert.deepEqual(await run(folder, '--version'), { code: 0, out: 'unknown', error: '' });
});
