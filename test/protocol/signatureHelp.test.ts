// Signature help over the protocol: what a description's Markdown becomes for a client that shows it, and for one that doesn't.

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { SignatureHelp } from 'vscode-languageserver/node';
import { atCursor, vscodeCapabilities } from '../harness/client.ts';
import { shopClient } from '../harness/shop.ts';

const signatureHelp = { signatureInformation: { documentationFormat: ['markdown', 'plaintext'] } };

async function documentationFor(
  t: TestContext,
  capabilities: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const server = await shopClient(t, { capabilities });
  const { text, position } = atCursor("select {{ env_var('A/*|*/') }}");
  await server.open('models/new.sql', text);
  const textDocument = { uri: server.uri('models/new.sql') };
  const help = await server.request<SignatureHelp>('textDocument/signatureHelp', { textDocument, position });
  return help.signatures[0]?.documentation;
}

test('a client that shows Markdown gets it, another gets plain text', async (t) => {
  const textDocument = { ...vscodeCapabilities.textDocument, signatureHelp };
  const shown = await documentationFor(t, { ...vscodeCapabilities, textDocument });
  assert.deepEqual(shown, { kind: 'markdown', value: 'An environment variable.' });
  assert.deepEqual(await documentationFor(t, vscodeCapabilities), {
    kind: 'plaintext',
    value: 'An environment variable.',
  });
});
