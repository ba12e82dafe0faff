// References and highlights of names of SQL. Drawn as `path:line text`, highlights as `line:character text`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highlights } from '../../server/src/core/features/highlight.ts';
import { references } from '../../server/src/core/features/references.ts';
import { positionAt, slice } from '../../server/src/core/text.ts';
import { type ManifestSketch, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const rest = `
//- models/stg_orders.sql
with source as (select * from {{ source('raw', 'orders') }})
select id as order_id, amount from source where source.amount > 0
//- models/report.sql
with o as (select * from {{ ref('stg_orders') }}),
sums as (select order_id, amount, amount * 2 as twice from o)
select s.order_id, s.amount, s.amount as paid from sums as s
//- models/other.sql
select 1 as amount, count(*) as n from {{ ref('stg_orders') }} as stg_orders
//- models/python.py
def model(dbt, session):
    return dbt.ref("stg_orders").amount
//- models/s.yml
models:
  - name: stg_orders
    columns: [{ name: order_id }, { name: AMOUNT }]
  - name: other
    columns: [{ name: amount }]
    tests:
      - relationships: { to: ref('stg_orders'), field: amount }
sources:
  - name: raw
    tables:
      - name: orders
        columns: [{ name: id }]
//- seeds/codes.csv
code,label
1,a
//- models/labels.sql
select label as text from {{ ref('codes') }} where label is not null
`;

const known: ManifestSketch = {
  'model.shop.stg_orders': { patch_path: 'shop://models/s.yml' },
  'model.shop.report': {},
  'model.shop.other': { patch_path: 'shop://models/s.yml' },
  'model.shop.labels': {},
  'seed.shop.codes': {},
  'source.shop.raw.orders': { original_file_path: 'models/s.yml' },
};

function opened(text: string, entries: ManifestSketch) {
  const { project, cursor } = testProject(text, { manifest: manifestOf(entries) });
  assert.ok(cursor, 'the text has a cursor');
  return { project, ...cursor };
}

/** The references from a place in the files above, or in one more. */
function found(
  before: string,
  marked: string,
  entries = known,
  includeDeclaration = true,
): readonly string[] {
  assert.ok(before === '' || rest.includes(before), before);
  const text = before === '' ? `//- models/here.sql\n${marked}${rest}` : rest.replace(before, marked);
  const { project, path, offset } = opened(text, entries);
  const places = [...references(project, path, offset, includeDeclaration)].flat();
  return places
    .map((place) => {
      const source = project.files.text(place.path);
      assert.ok(source, place.path);
      const { line } = positionAt(source, place.range.start);
      return `${place.path}:${line + 1} ${slice(source, place.range)}`.trim();
    })
    .sort();
}

function lit(marked: string): readonly string[] {
  const { project, path, offset } = opened(`//- models/here.sql\n${marked}${rest}`, known);
  const source = project.files.text(path);
  assert.ok(source);
  return highlights(project, path, offset).map(({ range, kind }) => {
    const { line, character } = positionAt(source, range.start);
    return `${line + 1}:${character} ${slice(source, range)}${kind === 'write' ? ' made' : ''}`;
  });
}

const amount = [
  'models/report.sql:2 amount',
  'models/report.sql:2 amount',
  'models/report.sql:3 amount',
  'models/report.sql:3 amount',
  'models/s.yml:3 AMOUNT',
  'models/s.yml:7 amount',
  'models/stg_orders.sql:2 amount',
  'models/stg_orders.sql:2 amount',
];

test('a column of a model: its file, what reads it, YAML; not what has the same name', () => {
  assert.deepEqual(found('order_id, amount from', 'order_id, am/*|*/ount from'), amount, 'from its file');
  assert.deepEqual(found('{ name: AMOUNT }', '{ name: AMO/*|*/UNT }'), amount, 'from YAML');
  assert.deepEqual(
    found('select order_id, amount,', 'select order_id, am/*|*/ount,'),
    amount,
    'from a reader',
  );
  assert.deepEqual(found('order_id, amount from', 'order_id, am/*|*/ount from', {}), amount, 'not parsed');
});

test('a column that an alias makes: with and without the alias', () => {
  const all = [
    'models/report.sql:2 order_id',
    'models/report.sql:3 order_id',
    'models/s.yml:3 order_id',
    'models/stg_orders.sql:2 order_id',
  ];
  assert.deepEqual(found('as order_id', 'as order/*|*/_id'), all);
  assert.deepEqual(found('as order_id', 'as order/*|*/_id', known, false), all.slice(0, 3));
  const renamed = ['models/report.sql:3 paid'];
  assert.deepEqual(found('as paid', 'as pa/*|*/id'), renamed, 'a rename is another column');
});

test('columns of sources and seeds', () => {
  assert.deepEqual(found('select id as', 'select i/*|*/d as'), [
    'models/s.yml:12 id',
    'models/stg_orders.sql:2 id',
  ]);
  const label = ['models/labels.sql:1 label', 'models/labels.sql:1 label', 'seeds/codes.csv:1 label'];
  assert.deepEqual(found('select label', 'select la/*|*/bel'), label);
});

test('a column that stays in its file', () => {
  assert.deepEqual(found('as twice', 'as twi/*|*/ce'), ['models/report.sql:2 twice']);
  const text = 'with a as (select 1 as n/*|*/) select n + 1 as m from a where n > 0';
  assert.deepEqual(
    found('', text),
    ['n', 'n', 'n'].map((name) => `models/here.sql:1 ${name}`),
  );
});

test('a new model that dbt has not parsed reads it as well', () => {
  const places = found('', "select o.am/*|*/ount from {{ ref('stg_orders') }} as o\r\nwhere o.amount > 1");
  assert.deepEqual(places, ['models/here.sql:1 amount', 'models/here.sql:2 amount', ...amount]);
});

test('highlights: a column made and read, through CTEs, unions and loops', () => {
  assert.deepEqual(
    lit(
      'with a as (select 1 as n),\r\nb as (select * from a)\r\nselect n/*|*/, n * 2 as m from b order by n',
    ),
    ['1:23 n made', '3:7 n', '3:10 n', '3:37 n'],
  );
  const union = 'with a as (select 1 as n union all select 2 as n)\nselect n/*|*/ from a';
  assert.deepEqual(lit(union), ['1:23 n made', '1:47 n made', '2:7 n']);
  const loop =
    '{% for x in [1, 2] %}select 1 as n/*|*/ {% if not loop.last %}union all{% endif %}{% endfor %}';
  assert.deepEqual(lit(loop), ['1:33 n made']);
  assert.deepEqual(
    lit('with a as (select 1 as n), b as (select 2 as n) select a.n/*|*/ + b.n as s from a, b'),
    ['1:23 n made', '1:57 n'],
  );
});

test('highlights: CTEs and aliases', () => {
  const text = 'with a as (select 1 as n), b as (select a.n from a)\nselect x.n, x.n as m from a/*|*/ as x';
  assert.deepEqual(lit(text), ['1:5 a made', '1:40 a', '1:49 a', '2:26 a']);
  assert.deepEqual(lit('select count(x/*|*/) as n, x.a from t as x'), ['1:13 x', '1:22 x', '1:36 x made']);
  assert.deepEqual(lit(text.replace('/*|*/', '').replace('x.n,', 'x/*|*/.n,')), [
    '2:7 x',
    '2:12 x',
    '2:31 x made',
  ]);
});

test('half-typed SQL: what is whole is found', () => {
  const half =
    'with a as (select 1 as n),\nb as (select n/*|*/ from a where (),\nc as (select n, from a) select';
  assert.deepEqual(lit(half).slice(0, 2), ['1:23 n made', '2:13 n']);
});
