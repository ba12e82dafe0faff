// The mends of `column-name-promise` and `column-type-name`: what they write, and when there are none.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';
import { type TestProjectOptions, testProject } from '../harness/project.ts';

const vocabulary = `
//- dbt-context.yml
contracts:
  applies_to: {resource_types: [model, source]}
  levels:
    - stubs:
        id: {promises: [not_null, unique]}
        ind: {promises: [{accepted_values: [0, 1]}]}
        cat: {promises: [{accepted_values: [car, boat]}]}
        prop: {promises: [{range: {min: 0, max: 1}}]}
        cd: {promises: [{pattern: '[A-Z]{3}'}]}
  suffixes:
    at: {types: [timestamp], demanded: true}
    ts: {types: [timestamp]}
`;

/** The titles of the fixes of all findings in a file, each with the lines that it adds or changes. */
function fixesIn(path: string, text: string, options: TestProjectOptions = {}): readonly string[] {
  const made = testProject(vocabulary + text, options);
  const only = ['column-name-promise', 'column-type-name'];
  const findings = findingsOf(made, { only, paths: [path] }).get(path) ?? [];
  return findings.flatMap((finding) =>
    (finding.fixes?.() ?? []).map(({ title, edits }) => {
      const changed = [...new Set(edits.map((edit) => edit.path))].flatMap((file) => {
        const before = made.project.files.text(file)?.text ?? '';
        const after = edits
          .filter((edit) => edit.path === file)
          .toSorted((a, b) => b.range.start - a.range.start)
          .reduce(
            (now, { range, newText }) => now.slice(0, range.start) + newText + now.slice(range.end),
            before,
          );
        const old = new Set(before.split('\n'));
        return after
          .split('\n')
          .filter((line) => !old.has(line))
          .map((line) => line.trim());
      });
      return [title, ...changed].join(' | ');
    }),
  );
}

const known = (packages: readonly string[], version = '1.11.0') =>
  manifestOf(
    {
      'model.shop.orders': { patch_path: 'shop://models/schema.yml', config: { materialized: 'table' } },
      'source.shop.raw.boats': {},
      ...Object.fromEntries(packages.map((name) => [`macro.${name}.any`, {}])),
    },
    { dbt_version: version },
  );

test('a fix for each promise that nothing keeps', () => {
  const text = `
//- models/orders.sql
select a as id_a, b as ind_a, c as cat_a, d as prop_a, e as cd_a from t
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: id_a # the key
        data_tests:
          - unique
      - name: ind_a
      - name: cat_a
      - name: prop_a
`;
  const all = { manifest: known(['dbt_utils', 'dbt_expectations']) };
  assert.deepEqual(fixesIn('models/orders.sql', text, all), [
    'Add the test `not_null` to `id_a` in the YAML of model `orders` | - not_null',
    'Add the test `accepted_values` to `ind_a` in the YAML of model `orders` | - accepted_values: | arguments: | values: [0, 1] | quote: false',
    'Add the test `accepted_values` to `cat_a` in the YAML of model `orders` | - accepted_values: | arguments: | values: [car, boat]',
    'Add the test `dbt_utils.accepted_range` to `prop_a` in the YAML of model `orders` | - dbt_utils.accepted_range: | arguments: | min_value: 0 | max_value: 1',
    'Add the test `dbt_expectations.expect_column_values_to_match_regex` to `cd_a` in the YAML of model `orders` | - name: cd_a | - dbt_expectations.expect_column_values_to_match_regex: | arguments: | regex: "^([A-Z]{3})$"',
  ]);
  assert.deepEqual(
    fixesIn('models/schema.yml', text, { manifest: known(['dbt_expectations'], '1.7.0') }).at(-1),
    'Add the test `dbt_expectations.expect_column_values_to_be_between` to `prop_a` in the YAML of model `orders` | - dbt_expectations.expect_column_values_to_be_between: | min_value: 0 | max_value: 1',
  );
  assert.equal(fixesIn('models/schema.yml', text, { manifest: known([]) }).length, 3);
});

test('the constraint too where the contract makes it and the warehouse enforces it', () => {
  const text = (more: string) => `
//- models/orders.sql
select a as id_a from t
//- models/schema.yml
models:
  - name: orders
    config: {contract: {enforced: true}${more}}
    columns:
      - {name: id_a, data_type: integer, data_tests: [unique]}
`;
  assert.deepEqual(fixesIn('models/schema.yml', text(''), { manifest: known([]) }), [
    'Add the test `not_null` to `id_a` in the YAML of model `orders` | - {name: id_a, data_type: integer, data_tests: [unique, not_null]}',
    'Add the constraint `not_null` to `id_a` in the YAML of model `orders` | - {name: id_a, data_type: integer, data_tests: [unique], constraints: [{type: not_null}]}',
  ]);
  assert.equal(fixesIn('models/schema.yml', text(', materialized: view'), { manifest: known([]) }).length, 1);
});

test('none where a test of that name is there, or there is no entry; sources have their own place', () => {
  const text = `
//- models/orders.sql
select a as id_a from t
//- models/other.sql
select a as id_a from t
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: id_a
        data_tests: [unique, {not_null: {config: {where: x}}}]
sources:
  - name: raw
    tables:
      - name: boats
        columns:
          - name: id_a
            data_tests: [unique]
`;
  assert.deepEqual(fixesIn('models/orders.sql', text), []);
  assert.deepEqual(fixesIn('models/other.sql', text), []);
  assert.deepEqual(fixesIn('models/schema.yml', text, { manifest: known([]) }), [
    'Add the test `not_null` to `id_a` in the YAML of source `boats` | data_tests: [unique, not_null]',
  ]);
});

test('the name that a type demands, in place of another suffix, in the case of the name', () => {
  const text = `
//- models/orders.sql
select
  cast(a as timestamp) as departed,
  cast(a as timestamp) as arrived_ts,
  cast(a as timestamp) as LOADED,
  cast(a as timestamp) as left,
  cast(a as timestamp) as left_at
from t
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: departed
        description: When it left
`;
  assert.deepEqual(fixesIn('models/orders.sql', text, { manifest: known([]) }), [
    'Rename to “departed_at” here | cast(a as timestamp) as departed_at, | - name: departed_at',
    'Rename to “arrived_at” here | cast(a as timestamp) as arrived_at,',
    'Rename to “LOADED_AT” here | cast(a as timestamp) as LOADED_AT,',
  ]);
});
