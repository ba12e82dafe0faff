// Reading manifests: how entries are found whatever the file looks like, and what keeps its identity when it is read again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readManifest } from '../../../server/src/core/artifacts/manifest.ts';
import type { Entry, Manifest } from '../../../server/src/core/artifacts/types.ts';
import { jsonBytes, manifestJson, modelJson, textBytes } from './manifests.ts';

function read(bytes: Uint8Array, previous?: Manifest): Manifest {
  const { manifest, problems } = readManifest(bytes, previous);
  assert.deepEqual(problems, []);
  assert.ok(manifest);
  return manifest;
}

const shop = manifestJson(12, {
  nodes: {
    'model.shop.orders': modelJson('orders'),
    'model.shop.customers': modelJson('customers', { version: 2 }),
  },
  sources: {
    'source.shop.raw.orders': {
      name: 'orders',
      source_name: 'raw',
      package_name: 'shop',
      resource_type: 'source',
    },
  },
});

/** What can be read of an entry; it cuts its texts out of a page when that happens. */
function properties(entry: Entry | undefined): Entry | undefined {
  return (
    entry && {
      uniqueId: entry.uniqueId,
      resourceType: entry.resourceType,
      name: entry.name,
      packageName: entry.packageName,
      dependsOn: entry.dependsOn,
      macros: entry.macros,
      group: entry.group,
      originalFilePath: entry.originalFilePath,
      sourceName: entry.sourceName,
      version: entry.version,
      disabled: entry.disabled,
    }
  );
}

test('an entry has the small fields of its node', () => {
  const manifest = read(jsonBytes(shop));
  assert.deepEqual(properties(manifest.entry('model.shop.orders')), {
    uniqueId: 'model.shop.orders',
    resourceType: 'model',
    name: 'orders',
    packageName: 'shop',
    dependsOn: ['source.shop.raw.orders'],
    macros: ['macro.dbt.is_incremental'],
    group: undefined,
    originalFilePath: 'models/orders.sql',
    sourceName: undefined,
    version: undefined,
    disabled: false,
  });
  assert.equal(manifest.entry('model.shop.customers')?.version, '2');
  assert.equal(manifest.entry('source.shop.raw.orders')?.sourceName, 'raw');
  assert.equal(manifest.entry('model.shop.nothing'), undefined);
  assert.deepEqual(manifest.metadata, {
    schemaVersion: 12,
    dbtVersion: '1.0.0',
    generatedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    projectName: 'shop',
    adapterType: 'duckdb',
    invocationId: undefined,
  });
});

test('white space, a byte order mark, escaped keys and another order of keys make no difference', () => {
  const plain = read(jsonBytes(shop));
  const variants = {
    indented: textBytes(`\ufeff\r\n${JSON.stringify(shop, undefined, '\t')}\n`),
    escaped: textBytes(
      JSON.stringify(shop)
        .replaceAll('"name"', '"\\u006e\\u0061me"')
        .replace('"nodes"', '"n\\u006fdes"')
        .replaceAll('"depends_on"', '"depends\\u005fon"')
        .replaceAll('model.shop.customers', 'model.shop.\\u0063ustomers'),
    ),
    reversed: jsonBytes(reversed(shop)),
  };
  const sorted = (manifest: Manifest): unknown =>
    manifest.entries
      .map((entry) => [entry, manifest.detail(entry)?.description, manifest.detail(entry)?.rawCode])
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  for (const [name, bytes] of Object.entries(variants)) {
    assert.deepEqual(sorted(read(bytes)), sorted(plain), name);
  }
});

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
}

test('a manifest cut off anywhere is torn, and never an exception', () => {
  const bytes = jsonBytes(shop);
  for (let length = 0; length < bytes.length; length++) {
    const { manifest, torn } = readManifest(bytes.slice(0, length));
    assert.ok(torn && !manifest, `at ${length}`);
  }
});

test('the rest of a longer file behind the manifest means torn', () => {
  assert.ok(readManifest(textBytes(`${JSON.stringify(shop)}"x": 1}}`)).torn);
});

test('what is no manifest is told in one sentence', () => {
  for (const text of ['[]', 'null', '{}', '"nodes"', '\u0001\u0002binary', '{"results": []}']) {
    const { manifest, problems } = readManifest(textBytes(text));
    assert.equal(manifest, undefined, text);
    assert.equal(problems.length, 1, text);
    assert.match(problems[0]?.message ?? '', /not a dbt manifest\. Run "dbt parse"/);
  }
});

test('an unknown newer version is read, and told once', () => {
  const { manifest, problems } = readManifest(
    jsonBytes({ ...shop, ...manifestJson(13, { nodes: shop['nodes'] }) }),
  );
  assert.equal(manifest?.entries.length, 2);
  assert.equal(problems.length, 1);
  assert.deepEqual(readManifest(jsonBytes(manifestJson(20, {}))).problems, []);
});

test('disabled nodes come last, in a map of lists or in a list', () => {
  const disabled = [modelJson('orders'), modelJson('old'), modelJson('old')];
  const map = { 'model.shop.orders': [disabled[0]], 'model.shop.old': disabled.slice(1) };
  for (const written of [disabled, map]) {
    const manifest = read(
      jsonBytes({ metadata: {}, disabled: written, nodes: { 'model.shop.orders': modelJson('orders') } }),
    );
    assert.deepEqual(
      manifest.entries.map((entry) => [entry.name, entry.disabled]),
      [
        ['orders', false],
        ['orders', true],
        ['old', true],
        ['old', true],
      ],
    );
    assert.equal(manifest.entry('model.shop.orders')?.disabled, false);
    assert.equal(manifest.entry('model.shop.old'), manifest.entries[2]);
    assert.equal(manifest.detail(manifest.entries[1]!)?.uniqueId, 'model.shop.orders');
  }
});

test('an entry keeps its identity while it means the same', () => {
  const model = (more: object): Uint8Array =>
    jsonBytes(
      manifestJson(12, {
        nodes: {
          'model.shop.first': modelJson('first'),
          'model.shop.orders': modelJson('orders', { ...more }),
        },
      }),
    );
  const first = read(model({}));
  const orders = first.entry('model.shop.orders')!;
  const runOnly = {
    created_at: 1800000000,
    compiled: true,
    compiled_code: 'select 1',
    compiled_path: 'target/compiled/orders.sql',
    extra_ctes: [],
    extra_ctes_injected: true,
    build_path: null,
    relation_name: '"prod"."main"."orders"',
  };
  const compiled = read(model(runOnly), first);
  assert.equal(compiled.entry('model.shop.orders'), orders);
  assert.equal(compiled.detail(orders)?.compiledCode, 'select 1');
  assert.equal(compiled.detail(orders)?.relationName, '"prod"."main"."orders"');
  assert.equal(first.detail(orders)?.compiledCode, undefined);

  const again = read(model({ ...runOnly, created_at: 1900000000 }), compiled);
  assert.equal(again.entry('model.shop.orders'), orders);
  assert.equal(again.entries, compiled.entries);
  assert.equal(again.detail(orders), compiled.detail(orders), 'the same detail, too');

  const parsed = read(model({ created_at: 3 }), again);
  assert.equal(parsed.entry('model.shop.orders'), orders);
  assert.equal(parsed.detail(orders)?.compiledCode, undefined);

  const described = read(model({ description: 'Other' }), parsed);
  assert.notEqual(described.entry('model.shop.orders'), orders);
  assert.equal(described.entry('model.shop.first'), first.entry('model.shop.first'));
  assert.equal(described.detail(orders)?.description, 'Other', 'an older entry finds its successor');
});

test('identities survive inserted, removed and moved entries', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const of = (list: readonly string[]): Uint8Array =>
    jsonBytes(
      manifestJson(12, {
        nodes: Object.fromEntries(list.map((name) => [`model.shop.${name}`, modelJson(name)])),
      }),
    );
  const first = read(of(names));
  for (const list of [
    ['a', 'x', 'b', 'c', 'd', 'e'],
    ['b', 'd', 'e'],
    ['e', 'd', 'c', 'b', 'a'],
  ]) {
    const second = read(of(list), first);
    assert.deepEqual(
      second.entries.map(({ name }) => name),
      list,
    );
    for (const entry of second.entries) {
      if (entry.name !== 'x') assert.equal(entry, first.entry(entry.uniqueId), `${list} ${entry.name}`);
    }
  }
});

test('an entry that is no JSON gives its last good detail', () => {
  const good = jsonBytes(shop);
  const first = read(good);
  const orders = first.entry('model.shop.orders')!;
  const detail = first.detail(orders);
  assert.ok(detail);
  const broken = textBytes(JSON.stringify(shop).replace('About orders', 'Ab\u0000ut \\orders'));
  const second = read(broken, first);
  assert.equal(second.detail(second.entry('model.shop.orders')!), detail);
  assert.equal(read(broken).detail(orders), undefined);
});

test('NaN, as Python writes it, is no reason to lose an entry', () => {
  const bytes = textBytes(JSON.stringify(shop).replace('"Ada"', 'NaN').replace('1700000000.5', '-Infinity'));
  const manifest = read(bytes);
  assert.deepEqual(
    manifest.entries.map((entry) => manifest.detail(entry)?.uniqueId),
    ['model.shop.orders', 'model.shop.customers', 'source.shop.raw.orders'],
  );
});

test('a scan that follows the file chunk by chunk finds the same', async () => {
  const { startScan, scan } = await import('../../../server/src/core/artifacts/scan.ts');
  const { manifestPlan } = await import('../../../server/src/core/artifacts/manifestPlan.ts');
  const bytes = jsonBytes({ before: 12345, ...shop, after: 67.5, disabled: [modelJson('off')] });
  const onPage = (): void => undefined;
  const whole = scan(bytes, { plan: manifestPlan, onPage });
  for (const chunk of [1, 7, 100, 1000]) {
    const scanner = startScan(bytes, { plan: manifestPlan, onPage });
    for (let at = chunk; at < bytes.length; at += chunk) scanner.advance(at);
    assert.deepEqual(scanner.finish(), whole, `chunks of ${chunk}`);
  }
});
