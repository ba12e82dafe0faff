// The requests behind the tree “Upstream & downstream”.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import {
  type LineageColumn,
  type LineageRoots,
  type LineageRow,
  methods,
  type ShownNode,
} from '../../server/src/protocol.ts';
import { shop, shopClient } from '../harness/shop.ts';

test('the tree: roots, children, and a node reached by two paths', async (t) => {
  const server = await shopClient(t);
  const uri = server.uri('models/orders.sql');
  const roots = await server.request<LineageRoots>(methods.lineageRoots, { uri });
  assert.equal(roots.kind, 'node');
  if (roots.kind !== 'node') return;
  assert.equal(roots.root.label, 'orders');
  assert.deepEqual(
    roots.upstream.map(({ label, mark, expandable }) => ({ label, mark, expandable })),
    [
      { label: 'stg_orders', mark: undefined, expandable: true },
      { label: 'raw.orders', mark: undefined, expandable: false },
    ],
  );
  assert.deepEqual(
    roots.downstream.map(({ label, description }) => ({ label, description })),
    [{ label: 'board', description: 'Ida' }],
  );
  const rows = await server.request<LineageRow[]>(methods.lineageChildren, {
    folder: roots.folder,
    direction: 'upstream',
    path: ['model.shop.orders', 'model.shop.stg_orders'],
  });
  assert.deepEqual(
    rows.map(({ label, mark, also }) => ({ label, mark, also })),
    [{ label: 'raw.orders', mark: 'again', also: 'orders' }],
  );
  const shown = await server.request<ShownNode>(methods.showNode, { uri, name: 'stg_orders' });
  assert.equal(shown.file?.uri, server.uri('models/stg_orders.sql'));
  assert.equal(shown.yaml?.uri, server.uri('models/schema.yml'));
});

test('the tree says what to do where there is nothing to show', async (t) => {
  const folder = shop(t);
  rmSync(path.join(folder, 'target'), { recursive: true });
  writeFileSync(path.join(folder, '..', 'outside.sql'), '');
  const server = await shopClient(t, { folder });
  const at = (uri: string) => server.request<LineageRoots>(methods.lineageRoots, { uri });
  const none = await at(server.uri('models/orders.sql'));
  assert.equal(none.kind === 'nothing' && none.reason, 'noManifest');
  const outside = await at(server.uri('../outside.sql'));
  assert.equal(outside.kind === 'nothing' && outside.reason, 'noProject');
  rmSync(path.join(folder, '..', 'outside.sql'));
});

test('in YAML the tree is about the entry at the cursor', async (t) => {
  const server = await shopClient(t);
  const uri = server.uri('models/schema.yml');
  const rootAt = async (position?: { line: number; character: number }) => {
    const roots = await server.request<LineageRoots>(methods.lineageRoots, { uri, position });
    return roots.kind === 'node' ? roots.root.label : roots.message;
  };
  assert.equal(await rootAt(), 'raw.orders');
  assert.equal(await rootAt({ line: 4, character: 12 }), 'raw.orders');
  assert.equal(await rootAt({ line: 6, character: 6 }), 'stg_orders');
  assert.equal(await rootAt({ line: 7, character: 20 }), 'stg_orders');
});

test('a file without lineage says so, and a model that dbt has not parsed has its tree', async (t) => {
  const folder = shop(t);
  writeFileSync(path.join(folder, 'models', 'fresh.sql'), "select id from {{ ref('orders') }}");
  writeFileSync(path.join(folder, 'models', 'groups.yml'), 'groups:\n  - name: team\n');
  const server = await shopClient(t, { folder });
  const messageAt = async (file: string) => {
    const roots = await server.request<LineageRoots>(methods.lineageRoots, { uri: server.uri(file) });
    return roots.kind === 'nothing' ? roots.message : roots.root.label;
  };
  const fresh = await server.request<LineageRoots>(methods.lineageRoots, {
    uri: server.uri('models/fresh.sql'),
  });
  assert.deepEqual(
    fresh.kind === 'node' && [fresh.root.spoken, ...fresh.upstream.map(({ label }) => label)],
    ['model fresh, not parsed yet', 'orders'],
  );
  assert.match(await messageAt('models/groups.yml'), /^Nothing in this file has lineage/);
  assert.match(await messageAt('dbt_project.yml'), /^Nothing in this file has lineage/);
});

test('the tree’s columns: a node’s, and one step from one of them, on unsaved text', async (t) => {
  const server = await shopClient(t);
  await server.open('models/stg_orders.sql', "select id, amount as amt from {{ source('raw', 'orders') }}");
  await server.open('models/orders.sql', "select amt as total from {{ ref('stg_orders') }}");
  const folder = server.uri('');
  const columns = async (params: object) => {
    const found = await server.request<LineageColumn[]>(methods.lineageColumns, { folder, ...params });
    return found.map(({ label, description }) => `${label} ${description}`.trim());
  };
  const node = 'model.shop.stg_orders';
  assert.deepEqual(await columns({ node }), ['id', 'amt']);
  assert.deepEqual(await columns({ node, column: 'amt' }), [
    'raw.orders.amount from · renamed',
    'orders.total read by · renamed',
    'board read by · perhaps',
  ]);
  assert.deepEqual(await columns({ node, column: 'amt', direction: 'upstream' }), [
    'raw.orders.amount renamed',
  ]);
  await assert.rejects(columns({ node, direction: 'sideways' }));
  await assert.rejects(server.request(methods.lineageRoots, { uri: folder, uniqueId: 1 }), { code: -32602 });
  await assert.rejects(
    server.request(methods.lineageChildren, { folder, direction: 'upstream', path: [1] }),
    /path is missing/,
  );
});
