// The card of the panel's details, and where a column stands.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CardView } from '../../server/src/lineageProtocol.ts';
import { methods, type ShownNode } from '../../server/src/protocol.ts';
import { shopClient } from '../harness/shop.ts';

test('a node, a column and a file that dbt has not parsed have a card; what is gone has none', async (t) => {
  const server = await shopClient(t);
  const folder = server.uri('');
  await server.open(
    'models/stg_orders.sql',
    "with final as (select id, amount as amt from {{ source('raw', 'orders') }}) select * from final",
  );
  await server.open('models/fresh.sql', "select amt as total from {{ ref('stg_orders') }}");
  const card = (node: string, column?: string) =>
    server.request<CardView | null>(methods.card, { folder, node, column });
  const node = await card('model.shop.stg_orders');
  assert.equal(node?.title, 'stg_orders');
  assert.deepEqual(node.description, [
    { kind: 'paragraph', inlines: [{ kind: 'text', text: 'One row for each order.' }] },
  ]);
  const column = await card('model.shop.stg_orders', 'amt');
  const origin = column?.facts.find(({ label }) => label === 'Comes from');
  assert.equal(origin?.lines[0]?.map(({ text }) => text).join(''), 'raw.orders.amount renamed');
  assert.deepEqual((await card('file:models/fresh.sql'))?.tags, ['model', 'not parsed yet']);
  assert.deepEqual((await card('file:models/fresh.sql', 'total'))?.tags, ['column', 'of fresh']);
  assert.equal(await card('model.shop.gone'), null);
});

test('a column stands where its SQL makes it, else where YAML lists it', async (t) => {
  const server = await shopClient(t);
  await server.open(
    'models/stg_orders.sql',
    "with final as (\n  select id, amount as amt from {{ source('raw', 'orders') }}\n)\nselect * from final",
  );
  await server.open('models/fresh.sql', "select\n  amt as total from {{ ref('stg_orders') }}");
  await server.open(
    'models/schema.yml',
    'sources:\n  - name: raw\n    tables:\n      - name: orders\n        columns:\n          - name: amount\n',
  );
  const placeOf = async (name: string, column: string) => {
    const shown = await server.request<ShownNode>(methods.showNode, {
      uri: server.uri('models/orders.sql'),
      name,
      column,
    });
    const at = shown.column?.range.start;
    return at && `${shown.column?.uri.replace(/^.*\//, '')} ${at.line}:${at.character}`;
  };
  assert.equal(await placeOf('stg_orders', 'amt'), 'stg_orders.sql 1:23');
  assert.equal(await placeOf('file:models/fresh.sql', 'total'), 'fresh.sql 1:9');
  assert.equal(await placeOf('source.shop.raw.orders', 'amount'), 'schema.yml 5:18');
  assert.equal(await placeOf('stg_orders', 'nothing'), undefined);
});
