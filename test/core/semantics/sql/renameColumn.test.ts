// A column with another name everywhere: what follows it through the project, and what is told instead.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeLineage } from '../../../../server/src/core/semantics/sql/columnLineage.ts';
import {
  renameEverywhere,
  renameReaders,
} from '../../../../server/src/core/semantics/sql/rename/renameColumn.ts';
import { check, project, reads } from './renames.ts';

const stg = { node: 'model.shop.stg', column: 'key' };

test('everywhere: through readers that pass it on, to those that give it another name', () => {
  const of = project(`
    //- models/stg.sql
    select id as key, amount from {{ source('raw', 't') }}
    //- models/mid.sql
    {{ config(unique_key='key', tags=['key']) }}
    with s as (select * from {{ ref('stg') }})
    select key, sum(amount) as total from s
    {% if is_incremental() %}where key > (select max(key) from {{ this }}){% endif %}
    group by key
    //- models/mart.sql
    select m.key as k, m.total from {{ ref('mid') }} as m join {{ ref('stg') }} as s using (key)`);
  const found = renameEverywhere(of, stg, 'id_order');
  check(
    of,
    found,
    `
    //- models/mart.sql
    select m.id_order as k, m.total from {{ ref('mid') }} as m join {{ ref('stg') }} as s using (id_order)
    //- models/mid.sql
    {{ config(unique_key='id_order', tags=['key']) }}
    with s as (select * from {{ ref('stg') }})
    select id_order, sum(amount) as total from s
    {% if is_incremental() %}where id_order > (select max(id_order) from {{ this }}){% endif %}
    group by id_order
    //- models/stg.sql
    select id as id_order, amount from {{ source('raw', 't') }}`,
  );
  assert.deepEqual(found.left, []);
  // Nothing of it stays: the project is as it was.
  assert.deepEqual([...nodeLineage(of, 'model.shop.mid').upstream.keys()], ['key', 'total']);
});

test('everywhere: a reader that exposures read keeps the name of its own column', () => {
  const of = project(
    `
    //- models/stg.sql
    select id as key from {{ source('raw', 't') }}
    //- models/mid.sql
    select s.key from {{ ref('stg') }} as s
    //- models/mart.sql
    select * from {{ ref('stg') }}`,
    { 'exposure.shop.board': reads('model.shop.mid'), 'exposure.shop.page': reads('model.shop.mart') },
  );
  const found = renameEverywhere(of, stg, 'id_order');
  check(
    of,
    found,
    `
    //- models/mid.sql
    select s.id_order as key from {{ ref('stg') }} as s
    //- models/stg.sql
    select id as id_order from {{ source('raw', 't') }}`,
  );
  assert.deepEqual(found.left, ['exposure `page` may read `mart`.`key`']);
});

test('everywhere: a new name that another relation has gets a qualifier, one that the select has stops it', () => {
  const of = project(
    `
    //- models/stg.sql
    select id as key, status from {{ source('raw', 't') }}
    //- models/other.sql
    select 1 as new, 2 as ref_key
    //- models/mid.sql
    select status, o.new from {{ ref('stg') }} as s join {{ ref('other') }} as o on key = ref_key
    //- models/mart.sql
    select key, status as new from {{ ref('stg') }}`,
    {
      'model.shop.other': {},
      'model.shop.mid': reads('model.shop.stg', 'model.shop.other'),
      'model.shop.mart': reads('model.shop.stg'),
    },
  );
  check(
    of,
    renameEverywhere(of, stg, 'new'),
    `
    //- models/mart.sql
    select new as key, status as new from {{ ref('stg') }}
    //- models/mid.sql
    select status, o.new from {{ ref('stg') }} as s join {{ ref('other') }} as o on s.new = ref_key
    //- models/stg.sql
    select id as new, status from {{ source('raw', 't') }}`,
  );
});

test('everywhere: strings of macros, and what a template writes by itself', () => {
  const of = project(`
    //- macros/pair.sql
    {% macro pair(columns) %}concat({{ columns | join(', ') }}){% endmacro %}
    {% macro fixed() %}key{% endmacro %}
    //- models/stg.sql
    select id as key, status from {{ source('raw', 't') }}
    //- models/mid.sql
    select {{ pair(['key', 's.status']) }} as both from {{ ref('stg') }} as s
    //- models/mart.sql
    select {{ fixed() }} as k from {{ ref('stg') }}`);
  const found = renameEverywhere(of, stg, 'id_order');
  check(
    of,
    found,
    `
    //- models/mid.sql
    select {{ pair(['id_order', 's.status']) }} as both from {{ ref('stg') }} as s
    //- models/stg.sql
    select id as id_order, status from {{ source('raw', 't') }}`,
  );
  assert.deepEqual(found.left, ['`models/mart.sql`: with the new name it would not mean the same']);
});

test('everywhere: tests, constraints and unit tests of YAML', () => {
  const yml = (name: string, key: string) => `
    //- models/schema.yml
    models:
      - name: stg
        constraints:
          - type: primary_key
            columns: [${name}]
        data_tests:
          - dbt_utils.unique_combination_of_columns:
              combination_of_columns: [${name}, status]
          - dbt_utils.expression_is_true:
              expression: key > 0
        columns:
          - name: ${name}
            data_tests: [unique]
      - name: mid
        columns:
          - name: k
            data_tests:
              - relationships: {to: ref('stg'), field: ${name}}
    unit_tests:
      - name: works
        model: mid
        given:
          - input: ref('stg')
            rows:
              - {${name}: 1, status: a}
          - input: ref('stg')
            format: csv
            rows: |
              key,status
        expect:
          rows:
            - {k: ${key}}`;
  const of = project(
    `
    //- models/stg.sql
    select id as key, status from {{ source('raw', 't') }}
    //- models/mid.sql
    select key as k from {{ ref('stg') }}
    //- models/mart.sql
    select k from {{ ref('mid') }}${yml('key', '1')}`,
    { 'model.shop.stg': { ...reads('source.shop.raw.t'), patch_path: 'shop://models/schema.yml' } },
  );
  const found = renameEverywhere(of, stg, 'id_order');
  check(
    of,
    found,
    `
    //- models/mid.sql
    select id_order as k from {{ ref('stg') }}${yml('id_order', '1')}
    //- models/stg.sql
    select id as id_order, status from {{ source('raw', 't') }}`,
  );
  assert.deepEqual(found.left, [
    '`models/schema.yml` line 10: an argument of a test names it',
    '`models/schema.yml` line 28: the rows of unit test `works` are text',
  ]);
});

test('everywhere: what can’t follow is left and told', () => {
  const left = (sql: string) => {
    const of = project(
      `
    //- models/stg.sql
    select id as key, status from {{ source('raw', 't') }}
    //- models/other.sql
    select 1 as key, 'a' as status
    //- models/mid.sql
    ${sql}`,
      {
        'model.shop.other': {},
        'model.shop.mid': reads('model.shop.stg', 'model.shop.other'),
        'model.shop.mart': reads(),
      },
    );
    const { edits, left: words } = renameEverywhere(of, stg, 'new');
    assert.deepEqual([...new Set(edits.map(({ path }) => path))], ['models/stg.sql'], sql);
    return words.map((each) => each.replace('`models/mid.sql`', 'mid'));
  };
  const [stgRef, otherRef] = ["{{ ref('stg') }}", "{{ ref('other') }}"];
  const otherwise = ['mid: with the new name it would not mean the same'];
  assert.deepEqual(left(`select 1 as a from ${stgRef} s join ${otherRef} o using (key)`), otherwise);
  assert.deepEqual(
    left(`select key from ${stgRef} union all by name select key from ${otherRef}`),
    otherwise,
  );
  assert.deepEqual(
    left(`select {% for c in ['key'] %}max({{ c }}) as m{% endfor %} from ${stgRef}`),
    otherwise,
  );
  assert.deepEqual(left(`select 1 as a from ${stgRef} natural join ${otherRef}`), [
    'mid line 1: a natural join matches it by its name',
  ]);
});

test('everywhere: semantic models and metrics that name it are told of, others are not', () => {
  const of = project(
    `
    //- models/stg.sql
    select id as key, status from {{ source('raw', 't') }}
    //- models/schema.yml
    models:
      - name: stg
        metrics:
          - {name: keys, agg: sum, expr: key}
    semantic_models:
      - name: one
        model: ref('stg')
        measures: [{name: total, agg: sum, expr: key * 2}]
      - name: two
        model: ref('stg')
        measures: [{name: states, agg: count, expr: status}]`,
    {
      'model.shop.stg': { ...reads('source.shop.raw.t'), patch_path: 'shop://models/schema.yml' },
      'model.shop.mid': reads(),
      'model.shop.mart': reads(),
    },
  );
  assert.deepEqual(renameEverywhere(of, stg, 'new').left, [
    '`models/schema.yml` line 4: a metric or semantic model names it',
    '`models/schema.yml` line 6: semantic model `one` names it',
  ]);
});

test('readers alone, of a model that has the new name already', () => {
  const of = project(`
    //- models/stg.sql
    select id as id_order from {{ source('raw', 't') }}
    //- models/mid.sql
    select key from {{ ref('stg') }} where key > 1
    //- models/mart.sql
    select m.key + 1 as next from {{ ref('mid') }} as m`);
  check(
    of,
    renameReaders(of, stg, 'id_order'),
    `
    //- models/mart.sql
    select m.id_order + 1 as next from {{ ref('mid') }} as m
    //- models/mid.sql
    select id_order from {{ ref('stg') }} where id_order > 1`,
  );
});

test('what can’t be renamed says why', () => {
  const of = project(`
    //- models/stg.sql
    select id as key, status from {{ source('raw', 't') }}
    //- models/mid.sql
    select * from {{ ref('stg') }}`);
  const why = (node: string, column: string, name: string) => {
    const { edits, left } = renameEverywhere(of, { node, column }, name);
    assert.deepEqual(edits, []);
    return left;
  };
  assert.deepEqual(why('model.shop.stg', 'key', 'status'), ['there is a column `status` already']);
  assert.deepEqual(why('source.shop.raw.t', 'id', 'x'), [
    'the column of a source is called what its database calls it',
  ]);
  assert.deepEqual(why('model.shop.mid', 'key', 'x'), [
    '`models/mid.sql` line 1: no text names `key`, a star passes it on',
  ]);
});
