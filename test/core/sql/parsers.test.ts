// The parsers behind one function, their translation into the own tree, and what the reader gives them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialectOf } from '../../../server/src/core/sql/dialect.ts';
import { lru } from '../../../server/src/core/sql/lru.ts';
import type { SqlParser } from '../../../server/src/core/sql/parser.ts';
import { segment } from '../../../server/src/core/sql/readSql.ts';
import { sqlReader } from '../../../server/src/core/sql/sqlReader.ts';
import { type Expression, partsOf } from '../../../server/src/core/sql/tree.ts';
import type { TextRange } from '../../../server/src/core/text.ts';
import { sqlParser } from '../../../server/src/host/sqlParsers.ts';

/** Kinds, names and columns of an expression in one line. */
function shape(expression: Expression): string {
  const parts = partsOf(expression).map(shape);
  const label = () => {
    switch (expression.kind) {
      case 'column':
        return expression.path.map(({ text }) => text).join('.');
      case 'cast':
        return `cast ${expression.type?.replaceAll(' ', '')}`;
      case 'function':
        return expression.name;
      case 'operation':
        return expression.operator;
      default:
        return expression.kind;
    }
  };
  return parts.length > 0 ? `${label()}(${parts.join(' ')})` : label();
}

/** Where the columns of an expression are, in order. */
function columns(expression: Expression | undefined): readonly TextRange[] {
  if (expression?.kind === 'column') return [expression.range];
  return expression ? partsOf(expression).flatMap(columns) : [];
}

test('the own reader and both parsers give the same tree', () => {
  const dialect = dialectOf('postgres');
  for (const [sql, expected] of [
    ['a.b', 'a.b'],
    ['cast("Ä" as numeric(10, 2))', 'cast numeric(10,2)(Ä)'],
    ['a::date', 'cast date(a)'],
    ['f(a, 1) + b', '+(f(a literal) b)'],
    ['case when a > 1 then b else null end', 'case(>(a literal) b literal)'],
    ['max(a) over (partition by b order by c desc)', 'window(max(a) b c)'],
    ['a is null and not b', 'and(is(a) not(b))'],
    ["'😀' || d.e", '||(literal d.e)'],
  ] as const) {
    const own = segment(`select ${sql}`, dialect).slots[0];
    assert.equal(own && shape(own.expression), expected, sql);
    for (const id of ['cst', 'polyglot'] as const) {
      const parsed = sqlParser([id]).parse(`select ${sql}`, 1, dialect);
      assert(parsed.kind === 'parsed', `${id} ${sql}`);
      const expression = parsed.expressions[0];
      const found = expression && shape(expression).replace('decimal(10,2)', 'numeric(10,2)');
      assert.equal(found, expected, `${id} ${sql}`);
      assert.deepEqual(columns(expression), columns(own?.expression), `${id} ${sql}`);
    }
  }
});

test('what does not parse is a problem, not an exception', () => {
  for (const sql of ['select a from (', 'select', '', 'select ))', 'drop table a']) {
    assert.equal(sqlParser().parse(sql, 1, dialectOf('snowflake')).kind, 'problem', sql);
  }
});

test('a parser is asked once for each expression that the own reader does not understand', () => {
  const asked: string[] = [];
  const parser: SqlParser = {
    parse(text) {
      asked.push(text);
      const start = text.indexOf('zz');
      const range = { start, end: start + 2 };
      if (start < 0) return { kind: 'problem', message: '' };
      const column: Expression = { kind: 'column', range, path: [{ text: 'zz', quoted: false, range }] };
      return { kind: 'parsed', expressions: [column] };
    },
  };
  const dialect = dialectOf('postgres');
  const read = sqlReader(parser);
  const sql = 'select a, b \\ zz as c, x \\ (select 1) as d from t';
  const query = read(sql, dialect);
  assert.deepEqual(asked, ['select b \\ zz', 'select x \\ (__q0____)']);
  assert(query?.body?.kind === 'select');
  const item = query.body.items[1];
  assert(item?.kind === 'column' && item.expression.kind === 'column');
  assert.equal(sql.slice(item.expression.range.start, item.expression.range.end), 'zz');
  read(`/* moved */ ${sql}`, dialect);
  assert.equal(asked.length, 2);
  assert.equal(sqlReader(undefined)(sql, dialect)?.body?.kind, 'select');
});

test('a cache keeps what was asked for last', () => {
  const cache = lru<{ n: number }>(2);
  cache.set('a', { n: 1 });
  cache.set('b', { n: 2 });
  cache.get('a');
  cache.set('c', { n: 3 });
  assert.deepEqual([cache.get('a')?.n, cache.get('b')?.n, cache.get('c')?.n], [1, undefined, 3]);
});
