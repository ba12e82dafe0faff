// Hover on columns, in SQL where they are read and made, and in YAML.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardToText } from '../../server/src/core/card/cardText.ts';
import { hover } from '../../server/src/core/features/hover.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import { testNow, testProject } from '../harness/project.ts';
import { checkShopHover, newModel, shopCatalog, shopFiles, shopManifest } from './hoverShop.ts';

test('a column that is read: type, inherited description, where it comes from, who reads it', () => {
  checkShopHover(
    newModel("select o.sta/*|*/tus from {{ ref('stg_orders') }} as o"),
    `[status] status · column · of stg_orders
    State in the shop system
    Description  of raw.orders.st
    Type         varchar from raw.orders.st
    Comes from   raw.orders.st renamed
    Read by      3 models: fct_orders, new, rpt.state
                 1 exposure on its models: board (Ana)`,
  );
});

test('a column of a source, with the age of the catalog', () => {
  checkShopHover(
    newModel("select ce/*|*/nts from {{ source('raw', 'orders') }}"),
    `[cents] cents · column · of source raw.orders
    Type     bigint from the catalog, 60 min ago
    Read by  4 models: stg_orders.amount, new, fct_orders.revenue, rpt.revenue
             1 exposure on its models: board (Ana)`,
  );
});

test('a column that an expression makes in another model', () => {
  checkShopHover(
    newModel("select re/*|*/venue from {{ ref('fct_orders') }}"),
    `[revenue] revenue · column · of fct_orders
    Money of an order
    Type        decimal(10,2) from YAML
    Made by     total * amount
    Comes from  stg_items.price aggregate · stg_orders.amount expression
                ← stg_items.price aggregate · raw.orders.cents expression
    Read by     2 models: rpt, new
                1 exposure on its models: board (Ana)`,
  );
});

test('an alias being made is the column of the model, and an alias that is read too', () => {
  checkShopHover(
    newModel("select o.id as ord/*|*/er_id from {{ ref('stg_orders') }} o"),
    `[order_id] order_id · column · of new
    Type        bigint from stg_orders.id
    Comes from  stg_orders.id renamed
                ← raw.orders.id renamed
    Read by     no model`,
  );
  checkShopHover(
    newModel("select amount * 2 as twice from {{ ref('stg_orders') }} order by twi/*|*/ce"),
    `[twice] twice · column · of new
    Type        number from its expression
    Made by     amount * 2
    Comes from  stg_orders.amount expression
                ← raw.orders.cents expression
    Read by     no model`,
  );
});

test('in a CTE that the last select passes on with a star, an alias is a column of the model', () => {
  const { project } = testProject(shopFiles, { manifest: shopManifest, catalog: shopCatalog });
  const offset = project.files.text('models/fct_orders.sql')?.text.indexOf('revenue') ?? 0;
  const found = hover(project, 'models/fct_orders.sql', offset, { now: testNow });
  assert.match(found ? cardToText(found.card) : '', /^revenue · column · of fct_orders\n\nMoney of an order/);
});

test('a CTE that only passes a column on gives the column of the model behind it', () => {
  checkShopHover(
    newModel("with a as (select * from {{ ref('stg_orders') }}) select a.sta/*|*/tus from a"),
    `[status] status · column · of stg_orders · through a
    State in the shop system
    Description  of raw.orders.st
    Type         varchar from raw.orders.st
    Comes from   raw.orders.st renamed
    Read by      3 models: fct_orders, new, rpt.state
                 1 exposure on its models: board (Ana)`,
  );
});

test('a column that a CTE makes', () => {
  checkShopHover(
    newModel(
      "with a as (select max(amount) as m from {{ ref('stg_orders') }}) select a.m/*|*/ * 2 as twice from a",
    ),
    `[m] m · column · of CTE a
    Type        number from stg_orders.amount
    Made by     max(amount)
    Comes from  stg_orders.amount aggregate
    Becomes     twice`,
  );
  checkShopHover(
    newModel("with a as (select id as k from {{ ref('stg_orders') }}) select k/*|*/ + 1 as more from a"),
    `[k] k · column · of CTE a
    Type        bigint from stg_orders.id
    Comes from  stg_orders.id renamed
    Becomes     more`,
  );
});

test('in YAML: of models, sources and seeds, and the field of a relationship', () => {
  checkShopHover(
    `
//- models/s.yml
models:
  - name: fct_orders
    columns:
      - name: i/*|*/d
`,
    `[id] id · column · of fct_orders
    Type        bigint from stg_orders.id
    Comes from  stg_orders.id passthrough
                ← raw.orders.id passthrough
    Read by     decides rows of rpt (where)`,
  );
  checkShopHover(
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
    Type        bigint from raw.orders.id
    Tests       1 never run
    Comes from  raw.orders.id passthrough
    Read by     1 model: fct_orders
                decides rows of rpt (where)`,
  );
  checkShopHover(
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
    Type     varchar from the catalog, 60 min ago
    Read by  3 models: stg_orders.status, fct_orders.status, rpt.state
             1 exposure on its models: board (Ana)`,
  );
  checkShopHover(
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
  checkShopHover(
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

test('where a type is known from', () => {
  const types = (list: string) => {
    const { project, cursor } = testProject(
      `${shopFiles}${newModel(`select ${list} from {{ ref('fct_orders') }}`)}`,
      { manifest: shopManifest, catalog: shopCatalog },
    );
    const found = cursor && hover(project, cursor.path, cursor.offset, { now: testNow });
    return found && /^Type +(.*)$/m.exec(cardToText(found.card))?.[1];
  };
  assert.equal(types('cast(state as date) as a/*|*/'), 'date from its cast');
  assert.equal(types("'new' as a/*|*/"), 'string from its literal value');
  assert.equal(types('id + 1 as a/*|*/'), 'integer from its expression');
  assert.equal(types('count(*) as a/*|*/'), 'integer from its aggregate function');
  assert.equal(types('id > 1 as a/*|*/'), 'boolean from its comparison');
  assert.equal(types('id/*|*/'), 'bigint from stg_orders.id');
  assert.equal(types('revenue/*|*/'), 'decimal(10,2) from YAML');
});

test('a type that nothing says', () => {
  checkShopHover(
    newModel("select some_function(status) as a/*|*/ from {{ ref('stg_orders') }}"),
    `[a] a · column · of new
    Type        unknown: run dbt docs generate
    Comes from  stg_orders.status expression
                ← raw.orders.st expression
    Read by     no model`,
    { manifest: shopManifest },
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
${newModel(`select ${column}/*|*/ from {{ ref('built') }}`)}`;
  checkShopHover(
    now('id'),
    `[id] id · column · of built
    Type        bigint from the catalog, 60 min ago
    Comes from  raw.orders.id passthrough
    Read by     1 model: new`,
    built,
  );
  checkShopHover(
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
  checkShopHover(
    fct,
    `[revenue] revenue · column · of CTE final
    Money of an order
    Description  of fct_orders.revenue
    Type         decimal(10,2) from fct_orders.revenue
    Made by      max(amount)
    Comes from   stg_orders.amount aggregate
    Becomes      revenue
    Read by      1 model: rpt
                 1 exposure on its models: board (Ana)`,
  );
});

test('readers are counted as far as a hover may look, further the next time', () => {
  const length = 60;
  const numbers = Array.from({ length }, (_, index) => index + 1);
  const sql = numbers.map((n) => `//- models/m${n}.sql\nselect x from {{ ref('m${n - 1}') }}\n`).join('');
  const entries = Object.fromEntries(
    numbers.map((n) => [`model.shop.m${n}`, { depends_on: { nodes: [`model.shop.m${n - 1}`], macros: [] } }]),
  );
  const { project, cursor } = testProject(`//- models/m0.sql\nselect 1 as x/*|*/\n${sql}`, {
    manifest: manifestOf({ 'model.shop.m0': {}, ...entries }),
  });
  assert.ok(cursor);
  const readers = () => {
    const found = hover(project, cursor.path, cursor.offset, { now: testNow });
    return /Read by +(.*?):/.exec(found ? cardToText(found.card) : '')?.[1];
  };
  assert.equal(readers(), 'at least 8 models');
  assert.equal(readers(), 'at least 16 models');
  let last = readers();
  for (let turn = 0; turn < 6; turn++) last = readers();
  assert.equal(last, '60 models');
});

test('a type that hangs on a condition nobody knows says on which', () => {
  const { project, cursor } = testProject(
    "select {% if var('big') %}cast(id as bigint){% else %}id{% endif %} as key_/*|*/of from {{ ref('a') }}\n//- models/a.sql\nselect 1 as id",
    { manifest: manifestOf({ 'model.shop.model': {}, 'model.shop.a': {} }) },
  );
  assert.ok(cursor);
  const found = hover(project, cursor.path, cursor.offset, { now: testNow });
  assert.match(found ? cardToText(found.card) : '', /Type +unknown: it hangs on whether var\('big'\) holds/);
});

test('a snapshot that reads a column is no model', () => {
  const manifest = manifestOf({
    'model.shop.orders': {},
    'snapshot.shop.history': {
      original_file_path: 'snapshots/history.sql',
      depends_on: { nodes: ['model.shop.orders'] },
    },
  });
  const { project, cursor } = testProject(
    `
    //- models/orders.sql
    select 1 as i/*|*/d
    //- snapshots/history.sql
    {% snapshot history %} select id from {{ ref('orders') }} {% endsnapshot %}
    `,
    { manifest },
  );
  const found = cursor && hover(project, cursor.path, cursor.offset, { now: testNow });
  assert.match(found ? cardToText(found.card) : '', /Read by +1 snapshot: history/);
});
