// The places that name the same thing. Drawn as `path:line text`, in the order they are found; nothing for a whole file.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highlights } from '../../server/src/core/features/highlight.ts';
import { references } from '../../server/src/core/features/references.ts';
import { positionAt, slice } from '../../server/src/core/text.ts';
import { type ManifestSketch, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const rest = `
//- models/orders.sql
select id from {{ source('raw', 'second') }} -- {{ this }}
//- models/report.sql
{{ config(group='finance') }}
select {{ euro('id') }}, '{{ var("start") }}' from {{ ref('orders') }} -- ref('orders')
join {{ ref('shop', 'orders') }} using (id) join {{ ref('old') }} using (id)
{# ref('orders') #}
//- models/old_v1.sql
select 1 as id
//- models/old_v2.sql
select 1 as id from {{ ref('old', v=1) }}
//- models/python.py
def model(dbt, session):
    return dbt.ref("orders")
//- models/s.yml
models:
  - name: orders
    description: "{{ doc('about') }}"
    tests:
      - positive
      - relationships: { to: "ref('orders')", field: id }
    columns: [{ name: id, tests: [not_null] }]
  - name: old
    versions: [{ v: 1 }, { v: 2 }]
    group: finance
sources:
  - name: raw
    tables:
      - name: first
      - name: second
groups:
  - name: finance
exposures:
  - name: board
    depends_on: ["ref('orders')", "source('raw', 'first')"]
//- models/docs.md
{% docs about %}y ref('orders'){% enddocs %}
//- macros/m.sql
{% macro euro(x) %}{{ adapter.dispatch('round_to')(x, var('start', 1)) }}{% endmacro %}
{% macro default__round_to(x) %}{% set y = x %}{% for z in y %}{{ z }} {{ y }}{% endfor %}{% endmacro %}
{% test positive(model) %}{{ shop.euro(1) }}{% endtest %}
//- dbt_project.yml
name: shop
models:
  shop:
    +group: finance
vars:
  start: 2020
`;

const known: ManifestSketch = {
  'model.shop.orders': { patch_path: 'shop://models/s.yml' },
  'model.shop.report': {},
  'model.shop.old.v1': { patch_path: 'shop://models/s.yml', latest_version: 2 },
  'model.shop.old.v2': { patch_path: 'shop://models/s.yml', latest_version: 2 },
  'source.shop.raw.first': { original_file_path: 'models/s.yml' },
  'source.shop.raw.second': { original_file_path: 'models/s.yml' },
  'macro.shop.euro': { original_file_path: 'macros/m.sql' },
  'macro.shop.default__round_to': { original_file_path: 'macros/m.sql' },
  'macro.shop.test_positive': { original_file_path: 'macros/m.sql' },
  'group.shop.finance': { original_file_path: 'models/s.yml' },
  'exposure.shop.board': { original_file_path: 'models/s.yml' },
  'doc.shop.about': { original_file_path: 'models/docs.md' },
};

function found(text: string, entries: ManifestSketch = known, includeDeclaration = true): readonly string[] {
  const { project, cursor } = testProject(`//- models/here.sql\n${text}${rest}`, {
    manifest: manifestOf(entries),
  });
  assert.ok(cursor, 'the text has a cursor');
  const places = [...references(project, cursor.path, cursor.offset, includeDeclaration)].flat();
  return places.map(({ path, range }) => {
    const source = project.files.text(path);
    assert.ok(source, path);
    return `${path}:${positionAt(source, range.start).line + 1} ${slice(source, range)}`.trim();
  });
}

function lit(text: string, entries: ManifestSketch = known): readonly string[] {
  const { project, cursor } = testProject(text + rest, { manifest: manifestOf(entries) });
  assert.ok(cursor, 'the text has a cursor');
  const source = project.files.text(cursor.path);
  assert.ok(source);
  return highlights(project, cursor.path, cursor.offset).map(({ range, kind }) => {
    const { line, character } = positionAt(source, range.start);
    return `${line + 1}:${character} ${slice(source, range)}${kind === 'write' ? ' made' : ''}`;
  });
}

test('a model: its file, every ref in SQL, Python and YAML, its names in YAML, this', () => {
  const all = [
    'models/orders.sql:1',
    'models/here.sql:1 orders',
    'models/orders.sql:1 this',
    'models/python.py:2 orders',
    'models/report.sql:2 orders',
    'models/report.sql:3 orders',
    'models/s.yml:2 orders',
    'models/s.yml:6 orders',
    'models/s.yml:20 orders',
  ];
  assert.deepEqual(found("{{ ref('ord/*|*/ers') }}"), all);
  assert.deepEqual(found("{{ ref('ord/*|*/ers') }}", known, false), all.slice(1));
  const unparsed = found("{{ ref('ord/*|*/ers') }}", {});
  assert.deepEqual(unparsed, all, 'the same where dbt has not parsed it');
});

test('versions: a ref means one, the entry of the model all of them', () => {
  assert.deepEqual(found("{{ ref('old', v=1/*|*/) }}"), [
    'models/old_v1.sql:1',
    'models/here.sql:1 old',
    'models/old_v2.sql:1 old',
    'models/s.yml:8 old',
    'models/s.yml:9 1',
  ]);
  const entry = rest.replace('name: old', 'name: ol/*|*/d');
  const { project, cursor } = testProject(entry, { manifest: manifestOf(known) });
  const places = [...references(project, cursor?.path ?? '', cursor?.offset ?? 0, true)].flat();
  assert.deepEqual(
    places.map(
      ({ path, range }) =>
        `${path} ${slice(project.files.text(path) ?? { text: '', lineStarts: [] }, range)}`,
    ),
    [
      'models/old_v1.sql ',
      'models/old_v2.sql ',
      'models/old_v2.sql old',
      'models/report.sql old',
      'models/s.yml old',
      'models/s.yml 1',
      'models/s.yml 2',
    ],
  );
});

test('sources: a table; the source with all of its tables', () => {
  assert.deepEqual(found("{{ source('raw', 'sec/*|*/ond') }}"), [
    'models/s.yml:15 second',
    'models/here.sql:1 second',
    'models/orders.sql:1 second',
  ]);
  const source = found('select 1\n//- models/t.yml\nsources: [{ name: ra/*|*/w, tables: [] }]');
  assert.deepEqual(source, [
    'models/s.yml:12 raw',
    'models/orders.sql:1 second',
    'models/s.yml:14 first',
    'models/s.yml:15 second',
    'models/s.yml:20 first',
    'models/t.yml:1 raw',
  ]);
});

test('macros: calls with and without a package, generic tests, what dispatch takes', () => {
  assert.deepEqual(found('{{ eu/*|*/ro(1) }}'), [
    'macros/m.sql:1 euro',
    'macros/m.sql:3 euro',
    'models/here.sql:1 euro',
    'models/report.sql:2 euro',
  ]);
  assert.deepEqual(found('select 1\n//- models/t.yml\nmodels: [{ name: report, tests: [posi/*|*/tive] }]'), [
    'macros/m.sql:3 positive',
    'models/s.yml:5 positive',
    'models/t.yml:1 positive',
  ]);
  assert.deepEqual(found("{{ adapter.dispatch('round/*|*/_to')() }}"), [
    'macros/m.sql:2 default__round_to',
    'macros/m.sql:1 round_to',
    'models/here.sql:1 round_to',
  ]);
  assert.deepEqual(found('{{ conf/*|*/ig(a=1) }}'), [], 'what dbt brings is everywhere');
});

test('docs, groups, variables and environment variables', () => {
  assert.deepEqual(found("{% docs x %}{% enddocs %}{{ doc('abo/*|*/ut') }}").slice(0, 1), [
    'models/docs.md:1 about',
  ]);
  assert.deepEqual(found("{{ config(group='fin/*|*/ance') }}"), [
    'models/s.yml:17 finance',
    'dbt_project.yml:4 finance',
    'models/here.sql:1 finance',
    'models/report.sql:1 finance',
    'models/s.yml:10 finance',
  ]);
  assert.deepEqual(found("{{ var('sta/*|*/rt') }}"), [
    'dbt_project.yml:6 start',
    'macros/m.sql:1 start',
    'models/here.sql:1 start',
    'models/report.sql:2 start',
  ]);
  assert.deepEqual(found("{{ env_var('HO/*|*/ME') }} {{ env_var('HOME', 1) }}"), [
    'models/here.sql:1 HOME',
    'models/here.sql:1 HOME',
  ]);
});

test('a name that nothing bears: where it is written the same', () => {
  assert.deepEqual(found("{{ ref('ord/*|*/er') }} {{ ref('order') }} {{ ref('orders') }}"), [
    'models/here.sql:1 order',
    'models/here.sql:1 order',
  ]);
  assert.deepEqual(found('select /*|*/1'), []);
});

test('names that Jinja binds', () => {
  const text = '{% set a = 1 %}{{ a/*|*/ }} {% for b in a %}{{ b }}{{ x.a }}{% endfor %} {{ a }}';
  assert.deepEqual(
    found(text),
    ['a', 'a', 'a', 'a'].map((name) => `models/here.sql:1 ${name}`),
  );
  assert.deepEqual(lit(text), ['1:7 a made', '1:18 a', '1:35 a', '1:71 a']);
});

test('highlights: what the file names, and where it is made', () => {
  assert.deepEqual(lit("{{ ref('ord/*|*/ers') }}\r\n{{ ref('orders') }} {{ ref('old') }}"), [
    '1:8 orders',
    '2:8 orders',
  ]);
  assert.deepEqual(lit('//- macros/n.sql\n{% macro a/*|*/() %}{{ a() }}{% endmacro %}'), [
    '1:9 a made',
    '1:18 a',
  ]);
});
