// The requests behind the view Findings: what they count, how they follow edits, and that work stops when nobody looks.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type {
  FindingsAnswer,
  FindingsBy,
  FindingsChanged,
  FindingsGroup,
  FindingsPage,
} from '../../server/src/findingsProtocol.ts';
import { methods } from '../../server/src/protocol.ts';
import type { TestClient } from '../harness/client.ts';
import { writeFiles } from '../harness/diskProject.ts';
import { lintWith } from '../harness/lintRun.ts';
import { sampleFolder, sampleTime } from '../harness/sample.ts';
import { shop, shopClient } from '../harness/shop.ts';

type Groups = Extract<FindingsAnswer, { kind: 'groups' }>;

const typos = `
//- models/new.sql
select * from {{ ref('stg_ordrs') }}
//- models/newer.sql
select * from {{ ref('stg_ordrs') }}, {{ source('raw', 'order') }}
//- dbt-context.yml
rules:
  unknown-source: information
`;

function shopWith(t: TestContext, text: string): string {
  const folder = shop(t);
  writeFiles(folder, text);
  return folder;
}

async function ask(server: TestClient, by: FindingsBy = 'rule'): Promise<FindingsAnswer> {
  return server.request<FindingsAnswer>(methods.findings, { uris: [server.uri('.')], by });
}

async function groups(server: TestClient, by: FindingsBy = 'rule'): Promise<Groups> {
  const answer = await ask(server, by);
  assert.ok(answer.kind === 'groups', JSON.stringify(answer));
  return answer;
}

/** What is answered once all files are looked at. */
async function whenDone(server: TestClient, by: FindingsBy = 'rule'): Promise<Groups> {
  for (;;) {
    const answer = await groups(server, by);
    if (answer.progress.work === 'done') return answer;
    await server.told<FindingsChanged>(methods.findingsChanged);
  }
}

function watch(server: TestClient, more: object = {}): Promise<null> {
  return server.request(methods.watchFindings, { folder: server.uri('.'), ...more });
}

function page(server: TestClient, by: FindingsBy, key: string, limit = 200): Promise<FindingsPage> {
  return server.request(methods.findingsOfGroup, { folder: server.uri('.'), by, key, limit });
}

const short = ({ groups: all }: { readonly groups: readonly FindingsGroup[] }) =>
  all.map(({ label, count, severity }) => `${label}: ${count} ${severity}`);

test('the sample has as many findings of each rule as lint counts, however they are grouped', async (t) => {
  const folder = path.resolve(sampleFolder);
  const environment = { XDG_CACHE_HOME: path.join(shop(t), 'cache') };
  const ran = await lintWith(folder, { environment, now: sampleTime }, '--level', 'hint', '--format', 'json');
  const { findings } = JSON.parse(ran.out) as { findings: readonly { rule: string; path: string }[] };
  const counts = (names: readonly string[]) =>
    [...new Set(names)].sort().map((name) => `${name} ${names.filter((each) => each === name).length}`);
  const server = await shopClient(t, { folder, environment, now: sampleTime() });
  await watch(server);
  const byRule = await whenDone(server);
  const told = (all: readonly FindingsGroup[]) => all.map(({ key, count }) => `${key} ${count}`).sort();
  assert.ok(findings.length > 20);
  assert.equal(byRule.count, findings.length);
  assert.deepEqual(told(byRule.groups), counts(findings.map(({ rule }) => rule)));
  const byFile = await groups(server, 'file');
  assert.deepEqual(told(byFile.groups), counts(findings.map((finding) => finding.path)));
  const byOwner = await groups(server, 'owner');
  assert.equal(
    byOwner.groups.reduce((sum, { count }) => sum + count, 0),
    findings.length,
  );
});

test('groups say what they are; their findings come a page at a time, the most severe first', async (t) => {
  const server = await shopClient(t, { folder: shopWith(t, typos) });
  await watch(server);
  const byRule = await whenDone(server);
  assert.deepEqual(short(byRule), ['unknown-ref: 2 error', 'unknown-source: 1 information']);
  assert.match(byRule.groups[0]?.rule?.summary ?? '', /^A /);
  assert.deepEqual(short(await groups(server, 'severity')), [
    'Errors: 2 error',
    'Information: 1 information',
  ]);
  assert.deepEqual(
    (await groups(server, 'file')).groups.map(({ label, detail, count }) => [label, detail, count]),
    [
      ['new.sql', 'models', 1],
      ['newer.sql', 'models', 2],
    ],
  );
  const newer = await page(server, 'file', 'models/newer.sql');
  assert.deepEqual(
    newer.findings.map(({ description, severity }) => [description, severity]),
    [
      ['line 1 · unknown-ref', 'error'],
      ['line 1 · unknown-source', 'information'],
    ],
  );
  const first = await page(server, 'rule', 'unknown-ref', 1);
  assert.match(first.findings[0]?.label ?? '', /^[^`]*stg_ordrs[^`]*$/);
  assert.match(first.findings[0]?.message ?? '', /`stg_ordrs`/);
  assert.deepEqual(
    [first.more, first.findings[0]?.description, first.findings[0]?.location],
    [
      1,
      'new.sql:1',
      {
        uri: server.uri('models/new.sql'),
        range: { start: { line: 0, character: 22 }, end: { line: 0, character: 31 } },
      },
    ],
  );
});

test('an edit changes the groups, and what hangs on it too, before it is saved', async (t) => {
  const server = await shopClient(t, { folder: shopWith(t, typos) });
  await watch(server);
  await whenDone(server);
  await server.open('models/new.sql', "select * from {{ ref('stg_orders') }}");
  assert.deepEqual(short(await whenDone(server)), ['unknown-ref: 1 error', 'unknown-source: 1 information']);
  await server.open('models/new.sql', "select * from {{ ref('stg_order') }}, {{ ref('stg_ordrs') }}");
  assert.deepEqual(short(await whenDone(server)), ['unknown-ref: 3 error', 'unknown-source: 1 information']);
  await server.open('models/schema.yml', 'models:\n  - name: stg_odrers\n');
  const all = short(await whenDone(server));
  assert.ok(all.includes('unknown-model: 1 warning') || all.includes('unknown-model: 1 error'), all.join());
});

test('a finding belongs to the owner of the node of its file or YAML entry; nobody named comes last', async (t) => {
  const folder = shopWith(
    t,
    `
    //- models/stg_orders.sql
    select * from {{ source('raw', 'ordrs') }}
    //- models/schema.yml
    version: 2
    sources:
      - name: raw
        meta: {owner: Noor}
        tables:
          - name: orders
            description: "{{ doc('nothing') }}"
    models:
      - name: stg_orders
        description: "{{ doc('nothing') }}"
      - name: fresh
        description: "{{ doc('nothing') }}"
        meta: {owner: Ole}
    //- models/fresh.sql
    select * from {{ ref('nothing') }}
    //- models/orders.sql
    select * from {{ ref('nothing') }}
    `,
  );
  const server = await shopClient(t, { folder });
  await watch(server);
  const byOwner = await whenDone(server, 'owner');
  assert.deepEqual(
    byOwner.groups.map(({ label, count }) => [label, count]),
    [
      ['Mara', 2],
      ['Noor', 1],
      ['Ole', 2],
      ['No owner', 1],
    ],
  );
  const nobody = await page(server, 'owner', '');
  assert.deepEqual(
    nobody.findings.map(({ description }) => description),
    ['orders.sql:1 · unknown-ref'],
  );
});

test('what settings hide is left out, and nothing is looked for where problems are off', async (t) => {
  const folder = shopWith(t, typos);
  const hidden = await shopClient(t, {
    folder,
    settings: { diagnostics: { hidden: ['unknown-ref'] } },
  });
  await watch(hidden);
  assert.deepEqual(short(await whenDone(hidden)), ['unknown-source: 1 information']);
  const off = await shopClient(t, { folder, settings: { diagnostics: { enabled: false } } });
  const answer = await ask(off);
  assert.equal(answer.kind === 'nothing' && answer.reason, 'off');
});

test('work stops when nobody looks, what was found stays, and it goes on when somebody does', async (t) => {
  const server = await shopClient(t, { folder: shopWith(t, typos) });
  const before = await groups(server);
  assert.deepEqual(
    [before.progress.work, before.progress.done, before.progress.complete, before.count],
    ['stopped', 0, false, 0],
  );
  await watch(server);
  const done = await whenDone(server);
  await watch(server, { folder: undefined });
  await server.open('models/new.sql', "select * from {{ ref('stg_orders') }}");
  // Problems of the document are looked for after the edit, so work on all files would have begun too.
  await server.diagnostics('models/new.sql', 1);
  const stopped = await groups(server);
  assert.deepEqual(short(stopped), short(done));
  assert.deepEqual(
    [stopped.progress.work, stopped.progress.done, stopped.progress.complete],
    ['stopped', 0, true],
  );
  await watch(server);
  assert.deepEqual(short(await whenDone(server)), ['unknown-ref: 1 error', 'unknown-source: 1 information']);
});

test('who stops looking while the project loads, or is read again, has no work done', async (t) => {
  const server = await shopClient(t, { folder: shopWith(t, typos) });
  for (const again of [false, true]) {
    await Promise.all([watch(server, { again }), watch(server, { folder: undefined })]);
    assert.equal((await groups(server)).progress.work, 'stopped');
  }
});

test('all files are read and looked at again when asked', async (t) => {
  const folder = shopWith(t, typos);
  const server = await shopClient(t, { folder });
  await watch(server);
  assert.equal((await whenDone(server)).count, 3);
  writeFiles(folder, "//- models/new.sql\nselect * from {{ ref('stg_orders') }}\n");
  await watch(server, { again: true });
  assert.deepEqual(short(await whenDone(server)), ['unknown-ref: 1 error', 'unknown-source: 1 information']);
});

test('a project below the folder that is open is found; without a project or manifest it says what to do', async (t) => {
  const folder = shopWith(t, typos);
  const above = await shopClient(t, { folder: path.dirname(folder), environment: { HOME: folder } });
  const at = (uris: readonly string[]) =>
    above.request<FindingsAnswer>(methods.findings, { uris, by: 'rule' });
  const inner = await at([above.uri(path.join(folder, 'nothing.md'))]);
  assert.equal(inner.kind === 'groups' && inner.name, 'shop');
  const none = await at([above.uri(path.join(folder, '..', 'nothing.md'))]);
  assert.equal(none.kind === 'nothing' && none.reason, 'noProject');
  rmSync(path.join(folder, 'target'), { recursive: true });
  const server = await shopClient(t, { folder });
  const answer = await ask(server);
  assert.deepEqual(answer.kind === 'nothing' && [answer.reason, answer.folder, answer.message], [
    'noManifest',
    server.uri('.'),
    'shop has no manifest.json yet. Run "dbt parse".',
  ]);
});
