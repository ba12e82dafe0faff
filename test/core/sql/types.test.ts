// The types of columns: through tables, CTEs and set operations, of functions and operators as each dialect has them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysisOf, typesOf } from './analyses.ts';

const rows: readonly (readonly [adapters: string, list: string, expected: string])[] = [
  // From the table
  ['postgres', 'id, name as n, seats::text as s from ferries', 'id:int n:varchar s:text'],
  ['postgres', 'f.* from ferries f', 'id:int name:varchar seats:int island_id:int'],
  ['postgres', 'tags from trips', 'tags:?'],
  [
    'snowflake',
    'max(sold_at) as m, lag(fare) over (order by sold_at) as l from trips',
    'm:timestamp l:numeric(10,2)',
  ],
  ['postgres', '(select max(sold_at) from trips) as m', 'm:timestamp'],
  // Arithmetic
  [
    'postgres snowflake bigquery duckdb spark',
    'id + 1 as a, seats * fare as b from ferries, trips',
    'a:integer b:number',
  ],
  ['postgres redshift sqlserver trino', 'id / seats as a from ferries', 'a:integer'],
  ['snowflake bigquery duckdb mysql spark databricks clickhouse', 'id / seats as a from ferries', 'a:number'],
  ['oracle sqlite', 'id / seats as a from ferries', 'a:?'],
  [
    'postgres snowflake duckdb',
    'sold_at::date - 1 as a, sold_at::date - sold_at::date as b from trips',
    'a:date b:integer',
  ],
  ['bigquery spark', 'cast(sold_at as date) - 1 as a from trips', 'a:?'],
  // Strings
  ['snowflake redshift', 'a || b as c from elsewhere', 'c:string'],
  ['postgres duckdb bigquery', "a || b as c, a || '-' || b as d from elsewhere", 'c:? d:string'],
  ['mysql sqlserver', "a || '-' as d from elsewhere", 'd:?'],
  ['postgres', "tags ->> 'x' as a, tags -> 'x' as b from trips", 'a:string b:?'],
  ['snowflake', 'tags:x as a, tags:x::int as b from trips', 'a:object b:int'],
  ['snowflake postgres', 'md5(name) as a from ferries', 'a:string'],
  ['bigquery trino', 'md5(name) as a from ferries', 'a:?'],
  // Aggregates
  [
    'snowflake bigquery duckdb redshift',
    'sum(seats) as a, avg(fare) as b from ferries, trips',
    'a:integer b:number',
  ],
  [
    'postgres',
    'sum(seats) as a, sum(seats::bigint) as b, sum(fare) as c, avg(seats) as d from ferries, trips',
    'a:bigint b:number c:number d:number',
  ],
  [
    'postgres',
    'coalesce(a.n, 0) as a, sum(a.n) as b from (select count(*) as n from trips) as a',
    'a:bigint b:number',
  ],
  ['sqlserver', 'avg(seats) as a from ferries', 'a:integer'],
  ['redshift', 'avg(seats) as a from ferries', 'a:?'],
  // Dates
  ['postgres spark', "date_trunc('month', sold_at) as a from trips", 'a:timestamp'],
  [
    'snowflake',
    "date_trunc('month', sold_at::date) as a, date_trunc('month', sold_at) as b from trips",
    'a:date b:timestamp',
  ],
  [
    'bigquery',
    'date_trunc(cast(sold_at as date), month) as a, timestamp_trunc(sold_at, month) as b from trips',
    'a:date b:timestamp',
  ],
  [
    'duckdb',
    "date_trunc('month', sold_at) as a, date_trunc('hour', sold_at) as b from trips",
    'a:? b:timestamp',
  ],
  [
    'snowflake',
    "dateadd(day, 1, sold_at::date) as a, dateadd('hour', 1, sold_at::date) as b from trips",
    'a:date b:?',
  ],
  ['snowflake bigquery redshift', 'datediff(day, sold_at, sold_at) as a from trips', 'a:integer'],
  ['postgres', 'extract(year from sold_at) as a from trips', 'a:number'],
  ['snowflake', 'extract(year from sold_at) as a, year(sold_at) as b from trips', 'a:integer b:integer'],
  ['snowflake', 'to_date(name) as a from ferries', 'a:date'],
  ['oracle', 'to_date(name) as a from ferries', 'a:?'],
  // Choices
  [
    'snowflake',
    'coalesce(fare, 0) as a, iff(true, seats, null) as b, nullif(name, 1) as c from ferries, trips',
    'a:number b:int c:varchar',
  ],
  [
    'postgres',
    "case when true then 1 else 'a' end as a, case when true then sold_at end as b from trips",
    'a:? b:timestamp',
  ],
  // Set operations
  [
    'postgres',
    'id as a, null as b from ferries union all select 1.5, sold_at from trips',
    'a:number b:timestamp',
  ],
  ['postgres', "id as a from ferries union all select 'x'", 'a:?'],
];

test('types', () => {
  for (const [adapters, list, expected] of rows) {
    for (const adapter of adapters.split(' ')) {
      assert.equal(typesOf(analysisOf(`select ${list}`, adapter)), expected, `${adapter}: ${list}`);
    }
  }
});

test('in ClickHouse an alias of the list goes before a column of its name', () => {
  const sql = 'select id as ship, seats, name as seats from ferries';
  assert.equal(typesOf(analysisOf(sql, 'clickhouse')), 'ship:int seats:? seats:varchar');
  assert.equal(typesOf(analysisOf(sql, 'postgres')), 'ship:int seats:int seats:varchar');
});
