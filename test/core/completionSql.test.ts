// Completion in SQL: columns after an alias and bare in every clause, CTEs, what `from` can read, and nothing where nothing can be.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, labels, offered } from '../harness/checkCompletion.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';

const options = {
  manifest: manifestOf({
    'model.shop.orders': {},
    'model.shop.customers': {},
    'source.shop.raw.events': {},
    'model.shop.model': { depends_on: { nodes: ['model.shop.orders'], macros: [] } },
  }),
  catalog: catalogOf({
    'model.shop.orders': { id: 'BIGINT', customer_id: 'BIGINT', amount: 'DECIMAL(18,2)' },
    'model.shop.customers': { id: 'BIGINT', name: 'VARCHAR', 'Home town': 'VARCHAR' },
    'source.shop.raw.events': { at: 'TIMESTAMP' },
  }),
};
const joined = "from {{ ref('orders') }} as o join {{ ref('customers') }} as c on o.customer_id = c.id";

test('a new select from two refs offers the columns of both', () => {
  const text = "select /*|*/ from {{ ref('orders') }} a join {{ ref('customers') }} b";
  assert.equal(labels(text, options), 'id customer_id amount id name Home town a b');
  const shown = offered(text, options).map(({ label, detail, from }) => `${label} ${detail} ${from}`);
  assert.deepEqual(shown.slice(1, 4), ['customer_id bigint a', 'amount decimal(18,2) a', 'id bigint b']);
});

test('what several relations have is qualified, what needs quotes has them', () => {
  const text = `select am/*|*/ ${joined}`;
  const inserted = offered(text, options).map(({ insert }) => insert);
  assert.deepEqual(inserted.slice(0, 6), ['o.id', 'customer_id', 'amount', 'c.id', 'name', '"Home town"']);
  assert.match(chosen(`select c.ho/*|*/me ${joined}`, 'Home town', options), /^select c\."Home town" from/);
  assert.match(chosen(`select c."Ho/*|*/" ${joined}`, 'Home town', options), /^select c\."Home town" from/);
});

test('after an alias, with nothing or half a name behind the dot', () => {
  for (const typed of ['o./*|*/', 'o.am/*|*/', 'o.id, o./*|*/', 'sum(o./*|*/', 'case when o./*|*/'])
    assert.equal(labels(`select ${typed} ${joined}`, options), 'id customer_id amount', typed);
});

test('in every clause', () => {
  for (const clause of [
    'where /*|*/',
    'where o.id = 1 and /*|*/',
    'where o.id in (/*|*/)',
    'group by /*|*/',
    'group by o.id, /*|*/',
    'group by 1 having /*|*/ > 1',
    'qualify row_number() over (partition by /*|*/ order by o.id) = 1',
    'order by /*|*/',
    'order by o.id desc, /*|*/',
  ])
    assert.match(
      labels(`select o.amount as total ${joined} ${clause}`, options),
      /id customer_id amount/,
      clause,
    );
  assert.match(
    labels("select 1 from {{ ref('orders') }} o join {{ ref('customers') }} c on /*|*/", options),
    /customer_id/,
  );
  assert.equal(
    labels("select 1 from {{ ref('orders') }} o join {{ ref('customers') }} c using (/*|*/)", options).split(
      ' ',
    )[0],
    'id',
  );
  assert.match(labels(`select o:from::int as a, /*|*/ ${joined}`, options), /amount/);
  assert.match(labels(`select cast(/*|*/ as int) ${joined}`, options), /amount/);
  assert.match(labels(`select extract(year from /*|*/) ${joined}`, options), /amount/);
});

test('aliases of the same select behind it; in the list those before the cursor', () => {
  const aliases = (text: string) =>
    offered(text, options)
      .filter(({ from }) => from === 'alias here')
      .map(({ label }) => label)
      .join(' ');
  assert.equal(aliases(`select amount as total ${joined} order by /*|*/`), 'total');
  assert.equal(aliases(`select amount as total, /*|*/, 1 as later ${joined}`), 'total');
  assert.equal(aliases(`select amount as total ${joined} where /*|*/`), 'total');
  assert.equal(aliases(`select amount as total ${joined} and /*|*/`), '');
});

test('CTEs: their columns, through stars, and in from', () => {
  const ctes = "with a as (select * from {{ ref('orders') }}), b as (select id, amount * 2 as twice from a) ";
  assert.equal(labels(`${ctes} select /*|*/ from b`, options), 'id twice b');
  assert.equal(labels(`${ctes} select b./*|*/ from b join a on true`, options), 'id twice');
  assert.match(labels(`${ctes} select * from /*|*/`, options), /^b a /);
  assert.match(labels(`${ctes} select * from b join /*|*/`, options), /^b a /);
  assert.match(labels('with a as (select 1 as x), b as (select * from /*|*/)', options), /^a customers/);
});

test('from and join: refs and sources as whole tags', () => {
  assert.equal(chosen('select * from ord/*|*/', 'orders', options), "select * from {{ ref('orders') }}");
  assert.equal(
    chosen("select * from {{ ref('orders') }} join ev/*|*/", 'raw.events', options),
    "select * from {{ ref('orders') }} join {{ source('raw', 'events') }}",
  );
  assert.equal(labels('select * from raw./*|*/', options), '');
});

test('an alias behind a relation doesn’t go on matching what was offered for the relation', () => {
  for (const { label, filter } of offered('select * from ev/*|*/', options))
    assert.doesNotMatch(filter ?? label, / /);
});

test('behind a relation: a short alias, which Enter leaves as it is typed', () => {
  const first = (text: string) => offered(text, options)[0];
  for (const relation of [
    "{{ ref('orders') }}",
    "{{ ref('orders') }} as",
    'orders',
    'lateral orders',
    'db.s.orders',
  ]) {
    assert.equal(first(`select * from ${relation} o/*|*/`)?.label, 'o', relation);
    assert.equal(first(`select * from ${relation} /*|*/`)?.label, 'o', relation);
  }
  const aliases = (text: string) =>
    offered(text, options)
      .filter(({ kind }) => kind === 'variable')
      .map(({ label }) => label)
      .join(' ');
  const ctes = 'with fct_bookings as (select 1 as x), bookings as (select 1 as y) select * from ';
  assert.equal(aliases(`${ctes} fct_bookings /*|*/`), 'fb bookings');
  assert.equal(aliases(`${ctes} fct_bookings f/*|*/`), 'f fb bookings');
  assert.equal(aliases(`${ctes} fct_bookings fb/*|*/ where true`), 'fb bookings');
  assert.equal(aliases(`${ctes} bookings join fct_bookings as /*|*/ on true`), 'fb');
  assert.equal(aliases(`${ctes} fct_bookings b, bookings /*|*/`), 'bo');
  assert.equal(aliases(`${ctes} bookings B/*|*/`), 'B');
  assert.equal(aliases("select * from {{ source('raw', 'events') }} /*|*/"), 'e');
  assert.equal(aliases("select * from {{ ref('no_such') }} /*|*/"), 'ns such');
  assert.equal(aliases("select * from {{ source('no', 'such') }} l/*|*/"), 'l s');
  assert.equal(first('select * from (select 1 as x) o/*|*/')?.label, 'o');
  assert.equal(aliases('select * from (select 1 as x) as su/*|*/'), 'su');
  assert.equal(aliases('select * from (select 1 as x) as s/*|*/'), 's');
  assert.equal(labels('select * from orders as /*|*/', options), 'o');
});

test('behind a relation: a keyword that is half-typed becomes no alias', () => {
  const first = (text: string) => offered(text, options)[0];
  for (const [typed, keyword] of [
    ['on', 'on'],
    ['le', 'left'],
    ['whe', 'where'],
    ['or', 'order'],
    ['as', 'as'],
    ['joi', 'join'],
  ]) {
    assert.equal(first(`select * from warm_left_orders ${typed}/*|*/`)?.label, keyword);
    assert.equal(first(`select * from (select 1 as x) ${typed}/*|*/`)?.label, keyword);
  }
  assert.equal(first('SELECT * FROM orders LE/*|*/')?.label, 'LEFT');
  assert.equal(first('select * from orders o/*|*/')?.label, 'o');
});

test('no alias where a relation has one, and behind other words and brackets', () => {
  for (const text of [
    'select * from orders o /*|*/',
    'select * from orders as o /*|*/',
    'select * from orders left /*|*/',
    'select * from orders join customers using (id) /*|*/',
    'select * from orders where id = 1 /*|*/',
    'select * from orders order by a, b /*|*/',
    'select * from orders "/*|*/',
    'with a as /*|*/',
    "select extract(year from at /*|*/) from {{ ref('orders') }}",
  ])
    assert.equal(labels(text, options), '', text);
});

test('subqueries see the query around them; a query in brackets sees its own first', () => {
  const text = `select 1 ${joined} where exists (select 1 from {{ source('raw', 'events') }} e where /*|*/)`;
  assert.match(labels(text, options), /^at e id customer_id/);
  assert.equal(labels(`select x./*|*/ from (select id as y ${joined}) x`, options), 'y');
});

test('before a from is written: the CTEs so far, else what the file read when dbt parsed it', () => {
  assert.equal(labels('with a as (select 1 as x) select /*|*/', options), 'x a');
  assert.equal(labels('select /*|*/', options), 'id customer_id amount');
  assert.equal(labels('//- models/new.sql\nselect /*|*/', options), '');
});

test('in the branches of a template, taken or not, and in loops', () => {
  assert.match(
    labels(`select {% if target.name == 'x' %} o./*|*/ {% else %} 1 {% endif %} ${joined}`, options),
    /amount/,
  );
  assert.match(labels(`select {% if false %} o./*|*/ {% endif %} 1 ${joined}`, options), /amount/);
  assert.match(
    labels(`select {% for i in [1, 2] %} o./*|*/ as x{{ i }}, {% endfor %} 1 ${joined}`, options),
    /amount/,
  );
});

test('a column that is being named: words of the vocabulary, level by level', () => {
  const contracts = `
    //- dbt-context.yml
    contracts:
      applies_to: {exclude: ['models/raw/**']}
      levels:
        - required: true
          stubs:
            id: {description: Identifier}
            amt: {}
        - required: true
          stubs: {order: {}, customer: {}}
  `;
  const naming = (typed: string, path = 'models/new.sql') =>
    `${contracts}\n    //- ${path}\n    select o.id as ${typed} from {{ ref('orders') }} as o`;
  assert.equal(labels(naming('/*|*/'), options), 'id_ amt_');
  assert.equal(labels(naming('id_/*|*/'), options), 'id_order id_customer');
  assert.match(chosen(naming('i/*|*/'), 'id_', options), /as id_ from/);
  for (const text of ['select x as am/*|*/', 'select x as am/*|*/ from orders'])
    assert.equal(labels(`${contracts}\n    //- models/new.sql\n    ${text}`), 'id_ amt_', text);
  assert.match(chosen(naming('id_or/*|*/'), 'id_order', options), /as id_order from/);
  assert.equal(labels(naming('nonsense_/*|*/'), options), '');
  assert.equal(labels(naming('/*|*/', 'models/raw/new.sql'), options), '');
});

test('a column that is being named: words that fit its type first, suffixes, words of several parts', () => {
  const naming = (typed: string, value = 'x') => `
    //- dbt-context.yml
    contracts:
      levels:
        - open: true
          stubs:
            n: {types: [integer]}
            dt: {types: [date]}
            first_seen: {types: [timestamp]}
            port: {}
      suffixes: {at: {types: [timestamp]}, km: {types: [number]}}
    //- models/new.sql
    select ${value} as ${typed} from t`;
  assert.equal(labels(naming('/*|*/')), 'n dt first_seen port');
  assert.equal(labels(naming('/*|*/', 'cast(x as date)')), 'dt port n first_seen');
  assert.equal(labels(naming('first_/*|*/')), 'first_at first_km first_seen');
  assert.equal(labels(naming('port_/*|*/', 'cast(x as timestamp)')), 'port_at port_km');
  assert.equal(labels(naming('port_at_/*|*/')), '');
});

test('nothing in comments and strings, where a name is made and where a value has ended', () => {
  for (const text of [
    `select -- /*|*/\n 1 ${joined}`,
    `select /* o./*|*/ */ 1 ${joined}`,
    `select 'o./*|*/' ${joined}`,
    `select 'it''s /*|*/' ${joined}`,
    `{# select /*|*/ #} select 1 ${joined}`,
    `select o.id as /*|*/ ${joined}`,
    `select o.id /*|*/ ${joined}`,
    `select o.id::/*|*/ ${joined}`,
    `select cast(o.id as /*|*/) ${joined}`,
    `select 1/*|*/ ${joined}`,
    `select * ${joined} limit /*|*/`,
    'with a as (/*|*/',
    'select * from (/*|*/',
    "{{ config(materialized='table') }}\n/*|*/",
    '//- macros/m.sql\n{% macro m() %} select /*|*/ {% endmacro %}',
  ])
    assert.equal(labels(text, options), '', text);
});
