// Hover in SQL on what is no single known column: names that mean several or none, stars, CTEs, aliases.

import { test } from 'node:test';
import { manifestOf } from '../harness/manifest.ts';
import { checkShopHover, newModel, shopManifest } from './hoverShop.ts';

test('a name that several relations have, and one in using', () => {
  checkShopHover(
    newModel("select i/*|*/d from {{ ref('stg_orders') }} a join {{ ref('stg_items') }} b on a.id = b.id"),
    `[id] id · column
    Ambiguous  may be any of
               stg_orders.id bigint
               stg_items.id bigint`,
  );
  checkShopHover(
    newModel("select amount from {{ ref('stg_orders') }} a join {{ ref('stg_items') }} using (i/*|*/d)"),
    `[id] id · column
    Joins  stg_orders.id bigint = stg_items.id bigint`,
  );
});

test('a name that no relation has gives the nearest ones', () => {
  checkShopHover(
    newModel("select sttus/*|*/ from {{ ref('stg_orders') }}"),
    `[sttus] sttus
    Unknown  sttus is no column of stg_orders: did you mean status?`,
  );
});

test('a name in a branch that isn’t taken isn’t said to be missing', () => {
  const branch = "{% if var('wide', false) %}";
  checkShopHover(
    newModel(
      `with a as (select id ${branch}, amount as extra {% endif %} from {{ ref('stg_orders') }}) select id ${branch}, ex/*|*/tra {% endif %} from a`,
    ),
    `[extra] extra · column
    Not known  not as the template is rendered here; another branch may make it a column of a`,
  );
});

test('a name of a relation whose columns are not known says why', () => {
  checkShopHover(
    newModel("select o.x/*|*/ from {{ ref('gone') }} o"),
    `[x] x · column
    Not known  it may be a column of o: the model \`gone\` isn’t known`,
  );
  checkShopHover(
    newModel('select x/*|*/ from some.table as t'),
    `[x] x · column
    Not known  it may be a column of t: no ref, source or CTE`,
  );
  checkShopHover(
    newModel("select cents/*|*/ from {{ source('raw', 'orders') }}"),
    `[cents] cents · column · of source raw.orders
    Not known  not in its YAML; there is no catalog: run dbt docs generate
    Read by    4 models: stg_orders.amount, new, fct_orders.revenue, rpt.revenue
               1 exposure on its models: board (Ana)`,
    { manifest: shopManifest },
  );
});

test('a star: its columns by relation, and what is not known of it', () => {
  checkShopHover(
    newModel(
      "with a as (select * from {{ ref('stg_orders') }}) select /*|*/* from a join {{ ref('stg_items') }} using (id)",
    ),
    `[*] * · 5 columns
    a          3: id, status, amount
    stg_items  2: item_id, price`,
  );
  checkShopHover(
    `//- models/wide.sql
select id, {% for c in run_query('select 1').columns %}{{ c.name }}, {% endfor %} 1 as one from {{ ref('stg_orders') }}
${newModel("select /*|*/* from {{ ref('wide') }}")}`,
    `[*] * · 2 columns known
    wide       2: id, one
    Not known  more columns of wide: some are only known to dbt run (the result of a query)`,
  );
});

test('a CTE: its columns, what it reads and who reads it', () => {
  checkShopHover(
    newModel(
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
  checkShopHover(
    newModel("select x/*|*/.id from {{ ref('stg_items') }} as x"),
    `[x] stg_items · model · view
    "db"."main"."stg_items"
    Used by  1 exposure: board (Ana)
             3 models: fct_orders, new, rpt
    Columns  3: item_id integer, id bigint, price integer`,
  );
  checkShopHover(
    newModel("with a as (select * from {{ ref('stg_orders') }}) select x/*|*/.id from a as x"),
    `[x] a · CTE
    Columns  3: id bigint, status varchar, amount number
    Reads    stg_orders
    Read by  the final select`,
  );
  checkShopHover(
    newModel("select s/*|*/.n from (select count(*) as n from {{ ref('stg_orders') }}) s"),
    `[s] s · subquery
    Columns  1: n integer`,
  );
});

test('a name that a template makes in a loop is the first of them', () => {
  checkShopHover(
    newModel(
      "select {% for m in ['a', 'b'] %}'{{ m }}' as {{ m }}_na/*|*/me, {% endfor %} 1 as one from {{ ref('stg_orders') }}",
    ),
    `[{{ m }}_name] a_name · column · of new · the first of 2 made here
    Type        string from its literal value
    Comes from  no column
    Read by     no model`,
  );
});

test('a CTE that only brings a model in is described as the model', () => {
  checkShopHover(
    `//- models/described.sql
select 1 as id
${newModel("with o as (select * from {{ ref('described') }} where id > 1) select o/*|*/.id from o")}`,
    `[o] o · CTE
    One row per thing.
    Description  of described
    Columns      1: id integer
    Reads        described
    Read by      the final select`,
    {
      manifest: manifestOf({
        'model.shop.described': {
          relation_name: '"db"."main"."described"',
          description: 'One row per thing.',
        },
      }),
    },
  );
});

test('what makes a column is shown as rendered, as written where that isn’t known', () => {
  const made = (list: string) =>
    newModel(`with a as (${list} from {{ ref('stg_orders') }}) select a.m/*|*/ * 2 as twice from a`);
  checkShopHover(
    made(
      "select {% for state in ['new'] %} max(case when status = '{{ state }}' then amount end) as m {% endfor %}",
    ),
    `[m] m · column · of CTE a
    Type        number from what it is made of
    Made by     max(case when status = 'new' then amount end)
    Comes from  stg_orders.status, stg_orders.amount aggregate
    Becomes     twice`,
  );
  checkShopHover(
    made("select max(amount * {{ run_query('select 1').columns[0] }}) as m"),
    `[m] m · column · of CTE a
    Made by     max(amount * {{ run_query('select 1').columns[0] }})
    Comes from  stg_orders.amount aggregate and what is not known
    Becomes     twice`,
  );
});
