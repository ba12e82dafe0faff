// Hover on columns: in SQL where they are read and made, on stars, CTEs and aliases, and in YAML.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardToText } from '../../server/src/core/card/cardText.ts';
import { hover } from '../../server/src/core/features/hover.ts';
import { slice } from '../../server/src/core/text.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import { type TestProjectOptions, testNow, testProject } from '../harness/project.ts';

const manifest = manifestOf({
  'source.shop.raw.orders': {
    relation_name: '"db"."raw"."orders"',
    columns: { st: { name: 'st', description: 'State in the shop system' } },
  },
  'model.shop.stg_orders': {
    relation_name: '"db"."main"."stg_orders"',
    depends_on: { nodes: ['source.shop.raw.orders'], macros: [] },
  },
  'model.shop.stg_items': { relation_name: '"db"."main"."stg_items"' },
  'model.shop.fct_orders': {
    relation_name: '"db"."main"."fct_orders"',
    depends_on: { nodes: ['model.shop.stg_orders', 'model.shop.stg_items'], macros: [] },
    columns: { revenue: { name: 'revenue', description: 'Money of an order', data_type: 'decimal(10,2)' } },
  },
  'model.shop.rpt': {
    relation_name: '"db"."main"."rpt"',
    depends_on: { nodes: ['model.shop.fct_orders'], macros: [] },
  },
  'exposure.shop.board': {
    depends_on: { nodes: ['model.shop.rpt'], macros: [] },
    owner: { name: 'Ana', email: 'a@shop.test' },
    type: 'dashboard',
  },
  'seed.shop.countries': { relation_name: '"db"."main"."countries"' },
  'test.shop.not_null_stg_orders_id.1': {
    depends_on: { nodes: ['model.shop.stg_orders'], macros: [] },
    attached_node: 'model.shop.stg_orders',
    column_name: 'id',
    test_metadata: { name: 'not_null', kwargs: { column_name: 'id' } },
  },
});

const catalog = catalogOf({ 'source.shop.raw.orders': { id: 'BIGINT', st: 'VARCHAR', cents: 'BIGINT' } });

const files = `
//- models/stg_orders.sql
select id, st as status, cents / 100.0 as amount from {{ source('raw', 'orders') }}
//- models/stg_items.sql
select 1 as item_id, cast(null as bigint) as id, 2 as price
//- models/fct_orders.sql
with orders as (select * from {{ ref('stg_orders') }}),
totals as (select id, sum(price) as total from {{ ref('stg_items') }} group by id),
final as (
  select orders.id, orders.status, total * amount as revenue
  from orders left join totals on orders.id = totals.id
)
select * from final
//- models/rpt.sql
select status as state, revenue from {{ ref('fct_orders') }} where id > 10
//- seeds/countries.csv
code,name
`;

/** The hovered text, then the card. */
function check(text: string, expected: string, options: TestProjectOptions = { manifest, catalog }): void {
  const { project, cursor } = testProject(files + text, options);
  assert.ok(cursor, 'the test has no cursor');
  const found = hover(project, cursor.path, cursor.offset, { now: testNow });
  const source = project.files.text(cursor.path);
  assert.ok(source);
  const shown = found
    ? `[${slice(source, found.range)}] ${cardToText(found.card)
        .replace(/\n+From .*$/m, '')
        .trimEnd()}`
    : 'nothing';
  assert.equal(shown.replace(/\n+/g, '\n'), expected.trim().replace(/^ {4}/gm, ''));
}

/** A new model that isn't saved. */
const model = (sql: string) => `//- models/new.sql\n${sql}`;

test('a column that is read: type, inherited description, where it comes from, who reads it', () => {
  check(
    model("select o.sta/*|*/tus from {{ ref('stg_orders') }} as o"),
    `[status] status · column · of stg_orders
    State in the shop system
    Description  of raw.orders.st
    Type         varchar the type of raw.orders.st
    Comes from   raw.orders.st renamed
    Read by      3 models: fct_orders, new, rpt.state
                 which feed 1 exposure: board (Ana)`,
  );
});

test('a column of a source, with the age of the catalog', () => {
  check(
    model("select ce/*|*/nts from {{ source('raw', 'orders') }}"),
    `[cents] cents · column · of source raw.orders
    Type     bigint catalog, 60 min ago
    Read by  4 models: stg_orders.amount, new, fct_orders.revenue, rpt.revenue
             which feed 1 exposure: board (Ana)`,
  );
});

test('a column that an expression makes in another model', () => {
  check(
    model("select re/*|*/venue from {{ ref('fct_orders') }}"),
    `[revenue] revenue · column · of fct_orders
    Money of an order
    Type        decimal(10,2) YAML
    Made by     total * amount
    Comes from  stg_items.price aggregate · stg_orders.amount expression
                ← stg_items.price aggregate · raw.orders.cents expression
    Read by     2 models: rpt, new
                which feed 1 exposure: board (Ana)`,
  );
});

test('an alias being made is the column of the model, and an alias that is read too', () => {
  check(
    model("select o.id as ord/*|*/er_id from {{ ref('stg_orders') }} o"),
    `[order_id] order_id · column · of new
    Type        bigint the type of stg_orders.id
    Comes from  stg_orders.id renamed
                ← raw.orders.id renamed
    Read by     no model`,
  );
  check(
    model("select amount * 2 as twice from {{ ref('stg_orders') }} order by twi/*|*/ce"),
    `[twice] twice · column · of new
    Type        number its expression
    Made by     amount * 2
    Comes from  stg_orders.amount expression
                ← raw.orders.cents expression
    Read by     no model`,
  );
});

test('in a CTE that the last select passes on with a star, an alias is a column of the model', () => {
  const { project } = testProject(files, { manifest, catalog });
  const offset = project.files.text('models/fct_orders.sql')?.text.indexOf('revenue') ?? 0;
  const found = hover(project, 'models/fct_orders.sql', offset, { now: testNow });
  assert.match(found ? cardToText(found.card) : '', /^revenue · column · of fct_orders\n\nMoney of an order/);
});

test('a CTE that only passes a column on gives the column of the model behind it', () => {
  check(
    model("with a as (select * from {{ ref('stg_orders') }}) select a.sta/*|*/tus from a"),
    `[status] status · column · of stg_orders · through a
    State in the shop system
    Description  of raw.orders.st
    Type         varchar the type of raw.orders.st
    Comes from   raw.orders.st renamed
    Read by      3 models: fct_orders, new, rpt.state
                 which feed 1 exposure: board (Ana)`,
  );
});

test('a column that a CTE makes', () => {
  check(
    model(
      "with a as (select max(amount) as m from {{ ref('stg_orders') }}) select a.m/*|*/ * 2 as twice from a",
    ),
    `[m] m · column · of CTE a
    Type        number the type of stg_orders.amount
    Made by     max(amount)
    Comes from  stg_orders.amount aggregate
    Becomes     twice`,
  );
  check(
    model("with a as (select id as k from {{ ref('stg_orders') }}) select k/*|*/ + 1 as more from a"),
    `[k] k · column · of CTE a
    Type        bigint the type of stg_orders.id
    Comes from  stg_orders.id renamed
    Becomes     more`,
  );
});

test('a name that several relations have, and one in using', () => {
  check(
    model("select i/*|*/d from {{ ref('stg_orders') }} a join {{ ref('stg_items') }} b on a.id = b.id"),
    `[id] id · column
    Ambiguous  may be any of
               stg_orders.id bigint
               stg_items.id bigint`,
  );
  check(
    model("select amount from {{ ref('stg_orders') }} a join {{ ref('stg_items') }} using (i/*|*/d)"),
    `[id] id · column
    Joins  stg_orders.id bigint = stg_items.id bigint`,
  );
});

test('a name that no relation has gives the nearest ones', () => {
  check(
    model("select sttus/*|*/ from {{ ref('stg_orders') }}"),
    `[sttus] sttus
    Unknown  sttus is no column of stg_orders: did you mean status?`,
  );
});

test('a name of a relation whose columns are not known says why', () => {
  check(
    model("select o.x/*|*/ from {{ ref('gone') }} o"),
    `[x] x · column
    Not known  it may be a column of o: the model \`gone\` isn’t known`,
  );
  check(
    model('select x/*|*/ from some.table as t'),
    `[x] x · column
    Not known  it may be a column of t: no ref, source or CTE`,
  );
  check(
    model("select cents/*|*/ from {{ source('raw', 'orders') }}"),
    `[cents] cents · column · of source raw.orders
    Not known  not in its YAML; there is no catalog: run dbt docs generate
    Read by    4 models: stg_orders.amount, new, fct_orders.revenue, rpt.revenue
               which feed 1 exposure: board (Ana)`,
    { manifest },
  );
});

test('a star: its columns by relation, and what is not known of it', () => {
  check(
    model(
      "with a as (select * from {{ ref('stg_orders') }}) select /*|*/* from a join {{ ref('stg_items') }} using (id)",
    ),
    `[*] * · 5 columns
    a          3: id, status, amount
    stg_items  2: item_id, price`,
  );
  check(
    `//- models/wide.sql
select id, {% for c in run_query('select 1').columns %}{{ c.name }}, {% endfor %} 1 as one from {{ ref('stg_orders') }}
${model("select /*|*/* from {{ ref('wide') }}")}`,
    `[*] * · 2 columns known
    wide       2: id, one
    Not known  more columns of wide: some are only known to dbt run (the result of a query)`,
  );
});

test('a CTE: its columns, what it reads and who reads it', () => {
  check(
    model(
      `with a as (select status, count(*) as n from {{ ref('stg_orders') }} group by 1),
b as (select n from a)
select * from /*|*/a, b`,
    ),
    `[a] a · CTE
    Columns  2: status varchar, n integer
    Reads    stg_orders
    Read by  b, the final select`,
  );
});

test('an alias is the card of its relation: a model, a CTE, a subquery', () => {
  check(
    model("select x/*|*/.id from {{ ref('stg_items') }} as x"),
    `[x] stg_items · model · view
    "db"."main"."stg_items"
    Used by  1 exposure: board (Ana)
             2 models: fct_orders, rpt
    Columns  3: item_id integer, id bigint, price integer`,
  );
  check(
    model("with a as (select * from {{ ref('stg_orders') }}) select x/*|*/.id from a as x"),
    `[x] a · CTE
    Columns  3: id bigint, status varchar, amount number
    Reads    stg_orders
    Read by  the final select`,
  );
  check(
    model("select s/*|*/.n from (select count(*) as n from {{ ref('stg_orders') }}) s"),
    `[s] s · subquery
    Columns  1: n integer`,
  );
});

test('a name that a template makes in a loop is the first of them', () => {
  check(
    model(
      "select {% for m in ['a', 'b'] %}'{{ m }}' as {{ m }}_na/*|*/me, {% endfor %} 1 as one from {{ ref('stg_orders') }}",
    ),
    `[{{ m }}_name] a_name · column · of new · the first of 2 made here
    Type        string its literal
    Comes from  no column
    Read by     no model`,
  );
});

test('in YAML: of models, sources and seeds, and the field of a relationship', () => {
  check(
    `
//- models/s.yml
models:
  - name: fct_orders
    columns:
      - name: i/*|*/d
`,
    `[id] id · column · of fct_orders
    Type        bigint the type of stg_orders.id
    Comes from  stg_orders.id passthrough
                ← raw.orders.id passthrough
    Read by     decides rows of rpt (where)`,
  );
  check(
    `
//- models/s.yml
models:
  - name: fct_orders
    columns:
      - name: id
        data_tests:
          - relationships: {to: ref('stg_orders'), field: i/*|*/d}
`,
    `[id] id · column · of stg_orders
    Type        bigint the type of raw.orders.id
    Tests       1 never run
    Comes from  raw.orders.id passthrough
    Read by     1 model: fct_orders
                decides rows of rpt (where)`,
  );
  check(
    `
//- models/s.yml
sources:
  - name: raw
    tables:
      - name: orders
        columns:
          - name: s/*|*/t
`,
    `[st] st · column · of source raw.orders
    State in the shop system
    Type     varchar catalog, 60 min ago
    Read by  3 models: stg_orders.status, fct_orders.status, rpt.state
             which feed 1 exposure: board (Ana)`,
  );
  check(
    `
//- models/s.yml
seeds:
  - name: countries
    columns:
      - name: co/*|*/de
`,
    `[code] code · column · of seed countries
    Type     unknown: not built when the catalog was written
    Read by  no model`,
  );
});

test('a column in YAML that the model does not make', () => {
  check(
    `
//- models/s.yml
models:
  - name: fct_orders
    columns:
      - name: revenu/*|*/
`,
    `[revenu] revenu · column · of fct_orders
    Unknown  revenu is no column of fct_orders: did you mean revenue?`,
  );
});

test('a type that nothing says', () => {
  check(
    model("select some_function(status) as a/*|*/ from {{ ref('stg_orders') }}"),
    `[a] a · column · of new
    Type        unknown: run dbt docs generate
    Comes from  stg_orders.status expression
                ← raw.orders.st expression
    Read by     no model`,
    { manifest },
  );
});

test('a column that the catalog has and that is made in another way since', () => {
  const entry = {
    relation_name: '"db"."main"."built"',
    raw_code: "select id, st as status from {{ source('raw', 'orders') }}",
    checksum: { name: 'sha256', checksum: 'of another text' },
  };
  const built = {
    manifest: manifestOf({
      'source.shop.raw.orders': { relation_name: '"db"."raw"."orders"' },
      'model.shop.built': entry,
    }),
    catalog: catalogOf({ 'model.shop.built': { id: 'BIGINT', status: 'VARCHAR' } }),
  };
  const now = (column: string) =>
    `//- models/built.sql\nselect id, some_function(st) as status from {{ source('raw', 'orders') }}
${model(`select ${column}/*|*/ from {{ ref('built') }}`)}`;
  check(
    now('id'),
    `[id] id · column · of built
    Type        bigint catalog, 60 min ago
    Comes from  raw.orders.id passthrough
    Read by     1 model: new`,
    built,
  );
  check(
    now('status'),
    `[status] status · column · of built
    Type        unknown: it was varchar in the catalog, and is made in another way since
    Made by     some_function(st)
    Comes from  raw.orders.st expression
    Read by     1 model: new`,
    built,
  );
});

test('a column of a CTE that becomes one of the model has the readers of that', () => {
  const fct = `
//- models/fct_orders.sql
with final as (select id, max(amount) as revenue from {{ ref('stg_orders') }} group by id)
select id, reve/*|*/nue from final
`;
  check(
    fct,
    `[revenue] revenue · column · of CTE final
    Money of an order
    Description  of fct_orders.revenue
    Type         decimal(10,2) the type of fct_orders.revenue
    Made by      max(amount)
    Comes from   stg_orders.amount aggregate
    Becomes      revenue
    Read by      1 model: rpt
                 which feeds 1 exposure: board (Ana)`,
  );
});
