// What each name in a query means: columns, aliases, rows, what is missing, and where nothing can be said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysisOf, referencesOf } from './analyses.ts';

const rows: readonly (readonly [adapter: string, sql: string, expected: string])[] = [
  ['postgres', 'select f.id, ferries.id from ferries f', 'select f.id=ferries.id; select ferries.id=unknown'],
  [
    'postgres',
    'select s.ferries.id, ferries.id, db.s.ferries.id from db.s.ferries',
    'select s.ferries.id=ferries.id; select ferries.id=ferries.id; select db.s.ferries.id=ferries.id',
  ],
  ['bigquery', 'select ferries.id from `p.s.ferries`', 'select ferries.id=ferries.id'],
  // Missing, and where that can't be said
  ['postgres', 'select wings, f.wings from ferries f', 'select wings=missing; select f.wings=missing'],
  ['postgres', 'select wings, l.wings from logs l', 'select wings=logs.wings?; select l.wings=logs.wings?'],
  ['postgres', 'select wings from ferries, elsewhere', 'select wings=unknown'],
  ['postgres', 'select wings from elsewhere', 'select wings=unknown'],
  ['postgres', 'select wings', 'select wings=unknown'],
  ['oracle', 'select rownum, id from ferries', 'select rownum=unknown; select id=ferries.id'],
  ['bigquery', 'select _table_suffix from ferries', 'select _table_suffix=unknown'],
  [
    'snowflake',
    'select metadata$action, $1 from ferries',
    'select metadata$action=unknown; select $1=unknown',
  ],
  ['clickhouse', 'select wings from ferries', 'select wings=unknown'],
  // Several relations
  [
    'postgres',
    'select id, name from ferries join islands using (island_id)',
    'select id=ferries.id; select name=ambiguous; using island_id=ferries.island_id',
  ],
  [
    'postgres',
    'select island_id from ferries join islands using (island_id)',
    'select island_id=ferries.island_id; using island_id=ferries.island_id',
  ],
  [
    'postgres',
    'select 1 from ferries f join trips on ferry_id = f.id join islands i on i.island_id = f.island_id',
    'from ferry_id=trips.ferry_id; from f.id=ferries.id; from i.island_id=islands.island_id; from f.island_id=ferries.island_id',
  ],
  [
    'spark',
    'select id from ferries left anti join islands i on ferries.island_id = i.island_id',
    'select id=ferries.id; from ferries.island_id=ferries.island_id; from i.island_id=islands.island_id',
  ],
  // Case and quotes
  [
    'snowflake',
    'select ID, "ID", "id" from ferries',
    'select ID=ferries.id; select ID=ferries.id; select id=missing',
  ],
  [
    'postgres',
    'select ID, "id", "ID" from ferries',
    'select ID=ferries.id; select id=ferries.id; select ID=missing',
  ],
  ['bigquery', 'select ID, `Id` from ferries', 'select ID=ferries.id; select Id=ferries.id'],
  // Aliases
  ['snowflake', 'select seats as s, s + 1 as t from ferries', 'select seats=ferries.seats; select s=alias s'],
  [
    'snowflake',
    'select seats as id, id + 1 as t from ferries',
    'select seats=ferries.seats; select id=ferries.id',
  ],
  ['postgres', 'select seats as s, s + 1 as t from ferries', 'select seats=ferries.seats; select s=unknown'],
  ['snowflake', 'select seats as s from ferries where s > 1', 'select seats=ferries.seats; where s=alias s'],
  [
    'postgres',
    'select seats as s, count(*) as n from ferries group by s order by n, 1',
    'select seats=ferries.seats; group s=alias s; order n=alias n',
  ],
  ['postgres', 'select name as id from ferries order by id', 'select name=ferries.name; order id=alias id'],
  [
    'postgres',
    'select id from ferries union select 1 order by id',
    'select id=ferries.id; order id=alias id',
  ],
  [
    'snowflake',
    'select wings as id, coalesce(wings, 0) as wings from ferries',
    'select wings=unknown; select wings=missing',
  ],
  [
    'snowflake',
    'select seats as s, n.value from ferries, lateral flatten(input => s) n',
    'select seats=ferries.seats; select n.value=n/value; from s=unknown',
  ],
  // CTEs and subqueries
  [
    'postgres',
    'with a as (select id as x from ferries) select x, a.x, y from a',
    'select id=ferries.id; select x=a/x; select a.x=a/x; select y=missing',
  ],
  [
    'postgres',
    'with a as (select id x from ferries) select z.y from a as z (y)',
    'select id=ferries.id; select z.y=z/y',
  ],
  [
    'postgres',
    'select 1 from ferries f where exists (select 1 from trips where ferry_id = f.id and seats > fare)',
    'where ferry_id=trips.ferry_id; where f.id=ferries.id; where seats=ferries.seats; where fare=trips.fare',
  ],
  [
    'postgres',
    'select s.x from ferries f, lateral (select f.id + seats as x) s',
    'select s.x=s/x; select f.id=ferries.id; select seats=ferries.seats',
  ],
  ['postgres', 'select s.x from ferries f, (select f.id as x) s', 'select s.x=s/x; select f.id=unknown'],
  ['postgres', 'with a as (select * from elsewhere) select x from a', 'select x=a/x'],
  // Rows and parts of values
  ['bigquery', 'select to_json_string(f), count(f) from ferries f', 'select f=row f; select f=row f'],
  [
    'bigquery',
    'select trips.tags.first, tags.first from trips',
    'select trips.tags.first=trips.tags; select tags.first=trips.tags',
  ],
  [
    'snowflake',
    'select f.value:a, value, index from trips, table(flatten(tags)) f',
    'select f.value=f/value; select value=f/value; select index=f/index; from tags=trips.tags',
  ],
  [
    'bigquery',
    'select item, item.x from trips, unnest(tags) item',
    'select item=item/item; select item.x=item/x; from tags=trips.tags',
  ],
  [
    'bigquery',
    'select i, i.x from trips t, t.tags as i',
    'select i=i/i; select i.x=i/x; from t.tags=trips.tags',
  ],
  // Stars
  [
    'bigquery',
    'select * except (id) replace (seats + 1 as seats) from ferries',
    'select id=ferries.id; select seats=ferries.seats',
  ],
  // Words that are no columns
  [
    'snowflake',
    "select datediff(day, sold_at, current_date), dateadd('day', 1, sold_at) from trips",
    'select sold_at=trips.sold_at; select sold_at=trips.sold_at',
  ],
  ['trino', 'select filter(tags, x -> x > 1) from trips', 'select tags=trips.tags'],
];

test('what each name means', () => {
  for (const [adapter, sql, expected] of rows)
    assert.equal(referencesOf(analysisOf(sql, adapter)), expected, sql);
});

test('words of brackets that are not understood are not missing columns', () => {
  const sql =
    'select * from ferries match_recognize (partition by id order by seats pattern (a b+) define b as seats > 1)';
  const { references } = analysisOf(sql, 'snowflake');
  assert.deepEqual(
    references.filter(({ target }) => target.kind === 'missing'),
    [],
  );
});

test('every prefix of every query is analysed without an error', () => {
  for (const [adapter, sql] of rows) {
    for (let end = 7; end <= sql.length; end++) {
      const text = sql.slice(0, end);
      assert.doesNotThrow(() => referencesOf(analysisOf(text, adapter)), text);
    }
  }
});
