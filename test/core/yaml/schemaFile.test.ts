// Property files: the entries they hold, their names at their places, and the Jinja in them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slice, sourceText } from '../../../server/src/core/text.ts';
import { schemaEntries, schemaExpressions } from '../../../server/src/core/yaml/schemaFile.ts';

const source = sourceText(`version: 2
models:
  - name: "orders"
    description: Orders
    access: public
    latest_version: 2
    config:
      group: sales
      enabled: yes
      contract: {enforced: true}
      tags: [a, b]
    tags: c
    data_tests:
      - dbt_utils.equality:
          name: same
          arguments: {compare_model: ref('x')}
    columns:
      - name: id
        data_type: bigint
        quote: true
        tests: [unique, not_null]
        data_tests:
          - relationships: {to: ref('customers'), field: id}
          - test_name: accepted_values
            values: [1]
      - description: without a name
    versions:
      - v: 1
        defined_in: old
        columns: [{include: all, exclude: [id]}, {name: extra}]
      - v: 2
      - v: 3
        columns: [{include: [id]}]
  - name:
  - description: half
sources:
  - name: raw
    tables:
      - name: events
        columns: [{name: x}]
exposures:
  - name: board
    depends_on: [ref('orders'), source('raw', 'events')]
  - name: board2
    depends_on:
      - ref('orders')
      - source('raw', 'events')
semantic_models: [{name: s, model: "ref('orders')"}]
unit_tests:
  - name: t
    model: orders
    given:
      - input: ref('customers')
        rows:
          - {id: "ref('no')"}
saved_queries: [{name: q}]
groups: [{name: sales, owner: {name: "ref('no')"}}]
macros: [{name: m}]
metrics: [{name: n}]
analyses: [{name: an}]
functions: [{name: f}]
seeds: [{name: sd}]
snapshots: [{name: sn, relation: ref('orders')}]
data_tests: [{name: singular}]
other: [{name: no}]
`);

test('every kind of entry with its name at its place', () => {
  const entries = schemaEntries(source);
  assert.deepEqual(
    entries.map(({ kind, name }) => `${kind} ${name.text}`),
    [
      'model orders',
      'source raw',
      'exposure board',
      'exposure board2',
      'semantic_model s',
      'unit_test t',
      'saved_query q',
      'group sales',
      'macro m',
      'metric n',
      'analysis an',
      'function f',
      'seed sd',
      'snapshot sn',
      'test singular',
    ],
  );
  for (const { name } of entries) assert.equal(slice(source, name.range), name.text);
  const [table] = entries[1]?.tables ?? [];
  assert.deepEqual([table?.kind, table?.name.text, table?.source?.text], ['table', 'events', 'raw']);
  assert.equal(table?.columns[0]?.name.text, 'x');
});

test('what a model says of itself, its columns, tests and versions', () => {
  const model = schemaEntries(source)[0];
  assert.ok(model);
  assert.deepEqual(
    [model.access?.text, model.group?.text, model.enabled, model.contractEnforced, model.latestVersion?.text],
    ['public', 'sales', true, true, '2'],
  );
  assert.deepEqual(model.tags, ['c', 'a', 'b']);
  const [column] = model.columns;
  assert.equal(model.columns.length, 1);
  assert.deepEqual([column?.dataType?.text, column?.quote], ['bigint', true]);
  assert.deepEqual(
    column?.tests.map(({ name, args }) => [name.text, slice(source, name.range), args !== undefined]),
    [
      ['unique', 'unique', false],
      ['not_null', 'not_null', false],
      ['relationships', 'relationships', true],
      ['accepted_values', 'accepted_values', true],
    ],
  );
  const [equality] = model.tests;
  assert.deepEqual(
    [equality?.name.text, equality?.args?.pairs[0]?.key.text],
    ['dbt_utils.equality', 'compare_model'],
  );
  assert.deepEqual(
    model.versions.map(({ version, definedIn, include, exclude, columns }) => [
      version.text,
      definedIn?.text,
      include,
      exclude,
      columns.map(({ name }) => name.text),
    ]),
    [
      ['1', 'old', 'all', ['id'], ['extra']],
      ['2', undefined, undefined, [], []],
      ['3', undefined, ['id'], [], []],
    ],
  );
});

test('texts that dbt takes as Jinja', () => {
  assert.deepEqual(
    schemaExpressions(source).map(({ scalar }) => scalar.text),
    [
      "ref('x')",
      "ref('customers')",
      "ref('orders')",
      "ref('orders')",
      "source('raw', 'events')",
      "ref('orders')",
      "ref('customers')",
      "ref('orders')",
    ],
  );
});
