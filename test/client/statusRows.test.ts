// The words of the language status item.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusRows } from '../../client/src/statusRows.ts';
import type { ProjectStatus } from '../../server/src/protocol.ts';

const now = 1_000_000_000;
const minutesAgo = (minutes: number) => now - minutes * 60_000;
const status: ProjectStatus = {
  folder: 'file:///shop',
  name: 'shop',
  state: 'ready',
  artifacts: [
    { name: 'manifest', path: 'target/manifest.json', modifiedAt: minutesAgo(5) },
    { name: 'run_results', path: 'target/run_results.json', modifiedAt: minutesAgo(180) },
  ],
  problems: [],
};
const lines = (of: ProjectStatus | undefined) =>
  statusRows(of, now).map(({ text, detail }) => `${text} – ${detail}`);

test('the project, how old its artifacts are and which are missing', () => {
  assert.deepEqual(lines(status), [
    'dbt: shop – manifest written 5 min ago',
    'Artifacts – manifest 5 min · runs 3 h · no freshness, catalog',
  ]);
});

test('each problem has a row: what it is, then what to do', () => {
  const problems = ['manifest.json is gone. The last good one is used. Run "dbt parse".'];
  assert.deepEqual(lines({ ...status, state: 'problem', artifacts: [], problems }), [
    'dbt: shop – no manifest',
    'manifest.json is gone. – The last good one is used. Run "dbt parse".',
  ]);
});

test('no project, and one that is being read', () => {
  assert.deepEqual(lines(undefined), ['dbt: no project – This file belongs to no dbt project.']);
  assert.deepEqual(lines({ ...status, state: 'loading' }), ['dbt: shop – Reading the project…']);
});

test('a target folder that was removed is one row', () => {
  const problems = ['manifest', 'catalog', 'sources'].map(
    (name) => `${name}.json is gone. The last good one is used. Run "dbt x".`,
  );
  assert.deepEqual(lines({ ...status, state: 'problem', artifacts: [], problems }).slice(1), [
    '3 artifacts are gone. – The last good ones are used. Run "dbt build".',
  ]);
});
