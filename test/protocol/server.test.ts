// The server as a client meets it: its life, cancelled and malformed requests, progress. One server for each test.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver/node';
import { shopClient } from '../harness/shop.ts';

test('capabilities are those of the request table', async (t) => {
  const { initialized } = await shopClient(t);
  assert.deepEqual(initialized.capabilities, {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2, save: true },
    hoverProvider: true,
    definitionProvider: true,
    typeDefinitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix'], resolveProvider: true },
    renameProvider: { prepareProvider: true },
    completionProvider: { resolveProvider: true, triggerCharacters: ["'", '"', '(', '.'] },
    signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [','] },
    codeLensProvider: { resolveProvider: true },
    callHierarchyProvider: true,
  });
  assert.equal(initialized.serverInfo?.name, 'dbt-context');
});

test('a cancelled request is answered as cancelled, also while it waits', async (t) => {
  const server = await shopClient(t);
  await server.open('models/new.sql', "{{ ref('orders') }}");
  const source = new CancellationTokenSource();
  const params = { textDocument: { uri: server.uri('models/new.sql') }, position: { line: 0, character: 9 } };
  const answer = server.request('textDocument/hover', params, source.token);
  source.cancel();
  await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
});

test('malformed parameters are told, and the server goes on', async (t) => {
  const server = await shopClient(t);
  const textDocument = { uri: server.uri('models/orders.sql') };
  const bad = [
    null,
    {},
    [],
    { textDocument: 7 },
    { textDocument },
    { textDocument, position: { line: -1, character: 0 } },
  ];
  for (const params of bad)
    await assert.rejects(server.request('textDocument/hover', params), { code: ErrorCodes.InvalidParams });
  await assert.rejects(server.request('dbtContext/nothing', {}), { code: ErrorCodes.MethodNotFound });
  await server.notify('textDocument/didChange', { textDocument: {} });
  await server.notify('textDocument/didClose', {});
  await server.notify('textDocument/didSave', {});
  const untitled = { textDocument: { uri: 'untitled:Untitled-1' }, position: { line: 0, character: 0 } };
  assert.equal(await server.request('textDocument/hover', untitled), null);
  assert.ok(await server.hover('models/orders.sql', { line: 0, character: 24 }));
});

test('nothing is answered before initialize and after shutdown', async (t) => {
  const server = await shopClient(t);
  await server.open('models/new.sql', "{{ ref('orders') }}");
  assert.equal(await server.request('shutdown', undefined), null);
  await assert.rejects(server.hover('models/new.sql', { line: 0, character: 9 }), {
    code: ErrorCodes.InvalidRequest,
  });
});

test('loading is shown, from its begin to its end', async (t) => {
  const server = await shopClient(t);
  await server.open('models/new.sql', "{{ ref('orders') }}");
  const begun = await server.told<{ token: string; value: { kind: string; title: string } }>(
    '$/progress',
    ({ value }) => value.kind === 'begin',
  );
  assert.match(begun.value.title, /shop/);
  await server.told<{ token: string; value: { kind: string } }>(
    '$/progress',
    ({ token, value }) => value.kind === 'end' && token === begun.token,
  );
  assert.ok(server.asked.some(({ method }) => method === 'window/workDoneProgress/create'));
});

test('a client that can do nothing special is asked nothing', async (t) => {
  const server = await shopClient(t, { capabilities: {} });
  await server.open('models/new.sql', "{{ ref('orders') }}");
  assert.ok(await server.hover('models/new.sql', { line: 0, character: 9 }));
  assert.deepEqual(server.asked, []);
});
