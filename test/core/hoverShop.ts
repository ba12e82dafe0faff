// A small project with a source, a seed, models one on top of the other and an exposure, and a check of hovers in it.

import { checkHover } from '../harness/checkHover.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import type { TestProjectOptions } from '../harness/project.ts';

/** What dbt knows of it. */
export const shopManifest = manifestOf({
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

/** What the warehouse has of it: the source alone. */
export const shopCatalog = catalogOf({
  'source.shop.raw.orders': { id: 'BIGINT', st: 'VARCHAR', cents: 'BIGINT' },
});

/** Its files. */
export const shopFiles = `
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

/** The hovered text, then the card. The text is added to the project's files. */
export function checkShopHover(
  text: string,
  expected: string,
  options: TestProjectOptions = { manifest: shopManifest, catalog: shopCatalog },
): void {
  checkHover(shopFiles + text, expected, options);
}

/** A new model that isn't saved. */
export const newModel = (sql: string) => `//- models/new.sql\n${sql}`;
