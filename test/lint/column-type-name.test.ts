// The rule `column-type-name`: types that demand a suffix.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';

const only = ['column-type-name', 'configuration'];
const vocabulary = `
//- dbt-context.yml
contracts:
  applies_to: {resource_types: [model, source]}
  levels:
    - stubs:
        n: {types: [integer]}
        tm: {types: [timestamp]}
  suffixes:
    at: {types: [timestamp], demanded: true, synonyms: [utc]}
    date: {types: {default: [date], snowflake: [string]}, demanded: true}
    created_at: {types: [timestamp]}
    ts: {types: [timestamp]}
    eur: {types: [number], demanded: true}
    payload: {demanded: true}
`;

test('every column of the type is to have the name, in whatever case and as a whole token', () => {
  checkLint(
    `${vocabulary}
//- models/orders.sql
select
  cast(a as timestamp) as departed,
--                        ^^^^^^^^ \`departed\` of model \`orders\` is \`timestamp\` by its cast, and every timestamp ends in \`_at\`.
  cast(a as timestamp) as departed_ts,
--                        ^^^^^^^^^^^ every timestamp ends in
  cast(a as timestamp) as format,
--                        ^^^^^^ every timestamp
  cast(a as timestamp) as at,
  cast(a as date) as date,
  cast(a as timestamp) as tm_x,
--                        ^^^^ every timestamp
  cast(a as timestamp) as departed_at,
  cast(a as timestamp) as DEPARTED_AT,
  cast(a as timestamp) as departed_utc,
  cast(a as timestamp) as boat_created_at,
  cast(a as date) as departed_day,
--                   ^^^^^^^^^^^^ \`_date\`
  cast(a as date) as departed_date,
  cast(a as decimal(10, 2)) as fare,
--                             ^^^^ is \`decimal(10, 2)\` (number) by its cast, and every number ends in \`_eur\`
  cast(a as integer) as n_rows,
  a as unknown_type,
  some_function(a) as nobody_knows,
  cast(a as interval) as wait
from t`,
    { only, manifest: manifestOf({ 'model.shop.orders': {} }) },
  );
});

test('types of the catalog, of YAML and of what a column passes through; types of an adapter', () => {
  checkLint(
    `${vocabulary}
//- models/orders.sql
select departed, day from {{ source('raw', 'boats') }}
--     ^^^^^^^^ is \`TIMESTAMP_NTZ\` (timestamp) by the type of the column it passes through
--               ^^^ is \`TEXT\` (string)
//- models/schema.yml
sources:
  - name: raw
    tables:
      - name: boats
        columns:
          - name: departed
#                 ^^^^^^^^ source \`boats\` is \`TIMESTAMP_NTZ\` (timestamp) by the catalog
          - name: other.arrived
#                 ^^^^^^^^^^^^^ by \`data_type\` in YAML
            data_type: timestamp
          - name: other.left_at
            data_type: timestamp
`,
    {
      only,
      manifest: manifestOf(
        {
          'source.shop.raw.boats': {},
          'model.shop.orders': { depends_on: { nodes: ['source.shop.raw.boats'], macros: [] } },
        },
        { adapter_type: 'snowflake' },
      ),
      catalog: catalogOf({ 'source.shop.raw.boats': { DEPARTED: 'TIMESTAMP_NTZ', DAY: 'TEXT' } }),
    },
  );
});

test('off by itself without a demand, and by a comment', () => {
  checkLint(
    `
//- dbt-context.yml
contracts: {extends: [riederer]}
//- models/orders.sql
select cast(a as timestamp) as departed from t`,
    { only },
  );
  checkLint(
    `${vocabulary}
//- models/orders.sql
select cast(a as timestamp) as departed from t -- dbt-context-ignore column-type-name: it is read by the harbour`,
    { only },
  );
});
