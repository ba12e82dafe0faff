// The rule `column-name-promise`: which constraints keep a promise.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const only = ['column-name-promise', 'configuration'];
const vocabulary = `
//- dbt-context.yml
contracts:
  levels:
    - stubs:
        id: {promises: [not_null, unique]}
        n: {promises: [{range: {min: 0}}]}
`;

test('constraints count where the contract makes them and the warehouse enforces them', () => {
  const check = (adapter: string, entry: string, found: string | undefined, column = 'id_a') =>
    checkLint(
      `${vocabulary}
//- models/orders.sql
select * from t
//- models/schema.yml
models:
  - name: orders
${entry}
    columns:
      - name: ${column}
${found === undefined ? '' : `#             ${'^'.repeat(column.length)} ${found}`}
        data_type: integer
`,
      {
        only,
        manifest: manifestOf(
          {
            'model.shop.orders': {
              patch_path: 'shop://models/schema.yml',
              config: { materialized: 'table' },
            },
          },
          { adapter_type: adapter },
        ),
      },
    );
  const contract = '    config: {contract: {enforced: true}}\n';
  const key = '    constraints: [{type: primary_key, columns: [id_a]}]';
  const both = '    constraints: [{type: primary_key, columns: [id_a, day]}]';
  check('postgres', contract + key, undefined);
  check('postgres', contract + both, '`id` promises unique, but no test');
  check('postgres', key, 'The constraint `primary_key` isn’t made, since the contract isn’t enforced.');
  check('snowflake', contract + key, 'The constraint `primary_key` isn’t enforced by snowflake.');
  check('some_new_adapter', contract + key, undefined);
  check(
    'postgres',
    `${contract.replace('}}', '}, materialized: view}')}${key}`,
    'isn’t made, since the model is a view.',
  );
  check('postgres', `${contract}    constraints: [{type: check, expression: "n_a >= 0"}]`, undefined, 'n_a');
  check(
    'snowflake',
    `${contract}    constraints: [{type: check, expression: "n_a >= 0"}]`,
    '`check` isn’t enforced',
    'n_a',
  );
});

test('constraints of a column', () => {
  checkLint(
    `${vocabulary}
//- models/orders.sql
select 1 as id_a, 2 as id_b
--                     ^^^^ \`id\` promises unique, but
//- models/schema.yml
models:
  - name: orders
    config: {contract: {enforced: true}, materialized: table}
    columns:
      - {name: id_a, data_type: integer, constraints: [{type: not_null}, {type: unique}]}
      - {name: id_b, data_type: integer, constraints: [{type: not_null}]}
#              ^^^^ unique
`,
    { only, manifest: manifestOf({ 'model.shop.orders': { patch_path: 'shop://models/schema.yml' } }) },
  );
});

test('a contract in dbt_project.yml or in the SQL, and none of a seed', () => {
  const entry = `
//- models/schema.yml
models:
  - name: orders
    columns: [{name: id_a, data_type: integer, constraints: [{type: primary_key}]}]
`;
  const manifest = manifestOf({ 'model.shop.orders': { patch_path: 'shop://models/schema.yml' } });
  checkLint(
    `${vocabulary}
//- dbt_project.yml
name: shop
models: {shop: {+contract: {enforced: true}, +materialized: table}}
//- models/orders.sql
select 1 as id_a
${entry}`,
    { only, manifest },
  );
  checkLint(
    `${vocabulary}
//- models/orders.sql
{{ config(materialized='table', contract={'enforced': true}) }} select 1 as id_a
${entry}`,
    { only, manifest },
  );
  checkLint(
    `${vocabulary}
//- models/orders.sql
{{ config(materialized='table', contract={'enforced': var('strict')}) }} select 1 as id_a
${entry}`,
    { only, manifest },
  );
  checkLint(
    `${vocabulary}
//- seeds/ports.csv
id_a
//- seeds/schema.yml
seeds:
  - name: ports
    columns: [{name: id_a, constraints: [{type: primary_key}]}]
#                    ^^^^ The constraint \`primary_key\` isn’t made for a seed.
`,
    { only, manifest: manifestOf({}) },
  );
});
