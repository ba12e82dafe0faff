// Completion over the protocol: what the client can show and insert decides the form of items; documentation comes when asked for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, CompletionList, MarkupContent } from 'vscode-languageserver/node';
import { atCursor, vscodeCapabilities } from '../harness/client.ts';
import { shopClient } from '../harness/shop.ts';

const completion = {
  completionItem: {
    snippetSupport: true,
    insertReplaceSupport: true,
    labelDetailsSupport: true,
    documentationFormat: ['markdown', 'plaintext'],
  },
};
const capabilities = {
  ...vscodeCapabilities,
  textDocument: { ...vscodeCapabilities.textDocument, completion },
};

test('a ref that is half-typed: both ranges, the card when it is asked for', async (t) => {
  const server = await shopClient(t, { capabilities, initializationOptions: { themeIcons: true } });
  assert.deepEqual(server.initialized.capabilities.completionProvider, {
    triggerCharacters: ["'", '"', '(', '.'],
    resolveProvider: true,
  });
  const { text, position } = atCursor("select * from {{ ref('stg_/*|*/old') }}");
  await server.open('models/new.sql', text);
  const textDocument = { uri: server.uri('models/new.sql') };
  const list = await server.request<CompletionList>('textDocument/completion', { textDocument, position });
  assert.equal(list.isIncomplete, false);
  const item = list.items.find(({ label }) => label === 'stg_orders');
  assert.ok(item);
  assert.deepEqual(item.textEdit, {
    newText: 'stg_orders',
    insert: { start: { line: 0, character: 22 }, end: { line: 0, character: 26 } },
    replace: { start: { line: 0, character: 22 }, end: { line: 0, character: 29 } },
  });
  assert.deepEqual(item.labelDetails, { description: 'model · shop' });
  const resolved = await server.request<CompletionItem>('completionItem/resolve', item);
  const documentation = resolved.documentation as MarkupContent;
  assert.equal(documentation.kind, 'markdown');
  assert.match(documentation.value, /One row for each order/);
  // Read aloud by screen readers as it is written.
  assert.doesNotMatch(documentation.value, /\$\(/);
});

test('a client that knows neither snippets nor details gets plain text and one range', async (t) => {
  const server = await shopClient(t);
  const { text, position } = atCursor('{{ /*|*/ }}');
  await server.open('models/new.sql', text);
  const textDocument = { uri: server.uri('models/new.sql') };
  const list = await server.request<CompletionList>('textDocument/completion', { textDocument, position });
  const item = list.items.find(({ label }) => label === 'env_var');
  assert.ok(item);
  assert.equal(item.insertTextFormat, undefined);
  assert.deepEqual(item.textEdit, {
    newText: 'env_var',
    range: { start: { line: 0, character: 3 }, end: { line: 0, character: 3 } },
  });
  assert.equal(item.detail, '(name, default) dbt');
  const resolved = await server.request<CompletionItem>('completionItem/resolve', item);
  assert.deepEqual(resolved.documentation, { kind: 'plaintext', value: 'An environment variable.' });
});

test('a bracket that is typed opens no list of everything, that of a ref does', async (t) => {
  const server = await shopClient(t, { capabilities });
  const ask = async (marked: string) => {
    const { text, position } = atCursor(marked);
    await server.open('models/new.sql', text);
    const context = { triggerKind: 2, triggerCharacter: '(' };
    const textDocument = { uri: server.uri('models/new.sql') };
    return server.request<CompletionList | null>('textDocument/completion', {
      textDocument,
      position,
      context,
    });
  };
  assert.equal(await ask('{{ config(/*|*/) }}'), null);
  assert.equal(await ask("select sum(/*|*/) from {{ ref('orders') }}"), null);
  assert.ok((await ask('{{ ref(/*|*/) }}'))?.items.length);
});
