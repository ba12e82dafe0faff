// The rule `column-name-promise`: which tests and constraints keep a promise, in SQL and YAML, saved or not.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { type Json, manifestOf } from '../harness/manifest.ts';

const only = ['column-name-promise', 'configuration'];
const vocabulary = `
//- dbt-context.yml
contracts:
  applies_to: {resource_types: [model, seed, snapshot, source]}
  levels:
    - stubs:
        id: {types: [integer, string], promises: [not_null, unique], synonyms: [key]}
        ind: {promises: [{accepted_values: [0, 1]}]}
        n: {types: [integer], promises: [{range: {min: 0}}]}
        prop: {promises: [{range: {min: 0, max: 1}}]}
        cd: {promises: [{pattern: '[A-Z]{3}'}]}
        fk: {promises: [{not_null: true, fulfilled_by: [points_somewhere, shop_tests.always]}]}
        nm: {types: [string]}
    - stubs:
        ferry: {promises: [{range: {min: 1}}]}
  suffixes:
    pk: {promises: [not_null]}
    code_id: {types: [string], promises: [unique]}
`;

/** A promise rule's check of one column with these tests below it. */
function checkColumn(name: string, tests: string, found: string | undefined): void {
  checkLint(
    `${vocabulary}
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: ${name}
${found === undefined ? '' : `#             ${'^'.repeat(name.length)} ${found}`}
        data_tests: ${tests}
`,
    { only },
  );
}

test('nothing promised, nothing said; whole tokens and synonyms only', () => {
  checkLint(
    `${vocabulary}
//- models/orders.sql
select
  a as nm_port,
  a as idle,
  a as indigo,
  a as identity_n,
  a as key_port,
--     ^^^^^^^^ \`key_port\` of model \`orders\`: \`key\` promises never null and unique, but no test or enforced constraint checks that.
  a as ID_PORT,
--     ^^^^^^^ \`ID\` promises never null and unique
  a as n,
--     ^ \`n\` promises at least 0
  a as "id_quoted"
--      ^^^^^^^^^ promises never null
from t`,
    { only },
  );
  checkLint(`select a as id_port from t`, { only });
});

test('all levels promise, the most specific one decides, and a suffix only where the type is its own', () => {
  checkLint(
    `${vocabulary}
//- models/orders.sql
select
  a as id_ferry,
--     ^^^^^^^^ \`id\` promises never null and unique, \`ferry\` promises at least 1, but
  a as n_ferry,
--     ^^^^^^^ \`n_ferry\` of model \`orders\`: \`ferry\` promises at least 1, but
  a as nm_ferry_pk,
--     ^^^^^^^^^^^ \`ferry\` promises at least 1, \`pk\` promises never null, but
  a as nm_code_id,
--     ^^^^^^^^^^ \`code_id\` promises unique
  a as n_code_id
--     ^^^^^^^^^ \`n\` promises at least 0, but
from t`,
    { only },
  );
});

test('tests that keep a promise, and those that come near', () => {
  for (const [name, tests, found] of [
    ['id_a', '[not_null, unique]', undefined],
    ['id_a', '[not_null]', '`id` promises unique, but no test'],
    ['id_a', '[unique]', '`id` promises never null, but no test'],
    ['id_a', '[dbt_expectations.expect_column_values_to_not_be_null, unique]', undefined],
    ['id_a', '[not_null, dbt_expectations.expect_column_values_to_be_unique]', undefined],
    ['id_a', '[dbt_constraints.primary_key]', undefined],
    ['id_a', '[{dbt_utils.not_null_proportion: {at_least: 1.0}}, unique]', undefined],
    ['id_a', '[{dbt_utils.not_null_proportion: {at_least: 0.95}}, unique]', 'never null'],
    ['id_a', '[dbt_utils.not_constant, dbt_utils.at_least_one, elementary.column_anomalies]', 'never null'],
    ['id_a', '[{dbt_utils.expression_is_true: {expression: "is not null"}}, unique]', undefined],
    ['ind_a', '[{accepted_values: {values: [0, 1]}}]', undefined],
    ['ind_a', '[{accepted_values: {values: ["0"]}}]', undefined],
    ['ind_a', '[{accepted_values: {arguments: {values: [1, 0], quote: false}}}]', undefined],
    [
      'ind_a',
      '[{accepted_values: {values: [0, 1, 2]}}]',
      'checks all of that. `accepted_values` allows `2` too.',
    ],
    ['ind_a', '[{accepted_values: {values: "{{ var(\'flags\') }}"}}]', undefined],
    ['ind_a', '[{dbt_expectations.expect_column_values_to_be_in_set: {value_set: [0, 1]}}]', undefined],
    ['ind_a', '[{dbt_utils.accepted_range: {min_value: 0, max_value: 1}}]', 'one of 0, 1'],
    ['n_a', '[{dbt_utils.accepted_range: {min_value: 0}}]', undefined],
    ['n_a', '[{dbt_utils.accepted_range: {min_value: 1, max_value: 5}}]', undefined],
    [
      'n_a',
      '[{dbt_utils.accepted_range: {min_value: -1}}]',
      '`dbt_utils.accepted_range` allows less than 0.',
    ],
    ['n_a', '[{dbt_utils.accepted_range: {max_value: 9}}]', 'allows less than 0'],
    ['n_a', '[{dbt_utils.accepted_range: {min_value: "(select 1)"}}]', undefined],
    ['n_a', '[{dbt_utils.expression_is_true: {expression: ">= 0"}}]', undefined],
    ['n_a', '[{dbt_utils.expression_is_true: {expression: ">= other"}}]', undefined],
    ['n_a', '[{dbt_utils.expression_is_true: {expression: ">= 0 or n_a is null"}}]', undefined],
    ['n_a', '[{dbt_utils.expression_is_true: {expression: "is not null"}}]', 'no test'],
    ['id_a', '[{dbt_utils.expression_is_true: {expression: "> 1 or x"}}, unique]', 'never null, but no test'],
    ['n_a', '[{accepted_values: {values: [3, 4]}}]', undefined],
    ['n_a', '[{dbt_expectations.expect_column_min_to_be_between: {min_value: 0}}]', undefined],
    ['n_a', '[{dbt_expectations.expect_column_max_to_be_between: {min_value: 0}}]', 'allows less'],
    [
      'prop_a',
      '[{dbt_expectations.expect_column_values_to_be_between: {min_value: 0, max_value: 1}}]',
      undefined,
    ],
    [
      'prop_a',
      '[{dbt_utils.accepted_range: {min_value: 0}}]',
      '`dbt_utils.accepted_range` allows more than 1.',
    ],
    [
      'prop_a',
      '[{dbt_utils.accepted_range: {min_value: 0}}, {dbt_utils.expression_is_true: {expression: "<= 1"}}]',
      undefined,
    ],
    ['prop_a', '[{dbt_utils.expression_is_true: {expression: "between 0 and 1"}}]', undefined],
    ['cd_a', '[{dbt_expectations.expect_column_values_to_match_regex: {regex: "^[A-Z]{3}$"}}]', undefined],
    ['cd_a', '[{accepted_values: {values: [KOR, PEL]}}]', undefined],
    ['cd_a', '[{accepted_values: {values: [KOR, Pel]}}]', '`accepted_values` allows `Pel` too.'],
    ['fk_a', '[points_somewhere]', undefined],
    ['fk_a', '[shop_tests.always]', undefined],
    ['fk_a', '[other.points_somewhere]', undefined],
    ['fk_a', '[other.always]', 'never null'],
    ['fk_a', '[{test_name: not_null}]', undefined],
  ] as const) {
    checkColumn(name, tests, found);
  }
});

test('a test that leaves rows out, or tolerates some, doesn’t keep a promise; one that warns does', () => {
  for (const [tests, found] of [
    ['[{not_null: {config: {where: "a > 1"}}}]', '`not_null` looks only at rows where `a > 1`.'],
    ['[{not_null: {where: "a > 1"}}]', '`not_null` looks only at rows where `a > 1`.'],
    ['[{not_null: {arguments: {}, config: {where: "a > 1"}}}]', 'looks only at rows'],
    ['[{not_null: {config: {where: "a > 1"}}}, not_null]', undefined],
    [
      '[{dbt_expectations.expect_column_values_to_not_be_null: {row_condition: "b"}}]',
      'looks only at rows where `b`',
    ],
    ['[{not_null: {config: {error_if: ">10", warn_if: ">5"}}}]', 'is content unless failing rows are `>10`'],
    ['[{not_null: {config: {error_if: ">10"}}}]', undefined],
    ['[{not_null: {config: {severity: warn, warn_if: ">10"}}}]', 'is content unless'],
    ['[{not_null: {config: {severity: warn}}}]', undefined],
    ['[{not_null: {config: {limit: 10, store_failures: true}}}]', undefined],
    ['[{not_null: {config: {enabled: false}}}]', 'no test'],
    ['[{points_somewhere: {config: {where: "a"}}}]', '`points_somewhere` looks only'],
  ] as const) {
    checkColumn('fk_a', tests, found);
  }
});

test('tests of the whole model: only of one column, or with its name', () => {
  checkLint(
    `${vocabulary}
//- models/schema.yml
models:
  - name: orders
    data_tests:
      - dbt_utils.unique_combination_of_columns: {combination_of_columns: [id_a, day]}
      - dbt_utils.unique_combination_of_columns: {combination_of_columns: [id_b]}
      - dbt_utils.expression_is_true: {expression: "id_b is not null and n_a >= 0"}
      - not_null: {column_name: ID_A}
      - dbt_constraints.primary_key: {column_names: [id_c, day]}
    columns:
      - name: id_a
#             ^^^^ \`id\` promises unique, but
      - name: id_b
      - name: id_c
#             ^^^^ \`id\` promises unique, but
      - name: n_a
`,
    { only },
  );
});

const tested = (fields: Json): Json => ({
  depends_on: { nodes: ['model.shop.orders'], macros: [] },
  attached_node: 'model.shop.orders',
  column_name: 'id_a',
  original_file_path: 'models/schema.yml',
  ...fields,
  test_metadata: {
    kwargs: { column_name: 'id_a', model: "{{ get_where_subquery(ref('orders')) }}" },
    ...(fields['test_metadata'] as Json),
  },
});
const orders = { 'model.shop.orders': { patch_path: 'shop://models/schema.yml' } };

test('tests that dbt parsed count while their YAML isn’t there to say otherwise', () => {
  const manifest = manifestOf({
    ...orders,
    'test.shop.a': tested({ test_metadata: { name: 'not_null' } }),
    'test.shop.b': tested({ test_metadata: { name: 'unique' } }),
  });
  checkLint(`${vocabulary}\n//- models/orders.sql\nselect 1 as id_a`, { only, manifest });
  checkLint(
    `${vocabulary}
//- models/orders.sql
select 1 as id_a
--          ^^^^ promises unique, but
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: id_a
#             ^^^^ promises unique, but
        data_tests: [not_null]
`,
    { only, manifest },
  );
});

test('what dbt_project.yml makes of tests is known from the manifest', () => {
  const manifest = manifestOf({
    ...orders,
    'test.shop.a': tested({ test_metadata: { name: 'not_null' }, config: { where: 'day > 1' } }),
    'test.shop.b': {
      ...tested({ test_metadata: { name: 'unique' }, config: { enabled: false } }),
      attached_node: null,
      depends_on: { nodes: [], macros: [] },
      disabled: true,
    },
  });
  const yml = (tests: string, found: string | undefined) =>
    checkLint(
      `${vocabulary}
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: id_a
${found === undefined ? '' : `#             ^^^^ ${found}`}
        data_tests: ${tests}
`,
      { only, manifest },
    );
  yml(
    '[not_null, unique]',
    '`id` promises never null and unique, but nothing checks all of that. `not_null` looks only at rows where `day > 1`.',
  );
  yml('[{not_null: {config: {where: null}}}, {unique: {config: {enabled: true}}}]', undefined);
});

test('a singular test that the vocabulary names', () => {
  checkLint(
    `${vocabulary}
//- models/orders.sql
select 1 as fk_a
`,
    {
      only,
      manifest: manifestOf({
        'model.shop.orders': {},
        'test.shop.points_somewhere': { depends_on: { nodes: ['model.shop.orders'], macros: [] } },
      }),
    },
  );
});

test('versions, seeds, snapshots, sources and fields of structs; not what is disabled', () => {
  checkLint(
    `${vocabulary}
//- models/schema.yml
models:
  - name: items
    data_tests: [{not_null: {column_name: id_a}}]
    columns:
      - name: id_a
#             ^^^^ \`id_a\` of model \`items\` v1: \`id\` promises unique, but
#             ^^^^ \`id_a\` of model \`items\` v2: \`id\` promises never null and unique, but
      - {name: id_b, data_tests: [not_null]}
#              ^^^^ v1: \`id\` promises unique, but
      - {name: id_c, data_tests: [unique]}
#              ^^^^ \`items\` v1: \`id\` promises never null, but
      - {name: address.n_doors, data_tests: [{accepted_range: {min_value: 0}}]}
      - {name: address.n_rooms, data_tests: [not_null]}
#              ^^^^^^^^^^^^^^^ \`items\` v1: \`n\` promises at least 0
#              ^^^^^^^^^^^^^^^ \`items\` v2: \`n\` promises at least 0
    versions:
      - v: 1
      - v: 2
        data_tests: []
        columns:
          - {exclude: [id_c]}
          - {name: id_b, data_tests: [dbt.unique]}
          - {name: id_c, data_tests: [not_null]}
#                  ^^^^ \`items\` v2: \`id\` promises unique, but
  - name: off
    config: {enabled: false}
    columns: [{name: id_a}]
seeds:
  - name: ports
    columns: [{name: id_a, data_tests: [unique]}]
#                    ^^^^ seed \`ports\`
sources:
  - name: raw
    tables:
      - name: harbour
        columns: [{name: id_a, data_tests: [unique]}]
#                        ^^^^ source \`harbour\`
//- models/off.sql
select 1 as id_a
//- models/ephemeral.sql
{{ config(materialized='ephemeral') }} select 1 as id_a
--                                                 ^^^^ model \`ephemeral\`
`,
    { only, manifest: manifestOf({ 'model.shop.items.v1': {}, 'model.shop.items.v2': {} }) },
  );
});

test('half-typed YAML loses no tests, and a comment silences', () => {
  const manifest = manifestOf({
    ...orders,
    'test.shop.a': tested({ test_metadata: { name: 'not_null' } }),
    'test.shop.b': tested({ test_metadata: { name: 'unique' } }),
  });
  checkLint(
    `${vocabulary}
//- models/orders.sql
select 1 as id_a,
  2 as id_b -- dbt-context-ignore column-name-promise: it is a draft
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: id_a
        data_tests: [not_null,
`,
    { only, manifest },
  );
});
