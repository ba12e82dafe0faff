// Rename over the protocol: the place, the edits, what is told beside them, refusals; and a quick fix whose edits come when it is chosen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CodeAction, LSPErrorCodes, type WorkspaceEdit } from 'vscode-languageserver/node';
import { vscodeCapabilities } from '../harness/client.ts';
import { diskProject } from '../harness/diskProject.ts';
import { manifestOf } from '../harness/manifest.ts';
import { shopClient } from '../harness/shop.ts';

const reads = (...nodes: readonly string[]) => ({ depends_on: { nodes, macros: [] } });
const manifest = manifestOf({
  'source.shop.raw.t': {},
  'model.shop.stg': reads('source.shop.raw.t'),
  'model.shop.mart': reads('model.shop.stg'),
  'exposure.shop.board': reads('model.shop.stg'),
});
const project = `
//- dbt_project.yml
name: shop
profile: shop
//- dbt-context.yml
contracts:
  case: lower
//- models/stg.sql
select id as Key from {{ source('raw', 't') }}
//- models/mart.sql
select key + 1 as next from {{ ref('stg') }}
//- target/manifest.json
${JSON.stringify(manifest)}
`;
const capabilities = {
  ...vscodeCapabilities,
  workspace: {
    ...vscodeCapabilities.workspace,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
  },
};
const onKey = { line: 0, character: 14 };
const left = 'Not renamed: exposure `board` may read `stg`.`Key`.';

/** By file name: the new texts. */
function drawn(edit: WorkspaceEdit | null | undefined): Readonly<Record<string, readonly string[]>> {
  const changes = (edit?.documentChanges ?? []).flatMap((each) => ('edits' in each ? [each] : []));
  return Object.fromEntries(
    changes.map(({ textDocument, edits }) => [
      textDocument.uri.slice(textDocument.uri.lastIndexOf('/') + 1),
      edits.map((each) => ('newText' in each ? each.newText : '')),
    ]),
  );
}

test('rename: the name at the cursor, the edits, and what is left', async (t) => {
  const server = await shopClient(t, { folder: diskProject(t, project), capabilities });
  await server.open('models/stg.sql', "select id as Key from {{ source('raw', 't') }}");
  const textDocument = { uri: server.uri('models/stg.sql') };
  assert.deepEqual(await server.request('textDocument/prepareRename', { textDocument, position: onKey }), {
    range: { start: { line: 0, character: 13 }, end: { line: 0, character: 16 } },
    placeholder: 'Key',
  });
  const params = { textDocument, position: onKey, newName: 'id_order' };
  const edit = await server.request<WorkspaceEdit>('textDocument/rename', params);
  assert.deepEqual(drawn(edit), { 'stg.sql': ['id_order'], 'mart.sql': ['id_order'] });
  assert.deepEqual(edit.changeAnnotations, {
    mend: { label: 'Rename `Key` to `id_order`', description: left, needsConfirmation: true },
  });
  const onSource = { textDocument, position: { line: 0, character: 8 } };
  await assert.rejects(server.request('textDocument/prepareRename', onSource), {
    code: LSPErrorCodes.RequestFailed,
    message: 'The column of a source is called what its database calls it.',
  });
  const nowhere = { textDocument, position: { line: 0, character: 2 } };
  assert.equal(await server.request('textDocument/prepareRename', nowhere), null);
});

test('clients that can’t show changes first are told what is left', async (t) => {
  const server = await shopClient(t, { folder: diskProject(t, project) });
  const textDocument = { uri: server.uri('models/stg.sql') };
  await server.open('models/stg.sql', "select id as Key from {{ source('raw', 't') }}");
  const params = { textDocument, position: onKey, newName: 'id_order' };
  const { changes } = await server.request<WorkspaceEdit>('textDocument/rename', params);
  assert.equal(Object.keys(changes ?? {}).length, 2);
  const shown = await server.told<{ message: string }>('window/showMessage', () => true);
  assert.equal(shown.message, left);
});

test('a quick fix that reaches far gets its edits when it is chosen', async (t) => {
  const server = await shopClient(t, { folder: diskProject(t, project), capabilities });
  await server.open('models/stg.sql', "select id as Key from {{ source('raw', 't') }}");
  const textDocument = { uri: server.uri('models/stg.sql') };
  const range = { start: onKey, end: onKey };
  const actions = await server.request<CodeAction[]>('textDocument/codeAction', {
    textDocument,
    range,
    context: { diagnostics: [] },
  });
  assert.deepEqual(
    actions.map(({ title, edit }) => [title, edit !== undefined]),
    [
      ['Rename to “key” everywhere', false],
      ['Rename to “key” here', true],
      ['Ignore “column-name-pattern” here', true],
    ],
  );
  const chosen = await server.request<CodeAction>('codeAction/resolve', actions[0]);
  assert.deepEqual(drawn(chosen.edit), { 'stg.sql': ['key'], 'mart.sql': ['key'] });
  await server.notify('textDocument/didChange', {
    textDocument: { ...textDocument, version: 2 },
    contentChanges: [{ text: 'select 1 as Key' }],
  });
  await assert.rejects(server.request('codeAction/resolve', actions[0]), {
    code: LSPErrorCodes.RequestFailed,
    message: 'The file has changed meanwhile.',
  });
});
