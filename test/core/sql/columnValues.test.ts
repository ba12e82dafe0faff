// What is certain of the values of columns: of expressions, functions, joins and set operations, as each dialect has them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valuesByKey } from '../../../server/src/core/sql/columnValues.ts';
import { dialectOf } from '../../../server/src/core/sql/dialect.ts';
import { anything, between, type KnownValues } from '../../../server/src/core/sql/knownValues.ts';
import { analysisOf } from './analyses.ts';

/** What is known of the table of the tests: seats are counted, ids are never null. */
const checked: Readonly<Record<string, KnownValues>> = {
  'ferries.seats': between(0, 400, true),
  'ferries.id': { ...anything, nullable: false },
  'ferries.name': { ...anything, patterns: ['[A-Z]+'] },
};

/** `{0, 1}`, `0…9`, `0…`, `~pattern`, with `!` where null is not among them; `?` where nothing is known. */
function inWords({ nullable, min, max, among, patterns }: KnownValues): string {
  const values = among
    ? `{${among.map((value) => JSON.stringify(value)).join(', ')}}`
    : min === undefined && max === undefined
      ? patterns.map((pattern) => `~${pattern}`).join('')
      : `${min ?? ''}…${max ?? ''}`;
  return (values || (nullable ? '?' : '')) + (nullable ? '' : '!');
}

function valuesOf(text: string, adapter: string): string {
  const values = valuesByKey({
    analysis: analysisOf(text, adapter),
    dialect: dialectOf(adapter),
    text,
    ofTable: ({ table, name }) => checked[`${table.id}.${name.toLowerCase()}`] ?? anything,
    isOpen: () => false,
    isOpenFrom: () => false,
  });
  return [...values.values()].map(inWords).join(' ');
}

function check(rows: readonly (readonly [adapters: string, query: string, expected: string])[]): void {
  for (const [adapters, query, expected] of rows) {
    for (const adapter of adapters.split(' '))
      assert.equal(valuesOf(query, adapter), expected, `${adapter}: ${query}`);
  }
}

test('constants, choices and conditions', () => {
  check([
    [
      'postgres',
      "select 1 as a, -2 as b, 'x' as c, true as d, null as e, 1.5 as f",
      '{1}! {-2}! {"x"}! {true}! {} {1.5}!',
    ],
    ['postgres oracle', "select 'it''s' as a", '!'],
    ['oracle', "select '' as a", '?'],
    [
      'postgres',
      'select case when name is null then 1 else 0 end as a, case when id > 1 then 1 end as b from ferries',
      '{1, 0}! {1}',
    ],
    ['postgres', 'select case when id > 1 then seats else name end as a from ferries', '?'],
    [
      'postgres duckdb',
      'select name is null as a, id > 1 as b, seats > 1 as c, not seats > 1 as d from ferries',
      '{false, true}! {false, true}! {false, true} {false, true}',
    ],
    ['mysql clickhouse', 'select id > 1 as a from ferries', '{0, 1}!'],
    ['sqlserver generic', 'select iif(id > 1, 1, 0) as a from ferries', '{1, 0}!'],
    [
      'postgres',
      'select id in (1, 2) as a, id in (1, null) as b, id = any(array[1, null]) as c from ferries',
      '{false, true}! {false, true} {false, true}',
    ],
    ['postgres', 'select exists (select 1 from trips) as a', '{false, true}!'],
    ['postgres', 'select (select 1) as a', '?'],
  ]);
});

test('casts keep what they can', () => {
  check([
    ['postgres', 'select cast(id > 1 as integer) as a, (seats > 1)::int as b from ferries', '{0, 1}! {0, 1}'],
    ['snowflake', 'select try_cast(id > 1 as integer) as a from ferries', '{0, 1}'],
    [
      'postgres spark',
      'select cast(seats as bigint) as a, cast(seats as decimal(16, 2)) as b from ferries',
      '0…400 0…400',
    ],
    ['postgres', 'select cast(seats as smallint) as a, cast(seats as text) as b from ferries', '? ?'],
    ['postgres', 'select cast(1.5 as integer) as a, cast(1 as text) as b from ferries', '1…2! {"1"}!'],
    ['postgres', 'select cast(id as text) as a from ferries', '!'],
    ['spark mysql', 'select cast(id as date) as a from ferries', '?'],
  ]);
});

test('arithmetic', () => {
  check([
    [
      'postgres',
      'select seats + 1 as a, seats - 1 as b, -seats as c, seats * 2 as d, seats / 2 as e from ferries',
      '1…401 -1…399 -400…0 0…800 0…',
    ],
    [
      'postgres',
      'select seats - seats as a, seats + name as b, seats * -1 as c from ferries',
      '-400…400 ? ?',
    ],
    ['postgres', 'select seats % 7 as a, null + seats as b from ferries', '0… {}'],
  ]);
});

test('functions', () => {
  check([
    [
      'postgres snowflake bigquery',
      'select coalesce(seats, 0) as a, coalesce(name, id) as b, coalesce(seats, name) as c from ferries',
      '0…400! ! ?',
    ],
    [
      'postgres',
      'select abs(name) as a, abs(seats - 500) as b, length(name) as c, length(id) as d from ferries',
      '0… 0…500 0… 0…!',
    ],
    [
      'postgres bigquery',
      'select greatest(seats, 0) as a, greatest(name, 0) as b, greatest(seats, name) as c, least(seats, 9) as d from ferries',
      '0…400 0… ? 0…9',
    ],
    [
      'postgres',
      'select floor(seats / 7) as a, round(seats, 1) as b, nullif(seats, 0) as c, round(1.5) as d from ferries',
      '0… 0… 0…400 1…2!',
    ],
    ['postgres', 'select some_function(seats) as a, upper(name) as b from ferries', '? ?'],
    ['snowflake', 'select iff(id > 1, seats, 500) as a, zeroifnull(seats) as b from ferries', '0…500 0…400!'],
  ]);
});

test('aggregates and windows', () => {
  check([
    [
      'postgres bigquery clickhouse',
      'select count(*) as a, count(distinct name) as b from ferries',
      '0…! 0…!',
    ],
    [
      'postgres',
      'select sum(seats) as a, avg(seats) as b, max(seats) as c, min(name) as d from ferries',
      '0… 0…400 0…400 ?',
    ],
    ['postgres', 'select sum(case when id > 1 then 1 else 0 end) as a from ferries', '0…'],
    [
      'postgres',
      'select sum(case when id > 1 then 1 else 0 end) as a, max(id) as b from ferries group by name',
      '0…! !',
    ],
    ['postgres', 'select count(*) as a, max(id) as b, id as c from ferries group by rollup (id)', '0… ? ?'],
    ['postgres', 'select sum(1) filter (where id > 1) as a from ferries group by name', '1…'],
    ['postgres', 'select sum(seats - 1) as a from ferries', '?'],
    ['clickhouse', 'select max(1) as a, sum(1) as b from ferries', '? 0…'],
    [
      'postgres',
      'select row_number() over (order by id) as a, lag(seats) over (order by id) as b, count(*) over () as c, sum(seats) over () as d, percent_rank() over (order by id) as e from ferries',
      '1…! 0…400 0…! 0… 0…1!',
    ],
  ]);
});

test('columns that are passed on, through CTEs and joins', () => {
  check([
    [
      'postgres',
      'with f as (select * from ferries), g as (select name, seats as n, id from f) select * from g',
      '~[A-Z]+ 0…400 !',
    ],
    [
      'postgres',
      'select f.seats, f.id, g.id as other from ferries f left join ferries g on f.id = g.id',
      '0…400 ! ?',
    ],
    ['postgres', 'select f.id, g.id as other from ferries f right join ferries g on f.id = g.id', '? !'],
    [
      'postgres',
      'select f.id, g.id as other from ferries f join ferries g on f.id = g.id cross join trips',
      '! !',
    ],
    ['postgres', 'select id from ferries f full join islands i using (id)', '?'],
    [
      'postgres',
      'select f.id, count(t.trip_id) as n from ferries f left join trips t on t.ferry_id = f.id group by 1',
      '! 0…!',
    ],
    [
      'clickhouse',
      'select f.seats, g.seats as other from ferries f left join ferries g on f.id = g.id',
      '0…400 ?',
    ],
    ['postgres', 'with t (n) as (select seats from ferries) select n from t', '0…400'],
    ['snowflake', 'select 1 as n, n + 1 as m', '{1}! 2…2!'],
    ['postgres', 'select * from ferries f left join (select 1 as one) o on true', '? ~[A-Z]+ 0…400 ? {1}'],
  ]);
});

test('set operations take every branch, and what reads itself says nothing', () => {
  check([
    ['postgres', 'select 1 as n union all select seats from ferries', '0…400'],
    ['postgres', 'select 1 as n union all select 2 as n union all select 3 as x', '{1, 2, 3}!'],
    ['postgres', 'select 1 as n union all select 2', '?'],
    ['postgres', 'select 1 as n union all (select 2 union select name from ferries)', '?'],
    ['postgres', 'select 1 as n except select name from ferries', '{1}!'],
    [
      'postgres',
      'with u as (select seats as n from ferries union all select -1 as x) select n from u',
      '-1…400',
    ],
    [
      'postgres',
      'with u as (select seats as n from ferries union all select * from elsewhere) select n from u',
      '?',
    ],
    ['postgres', 'with recursive r as (select 1 as n union all select n + 1 from r) select n from r', '?'],
    ['duckdb', 'select 1 as n union by name select 2 as n', '?'],
  ]);
});

test('deep expressions take no longer than they are', () => {
  const deep = (open: string, close: string) => `${open.repeat(90)}seats${close.repeat(90)}`;
  check([
    ['postgres', `select ${deep('(1 + ', ')')} as a from ferries`, '90…490'],
    ['postgres', `select ${deep('coalesce(', ', 1)')} as a from ferries`, '0…400!'],
    ['postgres', `select ${deep('greatest(1, ', ')')} as a from ferries`, '1…400'],
    ['postgres', `select ${Array(5000).fill('seats > 1').join(' or ')} as a from ferries`, '{false, true}'],
  ]);
  const chain = Array.from(
    { length: 150 },
    (_, at) =>
      `t${at} as (select ${deep('(1 + ', ')')} as seats from ${at === 0 ? 'ferries' : `t${at - 1}`})`,
  );
  check([
    ['postgres', `with ${chain.slice(0, 2).join(', ')} select seats from t1`, '180…580'],
    ['postgres', `with ${chain.join(', ')} select seats from t149`, '?'],
  ]);
});
