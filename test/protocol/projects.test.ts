// What changes on disk, and several projects in one folder, as a client sees it.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { methods, type ProjectStatus } from '../../server/src/protocol.ts';
import { atCursor, vscodeCapabilities } from '../harness/client.ts';
import { writeFiles } from '../harness/diskProject.ts';
import { manifestOf } from '../harness/manifest.ts';
import { shop, shopClient, shopManifest, textOf } from '../harness/shop.ts';

test('a model that another window makes is known when the client tells of it', async (t) => {
  const folder = shop(t);
  const server = await shopClient(t, { folder });
  await server.open('models/new.sql', "select * from {{ ref('fresh') }}");
  assert.equal((await server.diagnostics('models/new.sql', 1)).diagnostics.length, 1);
  writeFiles(folder, '//- models/fresh.sql\nselect 1\n');
  const changes = [{ uri: server.uri('models/fresh.sql'), type: 1 }];
  await server.notify('workspace/didChangeWatchedFiles', { changes });
  assert.deepEqual((await server.diagnostics('models/new.sql', 1)).diagnostics, []);
});

test('dbt writes its artifacts again: the hover follows, and nothing blanks while they are gone', async (t) => {
  const folder = shop(t);
  const server = await shopClient(t, { folder, initializationOptions: { status: true } });
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
  const server = await shopClient(t, { folder, initializationOptions: { status: true } });
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

test('what dbt generates has no problems and no hover', async (t) => {
  const folder = shop(t);
  writeFiles(folder, "//- target/compiled/orders.sql\nselect * from {{ ref('nothing') }}\n");
  const server = await shopClient(t, { folder });
  await server.open('target/compiled/orders.sql', "select * from {{ ref('nothing') }}");
  assert.equal(await server.hover('target/compiled/orders.sql', { line: 0, character: 24 }), null);
  assert.deepEqual((await server.diagnostics('target/compiled/orders.sql')).diagnostics, []);
});

test('a project that comes into being takes over the documents in it, and gives them back', async (t) => {
  const folder = shop(t);
  const server = await shopClient(t, { folder });
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

test('without a client that watches, new files are seen all the same', async (t) => {
  const folder = shop(t);
  const capabilities = { ...vscodeCapabilities, workspace: {} };
  const server = await shopClient(t, { folder, capabilities });
  await server.open('models/new.sql', "select * from {{ ref('fresh') }}");
  assert.equal((await server.diagnostics('models/new.sql')).diagnostics.length, 1);
  writeFiles(folder, '//- models/fresh.sql\nselect 1\n');
  assert.deepEqual((await server.diagnostics('models/new.sql')).diagnostics, []);
});

test('a local package is part of the project that names it; its own file is opened, not the installed copy', async (t) => {
  const folder = shop(t);
  const manifest = JSON.stringify(
    manifestOf({ 'model.shop.orders': {}, 'model.near.places': { description: 'Known.' } }),
  );
  writeFiles(
    folder,
    `
    //- packages.yml
    packages:
      - local: local/near
    //- local/near/dbt_project.yml
    name: near
    //- local/near/models/places.sql
    select 1
    //- dbt_packages/near/dbt_project.yml
    name: near
    //- dbt_packages/near/models/places.sql
    select 1
    //- target/manifest.json
    ${manifest}
    `,
  );
  const server = await shopClient(t, { folder });
  const { text, position } = atCursor("{{ ref('pla/*|*/ces') }} {{ ref('fresh') }}");
  await server.open('local/near/models/more.sql', text);
  assert.match(textOf((await server.hover('local/near/models/more.sql', position))?.contents), /Known/);
  const [target] = (await server.request<{ targetUri: string }[]>('textDocument/definition', {
    textDocument: { uri: server.uri('local/near/models/more.sql') },
    position,
  })) ?? [undefined];
  assert.equal(target?.targetUri, server.uri('local/near/models/places.sql'));
  const fresh = { line: 0, character: text.indexOf('fresh') };
  const hoverFresh = async () => textOf((await server.hover('local/near/models/more.sql', fresh))?.contents);
  assert.match(await hoverFresh(), /Unknown/);
  writeFiles(folder, '//- local/near/models/fresh.sql\nselect 1\n');
  const changes = [{ uri: server.uri('local/near/models/fresh.sql'), type: 1 }];
  await server.notify('workspace/didChangeWatchedFiles', { changes });
  assert.match(await hoverFresh(), /dbt parse/);
});
