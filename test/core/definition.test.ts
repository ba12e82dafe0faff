// Where a name leads. Targets are drawn as `path:line text`, where the text is what is selected (nothing for a whole file).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definition } from '../../server/src/core/features/definition.ts';
import { positionAt, slice } from '../../server/src/core/text.ts';
import { type ManifestSketch, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const rest = `
//- models/orders.sql
select id, amount as total from {{ ref('x') }}
//- models/old_v1.sql
select 1 as id
//- models/old_v2.sql
select 1 as id
//- models/s.yml
models:
  - name: orders
    description: "{{ doc('about') }}"
    group: finance
    columns: [{ name: id }, { name: total }]
  - name: old
    columns: [{ name: id }]
    versions: [{ v: 1 }, { v: 2 }]
sources:
  - name: raw
    tables:
      - name: first
      - name: second
        columns: [{ name: key }]
groups:
  - name: finance
exposures:
  - name: board
    depends_on: [ref('orders')]
//- models/docs.md
{% docs other %}x{% enddocs %}
{% docs about %}y{% enddocs %}
//- macros/m.sql
{% macro zero() %}{% endmacro %}
{% macro euro(x) %}{% endmacro %}
{% test positive(model) %}{% endtest %}
//- seeds/codes.csv
id,"country name"
//- dbt_project.yml
name: shop
vars:
  start: 2020
`;

const known: ManifestSketch = {
  'model.shop.orders': { patch_path: 'shop://models/s.yml' },
  'model.shop.old.v1': { patch_path: 'shop://models/s.yml', latest_version: 2 },
  'model.shop.old.v2': { patch_path: 'shop://models/s.yml', latest_version: 2 },
  'seed.shop.codes': {},
  'source.shop.raw.first': { original_file_path: 'models/s.yml' },
  'source.shop.raw.second': { original_file_path: 'models/s.yml' },
  'macro.shop.euro': { original_file_path: 'macros/m.sql' },
  'macro.shop.test_positive': { original_file_path: 'macros/m.sql' },
  'macro.dbt.default__x': { original_file_path: 'macros/x.sql' },
  'group.shop.finance': { original_file_path: 'models/s.yml' },
  'exposure.shop.board': { original_file_path: 'models/s.yml' },
  'doc.shop.about': { original_file_path: 'models/docs.md' },
  'model.shop.outside': { original_file_path: '../../etc/passwd.sql' },
  'model.finance.mesh': { original_file_path: '' },
};

function leads(text: string, entries: ManifestSketch = known): readonly string[] {
  const { project, cursor } = testProject(`//- models/here.sql\n${text}${rest}`, {
    manifest: manifestOf(entries),
  });
  assert.ok(cursor, 'the text has a cursor');
  return definition(project, cursor.path, cursor.offset).map((link) => {
    const source = project.files.text(link.targetPath);
    assert.ok(source, link.targetPath);
    assert.ok(link.targetRange.start <= link.targetSelectionRange.start);
    assert.ok(link.targetSelectionRange.end <= link.targetRange.end);
    const { line } = positionAt(source, link.targetSelectionRange.start);
    return `${link.targetPath}:${line + 1} ${slice(source, link.targetSelectionRange)}`.trim();
  });
}

test('ref: the file, then the YAML entry', () => {
  assert.deepEqual(leads("{{ ref('ord/*|*/ers') }}"), ['models/orders.sql:1', 'models/s.yml:2 orders']);
  assert.deepEqual(leads("{{ ref('old/*|*/') }}"), ['models/old_v2.sql:1', 'models/s.yml:8 2']);
  assert.deepEqual(leads("{{ ref('old', v=1/*|*/) }}"), ['models/old_v1.sql:1', 'models/s.yml:8 1']);
});

test('ref: a model that dbt has not parsed', () => {
  assert.deepEqual(leads("{{ ref('ord/*|*/ers') }}", {}), ['models/orders.sql:1', 'models/s.yml:2 orders']);
});

test('ref: a model that was moved', () => {
  const moved = { 'model.shop.orders': { original_file_path: 'models/before/orders.sql' } };
  assert.deepEqual(leads("{{ ref('ord/*|*/ers') }}", moved), ['models/orders.sql:1']);
});

test('source: its very table', () => {
  assert.deepEqual(leads("{{ source('raw', 'sec/*|*/ond') }}"), ['models/s.yml:13 second']);
});

test('macro, dispatch, generic test, doc, group, var', () => {
  assert.deepEqual(leads('{{ eu/*|*/ro(1) }}'), ['macros/m.sql:2 euro']);
  assert.deepEqual(leads("{{ adapter.dispatch('x/*|*/')() }}"), []);
  assert.deepEqual(leads("{{ config(group='fin/*|*/ance') }}"), ['models/s.yml:16 finance']);
  assert.deepEqual(leads("{{ var('sta/*|*/rt') }}"), ['dbt_project.yml:3 start']);
  assert.deepEqual(leads("{{ env_var('A/*|*/') }}"), []);
  const yml = (line: string) => `select 1\n//- models/t.yml\nmodels:\n  - name: orders\n    ${line}\n`;
  assert.deepEqual(leads(yml('tests: [posi/*|*/tive]')), ['macros/m.sql:3 positive']);
  assert.deepEqual(leads(yml('description: "{{ doc(\'abo/*|*/ut\') }}"')), ['models/docs.md:2 about']);
});

test('names of YAML: the model file; columns: where they are made', () => {
  const yml = (text: string) => `select 1\n//- models/t.yml\n${text}\n`;
  assert.deepEqual(leads(yml('models: [{ name: ord/*|*/ers }]')), [
    'models/orders.sql:1',
    'models/s.yml:2 orders',
  ]);
  assert.deepEqual(leads(yml('models: [{ name: orders, columns: [{ name: to/*|*/tal }] }]')), [
    'models/orders.sql:1 total',
    'models/s.yml:5 total',
  ]);
  assert.deepEqual(leads(yml('models: [{ name: orders, columns: [{ name: abs/*|*/ent }] }]')), [
    'models/orders.sql:1',
  ]);
  assert.deepEqual(leads(yml('seeds: [{ name: codes, columns: [{ name: country na/*|*/me }] }]')), [
    'seeds/codes.csv:1 country name',
  ]);
  const test = (to: string, field: string) =>
    yml(`models: [{ name: orders, tests: [{ relationships: { to: "${to}", field: ${field}/*|*/ } }] }]`);
  assert.deepEqual(leads(test("ref('orders')", 'id')), ['models/orders.sql:1 id', 'models/s.yml:5 id']);
  assert.deepEqual(leads(test("source('raw', 'second')", 'key')), ['models/s.yml:14 key']);
});

test('this: its own YAML entry', () => {
  const model = '//- models/orders.sql\n{{ th/*|*/is }}\n//- models/s.yml\nmodels: [{ name: orders }]\n';
  const { project, cursor } = testProject(model, {
    manifest: manifestOf({ 'model.shop.orders': { patch_path: 'shop://models/s.yml' } }),
  });
  assert.equal(definition(project, cursor?.path ?? '', cursor?.offset ?? 0)[0]?.targetPath, 'models/s.yml');
});

test('nothing outside of the project, of other projects, or unknown', () => {
  assert.deepEqual(leads("{{ ref('out/*|*/side') }}"), []);
  assert.deepEqual(leads("{{ ref('finance', 'me/*|*/sh') }}"), []);
  assert.deepEqual(leads("{{ ref('not/*|*/hing') }}"), []);
  assert.deepEqual(leads('select /*|*/1'), []);
});

test('the origin is the name, wherever in the call the cursor is', () => {
  const text = "{{ ref('sh/*|*/op', 'orders') }}\n//- models/orders.sql\nselect 1";
  const { project, cursor } = testProject(text, { manifest: manifestOf({ 'model.shop.orders': {} }) });
  const [link] = definition(project, 'models/model.sql', cursor?.offset ?? 0);
  const source = project.files.text('models/model.sql');
  assert.ok(link && source);
  assert.equal(slice(source, link.originRange), 'orders');
});
