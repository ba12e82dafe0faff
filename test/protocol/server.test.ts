// The server as a client meets it: its life, documents, hover, definition, problems. One server for each test.

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver/node';
import {
  type LineageRoots,
  type LineageRow,
  methods,
  type NameInDocument,
  type ProjectStatus,
  type ShownNode,
} from '../../server/src/protocol.ts';
import {
  atCursor,
  type ClientOptions,
  startClient,
  type TestClient,
  vscodeCapabilities,
} from '../harness/client.ts';
import { writeFiles } from '../harness/diskProject.ts';
import { manifestOf } from '../harness/manifest.ts';
import { shop, shopManifest } from '../harness/shop.ts';

async function client(t: TestContext, options: Partial<ClientOptions> = {}): Promise<TestClient> {
  const folder = options.folder ?? shop(t);
  const cache = { XDG_CACHE_HOME: path.join(folder, 'cache'), HOME: folder };
  const started = await startClient({
    ...options,
    folder,
    environment: { ...cache, ...options.environment },
  });
  t.after(() => started.close());
  return started;
}

function textOf(contents: unknown): string {
  return (contents as { value: string }).value;
}

test('capabilities are those of the request table', async (t) => {
  const { initialized } = await client(t);
  assert.deepEqual(initialized.capabilities, {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2, save: true },
    hoverProvider: true,
    definitionProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix'] },
  });
  assert.equal(initialized.serverInfo?.name, 'dbt-context');
});

test('a hover asked for while the project loads waits for it, in a line not yet saved', async (t) => {
  const server = await client(t);
  const { text, position } = atCursor("select * from {{ ref('stg_/*|*/orders') }}");
  await server.open('models/new.sql', text);
  const hover = await server.hover('models/new.sql', position);
  assert.match(textOf(hover?.contents), /\*\*stg_orders\*\*[\s\S]*One row for each order[\s\S]*Mara/);
  assert.deepEqual(hover?.range, {
    start: { line: 0, character: 22 },
    end: { line: 0, character: 32 },
  });
});

test('edits are applied one by one, also several in one message and behind wide characters', async (t) => {
  const server = await client(t);
  const before = '-- 🛒 é\r\nselect 1\r\n';
  await server.open('models/new.sql', before);
  await server.notify('textDocument/didChange', {
    textDocument: { uri: server.uri('models/new.sql'), version: 2 },
    contentChanges: [
      { range: { start: { line: 0, character: 5 }, end: { line: 0, character: 7 } }, text: '🛒' },
      {
        range: { start: { line: 1, character: 7 }, end: { line: 1, character: 8 } },
        text: "*\nfrom {{ ref('x') }}",
      },
      { range: { start: { line: 2, character: 13 }, end: { line: 2, character: 14 } }, text: 'orders' },
    ],
  });
  const hover = await server.hover('models/new.sql', { line: 2, character: 15 });
  assert.match(textOf(hover?.contents), /\*\*orders\*\*/);
  assert.deepEqual(hover?.range?.start, { line: 2, character: 13 });
});

test('positions in UTF-8 for clients that have no other', async (t) => {
  const capabilities = { ...vscodeCapabilities, general: { positionEncodings: ['utf-8'] } };
  const server = await client(t, { capabilities });
  assert.equal(server.initialized.capabilities.positionEncoding, 'utf-8');
  const line = "/* 🛒é */ select * from {{ ref('orders') }}";
  await server.open('models/new.sql', line);
  const bytes = Buffer.byteLength(line.slice(0, line.indexOf('orders')));
  const hover = await server.hover('models/new.sql', { line: 0, character: bytes + 2 });
  assert.deepEqual(hover?.range?.start, { line: 0, character: bytes });
});

test('links and icons only for clients that said they can', async (t) => {
  const folder = shop(t);
  const { text, position } = atCursor("{{ ref('stg_/*|*/orders') }}");
  const hoverOf = async (options: Partial<ClientOptions>) => {
    const server = await client(t, { ...options, folder });
    await server.open('models/new.sql', text);
    return (await server.hover('models/new.sql', position))?.contents as { kind: string; value: string };
  };
  const plain = await hoverOf({});
  assert.equal(plain.kind, 'markdown');
  assert.doesNotMatch(plain.value, /command:|\$\(/);
  const rich = await hoverOf({ initializationOptions: { commandLinks: true, themeIcons: true } });
  assert.match(rich.value, /\$\(table\)[\s\S]*\(command:dbtContext\.open\?[^()\s]+\)/);
  const terminal = await hoverOf({
    capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } },
  });
  assert.equal(terminal.kind, 'plaintext');
  const compact = await hoverOf({ initializationOptions: { otherDbtExtension: true } });
  assert.doesNotMatch(compact.value, /One row for each order/);
  assert.match(compact.value, /Mara/);
  const asked = await hoverOf({
    initializationOptions: { otherDbtExtension: true },
    settings: { hover: { mode: 'full' } },
  });
  assert.match(asked.value, /One row for each order/);
});

test('hover can be turned off', async (t) => {
  const server = await client(t, { settings: { hover: { mode: 'off' } } });
  await server.open('models/new.sql', "{{ ref('orders') }}");
  assert.equal(await server.hover('models/new.sql', { line: 0, character: 10 }), null);
});

test('definition: a link with its origin, or a location for clients without links', async (t) => {
  const folder = shop(t);
  const { text, position } = atCursor("{{ ref('stg_/*|*/orders') }}");
  const server = await client(t, { folder });
  await server.open('models/new.sql', text);
  const [link] = (await server.definition('models/new.sql', position)) ?? [];
  assert.equal(link?.targetUri, server.uri('models/stg_orders.sql'));
  assert.deepEqual(link?.originSelectionRange, {
    start: { line: 0, character: 8 },
    end: { line: 0, character: 18 },
  });
  const old = await client(t, { folder, capabilities: {} });
  await old.open('models/new.sql', text);
  const [location] = (await old.definition('models/new.sql', position)) as unknown as { uri: string }[];
  assert.equal(location?.uri, server.uri('models/stg_orders.sql'));
});

test('problems are pushed with the version they are about, and taken back', async (t) => {
  const server = await client(t);
  await server.open('models/new.sql', "select * from {{ ref('stg_ordrs') }}");
  const first = await server.diagnostics('models/new.sql', 1);
  const [problem] = first.diagnostics;
  assert.equal(problem?.code, 'unknown-ref');
  assert.equal(problem?.source, 'dbt-context');
  assert.equal(problem?.severity, 1);
  assert.match(problem?.codeDescription?.href ?? '', /unknown-ref/);
  assert.deepEqual(problem?.data, { suggestions: ['stg_orders'] });
  assert.deepEqual(problem?.range, { start: { line: 0, character: 22 }, end: { line: 0, character: 31 } });

  const actions = await server.request<{ title: string; edit: { changes: Record<string, unknown[]> } }[]>(
    'textDocument/codeAction',
    {
      textDocument: { uri: server.uri('models/new.sql') },
      range: problem?.range,
      context: { diagnostics: [problem] },
    },
  );
  assert.deepEqual(actions[0]?.edit.changes[server.uri('models/new.sql')], [
    { range: problem?.range, newText: 'stg_orders' },
  ]);

  await server.open('models/new.sql', "select * from {{ ref('stg_orders') }}");
  assert.deepEqual((await server.diagnostics('models/new.sql', 2)).diagnostics, []);
  await server.open('models/new.sql', "select * from {{ ref('nothing') }}");
  assert.equal((await server.diagnostics('models/new.sql', 3)).diagnostics.length, 1);
  await server.notify('textDocument/didClose', { textDocument: { uri: server.uri('models/new.sql') } });
  const closed = await server.diagnostics('models/new.sql');
  assert.deepEqual(closed, { uri: server.uri('models/new.sql'), diagnostics: [] });
});

test('settings hide problems in the editor, and apply at once', async (t) => {
  const folder = shop(t);
  const capabilities = { ...vscodeCapabilities, workspace: {} };
  const server = await client(t, { folder, capabilities });
  await server.open('models/new.sql', "select * from {{ ref('nothing') }}");
  assert.equal((await server.diagnostics('models/new.sql', 1)).diagnostics.length, 1);
  const hide = { dbtContext: { diagnostics: { hidden: ['unknown-ref'] } } };
  await server.notify('workspace/didChangeConfiguration', { settings: hide });
  assert.deepEqual((await server.diagnostics('models/new.sql', 1)).diagnostics, []);
});

test('a model that another window makes is known when the client tells of it', async (t) => {
  const folder = shop(t);
  const server = await client(t, { folder });
  await server.open('models/new.sql', "select * from {{ ref('fresh') }}");
  assert.equal((await server.diagnostics('models/new.sql', 1)).diagnostics.length, 1);
  writeFiles(folder, '//- models/fresh.sql\nselect 1\n');
  const changes = [{ uri: server.uri('models/fresh.sql'), type: 1 }];
  await server.notify('workspace/didChangeWatchedFiles', { changes });
  assert.deepEqual((await server.diagnostics('models/new.sql', 1)).diagnostics, []);
});

test('dbt writes its artifacts again: the hover follows, and nothing blanks while they are gone', async (t) => {
  const folder = shop(t);
  const server = await client(t, { folder, initializationOptions: { status: true } });
  const { text, position } = atCursor("{{ ref('stg_/*|*/orders') }}");
  await server.open('models/new.sql', text);
  await server.hover('models/new.sql', position);
  await server.told<ProjectStatus>(methods.status, ({ state }) => state === 'ready');
  rmSync(path.join(folder, 'target'), { recursive: true });
  const gone = await server.told<ProjectStatus>(methods.status, ({ state }) => state === 'problem');
  assert.match(gone.problems.join(), /manifest/);
  assert.match(textOf((await server.hover('models/new.sql', position))?.contents), /One row for each order/);
  const manifest = JSON.stringify(shopManifest).replaceAll('One row for each order', 'Changed');
  writeFiles(folder, `//- target/manifest.json\n${manifest}\n`);
  await server.told<ProjectStatus>(methods.status, ({ state }) => state === 'ready');
  assert.match(textOf((await server.hover('models/new.sql', position))?.contents), /Changed/);
});

test('two projects of one folder, each with its own names; none is loaded before it is needed', async (t) => {
  const folder = shop(t);
  const manifest = JSON.stringify(manifestOf({ 'model.other.lonely': {} }, { project_name: 'other' }));
  writeFiles(
    folder,
    `
    //- other/dbt_project.yml
    name: other
    //- other/models/lonely.sql
    select 1
    //- other/target/manifest.json
    ${manifest}
    `,
  );
  const server = await client(t, { folder, initializationOptions: { status: true } });
  await server.open('other/models/new.sql', "{{ ref('lonely') }} {{ ref('orders') }}");
  const { diagnostics } = await server.diagnostics('other/models/new.sql', 1);
  assert.deepEqual(
    diagnostics.map(({ range }) => range.start.character),
    [28],
  );
  const status = await server.told<ProjectStatus>(methods.status, ({ state }) => state !== 'loading');
  assert.equal(status.name, 'other');
  assert.deepEqual(status.problems, []);
  const configured = server.asked.filter(({ method }) => method === 'workspace/configuration');
  assert.equal(configured.length, 1);
});

test('the tree: roots, children, and a node reached by two paths', async (t) => {
  const server = await client(t);
  const uri = server.uri('models/orders.sql');
  const roots = await server.request<LineageRoots>(methods.lineageRoots, { uri });
  assert.equal(roots.kind, 'node');
  if (roots.kind !== 'node') return;
  assert.equal(roots.root.label, 'orders');
  assert.deepEqual(
    roots.upstream.map(({ label, mark, expandable }) => ({ label, mark, expandable })),
    [
      { label: 'stg_orders', mark: undefined, expandable: true },
      { label: 'raw.orders', mark: undefined, expandable: false },
    ],
  );
  assert.deepEqual(
    roots.downstream.map(({ label, description }) => ({ label, description })),
    [{ label: 'board', description: 'Ida' }],
  );
  const rows = await server.request<LineageRow[]>(methods.lineageChildren, {
    folder: roots.folder,
    direction: 'upstream',
    path: ['model.shop.orders', 'model.shop.stg_orders'],
  });
  assert.deepEqual(
    rows.map(({ label, mark, also }) => ({ label, mark, also })),
    [{ label: 'raw.orders', mark: 'again', also: 'orders' }],
  );
  const shown = await server.request<ShownNode>(methods.showNode, { uri, name: 'stg_orders' });
  assert.equal(shown.file?.uri, server.uri('models/stg_orders.sql'));
  assert.equal(shown.yaml?.uri, server.uri('models/schema.yml'));
});

test('the tree says what to do where there is nothing to show', async (t) => {
  const folder = shop(t);
  rmSync(path.join(folder, 'target'), { recursive: true });
  writeFileSync(path.join(folder, '..', 'outside.sql'), '');
  const server = await client(t, { folder });
  const at = (uri: string) => server.request<LineageRoots>(methods.lineageRoots, { uri });
  const none = await at(server.uri('models/orders.sql'));
  assert.equal(none.kind === 'nothing' && none.reason, 'noManifest');
  const outside = await at(server.uri('../outside.sql'));
  assert.equal(outside.kind === 'nothing' && outside.reason, 'noProject');
  rmSync(path.join(folder, '..', 'outside.sql'));
});

test('a cancelled request is answered as cancelled, also while it waits', async (t) => {
  const server = await client(t);
  await server.open('models/new.sql', "{{ ref('orders') }}");
  const source = new CancellationTokenSource();
  const params = { textDocument: { uri: server.uri('models/new.sql') }, position: { line: 0, character: 9 } };
  const answer = server.request('textDocument/hover', params, source.token);
  source.cancel();
  await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
});

test('malformed parameters are told, and the server goes on', async (t) => {
  const server = await client(t);
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

test('what dbt generates has no problems and no hover', async (t) => {
  const folder = shop(t);
  writeFiles(folder, "//- target/compiled/orders.sql\nselect * from {{ ref('nothing') }}\n");
  const server = await client(t, { folder });
  await server.open('target/compiled/orders.sql', "select * from {{ ref('nothing') }}");
  assert.equal(await server.hover('target/compiled/orders.sql', { line: 0, character: 24 }), null);
  assert.deepEqual((await server.diagnostics('target/compiled/orders.sql')).diagnostics, []);
});

test('nothing is answered before initialize and after shutdown', async (t) => {
  const server = await client(t);
  await server.open('models/new.sql', "{{ ref('orders') }}");
  assert.equal(await server.request('shutdown', undefined), null);
  await assert.rejects(server.hover('models/new.sql', { line: 0, character: 9 }), {
    code: ErrorCodes.InvalidRequest,
  });
});

test('a project that comes into being takes over the documents in it, and gives them back', async (t) => {
  const folder = shop(t);
  const server = await client(t, { folder });
  await server.open('models/inner/models/new.sql', "select * from {{ ref('stg_orders') }}");
  assert.deepEqual((await server.diagnostics('models/inner/models/new.sql')).diagnostics, []);
  const manifest = JSON.stringify(manifestOf({ 'model.inner.a': {} }, { project_name: 'inner' }));
  const uri = server.uri('models/inner/dbt_project.yml');
  writeFiles(
    folder,
    `//- models/inner/dbt_project.yml\nname: inner\n//- models/inner/target/manifest.json\n${manifest}\n`,
  );
  await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
  assert.equal((await server.diagnostics('models/inner/models/new.sql')).diagnostics.length, 1);
  rmSync(path.join(folder, 'models/inner/dbt_project.yml'));
  await server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
  assert.deepEqual((await server.diagnostics('models/inner/models/new.sql')).diagnostics, []);
});

test('loading is shown, from its begin to its end', async (t) => {
  const server = await client(t);
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

test('without a client that watches, new files are seen all the same', async (t) => {
  const folder = shop(t);
  const capabilities = { ...vscodeCapabilities, workspace: {} };
  const server = await client(t, { folder, capabilities });
  await server.open('models/new.sql', "select * from {{ ref('fresh') }}");
  assert.equal((await server.diagnostics('models/new.sql')).diagnostics.length, 1);
  writeFiles(folder, '//- models/fresh.sql\nselect 1\n');
  assert.deepEqual((await server.diagnostics('models/new.sql')).diagnostics, []);
});

test('a client that can do nothing special is asked nothing', async (t) => {
  const server = await client(t, { capabilities: {} });
  await server.open('models/new.sql', "{{ ref('orders') }}");
  assert.ok(await server.hover('models/new.sql', { line: 0, character: 9 }));
  assert.deepEqual(server.asked, []);
});

test('the names of a document and the facts of a node, as data', async (t) => {
  const server = await client(t);
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
