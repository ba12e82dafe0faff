// References, highlights and type definitions over the protocol, in documents as they are in the editor.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CancellationTokenSource,
  type DocumentHighlight,
  type DocumentSymbol,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import { atCursor, type TestClient } from '../harness/client.ts';
import { shop, shopClient } from '../harness/shop.ts';

const { text, position } = atCursor("select 1 from {{ ref('stg_/*|*/orders') }}");

function paramsOf(server: TestClient, more: object = {}) {
  return { textDocument: { uri: server.uri('models/new.sql') }, position, ...more };
}

test('references: in what is saved and what is not, with and without the declaration', async (t) => {
  const server = await shopClient(t);
  await server.open('models/new.sql', text);
  const ask = (includeDeclaration: boolean) =>
    server.request<Location[]>(
      'textDocument/references',
      paramsOf(server, { context: { includeDeclaration } }),
    );
  const all = await ask(true);
  assert.deepEqual(
    all.map(({ uri, range }) => [uri, range.start.line]),
    [
      [server.uri('models/stg_orders.sql'), 0],
      [server.uri('models/new.sql'), 0],
      [server.uri('models/orders.sql'), 0],
      [server.uri('models/schema.yml'), 6],
    ],
  );
  assert.deepEqual(await ask(false), all.slice(1));
});

test('references: as they are found, and cancelled', async (t) => {
  const server = await shopClient(t);
  await server.open('models/new.sql', text);
  const context = { includeDeclaration: false };
  const params = paramsOf(server, { context, partialResultToken: 'mine' });
  const last = await server.request('textDocument/references', params);
  assert.deepEqual(last, []);
  const told = await server.told<{ token: string; value: Location[] }>(
    '$/progress',
    ({ token }) => token === 'mine',
  );
  assert.equal(told.value.length, 3);
  const source = new CancellationTokenSource();
  const answer = server.request('textDocument/references', paramsOf(server, { context }), source.token);
  source.cancel();
  await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
});

test('highlights: the kinds of the protocol', async (t) => {
  const server = await shopClient(t);
  await server.open('models/new.sql', `{% set a = 1 %}\r\n${text}\r\n{{ a }}`);
  const params = { ...paramsOf(server), position: { line: 2, character: 4 } };
  assert.deepEqual(await server.request<DocumentHighlight[]>('textDocument/documentHighlight', params), [
    { range: { start: { line: 0, character: 7 }, end: { line: 0, character: 8 } }, kind: 3 },
    { range: { start: { line: 2, character: 3 }, end: { line: 2, character: 4 } }, kind: 2 },
  ]);
  const nowhere = { ...params, position: { line: 1, character: 9 } };
  assert.equal(await server.request('textDocument/documentHighlight', nowhere), null);
});

test('type definition: the entry in YAML, as a link or a location', async (t) => {
  const folder = shop(t);
  const linking = await shopClient(t, {
    folder,
    capabilities: { textDocument: { typeDefinition: { linkSupport: true } } },
  });
  await linking.open('models/new.sql', text);
  const links = await linking.request<LocationLink[]>('textDocument/typeDefinition', paramsOf(linking));
  assert.deepEqual(
    links.map(({ targetUri, targetSelectionRange }) => [targetUri, targetSelectionRange.start.line]),
    [[linking.uri('models/schema.yml'), 6]],
  );
  const plain = await shopClient(t, { folder, capabilities: {} });
  await plain.open('models/new.sql', text);
  const [location] = await plain.request<Location[]>('textDocument/typeDefinition', paramsOf(plain));
  assert.equal(location?.uri, links[0]?.targetUri);
});

test('symbols: a tree, or a list for clients without trees', async (t) => {
  const folder = shop(t);
  const textDocument = (server: TestClient) => ({ textDocument: { uri: server.uri('models/new.sql') } });
  const trees = await shopClient(t, {
    folder,
    capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
  });
  await trees.open('models/new.sql', 'with a as (\r\n  select 1 as id\r\n)\r\nselect id from a');
  const [cte, query] = await trees.request<DocumentSymbol[]>(
    'textDocument/documentSymbol',
    textDocument(trees),
  );
  assert.deepEqual(cte?.selectionRange.start, { line: 0, character: 5 });
  assert.deepEqual(
    cte?.children?.map(({ name, range }) => [name, range.start.line]),
    [['id', 1]],
  );
  assert.equal(query?.name, 'new');
  const lists = await shopClient(t, { folder, capabilities: {} });
  await lists.open('models/new.sql', 'select 1 as id');
  const list = await lists.request<SymbolInformation[]>('textDocument/documentSymbol', textDocument(lists));
  assert.deepEqual(
    list.map(({ name, containerName }) => [name, containerName]),
    [
      ['new', undefined],
      ['id', 'new'],
    ],
  );
});
