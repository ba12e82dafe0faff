// The rule `contract-breaking-change`: a contract against that of the last manifest.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { type Json, manifestOf } from '../harness/manifest.ts';

const only = ['contract-breaking-change'];

function held(columns: Record<string, Json>, more: Json = {}): Json {
  return {
    patch_path: 'shop://models/schema.yml',
    contract: { enforced: true },
    config: { materialized: 'table', contract: { enforced: true } },
    columns: Object.fromEntries(Object.entries(columns).map(([name, each]) => [name, { name, ...each }])),
    ...more,
  };
}

const integer = { data_type: 'integer', constraints: [] };
const manifest = manifestOf({
  'model.shop.orders': held({
    id: integer,
    amount: integer,
    note: { data_type: 'varchar(3)', constraints: [] },
  }),
  'model.shop.freed': held({ id: integer }),
  'model.shop.freed_in_sql': held({ id: integer }),
  'model.shop.perhaps': held({ id: integer }),
  'model.shop.keyed': held(
    {
      id: {
        data_type: 'integer',
        constraints: [{ type: 'not_null' }, { type: 'check', expression: 'id > 0' }],
      },
    },
    { constraints: [{ type: 'primary_key', columns: ['id'] }] },
  ),
  'model.shop.seen': held({ id: { data_type: 'integer', constraints: [{ type: 'not_null' }] } }),
  'model.shop.payments.v1': held({ id: integer, total: integer }),
});

test('columns, types, constraints, the contract itself', () => {
  checkLint(
    `
    //- models/orders.sql
    select 1
    //- models/freed.sql
    select 1
    //- models/freed_in_sql.sql
    {{ config(contract={'enforced': false}) }} select 1
    --        ^^^^^^^^ The contract of \`freed_in_sql\` was enforced in the last manifest and isn’t any more
    //- models/perhaps.sql
    {{ config(contract=var('contract')) }} select 1
    //- models/keyed.sql
    {{ config(materialized='table') }} select 1
    //- models/seen.sql
    {{ config(materialized='view') }} select 1
    --        ^^^^^^^^^^^^ \`seen\` was materialized as \`table\` in the last manifest, with constraints that \`view\` doesn’t have
    //- models/payments_v1.sql
    select 1
    //- models/schema.yml
    models:
      - name: orders
    #         ^^^^^^ warning contract-breaking-change: The contract of \`orders\` had \`amount\` in the last manifest: dbt calls that a breaking change.
        config: {contract: {enforced: true}}
        columns:
          - {name: ID, data_type: bigint}
    #                             ^^^^^^ \`id\` of \`orders\` was declared as \`integer\` in the last manifest
          - {name: note, data_type: VARCHAR(10)}
          - {name: more, data_type: date}
      - name: freed
        config: {contract: {enforced: false}}
    #                      ^^^^^^^^^^^^^^^^^ The contract of \`freed\` was enforced
        columns: [{name: id, data_type: integer}]
      - name: freed_in_sql
      - name: perhaps
      - name: keyed
    #         ^^^^^ The contract of \`keyed\` had the constraint \`primary_key\` in the last manifest
        config: {contract: {enforced: true}}
        columns:
          - name: id
    #             ^^ \`id\` of \`keyed\` had the constraint \`check\` (\`id > 0\`) in the last manifest
            data_type: integer
            constraints: [{type: not_null}, {type: check, expression: id > 1}]
      - name: seen
        config: {contract: {enforced: true}}
        columns: [{name: id, data_type: integer, constraints: [{type: not_null}]}]
      - name: payments
        config: {contract: {enforced: true}}
        columns: [{name: id, data_type: integer}]
        versions:
          - v: 1
    #          ^ The contract of \`payments\` v1 had \`total\` in the last manifest: dbt refuses that of a version; a new version may have it.
    `,
    { only, manifest },
  );
});

test('nothing where the contract is as it was, where there was none, and in a file that is broken off', () => {
  const parsed = manifestOf({
    'model.shop.orders': held({ id: integer }),
    'model.shop.loose': { patch_path: 'shop://models/schema.yml' },
  });
  const models = `
    //- models/orders.sql
    select 1
    //- models/loose.sql
    select 1
    `;
  const yml = `
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        columns: [{name: id, data_type: integer}]
      - name: loose
        columns: [{name: id, data_type: integer}]
    `;
  checkLint(models + yml, { only, manifest: parsed });
  checkLint(models + yml.replace('columns: [{name: id, data_type: integer}]', 'columns: [{name'), {
    only,
    manifest: parsed,
  });
});
