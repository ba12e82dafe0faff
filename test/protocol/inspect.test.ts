// The requests that give what the server knows as plain data.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { methods, type NameInDocument } from '../../server/src/protocol.ts';
import { shopClient } from '../harness/shop.ts';

test('the names of a document and the facts of a node, as data', async (t) => {
  const server = await shopClient(t);
  await server.open('models/new.sql', "{{ ref('stg_orders') }} {{ source('raw', 'nothing') }}");
  const uri = server.uri('models/new.sql');
  const names = await server.request<NameInDocument[]>(methods.names, { uri });
  assert.deepEqual(
    names.filter(({ kind }) => kind === 'ref').map(({ uniqueId, status }) => ({ uniqueId, status })),
    [{ uniqueId: 'model.shop.stg_orders', status: 'found' }],
  );
  const facts = await server.request<{ description: string }>(methods.facts, {
    uri,
    uniqueId: 'model.shop.stg_orders',
  });
  assert.equal(facts.description, 'One row for each order.');
  assert.equal(await server.request(methods.facts, { uri, uniqueId: 'model.shop.gone' }), null);
});
