// What names turn out to be, by dbt's rules of packages, versions and files. One test is one text with a cursor and a manifest.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolve } from '../../../server/src/core/semantics/resolve.ts';
import { symbolAt } from '../../../server/src/core/semantics/symbolAt.ts';
import { type ManifestSketch, manifestOf } from '../../harness/manifest.ts';
import { testProject } from '../../harness/project.ts';
import { describeResolution } from './describe.ts';

/** What the name at the cursor is. */
function is(text: string, entries: ManifestSketch | undefined, metadata = {}): string {
  const options = entries === undefined ? {} : { manifest: manifestOf(entries, metadata) };
  const { project, cursor } = testProject(text, options);
  assert.ok(cursor, 'the text has a cursor');
  const symbol = symbolAt(project, cursor.path, cursor.offset);
  assert.ok(symbol, 'the cursor is on a name');
  return describeResolution(resolve(project, symbol, cursor.path));
}

const inPackage = '//- dbt_packages/lib/dbt_project.yml\nname: lib\n//- dbt_packages/lib/models/m.sql\n';

test('ref: model, seed and snapshot; nothing else is refable', () => {
  const entries = { 'model.shop.a': {}, 'seed.shop.b': {}, 'snapshot.shop.c': {}, 'analysis.shop.d': {} };
  assert.equal(is("{{ ref('a/*|*/') }}", entries), 'found model.shop.a');
  assert.equal(is("{{ ref('b/*|*/') }}", entries), 'found seed.shop.b');
  assert.equal(is("{{ ref('c/*|*/') }}", entries), 'found snapshot.shop.c');
  assert.equal(is("{{ ref('d/*|*/') }}", entries), 'unknown complete');
  assert.equal(is("{{ ref('A/*|*/') }}", entries), 'unknown complete');
});

test('ref: the root project first, then the package of the file, then any', () => {
  const both = { 'model.lib.a': {}, 'model.shop.a': {}, 'model.lib.b': {}, 'model.other.c': {} };
  assert.equal(is("{{ ref('a/*|*/') }}", both), 'found model.shop.a');
  assert.equal(is(`${inPackage}{{ ref('a/*|*/') }}`, both), 'found model.shop.a');
  assert.equal(is(`${inPackage}{{ ref('b/*|*/') }}`, both), 'found model.lib.b');
  assert.equal(is(`${inPackage}{{ ref('c/*|*/') }}`, both), 'found model.other.c');
  assert.equal(is("{{ ref('lib', 'a/*|*/') }}", both), 'found model.lib.a');
  assert.equal(is("{{ ref('shop', 'b/*|*/') }}", both), 'unknown complete');
  assert.equal(is("{{ ref('absent', 'b/*|*/') }}", both), 'unknown');
});

test('ref: a flag puts the package of the file before the root project', () => {
  const flags =
    '//- dbt_project.yml\nname: shop\nflags: { require_ref_searches_node_package_before_root: true }\n';
  const both = { 'model.lib.a': {}, 'model.shop.a': {} };
  assert.equal(is(`${flags}${inPackage}{{ ref('a/*|*/') }}`, both), 'found model.lib.a');
});

test('ref: versions', () => {
  const entries = {
    'model.shop.a.v1': { latest_version: 2 },
    'model.shop.a.v2': { latest_version: 2 },
    'model.shop.a.v3': { latest_version: 2 },
    'model.shop.plain': {},
  };
  assert.equal(is("{{ ref('a/*|*/') }}", entries), 'found model.shop.a.v2');
  assert.equal(is("{{ ref('a/*|*/', v=1) }}", entries), 'found model.shop.a.v1');
  assert.equal(is("{{ ref('a/*|*/', version='3') }}", entries), 'found model.shop.a.v3');
  assert.equal(is("{{ ref('shop', 'a/*|*/', v=3) }}", entries), 'found model.shop.a.v3');
  assert.equal(is("{{ ref('a.v1/*|*/') }}", entries), 'found model.shop.a.v1');
  assert.equal(
    is("{{ ref('a/*|*/', v=4) }}", entries),
    'unknown-version model.shop.a.v1 model.shop.a.v2 model.shop.a.v3',
  );
  assert.equal(is("{{ ref('plain/*|*/', v=1) }}", entries), 'unknown-version model.shop.plain');
});

test('ref: disabled, and an enabled one of another package before it', () => {
  const entries = {
    'model.shop.a': { disabled: true },
    'model.shop.b': { disabled: true },
    'model.lib.b': {},
  };
  assert.equal(is("{{ ref('a/*|*/') }}", entries), 'disabled model.shop.a');
  assert.equal(is("{{ ref('b/*|*/') }}", entries), 'found model.lib.b');
});

test('ref: a model is its file before dbt has parsed it', () => {
  const body = "{{ ref('new/*|*/') }}";
  assert.equal(is(`${body}\n//- models/x/new.sql\nselect 1`, {}), 'file models/x/new.sql');
  assert.equal(is(`${body}\n//- models/new.py\n`, {}), 'file models/new.py');
  assert.equal(is(`${body}\n//- seeds/new.csv\na,b`, {}), 'file seeds/new.csv');
  assert.equal(
    is(`${body}\n//- snapshots/x.sql\n{% snapshot new %}{% endsnapshot %}`, {}),
    'file snapshots/x.sql',
  );
  assert.equal(
    is(`${body}\n//- models/s.yml\nsnapshots:\n  - name: new\n    relation: ref('a')\n`, {}),
    'file models/s.yml',
  );
  assert.equal(is(`${body}\n//- macros/new.sql\nselect 1`, {}), 'unknown complete');
  assert.equal(is(`${body}\n//- models/new.csv\na`, {}), 'unknown complete');
  assert.equal(is(`${body}\n//- models/new.sql\nselect 1`, undefined), 'file models/new.sql');
});

test('ref: a file that makes a model of another name is none', () => {
  const entries = { 'model.shop.a.v1': { latest_version: 1 } };
  assert.equal(is("{{ ref('a_v1/*|*/') }}\n//- models/a_v1.sql\nselect 1", entries), 'unknown complete');
});

test('ref: a version that only YAML lists yet', () => {
  const files = `
//- models/a_v1.sql
select 1
//- models/second.sql
select 2
//- models/s.yml
models:
  - name: a
    latest_version: 2
    versions: [{ v: 1 }, { v: 2, defined_in: second }]
`;
  assert.equal(is(`{{ ref('a/*|*/') }}${files}`, {}), 'file models/second.sql');
  assert.equal(is(`{{ ref('a/*|*/', v=1) }}${files}`, {}), 'file models/a_v1.sql');
});

test('ref: unknown is not complete where packages are missing, projects are referred to or ref is overridden', () => {
  const body = "{{ ref('x/*|*/') }}";
  assert.equal(is(body, {}), 'unknown complete');
  assert.equal(is(`${body}\n//- packages.yml\npackages:\n  - package: a/b\n`, {}), 'unknown');
  assert.equal(
    is(`${body}\n//- packages.yml\npackages:\n  - package: a/b\n`, { 'model.b.m': {} }),
    'unknown complete',
  );
  assert.equal(is(`${body}\n//- dependencies.yml\nprojects:\n  - name: other\n`, {}), 'unknown');
  assert.equal(is(body, { 'macro.shop.ref': {} }), 'unknown');
});

test('ref: a model of another project of the mesh has no file', () => {
  const entries = { 'model.finance.a': { original_file_path: '' } };
  assert.equal(is("{{ ref('finance', 'a/*|*/') }}", entries), 'found model.finance.a');
});

test('source: own package first, disabled, a source by itself, unsaved YAML', () => {
  const entries = {
    'source.lib.raw.a': {},
    'source.shop.raw.a': {},
    'source.shop.raw.b': { disabled: true },
  };
  assert.equal(is("{{ source('raw', 'a/*|*/') }}", entries), 'found source.shop.raw.a');
  assert.equal(is("{{ source('raw', 'b/*|*/') }}", entries), 'disabled source.shop.raw.b');
  assert.equal(
    is('//- models/s.yml\nsources:\n  - name: ra/*|*/w\n', { 'source.shop.raw.a': {} }),
    'tables source.shop.raw.a',
  );
  const yml = '\n//- models/s.yml\nsources:\n  - name: raw\n    tables: [{ name: new }]\n';
  assert.equal(is(`{{ source('raw', 'new/*|*/') }}${yml}`, entries), 'file models/s.yml');
  assert.equal(is(`{{ source('raw', 'c/*|*/') }}${yml}`, entries), 'unknown complete');
});

const dbt = { 'macro.dbt.date_trunc': {}, 'macro.dbt.default__date_trunc': {}, 'macro.dbt.test_unique': {} };

test('macro: own package, root project, dbt; others only with their package', () => {
  const entries = {
    ...dbt,
    'macro.shop.both': {},
    'macro.lib.both': {},
    'macro.lib.only': {},
    'macro.dbt_duckdb.date_trunc': {},
  };
  assert.equal(is('{{ both/*|*/() }}', entries), 'found macro.shop.both');
  assert.equal(is(`${inPackage}{{ both/*|*/() }}`, entries), 'found macro.lib.both');
  assert.equal(is('{{ only/*|*/() }}', entries), 'unknown complete');
  assert.equal(is('{{ lib.only/*|*/() }}', entries), 'found macro.lib.only');
  assert.equal(is('{{ date_trunc/*|*/() }}', entries), 'found macro.dbt_duckdb.date_trunc');
  assert.equal(is('{{ dbt.date_trunc/*|*/() }}', entries), 'found macro.dbt_duckdb.date_trunc');
  assert.equal(is('{{ absent.x/*|*/() }}', entries), 'unknown');
  assert.equal(is('{{ x/*|*/() }}', {}), 'unknown');
});

test('macro: in a file that dbt has not parsed yet, and in the model itself', () => {
  assert.equal(
    is('{{ new/*|*/() }}\n//- macros/m.sql\n{% macro new() %}{% endmacro %}', dbt),
    'file macros/m.sql',
  );
  assert.equal(
    is('{{ new/*|*/() }}\n//- models/m.sql\n{% macro new() %}{% endmacro %}', dbt),
    'unknown complete',
  );
  assert.equal(is('{% macro x() %}{% endmacro %}{{ x/*|*/() }}', dbt), 'file models/model.sql');
});

test('dispatch: the adapter, those it builds on, then the default, by the search order', () => {
  const entries = {
    ...dbt,
    'macro.lib.default__f': {},
    'macro.lib.postgres__f': {},
    'macro.shop.default__f': {},
  };
  const redshift = { ...entries, 'macro.dbt_postgres.x': {}, 'macro.dbt_redshift.x': {} };
  const call = "{{ adapter.dispatch('f/*|*/', 'lib')() }}";
  assert.equal(is(call, redshift, { adapter_type: 'redshift' }), 'found macro.shop.default__f');
  const order =
    '//- dbt_project.yml\nname: shop\ndispatch: [{ macro_namespace: lib, search_order: [lib, shop] }]\n//- models/m.sql\n';
  assert.equal(is(order + call, redshift, { adapter_type: 'redshift' }), 'found macro.lib.postgres__f');
  assert.equal(is(order + call, entries, { adapter_type: 'duckdb' }), 'found macro.lib.default__f');
  assert.equal(
    is("{{ adapter.dispatch('date_trunc/*|*/', 'dbt')() }}", entries),
    'found macro.dbt.default__date_trunc',
  );
});

test('generic tests: own, of a package, of dbt; singular tests', () => {
  const yml = (name: string) => `//- models/s.yml\nmodels:\n  - name: a\n    tests:\n      - ${name}/*|*/\n`;
  const entries = { ...dbt, 'macro.shop.test_mine': {}, 'macro.lib.test_theirs': {} };
  assert.equal(is(yml('unique'), entries), 'found macro.dbt.test_unique');
  assert.equal(is(yml('mine'), entries), 'found macro.shop.test_mine');
  assert.equal(is(yml('lib.theirs'), entries), 'found macro.lib.test_theirs');
  assert.equal(is(yml('theirs'), entries), 'found macro.lib.test_theirs');
  const replaced = { ...entries, 'macro.lib.test_unique': {}, 'macro.zoo.test_unique': {} };
  assert.equal(is(yml('unique'), replaced), 'found macro.zoo.test_unique');
  assert.equal(is(yml('dbt.unique'), replaced), 'found macro.dbt.test_unique');
  assert.equal(is(yml('nothing'), entries), 'unknown complete');
  assert.equal(
    is(`${yml('new')}//- tests/generic/t.sql\n{% test new(model) %}{% endtest %}`, entries),
    'file tests/generic/t.sql',
  );
  assert.equal(
    is('//- tests/s.yml\ndata_tests:\n  - name: single/*|*/\n', { 'test.shop.single': {} }),
    'found test.shop.single',
  );
});

test('var: for the package before all, the root project before the package itself', () => {
  const project = '//- dbt_project.yml\nname: shop\nvars:\n  a: 1\n  lib:\n    a: 2\n';
  const lib =
    '//- dbt_packages/lib/dbt_project.yml\nname: lib\nvars: { a: 3, b: 4 }\n//- dbt_packages/lib/models/m.sql\n';
  assert.equal(is(`${project}//- models/m.sql\n{{ var('a/*|*/') }}`, {}), 'var 1 in dbt_project.yml');
  assert.equal(is(`${project}${lib}{{ var('a/*|*/') }}`, {}), 'var 2 in dbt_project.yml');
  assert.equal(
    is('//- dbt_project.yml\nname: shop\nvars: { lib: { x/*|*/: 5 } }\n', {}),
    'var 5 in dbt_project.yml',
  );
  assert.equal(is(`${project}${lib}{{ var('b/*|*/') }}`, {}), 'var 4 in dbt_packages/lib/dbt_project.yml');
  assert.equal(is(`${project}//- models/m.sql\n{{ var('b/*|*/') }}`, {}), 'unknown complete');
});

test('doc, exposure, metric, group, semantic model, saved query, unit test', () => {
  const entries = {
    'doc.shop.d': {},
    'doc.lib.d': {},
    'exposure.shop.e': {},
    'metric.shop.m': {},
    'group.shop.g': {},
    'semantic_model.shop.s': {},
    'saved_query.shop.q': {},
    'unit_test.shop.a.u': { name: 'u', model: 'a' },
  };
  const yml = (text: string) => `//- models/s.yml\n${text}\n`;
  assert.equal(
    is(yml('models: [{ name: a, description: "{{ doc(\'d/*|*/\') }}" }]'), entries),
    'found doc.shop.d',
  );
  assert.equal(
    is(yml("models: [{ name: a, description: \"{{ doc('lib', 'd/*|*/') }}\" }]"), entries),
    'found doc.lib.d',
  );
  assert.equal(is(yml('exposures: [{ name: e/*|*/ }]'), entries), 'found exposure.shop.e');
  assert.equal(is(yml('metrics: [{ name: m/*|*/ }]'), entries), 'found metric.shop.m');
  assert.equal(is(yml('models: [{ name: a, group: g/*|*/ }]'), entries), 'found group.shop.g');
  assert.equal(is(yml('semantic_models: [{ name: s/*|*/ }]'), entries), 'found semantic_model.shop.s');
  assert.equal(is(yml('saved_queries: [{ name: q/*|*/ }]'), entries), 'found saved_query.shop.q');
  assert.equal(is(yml('unit_tests: [{ name: u/*|*/, model: a }]'), entries), 'found unit_test.shop.a.u');
  assert.equal(
    is(yml('groups: [{ name: new }]\nmodels: [{ name: a, group: new/*|*/ }]'), entries),
    'file models/s.yml',
  );
});

test('this, and nodes of YAML in their own package', () => {
  const entries = { 'model.shop.model': {}, 'model.lib.a': {}, 'model.shop.a.v1': { latest_version: 1 } };
  assert.equal(is('{{ this/*|*/ }}', entries), 'found model.shop.model');
  assert.equal(is('{{ this/*|*/ }}', {}), 'file models/model.sql');
  assert.equal(is('//- macros/m.sql\n{{ this/*|*/ }}', entries), 'builtin this');
  assert.equal(is('//- models/s.yml\nmodels: [{ name: a/*|*/ }]\n', entries), 'found model.shop.a.v1');
  assert.equal(
    is('//- models/s.yml\nmodels: [{ name: a, versions: [{ v: 1/*|*/ }] }]\n', entries),
    'found model.shop.a.v1',
  );
  assert.equal(is('//- models/s.yml\nmodels: [{ name: none/*|*/ }]\n', entries), 'unknown complete');
});
