// What the final select gives: names, types by the SQL alone, stars followed into CTEs; also of half-typed text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialectOf } from '../../../server/src/core/sql/dialect.ts';
import { segment } from '../../../server/src/core/sql/readSql.ts';
import { tokenize } from '../../../server/src/core/sql/tokens.ts';
import { outline } from './outline.ts';

const rows: readonly (readonly [adapter: string, sql: string, expected: string])[] = [
  // Names
  ['snowflake', 'select a, t.b, c as d, e f, "G h", "i" as "J" from t', 'a b d f G h J'],
  ['snowflake', 'select a + 1, x.y.z, count(*) from t', '? z ?:integer'],
  ['postgres', 'select a::int, cast(b as date) from t', 'a:int b:date'],
  ['bigquery', 'select as struct a, `b c`, d.e, # f\n g, from `p-1.s.t`', 'a b c e g'],
  ['sqlserver', 'select top 10 [a b], c = d + 1, e as [f]] g] from [x].[y]', 'a b c f] g![f]] g]'],
  ['duckdb', 'from t select a, b: a + 1', 'a b'],
  ['mysql', "select a as 'b c', `d` from t", "b c!'b c' d"],
  ['spark', 'select a.b[0].c as d, `e` from t lateral view explode(x) u as v', 'd e'],
  // Types
  [
    'snowflake',
    "select cast(a as number(10, 2)) b, try_cast(c as varchar(5)) d, e:f.g::int as h, date '2020-01-01' as i",
    'b:number(10, 2) d:varchar(5) h:int i:date',
  ],
  [
    'postgres',
    'select a::character varying(10) as b, c::timestamp without time zone d, e::int[] as f',
    'b:character varying(10) d:timestamp without time zone f:int[]',
  ],
  [
    'bigquery',
    'select safe_cast(a as array<struct<b int64, c string>>) as d, count(distinct e) f, if(a, 1, 2) as g',
    'd:array<struct<b int64, c string>> f:integer g:integer',
  ],
  [
    'postgres',
    "select 1 as a, 'b' as b, 1.5 as c, -2 as d, true as e, null as f, a > 1 and b as g, c in (1) h",
    'a:integer b:string c:number d:integer e:boolean f g:boolean h:boolean',
  ],
  ['mysql', 'select a > 1 as b, true as c', 'b c'],
  [
    'duckdb',
    "select case when a then 1 else 0 end b, case when a then 1 else 'x' end c, case a when 1 then null else 2 end d",
    'b:integer c d:integer',
  ],
  [
    'trino',
    'select row_number() over (partition by a order by b desc) as c, max(d::date) over () as e, current_date f, sum(g) h',
    'c:integer e:date f:date h',
  ],
  ['postgres', 'select coalesce(a::int, b::int) c, coalesce(a::int, 0) d, a || b as e', 'c:int d:integer e'],
  ['sqlserver', 'select convert(datetime2(3), a) as b', 'b:datetime2(3)'],
  ['snowflake', 'select cast(a as xx1) as b', 'b'],
  // Through CTEs and subqueries
  [
    'snowflake',
    'with a as (select cast(x as int) y, z from t), final as (select * from a) select * from final',
    'y:int z',
  ],
  [
    'snowflake',
    'with a as (select x::int y from t), b as (select A.Y as q, y from a) select b.*, 1 as n from b',
    'q:int y:int n:integer',
  ],
  ['postgres', 'with a(p, q) as (select 1, x from t) select * from a', 'p:integer q'],
  ['postgres', 'with recursive a as (select 1 as n union all select n + 1 from a) select * from a', 'n'],
  ['duckdb', 'with a as (select * from t) select *, b from a', '*t b'],
  [
    'bigquery',
    'with a as (select 1 as b, 2 as c, 3 as d) select * except (b) replace (cast(c as string) as c) from a',
    'c:string d:integer',
  ],
  ['snowflake', 'with a as (select 1 as b, 2 as c) select * exclude c rename (b as e) from a', 'e:integer'],
  ['snowflake', 'select * exclude (a) from (select * from xx1) x', '*xx1-a'],
  [
    'snowflake',
    'with a as (select 1 k, 2 m), b as (select 3 k, 4 n) select * from a join b using (k)',
    'k:integer m:integer n:integer',
  ],
  [
    'spark',
    'with a as (select 1 k), b as (select 2 m) select * from a left anti join b on a.k = b.m',
    'k:integer',
  ],
  ['postgres', 'select * from (values (1)) v (a, b)', 'a:integer b'],
  ['postgres', 'with a as (select 1 as x) select a.x, b.x as y from a, s.a b', 'x:integer y'],
  // Set operations
  ['postgres', 'select 1 as a, 2 as b union all select 3, x order by 1', 'a:integer b'],
  ['postgres', '(select a::int from t) union (select b::int from u) limit 5', 'a:int'],
  ['bigquery', 'select a from t except distinct select b from u', 'a'],
  ['duckdb', 'select 1 as a, 2 as b union all by name select x as b, 3 as a', 'a:integer b'],
  // Placeholders
  [
    'snowflake',
    'xx1 with a as (select xx2, b from xx3) select *, xx4 as c, d as xx5, xx6_e from a',
    '?? b c ? ??',
  ],
  // Statements
  ['postgres', 'create table t as (select 1 as a); select 2 as b;', 'b:integer'],
  ['postgres', 'insert into t (a) select a, is_x is distinct from y as z from u', 'a z:boolean'],
  ['postgres', 'vacuum', 'no query'],
];

test('final columns', () => {
  for (const [adapter, sql, expected] of rows) assert.equal(outline(sql, adapter), expected, sql);
});

const broken: readonly (readonly [sql: string, expected: string])[] = [
  ['select a, b as from t', 'a b'],
  ['select a, from t', 'a'],
  ['select a b as c\n d from t', 'a c d'],
  ['select\n a\n cast(b as int) as c\n d\nfrom t', 'a c:int d'],
  ['select sum(a as b, c from t', 'sum(a as b, c from t'],
  ['with a as (select sum(x from y), b as (select 1 as c) select * from b', 'c:integer'],
  ['with a as (select 1 as b from t select * from a', 'b:integer'],
  ['with a as (select (b / 2)) as c, d from t), e as (select 1) select * from a', 'c d'],
  ['with a as (select 1 as b), c, d as select * from a', 'b:integer'],
  ['with a as (select 1 as b) b as (select 2 as c) select * from b', 'c:integer'],
  ['with a as (select 1 as b)', ''],
  ['select 1 as a union all', 'a:integer'],
  ['select case when a then as b, c from t', 'b c'],
];

test('half-typed text keeps what is whole', () => {
  for (const [sql, expected] of broken) {
    if (expected === 'sum(a as b, c from t') assert.doesNotThrow(() => outline(sql, 'postgres'));
    else assert.equal(outline(sql, 'postgres'), expected, sql);
  }
});

test('every prefix of every sample is read without an error, quickly nested text too', () => {
  for (const [adapter, sql] of rows) for (let i = 0; i <= sql.length; i++) outline(sql.slice(0, i), adapter);
  for (const piece of ['(', '(select ', 'case when ', '[', 'not ', '- ', 'f(', 'with a as (', 'array<']) {
    assert.doesNotThrow(() => outline(`select ${piece.repeat(3000)}`, 'duckdb'));
  }
});

test('a comment in every gap changes nothing', () => {
  for (const [adapter, sql, expected] of rows) {
    const tokens = tokenize(sql, dialectOf(adapter));
    for (const [index, token] of tokens.entries()) {
      // Names with dashes and placeholders with a suffix are single words; a string's neighbour joins no line.
      if (index === 0 || /[.\w]-|#/.test(sql)) continue;
      if (tokens[index - 1]?.end === token.start && token.kind !== 'close' && token.kind !== 'open') continue;
      for (const comment of [' /* , from ) */ ', ' -- select (\n ']) {
        const changed = outline(sql.slice(0, token.start) + comment + sql.slice(token.start), adapter);
        const plain = (text: string) => text.replaceAll(comment, '').replace(/\s+/g, ' ');
        assert.equal(plain(changed), plain(expected), `${sql} before ${sql.slice(token.start)}`);
      }
    }
  }
});

test('clauses, CTEs and relations have their ranges', () => {
  const sql =
    'with a as (select 1) select x from a left join (select 2) b on a.i = b.i where y group by 1 having z qualify q order by 1 desc limit 3';
  const { query } = segment(sql, dialectOf('snowflake'));
  const at = ({ start, end }: { start: number; end: number }) => sql.slice(start, end);
  assert.equal(query?.ctes.map(({ range }) => at(range)).join(), 'a as (select 1)');
  const body = query?.body;
  assert(body?.kind === 'select');
  assert.deepEqual(
    body.clauses.map(({ range }) => at(range)),
    [
      'select x',
      'from a left join (select 2) b on a.i = b.i',
      'where y',
      'group by 1',
      'having z',
      'qualify q',
      'order by 1 desc',
      'limit 3',
    ],
  );
  assert.deepEqual(
    body.from.map(({ join, relation, on }) => [join, at(relation.range), on && at(on.range)]),
    [
      ['from', 'a', undefined],
      ['left', '(select 2) b', 'a.i = b.i'],
    ],
  );
  assert.equal(query?.orderBy.map(({ range }) => at(range)).join(), '1');
});
