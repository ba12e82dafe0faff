// Code lenses over the protocol: off by default, words when they are resolved, asked for again after changes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeLens } from 'vscode-languageserver/node';
import { vscodeCapabilities } from '../harness/client.ts';
import { shop, shopClient } from '../harness/shop.ts';

test('lenses are off by default; the setting says which there are', async (t) => {
  const folder = shop(t);
  const lensesOf = async (settings: unknown) => {
    const server = await shopClient(t, {
      folder,
      settings,
      initializationOptions: { commandLinks: true },
    });
    await server.open('models/stg_orders.sql', "select amount as amt from {{ source('raw', 'orders') }}");
    const textDocument = { uri: server.uri('models/stg_orders.sql') };
    const lenses = await server.request<CodeLens[] | null>('textDocument/codeLens', { textDocument });
    if (!lenses) return null;
    const resolved = lenses.map((lens) => server.request<CodeLens>('codeLens/resolve', lens));
    return (await Promise.all(resolved)).map(({ command }) => [
      command?.title,
      command?.command,
      command?.arguments?.slice(1),
    ]);
  };
  assert.equal(await lensesOf(undefined), null);
  const model = [
    'owner Mara · 1 upstream · 2 downstream',
    'dbtContext.showLineage',
    ['model.shop.stg_orders'],
  ];
  assert.deepEqual(await lensesOf({ codeLens: 'model' }), [model]);
  assert.deepEqual(await lensesOf({ codeLens: 'columns' }), [
    model,
    [
      'from raw.orders.amount (renamed) · read by 1 model',
      'dbtContext.showLineage',
      ['model.shop.stg_orders', 'amt'],
    ],
  ]);
});

test('the client is told to ask again when something changes', async (t) => {
  const server = await shopClient(t, {
    settings: { codeLens: 'model' },
    capabilities: {
      ...vscodeCapabilities,
      workspace: { ...vscodeCapabilities.workspace, codeLens: { refreshSupport: true } },
    },
  });
  const uri = server.uri('models/orders.sql');
  await server.open('models/orders.sql', 'select 1');
  await server.diagnostics('models/orders.sql', 1);
  while (!server.asked.some(({ method }) => method === 'workspace/codeLens/refresh'))
    await server.request('textDocument/codeLens', { textDocument: { uri } });
});
