// The call hierarchy over the protocol: items come back by their ids alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
} from 'vscode-languageserver/node';
import { shopClient } from '../harness/shop.ts';

test('from a name to its readers and to what it reads, by ids alone', async (t) => {
  const server = await shopClient(t);
  await server.open('models/orders.sql', "select\n  id as id_order\nfrom {{ ref('stg_orders') }}");
  await server.open('models/stg_orders.sql', "select order_id as id from {{ source('raw', 'orders') }}");
  const prepare = (file: string, line: number, character: number) =>
    server.request<CallHierarchyItem[] | null>('textDocument/prepareCallHierarchy', {
      textDocument: { uri: server.uri(file) },
      position: { line, character },
    });
  const [model] = (await prepare('models/orders.sql', 2, 15)) ?? [];
  assert.ok(model);
  assert.deepEqual(
    { ...model, data: undefined },
    {
      name: 'stg_orders',
      kind: 5,
      detail: 'model · Mara',
      uri: server.uri('models/stg_orders.sql'),
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 56 } },
      selectionRange: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      data: undefined,
    },
  );
  const moved = { ...model, uri: 'file:///elsewhere.sql' };
  const incoming = await server.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
    item: moved,
  });
  // The exposure has no place here: no file of the project says it.
  assert.deepEqual(
    incoming.map(({ from, fromRanges }) => [from.name, fromRanges[0]?.start]),
    [['orders', { line: 2, character: 13 }]],
  );
  const outgoing = await server.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
    item: moved,
  });
  assert.deepEqual(
    outgoing.map(({ to, fromRanges }) => [to.name, to.uri, fromRanges[0]?.start]),
    [['raw.orders', server.uri('models/schema.yml'), { line: 0, character: 45 }]],
  );
  const [column] = (await prepare('models/orders.sql', 1, 3)) ?? [];
  assert.equal(column?.kind, 8);
  const readers = await server.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
    item: column,
  });
  assert.deepEqual(readers.map(({ from }) => `${from.name}: ${from.detail}`).slice(0, 1), [
    'id_order: orders · renamed · column of a model',
  ]);
});

test('nothing for files of no project, and for an item that the server did not make', async (t) => {
  const server = await shopClient(t);
  const position = { line: 0, character: 0 };
  const none = await server.request('textDocument/prepareCallHierarchy', {
    textDocument: { uri: 'file:///elsewhere/a.sql' },
    position,
  });
  assert.equal(none, null);
  await assert.rejects(server.request('callHierarchy/incomingCalls', { item: { name: 'x' } }));
  await assert.rejects(server.request('callHierarchy/outgoingCalls', {}));
});
