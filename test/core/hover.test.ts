// Hover: which name stands under the cursor, and that the card says why where there is little to say.

import { test } from 'node:test';
import { checkHover } from '../harness/checkHover.ts';
import { manifestOf } from '../harness/manifest.ts';
import type { TestProjectOptions } from '../harness/project.ts';

const manifest = manifestOf({
  'model.shop.stg_orders': {
    description: 'One row per order.',
    columns: { id: { name: 'id', description: 'Order number', data_type: 'integer' } },
    patch_path: 'shop://models/schema.yml',
  },
  'model.shop.old': { disabled: true },
  'model.shop.fct_orders.v1': { version: 1, latest_version: 2 },
  'model.shop.fct_orders.v2': { version: 2, latest_version: 2 },
  'source.shop.raw.orders': { source_description: 'The shop system' },
  'source.shop.raw.items': {},
  'macro.shop.cents': {
    description: 'Cents as money.',
    macro_sql: '{% macro cents(column, decimals=2) %}{% endmacro %}',
    arguments: [{ name: 'column', type: 'string', description: 'in cents' }],
  },
  'group.shop.sales': { owner: { name: 'Sales', email: 's@shop.test' } },
});

const check = (text: string, expected: string, options: TestProjectOptions = { manifest }): void =>
  checkHover(text, expected, options);

test('a ref on a line that was never saved', () => {
  check(
    `
//- models/stg_orders.sql
select 1 as id
//- models/new.sql
select * from {{ ref('stg_/*|*/orders') }}
`,
    `[stg_orders] stg_orders · model · view
    One row per order.
    Used by  1 model: new
    Columns  1: id integer`,
  );
});

test('over several lines, with a package and a version', () => {
  check(
    `
//- models/new.sql
select * from {{ ref(
  'shop',
  'fct_/*|*/orders',
  version=1
) }}
`,
    `[fct_orders] fct_orders · model · v1 · view
    Used by  1 model: new`,
  );
});

test('no version is the latest; the cursor on the function is on the name too', () => {
  check(
    "select * from {{ re/*|*/f('fct_orders') }}",
    `[ref('fct_orders] fct_orders · model · v2 (latest) · view
    Used by  1 model: model`,
  );
});

test('a version that does not exist', () => {
  check(
    "select * from {{ ref('fct_/*|*/orders', v=7) }}",
    `[fct_orders] fct_orders v7 · 
    Unknown version  there is v1, v2`.replace(' · \n', '\n'),
  );
});

test('an unknown name gives the nearest ones', () => {
  check(
    "select * from {{ ref('stg_/*|*/order') }}",
    `[stg_order] stg_order
    Unknown  no model, seed or snapshot of that name is known
    Nearest  stg_orders`,
  );
});

test('a disabled model says so', () => {
  check(
    "select * from {{ ref('o/*|*/ld') }}",
    `[old] old · model · view · disabled
    Disabled  dbt does not build it, and a ref to it fails`,
  );
});

test('a model that dbt has not parsed yet is its file', () => {
  check(
    `
//- models/brand_new.sql
select 1 as id
//- models/b.sql
select * from {{ ref('brand/*|*/_new') }}
`,
    `[brand_new] brand_new · model · not parsed yet
    Used by  1 model: b
    Columns  1: id integer
    New      new since the manifest was written: run dbt parse to see more`,
  );
});

test('without a manifest the card says what to run', () => {
  check(
    "select * from {{ ref('x/*|*/') }}",
    `[x] x
    Nothing known  there is no manifest yet: run dbt parse`,
    {},
  );
});

test('a source table, and a source by itself', () => {
  check(
    "select * from {{ source('raw', 'or/*|*/ders') }}",
    `[orders] raw.orders · source
    The shop system
    Used by  1 model: model`,
  );
});

test('a macro has its signature and arguments', () => {
  check(
    'select {{ ce/*|*/nts("amount") }}',
    `[cents] cents · macro
    cents(column, decimals=2)
    Cents as money.
    Arguments
               column string: in cents`,
  );
});

test('a column in YAML', () => {
  check(
    `
//- models/stg_orders.sql
select 1 as id
//- models/schema.yml
models:
  - name: stg_orders
    columns:
      - name: i/*|*/d
`,
    `[id] id · column · of stg_orders
    Order number
    Type     integer from YAML
    Made by  1
    Read by  no model`,
  );
});

test('a var, an environment variable and a group', () => {
  check(
    `
//- dbt_project.yml
name: shop
vars: {season: summer}
//- models/a.sql
select '{{ var("sea/*|*/son", "winter") }}'
`,
    `[season] season · var
    Value  summer set in dbt_project.yml · default here winter · --vars can override it`,
  );
  check(
    'select \'{{ env_var("DBT_ENV_SECRET_/*|*/KEY", "abc") }}\'',
    `[DBT_ENV_SECRET_KEY] DBT_ENV_SECRET_KEY · environment variable
    Value  a secret: its value is never shown`,
  );
  check(
    `
//- models/schema.yml
models:
  - name: stg_orders
    config: {group: sal/*|*/es}
`,
    `[sales] sales · group
    Owner    Sales s@shop.test
    Members  none`,
  );
});

test('not in a Jinja comment, a raw block or a plain string', () => {
  check("{# {{ ref('stg_/*|*/orders') }} #}", 'nothing');
  check("{% raw %}{{ ref('stg_/*|*/orders') }}{% endraw %}", 'nothing');
  check("select 'ref(''stg_/*|*/orders'')'", 'nothing');
});

test('a name in a half-typed call', () => {
  check(
    "select * from {{ ref('stg_/*|*/orders') }} where {{ ref('",
    `[stg_orders] stg_orders · model · view
    One row per order.
    Used by  1 model: model
    Columns  1 known: id integer`,
  );
});

test('a project whose name only dbt knows is still the own one', () => {
  check(
    `
//- dbt_project.yml
name: "{{ var('name') }}"
//- macros/cents.sql
{% macro cents(column, decimals=2) %}{% endmacro %}
//- models/a.sql
{{ cen/*|*/ts('x') }}
`,
    `[cents] cents · macro
    cents(column, decimals=2)
    Cents as money.
    Arguments
               column string: in cents`,
  );
});
