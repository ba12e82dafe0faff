// The rule `column-name-broken-promise`: which failed tests show that a promise is broken.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { type Json, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['column-name-broken-promise', 'configuration'];
const vocabulary = `
//- dbt-context.yml
contracts:
  levels:
    - stubs:
        id: {promises: [{not_null: true, fulfilled_by: [is_there]}, unique], synonyms: [key]}
        n: {promises: [{range: {min: 0}}]}
        ind: {promises: [{accepted_values: [0, 1]}]}
        nm: {types: [string]}
`;

const testOf = (name: string, column: string | undefined, args: Json = {}): Json => ({
  depends_on: { nodes: ['model.shop.orders'], macros: [] },
  attached_node: 'model.shop.orders',
  column_name: column ?? null,
  original_file_path: 'models/schema.yml',
  test_metadata: {
    name: name.slice(name.lastIndexOf('.') + 1),
    namespace: name.includes('.') ? name.split('.')[0] : null,
    kwargs: { ...args, ...(column === undefined ? {} : { column_name: column }) },
  },
});

const runOf = (status: string, failures: number | undefined): Json => ({
  metadata: {
    dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
    generated_at: '2026-05-01T11:00:00Z',
    invocation_id: 'one',
  },
  args: { which: 'test' },
  elapsed_time: 1,
  results: [
    {
      unique_id: 'test.shop.a',
      status,
      failures: failures ?? null,
      message: null,
      execution_time: 1,
      timing: [],
    },
  ],
});

function check(name: string, found: string | undefined, tested: Json, status = 'fail'): void {
  checkLint(
    `${vocabulary}
//- models/orders.sql
select 1 as ${name}
${found === undefined ? '' : `--          ${'^'.repeat(name.length)} ${found}`}
`,
    {
      only,
      manifest: manifestOf({ 'model.shop.orders': {}, 'test.shop.a': tested }),
      runResults: runOf(status, status === 'fail' ? 3 : undefined),
    },
  );
}

test('a failed test of what is promised: which, how many rows, when', () => {
  check(
    'id_a',
    'warning column-name-broken-promise: `id_a` of model `orders`: `id` promises never null, but `not_null` failed 2 h ago with 3 failing rows.',
    testOf('not_null', 'id_a'),
  );
  check('key_a', '`key` promises unique, but `unique` failed', testOf('unique', 'KEY_A'));
  check('ID_A', '`ID` promises never null', testOf('not_null', 'id_a'));
  check(
    'n_a',
    '`dbt_utils.accepted_range` failed',
    testOf('dbt_utils.accepted_range', 'n_a', { min_value: 0 }),
  );
  check('n_a', 'at least 0', testOf('dbt_utils.accepted_range', 'n_a', { min_value: -5 }));
  check('n_a', 'at least 0', testOf('dbt_utils.expression_is_true', 'n_a', { expression: '>= 0' }));
  check('ind_a', 'one of 0, 1', testOf('accepted_values', 'ind_a', { values: [0, 1, 2] }));
  check('id_a', 'never null', testOf('is_there', 'id_a'));
  check(
    'id_a',
    '`id` promises never null and unique, but `dbt_constraints.primary_key`',
    testOf('dbt_constraints.primary_key', 'id_a'),
  );
});

test('a failure that doesn’t show it', () => {
  check('nm_a', undefined, testOf('not_null', 'nm_a'));
  check('id_a', undefined, testOf('not_null', 'id_b'));
  check('idle', undefined, testOf('not_null', 'idle'));
  check('n_a', undefined, testOf('not_null', 'n_a'));
  check('n_a', undefined, testOf('dbt_utils.accepted_range', 'n_a', { min_value: 1 }));
  check('n_a', undefined, testOf('dbt_utils.accepted_range', 'n_a', { min_value: 0, inclusive: false }));
  check('n_a', undefined, testOf('dbt_utils.accepted_range', 'n_a', { min_value: 0, max_value: 9 }));
  check(
    'n_a',
    undefined,
    testOf('dbt_utils.expression_is_true', undefined, { expression: 'n_a >= 0 and x' }),
  );
  check('ind_a', undefined, testOf('accepted_values', 'ind_a', { values: [1] }));
  check(
    'id_a',
    undefined,
    testOf('dbt_utils.unique_combination_of_columns', undefined, { combination_of_columns: ['id_a', 'b'] }),
  );
  check('id_a', undefined, testOf('is_there', 'id_b'));
});

test('a warning is no failure, and a test that couldn’t run shows nothing', () => {
  for (const status of ['warn', 'error', 'pass', 'skipped'])
    check('id_a', undefined, testOf('not_null', 'id_a'), status);
});

test('an edited model changes nothing, and the column is named in YAML too; a comment silences', () => {
  checkLint(
    `${vocabulary}
//- models/orders.sql
select 2 as id_a -- dbt-context-ignore column-name-broken-promise: known
//- models/schema.yml
models:
  - name: orders
    columns: [{name: id_a}]
#                    ^^^^ failed 2 h ago
`,
    {
      only,
      manifest: manifestOf({
        'model.shop.orders': {
          checksum: { name: 'sha256', checksum: 'of another text' },
          patch_path: 'shop://models/schema.yml',
        },
        'test.shop.a': testOf('not_null', 'id_a'),
      }),
      runResults: runOf('fail', 3),
    },
  );
});

test('the finding leads to the test in YAML', () => {
  const made = testProject(
    `${vocabulary}
//- models/orders.sql
select 1 as id_a
//- models/schema.yml
models:
  - name: orders
    columns: [{name: id_a, data_tests: [unique, not_null]}]
`,
    {
      manifest: manifestOf({
        'model.shop.orders': { patch_path: 'shop://models/schema.yml' },
        'test.shop.a': testOf('not_null', 'id_a'),
      }),
      runResults: runOf('fail', 1),
    },
  );
  const [finding] = findingsOf(made, { only, paths: ['models/orders.sql'] }).get('models/orders.sql') ?? [];
  const [place] = finding?.related ?? [];
  const text = place && made.project.files.text(place.path)?.text.slice(place.range.start, place.range.end);
  assert.deepEqual([place?.path, text], ['models/schema.yml', 'not_null']);
});
