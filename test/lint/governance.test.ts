// The governance rules: off until dbt-context.yml turns them on, and each of them on YAML and files as they stand.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const manifest = manifestOf({
  'group.shop.finance': { owner: { name: 'Fay' } },
  'model.shop.orders': { patch_path: 'shop://models/schema.yml' },
  'model.shop.payments': {
    patch_path: 'shop://models/schema.yml',
    description: 'One row a payment.',
    group: 'finance',
  },
  'model.shop.bare': {},
  'model.shop.reader': { depends_on: { nodes: ['source.shop.raw.orders'] } },
  'source.shop.raw.orders': { original_file_path: 'models/schema.yml' },
  'source.shop.raw.lost': { original_file_path: 'models/schema.yml' },
  'source.shop.raw.dated': {
    original_file_path: 'models/schema.yml',
    freshness: { warn_after: { count: 1, period: 'day' }, error_after: { count: null, period: null } },
  },
  'source.shop.raw.typed': { original_file_path: 'models/schema.yml' },
});

test('nothing is asked for until governance is turned on', () => {
  checkLint(
    `
    //- models/bare.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: orders
    `,
    { manifest, only: ['missing-owner', 'missing-description', 'missing-primary-key-test'] },
  );
});

test('missing-description: models, sources and their tables', () => {
  checkLint(
    `
    //- dbt-context.yml
    governance: recommended
    //- models/bare.sql
       select 1 as id
    -- ^^^^^^^^^^^^^^ warning missing-description: The model \`bare\` has no description.
    //- models/orders.sql
    select 1 as id
    //- models/payments.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: orders
    #         ^^^^^^ warning missing-description: The model \`orders\` has no description.
      - name: payments
        description: "{{ doc('payments') }}"
      - name: nowhere
    sources:
      - name: raw
    #         ^^^ missing-description: The source \`raw\` has no description.
        tables:
          - name: orders
    #             ^^^^^^ missing-description: The source table \`raw.orders\` has no description.
          - name: lost
            description: Nobody knows.
    `,
    { manifest, only: ['missing-description'] },
  );
});

test('missing-owner: meta and groups as they stand, seeds left out', () => {
  checkLint(
    `
    //- dbt-context.yml
    governance: recommended
    rules:
      missing-owner: error
    //- models/bare.sql
    {{ config(meta={'owner': 'Fay'}) }} select 1 as id
    //- models/orders.sql
    select 1 as id
    //- models/payments.sql
    select 1 as id
    //- models/typed.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: orders
    #         ^^^^^^ error missing-owner: The model \`orders\` has no owner: name one in \`meta\`, or give it a group.
      - name: payments
      - name: typed
        config: {group: finance}
    sources:
      - name: raw
        meta: {owner: [Fay, Gus]}
        tables:
          - name: orders
      - name: other
        tables:
          - name: late
    #             ^^^^ The source \`other.late\` has no owner
          - name: kept
            config: {meta: {owner: Gus}}
    `,
    { manifest, only: ['missing-owner'] },
  );
});

test('missing-primary-key-test: tests and enforced constraints, of YAML and of dbt', () => {
  const keyed = manifestOf({
    'model.shop.parsed': { patch_path: 'shop://models/schema.yml' },
    'test.shop.unique_parsed_id': {
      attached_node: 'model.shop.parsed',
      depends_on: { nodes: ['model.shop.parsed'] },
      test_metadata: { name: 'unique', kwargs: { column_name: 'id' } },
      column_name: 'id',
    },
    'test.shop.not_null_parsed_id': {
      attached_node: 'model.shop.parsed',
      depends_on: { nodes: ['model.shop.parsed'] },
      test_metadata: { name: 'not_null', kwargs: { column_name: 'id' } },
      column_name: 'id',
    },
  });
  checkLint(
    `
    //- dbt-context.yml
    governance: recommended
    //- models/parsed.sql
    select 1 as id
    //- models/half.sql
    select 1 as id
    //- models/whole.sql
    select 1 as id
    //- models/several.sql
    select 1 as id
    //- models/held.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: parsed
      - name: half
    #         ^^^^ warning missing-primary-key-test: No test says what one row of \`half\` is
        columns:
          - name: id
            data_tests: [unique]
          - name: other
            data_tests: [not_null]
      - name: whole
        columns:
          - name: id
            data_tests: [not_null, unique: {config: {severity: warn}}]
      - name: several
        data_tests:
          - dbt_utils.unique_combination_of_columns:
              arguments: {combination_of_columns: [id, day]}
      - name: held
        config: {contract: {enforced: true}}
        columns:
          - name: id
            data_type: integer
            constraints: [{type: primary_key}]
    `,
    { manifest: keyed, only: ['missing-primary-key-test'] },
  );
});

test('missing-source-freshness: limits of the table, of its source and of the project', () => {
  checkLint(
    `
    //- dbt-context.yml
    governance: recommended
    //- models/schema.yml
    sources:
      - name: raw
        tables:
          - name: orders
    #             ^^^^^^ warning missing-source-freshness: The source table \`raw.orders\` has no freshness limits
          - name: dated
          - name: own
            config: {freshness: {error_after: {count: 2, period: hour}}}
          - name: given_up
    #             ^^^^^^^^ missing-source-freshness
            freshness:
            warn_after: {count: 1, period: day}
      - name: watched
        freshness: {warn_after: {count: 1, period: day}}
        tables:
          - name: inherits
          - name: left_out
    #             ^^^^^^^^ missing-source-freshness
            freshness: null
    `,
    { manifest, only: ['missing-source-freshness'] },
  );
});

test('unused-source: what dbt parsed and what is typed now', () => {
  checkLint(
    `
    //- dbt-context.yml
    governance: recommended
    //- models/reader.sql
    select * from {{ source('raw', 'orders') }}
    //- models/new.sql
    select * from {{ source('raw', 'typed') }}
    //- models/schema.yml
    sources:
      - name: raw
        tables:
          - name: orders
          - name: lost
    #             ^^^^ warning unused-source: Nothing reads the source table \`raw.lost\`.
          - name: typed
    `,
    { manifest, only: ['unused-source'] },
  );
});
