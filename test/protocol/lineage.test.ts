// The requests behind the tree “Upstream & downstream”.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { type LineageRoots, type LineageRow, methods, type ShownNode } from '../../server/src/protocol.ts';
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
