// Quick fixes over the protocol: of the file itself and of another one, with versions for clients that take them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { vscodeCapabilities } from '../harness/client.ts';
import { diskProject } from '../harness/diskProject.ts';
import { manifestOf } from '../harness/manifest.ts';
import { shopClient } from '../harness/shop.ts';

const manifest = manifestOf({ 'model.shop.orders': { patch_path: 'shop://models/schema.yml' } });
const schema = 'models:\n  - name: orders\n    columns:\n      - name: id\n';
const project = `
//- dbt_project.yml
name: shop
profile: shop
//- models/schema.yml
${schema}//- models/orders.sql
select 1 as id
//- target/manifest.json
${JSON.stringify(manifest)}
`;
const text = 'select 1 as id, 2 as total, 3 as tax';
const inserted = (newText: string) => ({
  range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } },
  newText,
});

test('a mend of another file, with the version of its document where it is open', async (t) => {
  const capabilities = {
    ...vscodeCapabilities,
    workspace: { ...vscodeCapabilities.workspace, workspaceEdit: { documentChanges: true } },
  };
  const server = await shopClient(t, { folder: diskProject(t, project), capabilities });
  await server.open('models/orders.sql', text);
  const { diagnostics } = await server.diagnostics('models/orders.sql', 1);
  assert.deepEqual(
    diagnostics.map(({ code, severity }) => [code, severity]),
    [
      ['undocumented-column', 4],
      ['undocumented-column', 4],
    ],
  );
  const actions = async (range: Diagnostic['range'] | undefined) => {
    const all = await server.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: server.uri('models/orders.sql') },
      range,
      context: { diagnostics: [] },
    });
    // The comment that silences the rule comes last, for every finding.
    assert.equal(all.pop()?.title, 'Ignore “undocumented-column” here');
    return all;
  };
  const textDocument = { uri: server.uri('models/schema.yml'), version: null as number | null };
  const both = inserted('      - name: total\n      - name: tax\n');
  assert.deepEqual(
    (await actions(diagnostics[0]?.range)).map(({ title, edit }) => [title, edit?.documentChanges]),
    [
      ['Add “total” to the YAML of “orders”', [{ textDocument, edits: [inserted('      - name: total\n')] }]],
      ['Add all 2 columns to the YAML of “orders”', [{ textDocument, edits: [both] }]],
    ],
  );

  await server.open('models/schema.yml', schema);
  await server.diagnostics('models/schema.yml', 1);
  const whole = { start: { line: 0, character: 0 }, end: { line: 0, character: text.length } };
  const all = (await actions(whole)).find(({ title }) => title.startsWith('Add all'));
  assert.equal(all?.diagnostics?.length, 2);
  assert.deepEqual(all?.edit?.documentChanges, [
    { textDocument: { ...textDocument, version: 1 }, edits: [both] },
  ]);
});

test('clients that take no versions get plain changes', async (t) => {
  const server = await shopClient(t, { folder: diskProject(t, project) });
  await server.open('models/schema.yml', schema.replace('id', 'ids'));
  const { diagnostics } = await server.diagnostics('models/schema.yml', 1);
  assert.equal(diagnostics[0]?.code, 'unknown-yaml-column');
  const [action] = await server.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: server.uri('models/schema.yml') },
    range: diagnostics[0]?.range,
    context: { diagnostics },
  });
  assert.equal(action?.isPreferred, true);
  assert.deepEqual(action?.edit, {
    changes: { [server.uri('models/schema.yml')]: [{ range: diagnostics[0]?.range, newText: 'id' }] },
  });
});
