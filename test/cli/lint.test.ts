// `dbt-context lint`: what is looked at, exit codes, baseline, mends and threads.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { writeFiles } from '../harness/diskProject.ts';
import { type LintRan, lintIn } from '../harness/lintRun.ts';
import { shop } from '../harness/shop.ts';

function shopWith(t: TestContext, text: string): string {
  const folder = shop(t);
  writeFiles(folder, text);
  return folder;
}

const typo = "//- models/new.sql\nselect * from {{ ref('stg_ordrs') }}\n";
const vocabulary = `//- dbt-context.yml
contracts:
  levels:
    - stubs:
        n: { description: Count, types: [integer] }
        id: { description: Identifier }
`;

/** The findings of a JSON report as `path:line:column rule`. */
function places({ out }: LintRan): readonly string[] {
  const { findings } = JSON.parse(out) as {
    findings: { path: string; rule: string; range: { start: { line: number; column: number } } }[];
  };
  return findings.map(({ path, rule, range }) => `${path}:${range.start.line}:${range.start.column} ${rule}`);
}

test('no findings: exit code 0; findings that count: 1', async (t) => {
  const folder = shop(t);
  const clean = await lintIn(folder);
  assert.equal(clean.error, '');
  assert.deepEqual([clean.code, clean.out], [0, 'No findings in 4 files.']);
  writeFiles(folder, typo);
  assert.equal((await lintIn(folder)).code, 1);
});

test('--fail-on decides which severities count, --level which are looked for', async (t) => {
  const folder = shopWith(t, `${typo}//- dbt-context.yml\nrules:\n  unknown-ref: information\n`);
  const shown = await lintIn(folder, '--format', 'json');
  assert.deepEqual([shown.code, places(shown)], [0, ['models/new.sql:1:23 unknown-ref']]);
  assert.equal((await lintIn(folder, '--fail-on', 'information')).code, 1);
  assert.match((await lintIn(folder, '--level', 'warning')).out, /^No findings/);
});

test('files, folders and globs; what dbt doesn’t read is passed over', async (t) => {
  const folder = shopWith(
    t,
    `${typo}//- models/staging/other.sql\nselect * from {{ ref('ordrs') }}\n//- notes.txt\n{{ ref('ordrs') }}\n`,
  );
  const run = async (...paths: string[]) => places(await lintIn(folder, '--format', 'json', ...paths));
  const both = ['models/new.sql:1:23 unknown-ref', 'models/staging/other.sql:1:23 unknown-ref'];
  assert.deepEqual(await run(), both);
  assert.deepEqual(await run('models/new.sql'), both.slice(0, 1));
  assert.deepEqual(await run('models/staging'), both.slice(1));
  assert.deepEqual(await run('models/*.sql'), both.slice(0, 1));
  assert.deepEqual(await run('models/**/*.sql'), both);
  const passed = await lintIn(folder, 'notes.txt', '--verbose');
  assert.equal(passed.code, 0);
  assert.match(passed.error, /notes\.txt is passed over/);
  assert.equal((await lintIn(folder, 'notes.txt')).error, '');
});

test('wrong use says what is wrong: exit code 2', async (t) => {
  const folder = shop(t);
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [['models/missing.sql'], /no file or folder models\/missing\.sql/],
    [['--rule', 'unknown-reff'], /no rule unknown-reff; did you mean `unknown-ref`/],
    [['--format', 'xml'], /--format is text, json, sarif, github or junit/],
    [['--fail-on', 'off'], /--fail-on is error/],
    [['--threads', '0'], /--threads/],
    [['--baseline', 'none.json'], /no baseline .*none\.json/],
    [['--fix', '--update-baseline'], /two runs/],
    [['--nope'], /--nope/],
  ];
  for (const [args, message] of wrong) {
    const { code, error, out } = await lintIn(folder, ...args);
    assert.deepEqual([code, out], [2, ''], args.join(' '));
    assert.match(error, message);
  }
});

test('a configuration that can’t be used: exit code 2 with its line, and everything else is looked at', async (t) => {
  const folder = shopWith(t, `${typo}//- dbt-context.yml\nrules:\n  unknown-reff: error\n`);
  const { code, error, out } = await lintIn(folder, '--rule', 'unknown-ref');
  assert.equal(code, 2);
  assert.match(error, /^dbt-context\.yml:2:3: /);
  assert.match(out, /1 error in 1 of/);
  writeFiles(folder, '//- dbt-context.yml\nrules:\n  configuration: off\n  unknown-reff: error\n');
  assert.equal((await lintIn(folder)).code, 1);
});

test('no manifest, or one that can’t be read: exit code 3', async (t) => {
  const folder = shop(t);
  writeFileSync(path.join(folder, 'target', 'manifest.json'), '[]');
  assert.equal((await lintIn(folder)).code, 3);
  rmSync(path.join(folder, 'target'), { recursive: true });
  const { code, error } = await lintIn(folder);
  assert.equal(code, 3);
  assert.match(error, /dbt parse/);
});

test('every project below a folder', async (t) => {
  const folder = shopWith(t, typo);
  mkdirSync(path.join(folder, 'one'));
  for (const name of ['dbt_project.yml', 'models', 'target'])
    renameSync(path.join(folder, name), path.join(folder, 'one', name));
  const other = shopWith(t, typo);
  renameSync(other, path.join(folder, 'two'));
  const ran = await lintIn(folder, '--format', 'json');
  assert.deepEqual(places(ran), [
    'one/models/new.sql:1:23 unknown-ref',
    'two/models/new.sql:1:23 unknown-ref',
  ]);
});

test('a finding at a column’s SQL and at its YAML counts once, at the SQL', async (t) => {
  const folder = shopWith(
    t,
    `${vocabulary}//- models/orders.sql
select cast(1 as varchar) as n_items from {{ ref('stg_orders') }}
//- models/orders.yml
models:
  - name: orders
    columns:
      - name: n_items
        data_type: varchar
`,
  );
  const run = async (...args: string[]) =>
    places(await lintIn(folder, '--format', 'json', '--rule', 'column-name-type', ...args));
  assert.deepEqual(await run(), ['models/orders.sql:1:30 column-name-type']);
  assert.deepEqual(await run('models/orders.yml'), ['models/orders.yml:4:15 column-name-type']);
  assert.equal((await lintIn(folder, '--update-baseline', '--rule', 'column-name-type')).code, 0);
  assert.deepEqual(await run('models/orders.yml', '--baseline', 'dbt-context-baseline.json'), []);
});

test('a baseline holds what is known, wherever it moves; what is new counts', async (t) => {
  const folder = shopWith(t, typo);
  const written = await lintIn(folder, '--update-baseline');
  assert.deepEqual(
    [written.code, written.out],
    [
      0,
      'dbt-context-baseline.json holds 1 finding: 1 new, 0 taken out. Use it with --baseline dbt-context-baseline.json.',
    ],
  );
  const file = path.join(folder, 'dbt-context-baseline.json');
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), {
    version: 1,
    findings: [
      {
        path: 'models/new.sql',
        rule: 'unknown-ref',
        message: JSON.parse(JSON.stringify(JSON.parse(readFileSync(file, 'utf8')).findings[0].message)),
        line: "select * from {{ ref('stg_ordrs') }}",
        count: 1,
      },
    ],
  });
  const run = () => lintIn(folder, '--baseline', 'dbt-context-baseline.json');
  writeFiles(folder, "//- models/new.sql\n-- moved\n\n  select * from {{ ref('stg_ordrs') }}\n");
  const moved = await run();
  assert.equal(moved.code, 0);
  assert.match(moved.out, /^No findings.*\n1 finding of the baseline isn’t shown\.$/);
  writeFiles(
    folder,
    "//- models/new.sql\nselect * from {{ ref('stg_ordrs') }}\nunion all\nselect * from {{ ref('stg_ordrs') }}\n",
  );
  assert.equal((await run()).code, 1);
  writeFiles(folder, '//- models/new.sql\nselect 1 as one\n');
  assert.match((await run()).out, /1 finding of the baseline is no longer there/);
  await lintIn(folder, '--update-baseline');
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { version: 1, findings: [] });
});

test('a baseline of which a part is looked at keeps the rest', async (t) => {
  const folder = shopWith(t, `${typo}//- models/other.sql\nselect * from {{ ref('ordrs') }}\n`);
  const file = path.join(folder, 'dbt-context-baseline.json');
  await lintIn(folder, '--update-baseline');
  const all = readFileSync(file, 'utf8');
  await lintIn(folder, '--update-baseline', 'models/other.sql');
  assert.equal(readFileSync(file, 'utf8'), all);
  await lintIn(folder, '--update-baseline', '--rule', 'unknown-source');
  assert.equal(readFileSync(file, 'utf8'), all);
  const part = await lintIn(folder, '--baseline', 'dbt-context-baseline.json', 'models/other.sql');
  assert.deepEqual([part.code, /no longer/.test(part.out)], [0, false]);
});

test('a baseline that can’t be read: exit code 2', async (t) => {
  const folder = shop(t);
  const file = path.join(folder, 'b.json');
  for (const text of ['{', '[]', '{"version":9,"findings":[]}', '{"version":1,"findings":[{"path":1}]}']) {
    writeFileSync(file, text);
    const { code, error } = await lintIn(folder, '--baseline', 'b.json');
    assert.equal(code, 2, text);
    assert.match(error, /b\.json is no baseline: /);
  }
});

test('--fix replaces the only name that is near, keeps everything else as it is, and says what it did', async (t) => {
  const folder = shop(t);
  const file = path.join(folder, 'models', 'new.sql');
  writeFileSync(file, "\ufeffselect 'é' from {{ ref('stg_ordrs') }}\r\njoin {{ ref('stg_ordrs') }}\r\n");
  chmodSync(file, 0o640);
  const { code, out } = await lintIn(folder, '--fix');
  assert.equal(
    readFileSync(file, 'utf8'),
    "\ufeffselect 'é' from {{ ref('stg_orders') }}\r\njoin {{ ref('stg_orders') }}\r\n",
  );
  assert.equal(statSync(file).mode & 0o777, 0o640);
  assert.equal(code, 0);
  assert.match(out, /^models\/new\.sql: unknown-ref: Change to “stg_orders”\n/);
  assert.match(out, /2 findings mended\.$/);
  assert.deepEqual(
    readdirSync(path.join(folder, 'models')).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test('--fix leaves what is in the baseline, what doesn’t count, and files that aren’t UTF-8', async (t) => {
  const folder = shopWith(t, typo);
  const file = path.join(folder, 'models', 'new.sql');
  const before = readFileSync(file);
  await lintIn(folder, '--update-baseline');
  await lintIn(folder, '--fix', '--baseline', 'dbt-context-baseline.json');
  assert.deepEqual(readFileSync(file), before);
  const latin = Buffer.from("select 'é' from {{ ref('stg_ordrs') }}", 'latin1');
  writeFileSync(file, latin);
  const { code, error } = await lintIn(folder, '--fix');
  assert.equal(code, 2);
  assert.match(error, /isn’t UTF-8: nothing was written/);
  assert.deepEqual(readFileSync(file), latin);
});

test('--changed-since: files that differ from where the branches part, staged and untracked ones too', async (t) => {
  const folder = shopWith(t, "//- models/old.sql\nselect * from {{ ref('ordrs') }}\n");
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', ...args],
      {
        cwd: folder,
        stdio: 'pipe',
        env: { ...process.env, GIT_CONFIG_GLOBAL: path.join(folder, 'none'), GIT_CONFIG_NOSYSTEM: '1' },
      },
    );
  const outside = await lintIn(folder, '--changed-since', 'main');
  assert.deepEqual([outside.code, /isn’t in a git repository/.test(outside.error)], [2, true]);
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'start');
  const run = (...args: string[]) => lintIn(folder, '--format', 'json', '--changed-since', ...args);
  assert.deepEqual(places(await run('main')), []);
  git('checkout', '-q', '-b', 'branch');
  writeFiles(folder, `${typo}//- models/ä b.sql\nselect * from {{ ref('ordrs') }}\n`);
  git('add', 'models/new.sql');
  assert.deepEqual(places(await run('main')), [
    'models/new.sql:1:23 unknown-ref',
    'models/ä b.sql:1:23 unknown-ref',
  ]);
  git('add', '.');
  git('commit', '-q', '-m', 'more');
  assert.equal(places(await run('main')).length, 2);
  assert.deepEqual(places(await run('HEAD')), []);
  for (const ref of ['nowhere', '--output=x']) {
    const { code, error } = await run(ref);
    assert.equal(code, 2);
    assert.match(error, /changed-since/);
  }
});

test('several threads find the same in the same order', async (t) => {
  const folder = shop(t);
  for (let index = 0; index < 40; index++)
    writeFileSync(
      path.join(folder, 'models', `m${index}.sql`),
      `select * from {{ ref('nowhere_${index}') }}\n`,
    );
  const one = await lintIn(folder, '--format', 'json', '--threads', '1');
  const three = await lintIn(folder, '--format', 'json', '--threads', '3');
  assert.equal(three.error, '');
  assert.equal(places(one).length, 40);
  assert.equal(three.out, one.out);
});
