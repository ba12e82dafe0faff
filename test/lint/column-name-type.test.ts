// The rule `column-name-type`: which type counts, in both SQL and YAML, and when nothing is said.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';

const only = ['column-name-type', 'configuration'];
const vocabulary = `
//- dbt-context.yml
contracts:
  levels:
    - stubs:
        id: {types: [integer, string]}
        n: {types: [integer]}
        amt: {types: [number]}
        ind: {types: [integer], synonyms: [is]}
        dt: {types: [date]}
        nm: {types: [string]}
        count: {types: [integer]}
  suffixes:
    at: {types: [timestamp]}
    timestamp: {types: [timestamp]}
//- models/orders.sql
`;

test('types in the SQL: casts, literals, aggregates and comparisons', () => {
  checkLint(
    `${vocabulary}
select
  a::varchar as n_a,
--              ^^^ \`n_a\` of model \`orders\`: \`n\` promises integer, but it is \`varchar\` (string) by its cast.
  cast(b as bigint) as n_b,
  count(*) as dt_c,
--            ^^^^ \`dt\` promises date, but it is \`integer\` by the aggregate that makes it
  x > 1 as is_big,
--         ^^^^^^ \`is\` promises integer, but it is \`boolean\` by the comparison
  'x' as amt_x,
--       ^^^^^ promises number, but it is \`string\` by its value
  12 as amt_integer_is_a_number,
  unknown_function(d) as n_d,
  e as n_e,
  cast(f as date) as f_at,
--                   ^^^^ \`at\` promises timestamp
  cast(f as date) as "dt_f",
  cast(f as int) as "dt_g"
--                   ^^^^ promises date
from t`,
    { only, manifest: manifestOf({ 'model.shop.orders': {} }) },
  );
});

test('only whole tokens count, and a level goes before a suffix', () => {
  checkLint(
    `${vocabulary}
select
  'x' as nm_county,
  'x' as name,
  'x' as note,
  count(*) as count_timestamp,
  cast(a as timestamp) as order_timestamp,
  cast(a as timestamp) as timestamp
from t`,
    { only, manifest: manifestOf({ 'model.shop.orders': {} }) },
  );
});

test('the catalog is trusted most while the file is the one that was built', () => {
  const text = `${vocabulary}
select n_a, n_b, cast(c as int) as N_C from t
--     ^^^ but it is \`VARCHAR\` (string) by the catalog.
--                                 ^^^ by the catalog
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: n_a
#             ^^^ \`n_a\` of model \`orders\`: \`n\` promises integer, but it is \`VARCHAR\` (string) by the catalog.
        data_type: integer
`;
  const catalog = catalogOf({ 'model.shop.orders': { n_a: 'VARCHAR', n_b: 'INTEGER', n_c: 'VARCHAR' } });
  checkLint(text, { only, catalog, manifest: manifestOf({ 'model.shop.orders': {} }) });
});

test('an edited file is judged by its declared types, then by its SQL, never by the catalog', () => {
  checkLint(
    `${vocabulary}
select n_a, n_b, cast(c as varchar) as n_c, cast(d as int) as n_d from t
--          ^^^ \`text\` (string) by \`data_type\` in YAML
--                                     ^^^ by its cast
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: n_b
#             ^^^ by \`data_type\` in YAML
        data_type: text
      - name: n_c
#             ^^^ by its cast
      - name: n_d
`,
    {
      only,
      catalog: catalogOf({ 'model.shop.orders': { n_a: 'VARCHAR', n_b: 'INTEGER', n_c: 'INTEGER' } }),
      manifest: manifestOf({
        'model.shop.orders': {
          checksum: { name: 'sha256', checksum: 'of another text' },
          patch_path: 'shop://models/schema.yml',
        },
      }),
    },
  );
});

test('a contract is named as the source of a type; a type that is none of the base types says nothing', () => {
  checkLint(
    `${vocabulary}
select n_a, n_b from t
--     ^^^ by the contract in YAML
//- models/schema.yml
models:
  - name: orders
    config: {contract: {enforced: true}}
    columns:
      - {name: n_a, data_type: varchar(20)}
#              ^^^ by the contract in YAML
      - {name: n_b, data_type: interval}
`,
    { only },
  );
});

test('case of names as the adapter folds it', () => {
  const catalog = catalogOf({ 'model.shop.orders': { N_A: 'VARCHAR', n_b: 'VARCHAR' } });
  checkLint(
    `${vocabulary}
select n_a, n_b, "n_b" from t
--     ^^^ by the catalog
--                ^^^ by the catalog
`,
    { only, catalog, manifest: manifestOf({ 'model.shop.orders': {} }, { adapter_type: 'snowflake' }) },
  );
});

test('types of an adapter, and types of the user’s own', () => {
  checkLint(
    `
//- dbt-context.yml
contracts:
  base_types: {geocode: string, duckdb: {money2: number}}
  levels:
    - stubs:
        ind: {types: {default: [integer], duckdb: [boolean]}}
        cd: {types: [string]}
        n: {types: [integer]}
//- models/orders.sql
select 1 as ind_a, true as ind_b, a::geocode as cd_a, a::geocode as n_a, b::money2 as n_b from t
--          ^^^^^ promises boolean
--                                                                  ^^^ \`geocode\` (string)
--                                                                                    ^^^ \`money2\` (number)
`,
    { only, manifest: manifestOf({ 'model.shop.orders': {} }) },
  );
});

test('nested fields are judged by their last segment; versions each by their own columns', () => {
  checkLint(
    `${vocabulary}
select 1 as id_a
//- models/schema.yml
models:
  - name: orders
    columns:
      - {name: address.n_doors, data_type: string}
#              ^^^^^^^^^^^^^^^ \`n\` promises integer
  - name: items
    columns:
      - {name: n_old, data_type: text}
#              ^^^^^ of model \`items\` v1
    versions:
      - v: 1
      - v: 2
        columns:
          - {include: all, exclude: [n_old]}
          - {name: n_new, data_type: text}
#                  ^^^^^ of model \`items\` v2
`,
    {
      only,
      manifest: manifestOf({ 'model.shop.orders': {}, 'model.shop.items.v1': {}, 'model.shop.items.v2': {} }),
    },
  );
});

test('a comment silences a finding', () => {
  checkLint(
    `${vocabulary}
select
  'a' as n_a, -- dbt-context-ignore column-name-type: it is a code
  -- dbt-context-ignore-next-line column-name-pattern, column-name-type
  'b' as n_b,
  'c' as n_c, {# dbt-context-ignore column-name-type #}
  'd' as n_d -- dbt-context-ignore column-name-pattern
--       ^^^ column-name-type
from t
//- models/schema.yml
models:
  - name: orders
    columns:
      - name: n_b # dbt-context-ignore column-name-type
        data_type: text
`,
    { only },
  );
});

test('scope: paths, tags, folders and resource types', () => {
  checkLint(
    `
//- dbt-context.yml
contracts:
  applies_to: {paths: ["models/**"], exclude: ["models/legacy/**"], tags: [checked], resource_types: [model]}
  levels: [{stubs: {n: {types: [integer]}}}]
//- models/a.sql
select 'x' as n_x
--            ^^^ column-name-type
//- models/b.sql
select 'x' as n_x
//- models/legacy/c.sql
select 'x' as n_x
//- snapshots/d.sql
select 'x' as n_x
//- models/schema.yml
models:
  - {name: a, config: {tags: [checked]}}
  - {name: c, config: {tags: [checked]}}
`,
    { only },
  );
});

test('without a vocabulary nothing is judged, and severities are those of the file', () => {
  checkLint(`select 'x' as n_x`, { only });
  checkLint(
    `
//- dbt-context.yml
contracts:
  extends: [riederer]
  severity: {column-name-type: hint}
rules: {column-name-type: error}
//- models/a.sql
select 'x' as n_x
--            ^^^ error column-name-type
`,
    { only },
  );
});

test('a column that is passed through has the type that it has upstream', () => {
  const options = {
    only,
    manifest: manifestOf({
      'source.shop.raw.boats': {},
      'model.shop.stg': { depends_on: { nodes: ['source.shop.raw.boats'], macros: [] } },
      'model.shop.orders': { depends_on: { nodes: ['model.shop.stg'], macros: [] } },
    }),
    catalog: catalogOf({ 'source.shop.raw.boats': { berths: 'VARCHAR', launched: 'DATE' } }),
  };
  checkLint(
    `${vocabulary}
with stg as (select * from {{ ref('stg') }})
select n_berths, n_made, launched as n_launched, n_berths + 1 as nm_more from stg
--     ^^^^^^^^ but it is \`VARCHAR\` (string) by the type of the column it passes through.
--                                   ^^^^^^^^^^ but it is \`date\` by the type of the column
//- models/stg.sql
select berths as n_berths, count(*) as n_made, launched
--               ^^^^^^^^ \`VARCHAR\` (string) by the type of the column
from {{ source('raw', 'boats') }} group by 1, 3
`,
    options,
  );
});

test('an edited file has the types of the catalog where a column is made as it was', () => {
  checkLint(
    `${vocabulary}
select a as n_a, b + 1 as n_b, cast(c as int) as n_c from {{ source('raw', 'boats') }} where a > 1
--          ^^^ \`VARCHAR\` (string) by the catalog
`,
    {
      only,
      manifest: manifestOf({
        'source.shop.raw.boats': {},
        'model.shop.orders': {
          checksum: { name: 'sha256', checksum: 'of another text' },
          raw_code: "select a as n_a, b as n_b, c as n_c from {{ source('raw', 'boats') }}",
          depends_on: { nodes: ['source.shop.raw.boats'], macros: [] },
        },
      }),
      catalog: catalogOf({ 'model.shop.orders': { n_a: 'VARCHAR', n_b: 'VARCHAR', n_c: 'VARCHAR' } }),
    },
  );
});

test('a type that was taken out of the YAML declares nothing any more', () => {
  checkLint(
    `${vocabulary}
select n_a, n_b from t
//- models/schema.yml
models:
  - name: orders
    columns:
      - {name: n_a}
      - {name: n_b, data_type: integer}
`,
    {
      only,
      manifest: manifestOf({
        'model.shop.orders': {
          patch_path: 'shop://models/schema.yml',
          columns: {
            n_a: { name: 'n_a', data_type: 'text' },
            n_b: { name: 'n_b', data_type: 'text' },
          },
        },
      }),
    },
  );
});

test('sources that the vocabulary covers are judged by the catalog', () => {
  checkLint(
    `
//- dbt-context.yml
contracts:
  applies_to: {resource_types: [source]}
  levels: [{stubs: {n: {types: [integer]}}}]
//- models/schema.yml
sources:
  - name: raw
    tables:
      - name: boats
        columns:
          - {name: n_berths}
#                  ^^^^^^^^ \`n_berths\` of source \`boats\`: \`n\` promises integer, but it is \`VARCHAR\` (string) by the catalog.
          - {name: n_masts, data_type: text}
      - name: sold
        config: {enabled: false}
        columns:
          - {name: n_berths, data_type: text}
`,
    {
      only,
      manifest: manifestOf({ 'source.shop.raw.boats': {} }),
      catalog: catalogOf({ 'source.shop.raw.boats': { n_berths: 'VARCHAR', n_masts: 'INTEGER' } }),
    },
  );
});
