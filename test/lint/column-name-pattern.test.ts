// The rule `column-name-pattern`: case, separators, length and reserved words, as the name is written.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';

const only = ['column-name-pattern'];

test('each fault by itself and together', () => {
  checkLint(
    `
    //- dbt-context.yml
    contracts: {case: lower, max_length: 12, reserved_words: [Ferry]}
    //- models/a.sql
    select
      a as ID_port,
    --     ^^^^^^^ warning column-name-pattern: \`ID_port\` of model \`a\` isn’t in lower case: \`id_port\`.
      b as "Order Date",
    --      ^^^^^^^^^^ isn’t in lower case: \`order date\`, and contains \` \`, and words are separated by \`_\`.
      c as id__port,
    --     ^^^^^^^^ has \`_\` twice in a row.
      d as _id,
    --     ^^^ starts with \`_\`.
      e as id_,
    --     ^^^ ends with \`_\`.
      f as id_passenger_x,
    --     ^^^^^^^^^^^^^^ has 14 characters, and the vocabulary allows 12.
      g as "order",
    --      ^^^^^ is a reserved word.
      h as ferry,
    --     ^^^^^ is a reserved word.
      i as ærlig_år,
      j as date
    from t
    `,
    { only },
  );
});

test('judged as written, not as the catalog folds it; the last segment of a path', () => {
  checkLint(
    `
    //- dbt-context.yml
    contracts: {case: lower}
    //- models/a.sql
    select id_port from t
    //- models/schema.yml
    models:
      - name: a
        columns:
          - name: id_port
          - name: Address.Street.id_Number
    #                            ^^^^^^^^^ isn’t in lower case: \`id_number\`
    `,
    {
      only,
      manifest: manifestOf({ 'model.shop.a': {} }, { adapter_type: 'snowflake' }),
      catalog: catalogOf({ 'model.shop.a': { ID_PORT: 'TEXT' } }),
    },
  );
});

test('upper case and another separator', () => {
  checkLint(
    `
    //- dbt-context.yml
    contracts: {case: upper, separator: "-"}
    //- models/a.sql
    select a as "ID-PORT", b as "ID_PORT", c as "id-port" from t
    --                           ^^^^^^^ contains \`_\`, and words are separated by \`-\`.
    --                                           ^^^^^^^ isn’t in upper case: \`ID-PORT\`.
    `,
    { only },
  );
});

test('without a policy only what every policy has', () => {
  checkLint(
    `
    //- dbt-context.yml
    contracts: {}
    //- models/a.sql
    select a as AnyCase, b as id_port from t
    `,
    { only },
  );
});
