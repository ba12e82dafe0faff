// A column with another name in its own file: what is written where, and where nothing is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renameHere } from '../../../../server/src/core/semantics/sql/rename/renameColumn.ts';
import { after, check, project, reads } from './renames.ts';

const here: readonly {
  readonly name: string;
  readonly sql: string;
  readonly column?: string;
  readonly expected: string;
  readonly adapter?: string;
  readonly newName?: string;
}[] = [
  {
    name: 'an alias',
    sql: 'select t.id as key from t',
    expected: 'select t.id as new from t',
  },
  {
    name: 'a column that is passed on gets an alias',
    sql: 'select\n  t.key, -- the key\n  t.b\nfrom t group by t.key order by key',
    expected: 'select\n  t.key as new, -- the key\n  t.b\nfrom t group by t.key order by new',
  },
  {
    name: 'uses of an alias: order by, group by, qualify, lateral',
    sql: "select id + 1 as key, key * 2 as b from {{ source('raw', 't') }} group by key qualify row_number() over (order by key) = 1 order by key",
    expected:
      "select id + 1 as new, new * 2 as b from {{ source('raw', 't') }} group by new qualify row_number() over (order by new) = 1 order by new",
  },
  {
    name: 'the CTE that names it, where stars pass it on',
    sql: 'with a as (select id as key from t), b as (select * from a where key > 1) select * from b',
    expected: 'with a as (select id as new from t), b as (select * from a where new > 1) select * from b',
  },
  {
    name: 'the last select alone, where it names it',
    sql: 'with a as (select id as key from t) select key from a',
    expected: 'with a as (select id as key from t) select key as new from a',
  },
  {
    name: 'the first branch of a union',
    sql: 'select id as key from t union all select key from u order by key',
    expected: 'select id as new from t union all select key from u order by new',
  },
  {
    name: 'quotes stay, with the case as written',
    sql: 'select id as "Key" from t order by "Key"',
    column: 'Key',
    expected: 'select id as "New" from t order by "New"',
    adapter: 'snowflake',
    newName: 'New',
  },
  {
    name: 'unquoted where it is made, quoted where it is read',
    sql: 'select id as key from t order by "KEY"',
    column: 'key',
    expected: 'select id as new from t order by "NEW"',
    adapter: 'snowflake',
  },
  {
    name: 'a name that needs quotes gets those of the dialect',
    sql: 'select id as key from t',
    expected: 'select id as `the key` from t',
    adapter: 'bigquery',
    newName: 'the key',
  },
  {
    name: 'a cast that bears the name of its column',
    sql: 'select t.key::int from t',
    expected: 'select t.key::int as new from t',
    adapter: 'postgres',
  },
  {
    name: 'no edit for what a star of a table gives',
    sql: "select * from {{ source('raw', 't') }}",
    column: 'id',
    expected: '',
  },
  {
    name: 'no edit for what a template names',
    sql: "{% set c = 'key' %}select id as {{ c }} from t",
    expected: '',
  },
  {
    name: 'no edit where a name may be the alias or a column of a table that isn’t known',
    sql: 'select id as key, key * 2 as b from t',
    expected: '',
  },
  { name: 'no edit for a name that is taken', sql: 'select id as key, b as new from t', expected: '' },
  {
    name: 'no edit where another column of the new name decides the order',
    sql: 'select id as key from t order by new',
    expected: '',
  },
];

for (const { name, sql, column = 'key', expected, adapter, newName = 'new' } of here) {
  test(`here: ${name}`, () => {
    const of = project(`//- models/stg.sql\n${sql}`, {}, adapter);
    const edits = renameHere(of, 'model.shop.stg', column, newName);
    assert.equal(after(of, edits), expected === '' ? '' : `//- models/stg.sql\n${expected}`);
  });
}

test('here: the YAML entry too, and nothing else that names it', () => {
  const of = project(
    `
    //- models/stg.sql
    select id as key from {{ source('raw', 't') }}
    //- models/mid.sql
    select key from {{ ref('stg') }}
    //- models/schema.yml
    models:
      - name: stg
        columns:
          - name: 'key' # ours
      - name: mid
        columns:
          - name: key`,
    { 'model.shop.stg': { ...reads('source.shop.raw.t'), patch_path: 'shop://models/schema.yml' } },
  );
  const edits = renameHere(of, 'model.shop.stg', 'key', 'id_order');
  check(
    of,
    { edits, left: [] },
    `
    //- models/schema.yml
    models:
      - name: stg
        columns:
          - name: 'id_order' # ours
      - name: mid
        columns:
          - name: key
    //- models/stg.sql
    select id as id_order from {{ source('raw', 't') }}`,
  );
});
