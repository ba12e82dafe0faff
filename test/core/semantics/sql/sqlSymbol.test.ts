// What stands at a place of a file's SQL, and every such name of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type SqlSymbol,
  sqlSymbolAt,
  sqlSymbolsIn,
} from '../../../../server/src/core/semantics/sql/sqlSymbol.ts';
import { slice } from '../../../../server/src/core/text.ts';
import { manifestOf } from '../../../harness/manifest.ts';
import { testProject } from '../../../harness/project.ts';

const manifest = manifestOf({
  'model.shop.stg_orders': { relation_name: '"db"."main"."stg_orders"' },
  'model.shop.stg_items': { relation_name: '"db"."main"."stg_items"' },
});

const upstream = `
//- models/stg_orders.sql
select 1 as order_id, 'new' as status, 10 as amount
//- models/stg_items.sql
select 1 as item_id, 1 as order_id, 2 as price
//- models/model.sql
`;

/** A symbol in a few words. */
function words(symbol: SqlSymbol): string {
  switch (symbol.kind) {
    case 'reference': {
      const { target } = symbol.reference;
      if (target.kind === 'column') {
        const { source } = target;
        const owner = source.kind === 'table' ? source.table.id : 'query';
        return `reads ${owner} ${source.kind === 'table' ? source.name : source.column.name}`;
      }
      return `reference ${target.kind}`;
    }
    case 'output':
      return `makes ${symbol.column.name}${symbol.final ? ' of the node' : ''}`;
    case 'star':
      return `star of ${symbol.columns.map((column) => (column.kind === 'column' ? column.name : column.kind)).join(', ')}`;
    case 'cte':
      return `CTE ${symbol.cte.name.text}`;
    case 'alias':
      return `alias ${symbol.relation.name?.text}`;
    case 'using':
      return `using ${symbol.name} of ${symbol.sources.length}`;
  }
}

function shown(project: ReturnType<typeof testProject>['project'], symbol: SqlSymbol | undefined): string {
  const source = project.files.text('models/model.sql');
  if (!symbol || !source) return 'nothing';
  return `${slice(source, symbol.range)}${symbol.verbatim ? '' : ' (made)'}: ${words(symbol)}`;
}

function at(sql: string, expected: string): void {
  const { project, cursor } = testProject(upstream + sql, { manifest });
  assert.ok(cursor);
  assert.equal(shown(project, sqlSymbolAt(project, cursor.path, cursor.offset)), expected);
}

function all(sql: string, expected: string): void {
  const { project } = testProject(upstream + sql, { manifest });
  const found = sqlSymbolsIn(project, 'models/model.sql').map((symbol) => shown(project, symbol));
  assert.deepEqual(
    found,
    expected
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  );
}

test('every name of a query with CTEs', () => {
  all(
    `
with orders as (select * from {{ ref('stg_orders') }}),
items as (select i.order_id, sum(price) as total from {{ ref('stg_items') }} as i group by 1)
select o.order_id, total as paid, items.total
from orders o
join items using (order_id)
where status = 'new'
order by paid
`,
    `
    orders: CTE orders
    *: star of order_id, status, amount
    items: CTE items
    i: alias i
    order_id: reads model.shop.stg_items order_id
    price: reads model.shop.stg_items price
    total: makes total
    i: alias i
    o: alias o
    order_id: reads query order_id
    total: reads query total
    paid: makes paid of the node
    items: CTE items
    total: reads query total
    orders: CTE orders
    o: alias o
    items: CTE items
    order_id: using order_id of 2
    status: reads query status
    paid: reference alias
    `,
  );
});

test('an alias in a CTE that the last select passes on with a star is a column of the node', () => {
  at(
    'with final as (select amount / 100 as eu/*|*/ros from {{ ref("stg_orders") }}) select * from final',
    'euros: makes euros of the node',
  );
  at(
    'with a as (select amount as eu/*|*/ros from {{ ref("stg_orders") }}) select euros + 1 as more from a',
    'euros: makes euros',
  );
});

test('names that a star leaves out or renames', () => {
  at(
    'select * exclude (sta/*|*/tus) from {{ ref("stg_orders") }}',
    'status: reads model.shop.stg_orders status',
  );
  at('select * rename (status as st/*|*/ate) from {{ ref("stg_orders") }}', 'state: makes state of the node');
});

test('not in strings, comments and Jinja, nor on keywords, numbers and functions', () => {
  for (const sql of [
    "select 'sta/*|*/tus' as a from {{ ref('stg_orders') }}",
    "select 1 as a -- sta/*|*/tus\nfrom {{ ref('stg_orders') }}",
    "select status from {{ ref('stg_/*|*/orders') }}",
    "select status from {{ ref('stg_orders') }}/*|*/",
    "sel/*|*/ect status from {{ ref('stg_orders') }}",
    "select status, 1/*|*/2 as a from {{ ref('stg_orders') }}",
    "select su/*|*/m(amount) as a from {{ ref('stg_orders') }}",
  ])
    at(sql, 'nothing');
});

test('behind a qualifier the star, before it the alias', () => {
  at('select o./*|*/* from {{ ref("stg_orders") }} as o', '*: star of order_id, status, amount');
  at('select o/*|*/.* from {{ ref("stg_orders") }} as o', 'o: alias o');
});

test('in a branch that is not taken', () => {
  at(
    `select * from {{ ref('stg_orders') }}
{% if is_incremental() %}where am/*|*/ount > 0{% endif %}`,
    'amount: reads model.shop.stg_orders amount',
  );
});

test('a name that a template makes in part is known, but not as written', () => {
  at(
    `select {% for m in ['a', 'b'] %}amount as {{ m }}_am/*|*/ount{{ ',' if not loop.last }} {% endfor %}
from {{ ref('stg_orders') }}`,
    '{{ m }}_amount (made): makes a_amount of the node',
  );
});

test('in a correlated subquery the outer relation', () => {
  at(
    `select * from {{ ref('stg_orders') }} o
where exists (select 1 from {{ ref('stg_items') }} i where i.order_id = o.or/*|*/der_id)`,
    'order_id: reads model.shop.stg_orders order_id',
  );
});

test('a file without a query has no names', () => {
  at('{{ config(x=1) }} /*|*/', 'nothing');
});
