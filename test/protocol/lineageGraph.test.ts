// The request behind the lineage graph, and what the client is told when lineage may be another.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { LineageAnswer, LineageFocus, LineageView } from '../../server/src/lineageProtocol.ts';
import { type LineageChanged, type LineageRoots, methods } from '../../server/src/protocol.ts';
import type { TestClient } from '../harness/client.ts';
import { manifestOf } from '../harness/manifest.ts';
import { plainView } from '../harness/plainView.ts';
import { shop, shopClient } from '../harness/shop.ts';

function ask(server: TestClient, focus: LineageFocus, more: Partial<LineageView> = {}) {
  return server.request<LineageAnswer>(methods.lineageGraph, { focus, view: { ...plainView, ...more } });
}

const cursor = (server: TestClient, file: string, line = 0, character = 0): LineageFocus => ({
  kind: 'cursor',
  uri: server.uri(file),
  position: { line, character },
  columns: true,
});

/** What the graph is about and shows, or why there is none. */
const said = (answer: LineageAnswer) =>
  answer.kind === 'nothing'
    ? `${answer.reason}: ${answer.message}`
    : `${[answer.focus.node, answer.focus.column].filter(Boolean).join(' ')}: ${answer.nodes.map(({ label }) => label).join(' ')}`;

test('the graph of a file, of an entry in YAML, and of a node by its id', async (t) => {
  const server = await shopClient(t);
  assert.equal(
    said(await ask(server, cursor(server, 'models/orders.sql'))),
    'model.shop.orders: orders stg_orders raw.orders board',
  );
  assert.equal(
    said(await ask(server, cursor(server, 'models/schema.yml', 6, 6))),
    'model.shop.stg_orders: stg_orders raw.orders orders board',
  );
  const graph = await ask(server, { kind: 'node', folder: server.uri('.'), node: 'exposure.shop.board' });
  assert.equal(said(graph), 'exposure.shop.board: board orders stg_orders');
  assert.equal(graph.kind === 'graph' && graph.summary, 'board: 3 upstream, 0 downstream, owner Ida');
  assert.equal(graph.kind === 'graph' && graph.folder, server.uri('.'));
});

test('a column at the cursor is in the focus: of this model where it is made, else of the one that is read', async (t) => {
  const folder = shop(t);
  writeFileSync(path.join(folder, 'models', 'stg_orders.sql'), 'select 1 as id, 2 as amount');
  const text =
    "with o as (select * from {{ ref('stg_orders') }})\nselect o.id as order_id from o where o.amount > 1";
  writeFileSync(path.join(folder, 'models', 'orders.sql'), text);
  const server = await shopClient(t, { folder });
  const at = async (character: number) =>
    said(await ask(server, cursor(server, 'models/orders.sql', 1, character)));
  assert.match(await at(17), /^model\.shop\.orders order_id: orders stg_orders/);
  assert.match(await at(40), /^model\.shop\.stg_orders amount: /);
  assert.match(await at(1), /^model\.shop\.orders: /);
  const without = await ask(server, {
    ...cursor(server, 'models/orders.sql', 1, 17),
    columns: false,
  } as LineageFocus);
  assert.match(said(without), /^model\.shop\.orders: /);
});

test('an unsaved model is a node; what there is nothing of says what to do', async (t) => {
  const folder = shop(t);
  const server = await shopClient(t, { folder });
  await server.open('models/fresh.sql', "select * from {{ ref('orders') }}");
  assert.equal(
    said(await ask(server, cursor(server, 'models/fresh.sql'))),
    'file:models/fresh.sql: fresh orders',
  );
  assert.match(
    said(await ask(server, cursor(server, 'dbt_project.yml'))),
    /^noNode: Nothing in this file has lineage/,
  );
  const gone = await ask(server, { kind: 'node', folder: server.uri('.'), node: 'model.shop.gone' });
  assert.match(said(gone), /^noNode: shop has no model\.shop\.gone any more/);
  assert.match(said(await ask(server, cursor(server, '../outside.sql'))), /^noProject/);
  const bare = shop(t);
  rmSync(path.join(bare, 'target'), { recursive: true });
  const other = await shopClient(t, { folder: bare });
  assert.match(said(await ask(other, cursor(other, 'models/orders.sql'))), /^noManifest: .*Run "dbt parse"/);
});

test('parameters that make no sense are refused', async (t) => {
  const server = await shopClient(t);
  const focus = cursor(server, 'models/orders.sql');
  const wrong: readonly unknown[] = [
    undefined,
    { focus },
    { focus: { kind: 'other' }, view: plainView },
    { focus: { kind: 'cursor', uri: 1, columns: true }, view: plainView },
    { focus: { ...focus, position: { line: -1, character: 0 } }, view: plainView },
    { focus, view: { ...plainView, upstream: -1 } },
    { focus, view: { ...plainView, downstream: 1e9 } },
    { focus, view: { ...plainView, upstream: 'some' } },
    { focus, view: { ...plainView, opened: [1] } },
    { focus, view: { ...plainView, expanded: [{ node: 'a', direction: 'sideways', steps: 1 }] } },
    { focus, view: { ...plainView, unfolded: [{ fold: 'a', shown: 0.5 }] } },
    { focus, view: { ...plainView, filter: { ...plainView.filter, kinds: 'model' } } },
    { focus, view: { ...plainView, foldBy: 'colour' } },
  ];
  for (const params of wrong)
    await assert.rejects(server.request(methods.lineageGraph, params ?? {}), { code: -32602 });
});

test('the client that listens is told of texts and of artifacts, with the project', async (t) => {
  const folder = shop(t);
  const server = await shopClient(t, { folder, initializationOptions: { status: true } });
  await ask(server, cursor(server, 'models/orders.sql'));
  const folderUri = server.uri('.');
  assert.deepEqual(await server.told<LineageChanged>(methods.lineageChanged), { folder: folderUri });
  await server.open('models/orders.sql', 'select 1 as id');
  assert.deepEqual(await server.told<LineageChanged>(methods.lineageChanged), { folder: folderUri });
  // As "dbt parse" does: from then on the graph and the tree have what it wrote.
  const parsed = manifestOf({
    'model.shop.stg_orders': {},
    'model.shop.orders': {},
    'model.shop.fresh': { depends_on: { nodes: ['model.shop.orders'], macros: [] } },
  });
  writeFileSync(path.join(folder, 'target', 'manifest.json'), JSON.stringify(parsed));
  // Asked for, since how soon a file system tells of a change is no matter of this test.
  await server.request(methods.reload, {});
  assert.equal(
    said(await ask(server, cursor(server, 'models/orders.sql'))),
    'model.shop.orders: orders fresh',
  );
  const roots = await server.request<LineageRoots>(methods.lineageRoots, {
    uri: server.uri('models/orders.sql'),
  });
  assert.deepEqual(roots.kind === 'node' && roots.downstream.map(({ label }) => label), ['fresh']);
});
