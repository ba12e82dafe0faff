// Hover, definition and problems over the protocol, in documents as they are in the editor.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atCursor, type ClientOptions, vscodeCapabilities } from '../harness/client.ts';
import { shop, shopClient, textOf } from '../harness/shop.ts';

test('a hover asked for while the project loads waits for it, in a line not yet saved', async (t) => {
  const server = await shopClient(t);
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
  const server = await shopClient(t);
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
  const server = await shopClient(t, { capabilities });
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
    const server = await shopClient(t, { ...options, folder });
    await server.open('models/new.sql', text);
    return (await server.hover('models/new.sql', position))?.contents as { kind: string; value: string };
  };
  const plain = await hoverOf({});
  assert.equal(plain.kind, 'markdown');
  assert.doesNotMatch(plain.value, /command:|\$\(/);
  const rich = await hoverOf({ initializationOptions: { commandLinks: true, themeIcons: true } });
  assert.match(rich.value, /\$\(table\)[\s\S]*\(command:dbtContext\.openNode\?[^()\s]+\)/);
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
  const server = await shopClient(t, { settings: { hover: { mode: 'off' } } });
  await server.open('models/new.sql', "{{ ref('orders') }}");
  assert.equal(await server.hover('models/new.sql', { line: 0, character: 10 }), null);
});

test('definition: a link with its origin, or a location for clients without links', async (t) => {
  const folder = shop(t);
  const { text, position } = atCursor("{{ ref('stg_/*|*/orders') }}");
  const server = await shopClient(t, { folder });
  await server.open('models/new.sql', text);
  const [link] = (await server.definition('models/new.sql', position)) ?? [];
  assert.equal(link?.targetUri, server.uri('models/stg_orders.sql'));
  assert.deepEqual(link?.originSelectionRange, {
    start: { line: 0, character: 8 },
    end: { line: 0, character: 18 },
  });
  const old = await shopClient(t, { folder, capabilities: {} });
  await old.open('models/new.sql', text);
  const [location] = (await old.definition('models/new.sql', position)) as unknown as { uri: string }[];
  assert.equal(location?.uri, server.uri('models/stg_orders.sql'));
});

test('problems are pushed with the version they are about, and taken back', async (t) => {
  const server = await shopClient(t);
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
  const server = await shopClient(t, { folder, capabilities });
  await server.open('models/new.sql', "select * from {{ ref('nothing') }}");
  assert.equal((await server.diagnostics('models/new.sql', 1)).diagnostics.length, 1);
  const hide = { dbtContext: { diagnostics: { hidden: ['unknown-ref'] } } };
  await server.notify('workspace/didChangeConfiguration', { settings: hide });
  assert.deepEqual((await server.diagnostics('models/new.sql', 1)).diagnostics, []);
});

test('a column’s hover leads to where it comes from and to who reads it', async (t) => {
  const server = await shopClient(t, { initializationOptions: { commandLinks: true } });
  const { text, position } = atCursor("select amount as am/*|*/t from {{ source('raw', 'orders') }}");
  await server.open('models/stg_orders.sql', text);
  const contents = textOf((await server.hover('models/stg_orders.sql', position))?.contents);
  const links = [...contents.matchAll(/\[([^\]]+)\]\(command:dbtContext\.showLineage\?([^)]+)\)/g)];
  const folder = server.uri('').replace(/\/$/, '');
  assert.deepEqual(
    links.map(([, label, args]) => [label, JSON.parse(decodeURIComponent(args ?? ''))]),
    [
      ['Where it comes from', [folder, 'model.shop.stg_orders', 'amt', 'upstream']],
      ['Who reads it', [folder, 'model.shop.stg_orders', 'amt', 'downstream']],
    ],
  );
});
