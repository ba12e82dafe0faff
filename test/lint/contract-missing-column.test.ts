// The rule `contract-missing-column`: columns of an enforced contract that the SQL doesn't make, in YAML and in SQL.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['contract-missing-column'];
const patch = { patch_path: 'shop://models/schema.yml' };
const manifest = manifestOf({
  'source.shop.raw.orders': {},
  'model.shop.orders': patch,
  'model.shop.upper': patch,
  'model.shop.open': patch,
  'model.shop.mv': patch,
  'model.shop.eph': patch,
  'model.shop.loose': patch,
  'model.shop.payments.v1': patch,
  'model.shop.payments.v2': { ...patch, original_file_path: 'models/newest.sql' },
});

test('at the YAML column and at the last select', () => {
  checkLint(
    `
    //- models/orders.sql
    with o as (select 1 as order_id)
    select order_id from o
    --^^^^ error contract-missing-column: The contract of \`orders\` lists \`amount\`, but its SQL doesn’t make it.
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        columns:
          - {name: order_id, data_type: integer}
          - {name: amount, data_type: integer}
    #              ^^^^^^ error contract-missing-column: The contract of \`orders\` lists \`amount\`, but its SQL doesn’t make it.
    `.replace('--^^^^', '^^^^^^'),
    { only, manifest },
  );
});

test('the contract may stand in config() or in dbt_project.yml, and the nearest to the model counts', () => {
  const yml = (name: string) => `
    models:
      - name: ${name}
        columns: [{name: id, data_type: integer}, {name: gone, data_type: integer}]
    #                                                    ^^^^ contract-missing-column
    `;
  checkLint(
    `
    //- models/orders.sql
    {{ config(contract={'enforced': true}) }} select 1 as id
    --                                        ^^^^^^ contract-missing-column
    //- models/schema.yml
    ${yml('orders').trim()}
    `,
    { only, manifest },
  );
  checkLint(
    `
    //- dbt_project.yml
    name: shop
    models:
      shop:
        mart:
          +contract: {enforced: true}
          loose:
            +contract: {enforced: false}
    //- models/mart/fresh.sql
    select 1 as id
    ^^^^^^ contract-missing-column
    //- models/mart/loose/free.sql
    select 1 as id
    //- models/mart/own.sql
    {{ config(contract={'enforced': false}) }} select 1 as id
    //- models/mart/perhaps.sql
    {{ config(contract={'enforced': env_var('HELD')}) }} select 1 as id
    //- models/schema.yml
    models:
      - name: fresh
        columns: [{name: id, data_type: integer}, {name: gone, data_type: integer}]
    #                                                    ^^^^ contract-missing-column
      - name: free
        columns: [{name: gone, data_type: integer}]
      - name: own
        columns: [{name: gone, data_type: integer}]
      - name: perhaps
        columns: [{name: gone, data_type: integer}]
    `,
    { only, manifest },
  );
});

test('versions have the columns that include and exclude leave them', () => {
  checkLint(
    `
    //- models/payments_v1.sql
    select 1 as id, 2 as amount
    //- models/newest.sql
    select 1 as id, 3 as amount
    ^^^^^^ The contract of \`payments\` v2 lists \`total\`
    //- models/schema.yml
    models:
      - name: payments
        config: {contract: {enforced: true}}
        columns: [{name: id, data_type: integer}, {name: amount, data_type: integer}]
        versions:
          - v: 1
          - v: 2
            defined_in: newest
            columns: [{include: all, exclude: [amount]}, {name: total, data_type: integer}]
    #                                                           ^^^^^ The contract of \`payments\` v2 lists \`total\`
    `,
    { only, manifest },
  );
});

test('DuckDB keeps the letters of an alias', () => {
  const text = `
    //- models/upper.sql
    select 1 as ID, 2 as Total
    --          ^^ makes \`ID\`: dbt compares names of DuckDB letter by letter.
    //- models/schema.yml
    models:
      - name: upper
        config: {contract: {enforced: true}}
        columns: [{name: id, data_type: integer}, {name: Total, data_type: integer}]
    #                    ^^ contract-missing-column
    `;
  checkLint(text, { only, manifest });
  const snowflake = manifestOf({ 'model.shop.upper': patch }, { adapter_type: 'snowflake' });
  checkLint(text.replace(/^ *(?:--|#) .*\^.*\n/gm, ''), { only, manifest: snowflake });
});

test('silent where not all columns are known, where dbt compares nothing, and without a contract', () => {
  checkLint(
    `
    //- models/open.sql
    select * from {{ source('raw', 'orders') }}
    //- models/mv.sql
    {{ config(materialized='materialized_view') }} select 1 as id
    //- models/eph.sql
    {{ config(materialized='ephemeral') }} select 1 as id
    //- models/loose.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: open
        config: &held {contract: {enforced: true}}
        columns: [{name: gone, data_type: integer}]
      - name: mv
        config: *held
        columns: [{name: gone, data_type: integer}]
      - name: eph
        config: *held
        columns: [{name: gone, data_type: integer}]
      - name: loose
        config: {contract: {enforced: false}}
        columns: [{name: gone, data_type: integer}]
    `,
    { only, manifest },
  );
});

test('silent while an alias or a column is being typed', () => {
  for (const typed of ['select id as from o', 'select o. from o', 'select o.id, nobody from o'])
    checkLint(
      `
      //- models/orders.sql
      with o as (select 1 as id) ${typed}
      //- models/schema.yml
      models:
        - name: orders
          config: {contract: {enforced: true}}
          columns: [{name: id, data_type: integer}, {name: amount, data_type: integer}]
      `,
      { only, manifest },
    );
});

test('a field of a struct stands for its column', () => {
  const bigquery = manifestOf(
    { 'model.shop.orders': patch, 'source.shop.raw.orders': {} },
    { adapter_type: 'bigquery' },
  );
  checkLint(
    `
    //- models/orders.sql
    select address from {{ source('raw', 'orders') }}
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        columns: [{name: address.city, data_type: string}, {name: address.zip, data_type: string}]
    `,
    {
      only,
      manifest: bigquery,
      catalog: catalogOf({ 'source.shop.raw.orders': { address: 'STRUCT<city STRING>' } }),
    },
  );
});

test('mends: the near column of the SQL gets the name, or the contract loses the column', () => {
  const made = testProject(
    `
    //- models/orders.sql
    select 1 as order_id, 2 as amuont
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        columns:
          - name: order_id
            data_type: integer
          - name: amount
            data_type: integer
    `,
    { manifest },
  );
  const [finding] = findingsOf(made, { only }).get('models/schema.yml') ?? [];
  const source = made.project.files.text('models/orders.sql')?.text ?? '';
  const start = source.indexOf('amuont');
  assert.match(finding?.message ?? '', /did you mean `amuont`\?/);
  const [rename, remove] = finding?.fixes?.() ?? [];
  assert.equal(rename?.title, 'Rename `amuont` to `amount`');
  assert.deepEqual(rename?.edits, [
    { path: 'models/orders.sql', range: { start, end: start + 6 }, newText: 'amount' },
  ]);
  assert.equal(remove?.title, 'Remove `amount` from the contract of `orders`');
  assert.equal(remove?.edits[0]?.newText, '');
});

test('what a contract says isn’t said by other rules too', () => {
  checkLint(
    `
    //- models/orders.sql
    select 1 as order_id, 2 as more
    ^^^^^^ contract-missing-column
    --                         ^^^^ contract-extra-column
    //- models/schema.yml
    models:
      - name: orders
    #         ^^^^^^ contract-extra-column
        config: {contract: {enforced: true}}
        columns:
          - {name: order_id, data_type: integer}
          - {name: amount, data_type: integer}
    #              ^^^^^^ contract-missing-column
    `,
    {
      only: [
        'contract-missing-column',
        'contract-extra-column',
        'unknown-yaml-column',
        'undocumented-column',
      ],
      manifest,
    },
  );
});
