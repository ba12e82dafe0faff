// What each schema version and Fusion say of an entry, read into one Detail.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readManifest } from '../../../server/src/core/artifacts/manifest.ts';
import type { Detail } from '../../../server/src/core/artifacts/types.ts';
import { jsonBytes, manifestJson, modelJson } from './manifests.ts';

/** The detail of the only entry. */
function detailOf(version: number, map: string, uniqueId: string, node: unknown): Detail {
  const { manifest } = readManifest(jsonBytes(manifestJson(version, { [map]: { [uniqueId]: node } })));
  const entry = manifest?.entries[0];
  assert.ok(manifest && entry);
  const detail = manifest.detail(entry);
  assert.ok(detail);
  return detail;
}

test('a model of dbt 1.11', () => {
  const detail = detailOf(
    12,
    'nodes',
    'model.shop.orders',
    modelJson('orders', {
      access: 'public',
      group: 'finance',
      version: 2,
      latest_version: 3,
      deprecation_date: '2026-05-01T00:00:00+00:00',
      contract: { enforced: true },
      constraints: [{ type: 'primary_key', columns: ['id'], warn_unenforced: false, name: null }],
      columns: {
        id: {
          name: 'id',
          description: 'Key',
          data_type: 'integer',
          meta: { pii: true },
          config: { meta: { pii: false, level: 1 }, tags: ['a'] },
          tags: ['a', 'b'],
          constraints: [{ type: 'not_null' }],
          quote: null,
        },
      },
      compiled_code: 'select 1',
      language: 'sql',
    }),
  );
  assert.equal(detail.access, 'public');
  assert.equal(detail.group, 'finance');
  assert.equal(detail.latestVersion, '3');
  assert.equal(detail.contractEnforced, true);
  assert.deepEqual(detail.constraints[0], {
    type: 'primary_key',
    name: undefined,
    expression: undefined,
    columns: ['id'],
    warnUnenforced: false,
    warnUnsupported: true,
  });
  assert.deepEqual(detail.columns[0]?.tags, ['a', 'b']);
  assert.deepEqual(detail.columns[0]?.meta, { pii: true, level: 1 });
  assert.equal(detail.columns[0]?.constraints[0]?.type, 'not_null');
  assert.deepEqual(detail.refs, [{ name: 'customers', package: undefined, version: '2' }]);
  assert.deepEqual(detail.sources, [['raw', 'orders']]);
  assert.deepEqual(detail.macros, ['macro.dbt.is_incremental']);
  assert.equal(detail.patchPath, 'models/schema.yml');
  assert.equal(detail.checksum, 'ab'.repeat(32));
  assert.equal(detail.identifier, 'orders');
  assert.deepEqual(detail.configMeta, { owner: 'Ada' });
  assert.deepEqual(detail.config, { materialized: 'table', tags: [] });
});

test('a model before dbt 1.3: raw_sql, compiled_sql, refs as lists, a mere patch path, root_path', () => {
  const { raw_code: _, ...old } = modelJson('orders');
  const detail = detailOf(1, 'nodes', 'model.shop.orders', {
    ...old,
    raw_sql: 'select * from a',
    compiled_sql: 'select * from b',
    root_path: '/somewhere',
    refs: [['customers'], ['other', 'payments']],
    patch_path: 'models\\schema.yml',
  });
  assert.equal(detail.rawCode, 'select * from a');
  assert.equal(detail.compiledCode, 'select * from b');
  assert.equal(detail.patchPath, 'models/schema.yml');
  assert.deepEqual(detail.refs, [
    { name: 'customers', package: undefined, version: undefined },
    { name: 'payments', package: 'other', version: undefined },
  ]);
});

test("Fusion's omitted nulls are empty lists and undefined", () => {
  const detail = detailOf(20, 'nodes', 'model.shop.orders', {
    name: 'orders',
    resource_type: 'model',
    config: {
      access: 'private',
      group: 'finance',
      contract: { enforced: true },
      meta: { owner: 'Ada' },
      tags: 'one',
    },
    depends_on: { nodes_with_ref_location: [['model.shop.a', { line: 1 }]] },
  });
  assert.equal(detail.description, '');
  assert.equal(detail.access, 'private');
  assert.equal(detail.contractEnforced, true);
  assert.deepEqual(detail.tags, ['one']);
  assert.deepEqual(detail.meta, { owner: 'Ada' });
  assert.deepEqual(detail.columns, []);
  assert.equal(detail.relationName, undefined);
});

test('paths of Windows have forward slashes', () => {
  const node = modelJson('orders', {
    original_file_path: 'models\\marts\\orders.sql',
    patch_path: 'shop://models\\m.yml',
  });
  const { manifest } = readManifest(jsonBytes(manifestJson(12, { nodes: { 'model.shop.orders': node } })));
  assert.equal(manifest?.entries[0]?.originalFilePath, 'models/marts/orders.sql');
  assert.equal(manifest?.detail(manifest.entries[0]!)?.patchPath, 'models/m.yml');
});

const limits = {
  warn_after: { count: 12, period: 'hour' },
  error_after: { count: null, period: null },
  filter: null,
};
const rule = { warnAfter: { count: 12, period: 'hour' }, errorAfter: undefined, filter: undefined };

test('the freshness of a source stands on top or in its config, and empty limits are none', () => {
  const source = (more: object): Detail =>
    detailOf(12, 'sources', 'source.shop.raw.orders', {
      name: 'orders',
      source_name: 'raw',
      original_file_path: 'models/src.yml',
      source_meta: { owner: 'Bob' },
      source_description: 'Raw',
      identifier: 'ORDERS',
      loader: '',
      ...more,
    });
  assert.deepEqual(source({ freshness: limits }).freshness, rule);
  assert.deepEqual(source({ config: { freshness: limits, loaded_at_field: 'at' } }).freshness, rule);
  assert.equal(source({ config: { loaded_at_field: 'at' } }).loadedAtField, 'at');
  assert.equal(source({ freshness: null, config: { freshness: limits } }).freshness, undefined);
  assert.equal(source({ freshness: { warn_after: { count: null, period: null } } }).freshness, undefined);
  const plain = source({});
  assert.equal(plain.patchPath, 'models/src.yml');
  assert.equal(plain.identifier, 'ORDERS');
  assert.deepEqual(plain.sourceMeta, { owner: 'Bob' });
  assert.equal(plain.loader, undefined);
});

test('owners have names and addresses, one or several', () => {
  const owner = (written: unknown): Detail['owner'] =>
    detailOf(12, 'groups', 'group.shop.finance', { name: 'finance', owner: written }).owner;
  assert.deepEqual(owner({ name: 'Ada', email: 'a@x.org' }), { name: 'Ada', emails: ['a@x.org'] });
  assert.deepEqual(owner({ email: ['a@x.org', 'b@x.org'] }), {
    name: undefined,
    emails: ['a@x.org', 'b@x.org'],
  });
  assert.deepEqual(owner({ email: 'a@x.org, b@x.org' })?.emails, ['a@x.org', 'b@x.org']);
  assert.equal(owner({ name: null }), undefined);
});

test('a generic test knows its column and what it is attached to, before dbt 1.5 too', () => {
  const node = {
    name: 'not_null_orders_id',
    resource_type: 'test',
    original_file_path: 'models/schema.yml',
    config: { severity: 'WARN' },
    test_metadata: {
      name: 'relationships',
      namespace: null,
      kwargs: { column_name: 'id', model: "{{ get_where_subquery(ref('orders')) }}", to: "ref('customers')" },
    },
    depends_on: { nodes: ['model.shop.customers', 'model.shop.orders'] },
  };
  const old = detailOf(4, 'nodes', 'test.shop.t', node);
  assert.equal(old.attachedNode, 'model.shop.orders');
  assert.equal(old.columnName, 'id');
  assert.equal(old.severity, 'warn');
  assert.equal(old.testName, 'relationships');
  assert.equal(old.testNamespace, undefined);
  const current = detailOf(12, 'nodes', 'test.shop.t', { ...node, attached_node: 'model.shop.customers' });
  assert.equal(current.attachedNode, 'model.shop.customers');
});

test('exposures, metrics, macros, docs, semantic models and unit tests', () => {
  const exposure = {
    name: 'board',
    type: 'dashboard',
    maturity: 'high',
    url: 'https://x',
    label: 'Board',
    owner: { name: 'Ada' },
  };
  assert.equal(detailOf(12, 'exposures', 'exposure.shop.board', exposure).exposureType, 'dashboard');
  assert.equal(
    detailOf(12, 'metrics', 'metric.shop.m', { name: 'm', type: 'simple', metrics: [['other']] }).metricType,
    'simple',
  );
  const oldMetric = detailOf(7, 'metrics', 'metric.shop.m', {
    name: 'm',
    calculation_method: 'sum',
    metrics: [['shop', 'a']],
  });
  assert.equal(oldMetric.metricType, 'sum');
  assert.deepEqual(oldMetric.metrics, ['a']);
  const macro = detailOf(12, 'macros', 'macro.shop.cents', {
    name: 'cents',
    macro_sql: '{% macro cents(a) %}{% endmacro %}',
    arguments: [{ name: 'a', type: null, description: 'Which' }],
  });
  assert.deepEqual(macro.arguments, [{ name: 'a', type: undefined, description: 'Which' }]);
  assert.equal(
    detailOf(1, 'docs', 'shop.note', { name: 'note', block_contents: 'Hello' }).blockContents,
    'Hello',
  );
  const semantic = {
    name: 's',
    model: "ref('orders')",
    node_relation: { alias: 'orders', schema_name: 'main', relation_name: 'main.orders' },
  };
  const semanticDetail = detailOf(12, 'semantic_models', 'semantic_model.shop.s', semantic);
  assert.equal(semanticDetail.model, "ref('orders')");
  assert.equal(semanticDetail.relationName, 'main.orders');
  assert.equal(
    detailOf(12, 'unit_tests', 'unit_test.shop.orders.t', { name: 't', model: 'orders' }).model,
    'orders',
  );
});
