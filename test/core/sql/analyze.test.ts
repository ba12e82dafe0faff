// Which columns a query gives and what each is made of: through CTEs, joins, stars, set operations, functions, pivots.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysisOf, lineageOf, namesOf } from './analyses.ts';

const names: readonly (readonly [adapter: string, sql: string, expected: string])[] = [
  // Stars of known tables
  ['snowflake', 'select * from ferries', 'id name seats island_id'],
  ['snowflake', 'select f.*, 1 as one from s.ferries as f', 'id name seats island_id one'],
  ['bigquery', 'select * except (name) from `p.s.ferries`', 'id seats island_id'],
  ['duckdb', 'from ferries', 'id name seats island_id'],
  ['snowflake', 'select * rename (id as ferry_id) from ferries', 'ferry_id name seats island_id'],
  ['postgres', 'select * from logs', 'id *'],
  ['snowflake', "select * ilike '%id%' from ferries", '??'],
  ['duckdb', "select columns('.*_id'), 1 as n from trips", '?? n'],
  // Joins that merge
  ['postgres', 'select * from ferries join islands using (island_id)', 'island_id id name seats name'],
  ['duckdb', 'select * from ferries join islands using (island_id)', 'id name seats island_id name_1'],
  ['spark', 'select * from ferries natural join islands', 'name island_id id seats'],
  ['spark', 'select * from ferries left semi join islands using (island_id)', 'island_id id name seats'],
  ['postgres', 'select * from ferries natural join logs', '*'],
  // Names that the text gives
  ['postgres', 'select * from (values (1, 2)) v', 'column1 column2'],
  ['postgres', 'select * from ferries as f (a, b)', 'a b seats island_id'],
  ['postgres', 'with a (p, q) as (select id, name from ferries) select * from a', 'p q'],
  ['postgres', 'select count(*), id::text, coalesce(name, seats) from ferries', 'count id coalesce'],
  // Set operations
  ['duckdb', 'select id from ferries union all by name select name, id from islands', 'id name'],
  ['snowflake', 'select * from islands union all select 1, 2', 'island_id name'],
  // Functions as relations
  ['snowflake', 'select f.* from trips, lateral flatten(input => tags) f', 'seq key path index value this'],
  ['postgres', 'select * from generate_series(1, 3) as n', 'n'],
  ['postgres', 'select * from unnest(array[1, 2]) as t (a)', 'a'],
  ['bigquery', 'select tag, place from trips, unnest(tags) as tag with offset as place', 'tag place'],
  ['spark', 'select u.* from trips lateral view posexplode(tags) u as p, t', 'p t'],
  ['spark', 'select stack(2, 1, 2), id from ferries', '?? id'],
  // Pivots
  [
    'snowflake',
    'select * from islands pivot (max(name) for island_id in (1 as first, 2 as second)) as p',
    'first second',
  ],
  [
    'bigquery',
    "select * from ferries pivot (sum(seats) as s for name in ('a', 'b' as c))",
    'id island_id s_a s_c',
  ],
  ['snowflake', "select * from ferries pivot (sum(seats) for name in ('a'))", "id island_id 'a'"],
  ['snowflake', 'select * from ferries unpivot (n for kind in (id, seats))', 'name island_id kind n'],
  ['snowflake', 'select * from ferries pivot (sum(seats) for name in (any))', '*'],
];

test('names and order of a query’s columns', () => {
  for (const [adapter, sql, expected] of names)
    assert.equal(namesOf(analysisOf(sql, adapter)), expected, sql);
});

const lineages: readonly (readonly [adapter: string, sql: string, expected: string])[] = [
  ['postgres', 'select id, name as n from ferries', 'id < passthrough ferries.id; n < rename ferries.name'],
  [
    'postgres',
    'select seats::text as seats, seats + 1 as more, count(*) as c, sum(seats) as s, 1 as one from ferries',
    'seats < cast ferries.seats; more < expression ferries.seats; c < aggregate; s < aggregate ferries.seats; one < constant',
  ],
  [
    'snowflake',
    'select case when name is null then 1 end as a, row_number() over (partition by name order by id) as b from ferries',
    'a < expression ferries.name; b < window ferries.id, window ferries.name',
  ],
  [
    'snowflake',
    'with a as (select id as x from ferries), b as (select x::text as id from a) select * from b',
    'id < cast ferries.id',
  ],
  [
    'snowflake',
    'with a as (select id as x from ferries) select x as id from a',
    'id < passthrough ferries.id',
  ],
  [
    'postgres',
    'select id from ferries union all select island_id from islands',
    'id < passthrough ferries.id, rename islands.island_id',
  ],
  [
    'duckdb',
    'select name, id from ferries union by name select island_id as id, name from islands',
    'name < passthrough ferries.name, passthrough islands.name; id < passthrough ferries.id, rename islands.island_id',
  ],
  [
    'postgres',
    'select island_id, f.name from ferries f join islands using (island_id)',
    'island_id < passthrough ferries.island_id, passthrough islands.island_id; name < passthrough ferries.name',
  ],
  [
    'postgres',
    'with recursive up as (select id, 0 as n from ferries union all select trip_id, n + fare from trips join up on id = ferry_id) select * from up',
    'id < passthrough ferries.id, rename trips.trip_id; n < expression trips.fare',
  ],
  [
    'postgres',
    'select (select max(fare) from trips where ferry_id = f.id) as top from ferries f',
    'top < aggregate trips.fare',
  ],
  [
    'snowflake',
    'select seats * 2 as double, double + 1 as more from ferries',
    'double < expression ferries.seats; more < expression ferries.seats',
  ],
  [
    'snowflake',
    'select f.value:x::string as x from trips, lateral flatten(input => tags) f',
    'x < expression trips.tags',
  ],
  [
    'postgres',
    'select sum(seats) over w as s from ferries window w as (partition by name)',
    's < window ferries.name, window ferries.seats',
  ],
  [
    'postgres',
    'select sum(seats) filter (where name is null) as s from ferries',
    's < aggregate ferries.name, aggregate ferries.seats',
  ],
  [
    'trino',
    'select transform(tags, x -> x || name) as t from trips, islands',
    't < expression islands.name, expression trips.tags',
  ],
  [
    'bigquery',
    'select * from islands pivot (max(name) as m for island_id in (1))',
    'm_1 < aggregate islands.island_id, aggregate islands.name',
  ],
  [
    'postgres',
    'with a as (select * from logs) select ctid, level, id from a',
    'ctid! < passthrough; level < passthrough logs.level; id < passthrough logs.id',
  ],
  [
    'postgres',
    'with a as (select * from logs) select place, id from a',
    'place < passthrough logs.place; id < passthrough logs.id',
  ],
  ['postgres', 'select x from elsewhere', 'x! < passthrough'],
  [
    'bigquery',
    'select (select as struct i.*) as s from islands i',
    's < rename islands.island_id, rename islands.name',
  ],
  ['postgres', 'select count(f.*) as n from ferries f', 'n! < aggregate'],
];

test('what each column is made of', () => {
  for (const [adapter, sql, expected] of lineages)
    assert.equal(lineageOf(analysisOf(sql, adapter)), expected, sql);
});

test('what decides about rows is apart from values, and only of what is read', () => {
  const { influences } = analysisOf(
    `with unread as (select 1 from trips where tags is null),
     a as (select id from ferries where seats > 1)
     select max(fare) as top from a join trips on id = ferry_id join islands using (island_id)
     group by sold_at having min(trip_id) > 1`,
    'postgres',
  );
  assert.deepEqual(
    influences.map(({ table, name, clause }) => `${clause} ${table.id}.${name}`),
    [
      'where ferries.seats',
      'from ferries.id',
      'from trips.ferry_id',
      'using islands.island_id',
      'group trips.sold_at',
      'having trips.trip_id',
    ],
  );
});

test('text that may be there any number of times gives any number of columns', () => {
  const sql = 'select id, name as n from ferries';
  const start = sql.indexOf('name');
  assert.equal(namesOf(analysisOf(sql, 'postgres', { many: [{ start, end: start + 9 }] })), 'id ??');
  const join = 'select * from ferries join islands on true';
  const analysis = analysisOf(join, 'postgres', {
    many: [{ start: join.indexOf('join'), end: join.length }],
  });
  assert.equal(analysis.complete, false);
});

test('columns of any query of the text can be asked for', () => {
  const analysis = analysisOf('with a as (select id, name from ferries) select id from a', 'postgres');
  const [cte] = analysis.query.ctes;
  assert(cte?.query);
  assert.deepEqual(
    analysis.columnsOf(cte.query).map((column) => column.kind === 'column' && column.name),
    ['id', 'name'],
  );
  assert.deepEqual(
    analysis.scopes.map(({ relations, ctes }) => `${relations.length} ${ctes.length}`),
    ['1 0', '1 1'],
  );
});

test('long chains, wide lists and cycles end', () => {
  const chain = Array.from(
    { length: 2000 },
    (_, i) => `c${i} as (select *, ${i} as n${i} from ${i ? `c${i - 1}` : 'islands'})`,
  );
  assert.equal(
    analysisOf(`with ${chain.slice(0, 150).join()} select * from c149`, 'postgres').columns.length,
    152,
  );
  const narrow = chain.map((_, i) => `c${i} as (select island_id, name from ${i ? `c${i - 1}` : 'islands'})`);
  const analysis = analysisOf(`with ${narrow.join()} select * from c1999`, 'postgres');
  assert.equal(
    lineageOf(analysis),
    'island_id < passthrough islands.island_id; name < passthrough islands.name',
  );
  const wide = Array.from({ length: 5000 }, (_, i) => `id as a${i}`).join();
  assert.equal(
    analysisOf(`with a as (select ${wide} from ferries) select * from a`, 'duckdb').columns.length,
    5000,
  );
  for (const sql of [
    'with recursive a as (select * from a) select * from a',
    'with recursive a as (select * from b), b as (select * from a) select x from b',
    'with a as (select * from b), b as (select * from a) select * from a',
    `select ${'a || '.repeat(5000)} a as b from ferries`,
    `select ${'1 + '.repeat(5000)} id as b from ferries`,
    `select 1 ${'union all select 1 '.repeat(1000)}`,
    `select ${'(select '.repeat(190)} id from ferries`,
  ]) {
    assert.doesNotThrow(() => lineageOf(analysisOf(sql, 'postgres')), sql.slice(0, 60));
  }
});
