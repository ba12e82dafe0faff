// The rule `column-name-vocabulary`: the token that doesn't belong is underlined, in SQL and in YAML.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';

const only = ['column-name-vocabulary'];
const vocabulary = `
//- dbt-context.yml
contracts:
  levels:
    - required: true
      stubs: {id: {}, ind: {synonyms: [is]}, amt: {}}
    - required: true
      stubs: {order: {}, county: {then: [hpsa]}, hpsa: {}, customer: {}}
`;

test('tokens in the final select, those of CTEs that a star hands on too', () => {
  checkLint(`${vocabulary}
//- models/orders.sql
with base as (
  select id_order, a as amt_ordr, b as "indi_order" from t
--                          ^^^^ warning column-name-vocabulary: \`amt_ordr\` of model \`orders\`: \`ordr\` isn’t in the vocabulary at level 2; did you mean \`order\`?
--                                      ^^^^ did you mean \`ind\`?
),
other as (select q as not_judged from t)
select *, 1 as is_hpsa, 2 as ind_county_hpsa, 3 as id, "x.y"
--                ^^^^ \`hpsa\` may only follow \`county\`.
--                                                 ^^ has no word of level 2, which is required: order, county, hpsa, customer.
--                                                        ^ isn’t in the vocabulary at level 1: is, id, ind, amt.
, {{ column }} as id_{{ var('thing') }}
from base`);
});

test('YAML of models, versions, seeds and snapshots, not of sources', () => {
  checkLint(
    `${vocabulary}
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: 'num_order'
#              ^^^ \`num_order\` of model \`orders\`: \`num\` isn’t in the vocabulary at level 1
      - name: ID_ORDER
      - name: "a\\tb_order"
#              ^^^^^^^^^^ isn’t in the vocabulary
seeds: [{name: s, columns: [{name: x_order}]}]
#                                  ^ of seed \`s\`
snapshots: [{name: sn, columns: [{name: y_order}]}]
#                                       ^ of snapshot \`sn\`
sources: [{name: raw, tables: [{name: t, columns: [{name: z}]}]}]
`,
    { only },
  );
});

test('models never built, Python models by their YAML, packages not at all', () => {
  checkLint(
    `${vocabulary}
//- models/new.sql
{{ config(materialized='ephemeral') }}
select 1 as x_order
--          ^ of model \`new\`
//- models/clever.py
def model(dbt, session): return dbt.ref("new")
//- models/schema.yml
models: [{name: clever, columns: [{name: y_order}]}]
#                                        ^ of model \`clever\`
//- dbt_packages/p/models/z.sql
select 1 as z_order
//- dbt_packages/p/models/z.yml
models: [{name: z, columns: [{name: z_order}]}]
`,
    {
      only,
      manifest: manifestOf({ 'model.shop.clever': { original_file_path: 'models/clever.py' } }),
      catalog: catalogOf({}),
    },
  );
});

test('an unfinished select says nothing that isn’t there', () => {
  for (const text of [
    'select',
    'select a as',
    'select 1 as id_order,',
    'with a as (select',
    'select from (',
    "select 'a",
  ]) {
    checkLint(`${vocabulary}\n//- models/a.sql\n${text}`, { only });
  }
});
