// Rename at the cursor: what is meant by a name of SQL or YAML, and what is refused.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rename, renamePlace } from '../../server/src/core/features/rename.ts';
import { applied } from '../../server/src/core/semantics/sql/withEdits.ts';
import { manifestOf } from '../harness/manifest.ts';
import { dedent, testProject } from '../harness/project.ts';

const reads = (...nodes: readonly string[]) => ({ depends_on: { nodes, macros: [] } });
const manifest = manifestOf({
  'source.shop.raw.t': {},
  'model.shop.stg': { ...reads('source.shop.raw.t'), patch_path: 'shop://models/schema.yml' },
  'model.shop.mart': reads('model.shop.stg'),
});
const rest = `
//- models/mart.sql
select s.key as k from {{ ref('stg') }} as s
//- models/schema.yml
models:
  - name: stg
    columns:
      - name: key`;

/** The files that change, as they are then; or why they don't. */
function renamed(text: string, newName = 'new'): string {
  const { project, cursor } = testProject(text, { manifest });
  assert.ok(cursor);
  const found = rename(project, cursor.path, cursor.offset, newName);
  if (!found) return 'nothing';
  if (found.kind === 'refused') return found.refused;
  const place = renamePlace(project, cursor.path, cursor.offset);
  assert.equal(place?.kind, 'place');
  const paths = [...new Set(found.edits.map(({ path }) => path))].sort();
  return paths
    .map((path) => {
      const edits = found.edits.filter((edit) => edit.path === path);
      return `//- ${path}\n${applied(project.files.text(path)?.text ?? '', edits).trimEnd()}`;
    })
    .join('\n');
}

const everywhere = `
//- models/mart.sql
select s.new as k from {{ ref('stg') }} as s
//- models/schema.yml
models:
  - name: stg
    columns:
      - name: new
//- models/stg.sql
select id as new from {{ source('raw', 't') }}`;

test('a column is the same wherever it is named: alias, reader, YAML', () => {
  const stg = "\n//- models/stg.sql\nselect id as key from {{ source('raw', 't') }}";
  const files = rest + stg;
  for (const text of [
    files.replace('as key', 'as ke/*|*/y'),
    files.replace('s.key', 's.ke/*|*/y'),
    files.replace('- name: key', '- name: /*|*/key'),
  ])
    assert.equal(renamed(text), everywhere.trimStart());
});

const cases: readonly { readonly name: string; readonly sql: string; readonly expected: string }[] = [
  {
    name: 'a column of a CTE that stays in the file',
    sql: 'with a as (select id as ke/*|*/y from t) select a.key + 1 as b from a where a.key > 0',
    expected: 'with a as (select id as new from t) select a.new + 1 as b from a where a.new > 0',
  },
  {
    name: 'a column of a CTE by where it is read',
    sql: 'with a as (select id as key from t) select a.ke/*|*/y + 1 as b from a',
    expected: 'with a as (select id as new from t) select a.new + 1 as b from a',
  },
  {
    name: 'a column of a source that the select gives its own name',
    sql: "select i/*|*/d, id + 1 as b from {{ source('raw', 't') }}",
    expected: "select id as new, id + 1 as b from {{ source('raw', 't') }}",
  },
  {
    name: 'an alias where it is used',
    sql: 'select id + 1 as b from t order by /*|*/b',
    expected: 'select id + 1 as new from t order by new',
  },
  {
    name: 'a CTE',
    sql: 'with /*|*/a as (select 1 as b), c as (select a.b from a) select c.b from c join a on a.b = c.b',
    expected:
      'with new as (select 1 as b), c as (select new.b from new) select c.b from c join new on new.b = c.b',
  },
  {
    name: 'the alias of a relation',
    sql: 'select /*|*/x.b, y.b as c from t as x join u as y on x.b = y.b',
    expected: 'select new.b, y.b as c from t as new join u as y on new.b = y.b',
  },
  {
    name: 'a CTE in a branch of an incremental run too',
    sql: 'with /*|*/a as (select 1 as b) select b from a {% if is_incremental() %} where b > (select max(a.b) from a) {% endif %}',
    expected:
      'with new as (select 1 as b) select b from new {% if is_incremental() %} where b > (select max(new.b) from new) {% endif %}',
  },
];

for (const { name, sql, expected } of cases) {
  test(`rename: ${name}`, () => {
    assert.equal(renamed(`//- models/lonely.sql\n${sql}`), dedent(`//- models/lonely.sql\n${expected}`));
  });
}

test('what can’t be renamed says so', () => {
  const lonely = (sql: string) => renamed(`//- models/lonely.sql\n${sql}`);
  assert.equal(
    lonely("select 1 as a from {{ source('raw', 't') }} where /*|*/id > 1"),
    'The column of a source is called what its database calls it.',
  );
  assert.equal(lonely("{% set c = 'b' %}select 1 as {{ c }}_/*|*/d"), 'A template writes this name.');
  assert.equal(
    lonely('with a as (select 1 as b), c as (select 1 as b) select 1 as d from a join c using (/*|*/b)'),
    'The join matches columns of several relations by this name.',
  );
  assert.equal(
    lonely('select 1 as /*|*/a, 2 as new'),
    'It can’t be renamed: `models/lonely.sql` line 1: there is a column `new` already.',
  );
  assert.equal(
    lonely('with /*|*/a as (select 1 as b), new as (select 1 as b) select a.b from a, new'),
    'It can’t be renamed: `new` is the name of another relation.',
  );
  assert.equal(lonely('select /*|*/* from t'), 'nothing');
});
