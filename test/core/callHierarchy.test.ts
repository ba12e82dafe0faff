// Lineage as a call hierarchy: what stands at a place, who reads it and what it reads, with where that is written.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hierarchyCalls, prepareCallHierarchy } from '../../server/src/core/features/callHierarchy.ts';
import type { Project } from '../../server/src/core/project.ts';
import { manifestOf, on } from '../harness/manifest.ts';
import { testProject, withText } from '../harness/project.ts';

const files = `
  //- models/schema.yml
  version: 2
  sources:
    - name: raw
      tables:
        - name: orders
          columns:
            - name: amount
  models:
    - name: stg_orders
      columns:
        - name: amt
  exposures:
    - name: board
      type: dashboard
      owner: {name: Ida}
      depends_on:
        - ref('orders')
  //- models/stg_orders.sql
  with source as (
      select * from {{ source('raw', 'orders') }}
  )
  select id, amount as amt, state from source
  //- models/orders.sql
  select
      stg.id,
      sum(stg.amt) as total
  from {{ ref('stg_orders') }} as stg
  where stg.state = 'paid'
  group by stg.id
  //- models/scores.py
  def model(dbt, session):
      return dbt.ref("stg_orders")
  //- models/late.sql
  select total as all_time from {{ ref('orders') }}
`;

const manifest = manifestOf({
  'source.shop.raw.orders': { original_file_path: 'models/schema.yml' },
  'model.shop.stg_orders': {
    ...on('source.shop.raw.orders', 'model.other.calendar'),
    patch_path: 'shop://models/schema.yml',
    meta: { owner: 'Mara' },
    schema: 'staging',
  },
  'model.shop.orders': { ...on('model.shop.stg_orders'), raw_code: "select 1 from {{ ref('stg_orders') }}" },
  'model.shop.scores': {
    ...on('model.shop.stg_orders'),
    original_file_path: 'models/scores.py',
    language: 'python',
  },
  'model.other.calendar': { package_name: 'other' },
  'exposure.shop.board': {
    ...on('model.shop.orders'),
    original_file_path: 'models/schema.yml',
    owner: { name: 'Ida', email: null },
  },
});

const { project } = testProject(files, { manifest });

/** The items at the end of a text in a file. */
function at(path: string, text: string, of: Project = project): readonly string[] {
  const source = of.files.text(path)?.text ?? '';
  const offset = source.indexOf(text) + text.length;
  return prepareCallHierarchy(of, path, offset).map(({ name, detail, place, subject }) => {
    const { start, end } = place.nameRange;
    const where = (of.files.text(place.path)?.text ?? '').slice(start, end) || 'file';
    return `${name}${subject.column === undefined ? '' : ` [${detail}]`} @ ${place.path} ${where}`;
  });
}

/** One step, each with its detail and what is written where it is read. */
function step(
  direction: 'upstream' | 'downstream',
  node: string,
  column?: string,
  of: Project = project,
): readonly string[] {
  const steps = hierarchyCalls(of, { node, column }, direction);
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value.map(({ item, path, ranges }) => {
    const source = of.files.text(path)?.text ?? '';
    const written = ranges.map(({ start, end }) => source.slice(start, end) || 'file').join(' ');
    return `${item.name} [${item.detail}] ${path}: ${written}`;
  });
}

test('a name of a node, a column, and anything else in a file', () => {
  assert.deepEqual(at('models/orders.sql', "ref('stg_or"), ['stg_orders @ models/stg_orders.sql file']);
  assert.deepEqual(at('models/stg_orders.sql', "'raw', 'or"), ['raw.orders @ models/schema.yml orders']);
  assert.deepEqual(at('models/orders.sql', 'fro'), ['orders @ models/orders.sql file']);
  assert.deepEqual(at('models/orders.sql', 'sum(stg.am'), [
    'amt [stg_orders · column of a model] @ models/stg_orders.sql amt',
  ]);
  assert.deepEqual(at('models/orders.sql', 'as tot'), [
    'total [orders · column of a model] @ models/orders.sql total',
  ]);
  // What the select passes on is its own column.
  assert.deepEqual(at('models/orders.sql', 'stg.i'), [
    'id [orders · column of a model] @ models/orders.sql id',
  ]);
});

test('in YAML the entry or the column; a file that dbt has not parsed is itself', () => {
  assert.deepEqual(at('models/schema.yml', '- name: stg_or'), ['stg_orders @ models/stg_orders.sql file']);
  assert.deepEqual(at('models/schema.yml', '- name: am'), [
    'amount [raw.orders · column of a source] @ models/schema.yml amount',
  ]);
  assert.deepEqual(at('models/schema.yml', '- name: amt'), [
    'amt [stg_orders · column of a model] @ models/stg_orders.sql amt',
  ]);
  assert.deepEqual(at('models/schema.yml', 'type: dash'), ['board @ models/schema.yml board']);
  assert.deepEqual(at('models/late.sql', 'fro'), ['late @ models/late.sql file']);
});

test('who reads a node, new files too, and what it reads; what has no file here stands where it is read', () => {
  assert.deepEqual(step('downstream', 'model.shop.stg_orders'), [
    'orders [model] models/orders.sql: stg_orders',
    'scores [model] models/scores.py: stg_orders',
  ]);
  assert.deepEqual(step('downstream', 'model.shop.orders'), [
    'board [exposure · Ida] models/schema.yml: orders',
    'late [model · not parsed yet] models/late.sql: orders',
  ]);
  assert.deepEqual(step('upstream', 'model.shop.orders'), [
    'stg_orders [model · Mara · staging] models/orders.sql: stg_orders',
  ]);
  assert.deepEqual(step('upstream', 'file:models/late.sql'), ['orders [model] models/late.sql: orders']);
  assert.deepEqual(step('upstream', 'model.shop.stg_orders'), [
    'raw.orders [source] models/stg_orders.sql: orders',
    'calendar [model] models/stg_orders.sql: file',
  ]);
  assert.deepEqual(step('downstream', 'model.shop.gone'), []);
});

test('who reads a column and how, whose rows it decides, and who may read it', () => {
  assert.deepEqual(step('downstream', 'model.shop.stg_orders', 'amt'), [
    'total [orders · aggregate · column of a model] models/orders.sql: amt',
    'scores [perhaps · model] models/scores.py: stg_orders',
  ]);
  assert.deepEqual(step('downstream', 'model.shop.stg_orders', 'state'), [
    'orders [rows by where · model] models/orders.sql: state',
    'scores [perhaps · model] models/scores.py: stg_orders',
  ]);
  assert.deepEqual(step('downstream', 'model.shop.orders', 'TOTAL'), [
    'all_time [late · renamed · column of a model] models/late.sql: total',
    'board [perhaps · exposure · Ida] models/schema.yml: orders',
  ]);
});

test('what a column is made of, with where that is written', () => {
  assert.deepEqual(step('upstream', 'model.shop.orders', 'total'), [
    'amt [stg_orders · aggregate · column of a model] models/orders.sql: amt',
  ]);
  assert.deepEqual(step('upstream', 'model.shop.stg_orders', 'amt'), [
    'amount [raw.orders · renamed · column of a source] models/stg_orders.sql: amount',
  ]);
});

test('a column that only YAML names is read there, not where its model reads others', () => {
  const { project: described } = testProject(
    `
    //- models/stg.sql
    select *, 2 as amt from {{ source('raw', 'orders') }}
    //- models/wide.sql
    select * from {{ ref('stg') }}
    //- models/schema.yml
    models:
      - name: wide
        columns:
          - name: id
    `,
    {
      manifest: manifestOf({
        'source.shop.raw.orders': {},
        'model.shop.stg': on('source.shop.raw.orders'),
        'model.shop.wide': {
          ...on('model.shop.stg'),
          patch_path: 'shop://models/schema.yml',
          columns: { id: { name: 'id' } },
        },
      }),
    },
  );
  assert.deepEqual(step('upstream', 'model.shop.wide', 'id', described), [
    'stg [perhaps · model] models/schema.yml: id',
  ]);
});

test('what is ephemeral is in no schema', () => {
  const { project: one } = testProject(
    "//- models/a.sql\nselect 1 as id\n//- models/b.sql\nselect id from {{ ref('a') }}",
    {
      manifest: manifestOf({
        'model.shop.a': { config: { materialized: 'ephemeral' }, schema: 'marts' },
        'model.shop.b': { ...on('model.shop.a'), config: { materialized: 'table' }, schema: 'marts' },
      }),
    },
  );
  assert.deepEqual(step('upstream', 'model.shop.b', undefined, one), ['a [model] models/b.sql: a']);
  assert.deepEqual(step('downstream', 'model.shop.a', undefined, one), ['b [model · marts] models/b.sql: a']);
});

test('unsaved text is what is read', () => {
  const path = 'models/orders.sql';
  const typed = withText(project, path, "select total as sum_total from {{ ref('late') }}");
  assert.deepEqual(step('upstream', 'model.shop.orders', undefined, typed), [
    'late [model · not parsed yet] models/orders.sql: late',
  ]);
  assert.deepEqual(step('downstream', 'model.shop.stg_orders', undefined, typed), [
    'scores [model] models/scores.py: stg_orders',
  ]);
  assert.deepEqual(at(path, 'as sum_', typed), [
    'sum_total [orders · column of a model] @ models/orders.sql sum_total',
  ]);
});

test('a cycle is followed one step at a time', () => {
  const ring = testProject(
    "//- models/a.sql\nselect id from {{ ref('b') }}\n//- models/b.sql\nselect id from {{ ref('a') }}",
    { manifest: manifestOf({ 'model.shop.a': on('model.shop.b'), 'model.shop.b': on('model.shop.a') }) },
  ).project;
  assert.deepEqual(step('upstream', 'model.shop.a', undefined, ring), ['b [model] models/a.sql: b']);
  assert.deepEqual(step('downstream', 'model.shop.a', undefined, ring), ['b [model] models/b.sql: a']);
  assert.deepEqual(step('downstream', 'model.shop.a', 'id', ring), ['b [perhaps · model] models/b.sql: a']);
});

test('what dbt does not build has none', () => {
  const off = testProject(
    "//- models/a.sql\nselect 1 as id\n//- models/b.sql\nselect id from {{ ref('a') }}",
    { manifest: manifestOf({ 'model.shop.a': { disabled: true }, 'model.shop.b': {} }) },
  ).project;
  assert.deepEqual(at('models/a.sql', 'selec', off), []);
  assert.deepEqual(at('models/b.sql', "ref('a", off), ['b @ models/b.sql file']);
});

test('without a manifest the files alone say it', () => {
  const alone = testProject(
    "//- models/a.sql\nselect 1 as id\n//- models/b.sql\nselect id from {{ ref('a') }}",
  ).project;
  assert.deepEqual(at('models/b.sql', "ref('a", alone), ['a @ models/a.sql file']);
  assert.deepEqual(step('downstream', 'file:models/a.sql', undefined, alone), [
    'b [model · not parsed yet] models/b.sql: a',
  ]);
  assert.deepEqual(step('upstream', 'file:models/b.sql', 'id', alone), [
    'id [a · passthrough · integer · column of a model] models/b.sql: id',
  ]);
});
