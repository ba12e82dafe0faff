// dbt's names in a rendered model: relations, configuration, variables, the target, the model itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { model, renderedModel, sketchOf, sqlOf } from './harness.ts';

const entries = {
  'model.shop.model': model('model', { config: { materialized: 'incremental', meta: { owner: 'ana' } } }),
  'model.shop.ferries': model('ferries'),
  'model.shop.trips.v1': model('trips_v1', { latest_version: 2 }),
  'model.shop.trips.v2': model('trips_v2', { latest_version: 2 }),
  'model.shop.inline': { ...model('inline', { config: { materialized: 'ephemeral' } }), relation_name: null },
  'source.shop.raw.ports': {
    database: 'lake',
    schema: 'raw',
    identifier: 'ports',
    relation_name: '"lake"."raw"."ports"',
  },
};

test('relations print as dbt writes them and say which node they are', () => {
  const rendered = renderedModel("select * from {{ ref('ferries') }} join {{ source('raw', 'ports') }}", {
    entries,
  });
  assert.equal(rendered.text, 'select * from "db"."main"."ferries" join "lake"."raw"."ports"');
  assert.deepEqual(
    rendered.marks.map((mark) => mark.kind === 'relation' && mark.relation.id),
    ['model.shop.ferries', 'source.shop.raw.ports'],
  );
});

test('ref: versions, packages, ephemeral models', () => {
  assert.equal(sqlOf("{{ ref('trips') }}", { entries }), '"db"."main"."trips_v2"');
  assert.equal(sqlOf("{{ ref('trips', v=1) }}", { entries }), '"db"."main"."trips_v1"');
  assert.equal(sqlOf("{{ ref('shop', 'trips', version='1') }}", { entries }), '"db"."main"."trips_v1"');
  assert.equal(sqlOf("{{ ref('inline') }}", { entries }), '__dbt__cte__inline');
  assert.equal(sketchOf("{{ ref('absent') }}", { entries }), '‹the model `absent` isn’t known›');
});

test('ref: a model that dbt has not parsed yet goes next to its neighbours', () => {
  const rendered = renderedModel("select * from {{ ref('fresh') }}\n//- models/fresh.sql\nselect 1", {
    entries,
  });
  assert.equal(rendered.text, 'select * from "db"."main"."fresh"');
  assert.deepEqual(
    rendered.marks.map((mark) => mark.kind === 'relation' && mark.relation.id),
    ['file:models/fresh.sql'],
  );
});

test('relations without a written name are quoted as the adapter does', () => {
  const bare = { 'model.shop.model': {}, 'model.shop.a': { database: 'd', schema: 's', alias: 'a' } };
  const on = (adapter: string) =>
    sqlOf("{{ ref('a') }}", { entries: bare, metadata: { adapter_type: adapter } });
  assert.equal(on('postgres'), '"d"."s"."a"');
  assert.equal(on('snowflake'), 'd.s.a');
  assert.equal(on('bigquery'), '`d`.`s`.`a`');
  assert.equal(on('spark'), 's.a');
});

test('this and the parts of a relation', () => {
  assert.equal(
    sqlOf('{{ this }} {{ this.database }} {{ this.schema }} {{ this.name }} {{ this.table }}', { entries }),
    '"db"."main"."model" db main model model',
  );
  assert.equal(sqlOf('{{ this.include(database=false) }}', { entries }), '"main"."model"');
  assert.equal(sqlOf('{{ this.quote(identifier=false) }}', { entries }), '"db"."main".model');
  assert.equal(sqlOf("{{ this.incorporate(path={'identifier': 'x'}) }}", { entries }), '"db"."main"."x"');
  assert.equal(
    sqlOf("{{ api.Relation.create(database='a', schema='b', identifier='c') }}", { entries }),
    '"a"."b"."c"',
  );
});

test('a relation keeps its node through text', () => {
  const rendered = renderedModel(
    "{% set names = [ref('ferries')] %}{{ names | join(', ') }} {{ ref('ferries') ~ '' }}",
    {
      entries,
    },
  );
  assert.deepEqual(
    rendered.marks.map((mark) => mark.kind === 'relation' && mark.relation.id),
    ['model.shop.ferries', 'model.shop.ferries'],
  );
});

test('config says nothing in the text and is remembered', () => {
  const rendered = renderedModel("{{ config(materialized='table', tags=['a']) }}select 1", { entries });
  assert.equal(rendered.text, 'select 1');
  assert.deepEqual([...rendered.config.keys()], ['materialized', 'tags']);
});

test('config.get: the text, then what dbt knows, then the default', () => {
  assert.equal(
    sqlOf("{{ config(materialized='view') }}{{ config.get('materialized') }}", { entries }),
    'view',
  );
  assert.equal(sqlOf("{{ config.get('materialized') }}", { entries }), 'incremental');
  assert.equal(
    sqlOf("{{ config.get('absent', 'preset') }} {{ config.get('absent') }}", { entries }),
    'preset None',
  );
  assert.equal(sqlOf("{{ config.get('owner') }} {{ config.meta_get('owner') }}", { entries }), 'ana ana');
  assert.equal(sketchOf("{{ config.get('materialized') }}"), '‹the configuration `materialized`›');
});

test('is_incremental holds where it is asked for and the model is incremental', () => {
  const text = 'select 1{% if is_incremental() %} where new{% endif %}';
  assert.equal(sqlOf(text, { entries }), 'select 1');
  assert.equal(sqlOf(text, { entries, incremental: true }), 'select 1 where new');
  const table = `{{ config(materialized='table') }}${text}`;
  assert.equal(sqlOf(table, { entries, incremental: true }), 'select 1');
  for (const config of ["materialized='snapshot_of_ours'", 'full_refresh=true'])
    assert.equal(sqlOf(`{{ config(${config}) }}${text}`, { entries, incremental: true }), 'select 1');
});

test('what several places say of tags and meta together only dbt knows', () => {
  const config = { materialized: 'table', tags: ['daily', 'ports'], meta: { owner: 'ana' } };
  const tagged = { 'model.shop.model': model('model', { config }) };
  const get = "{{ config.get('tags') | length }}";
  assert.equal(sqlOf(get, { entries: tagged }), '2');
  assert.equal(sqlOf(`{{ config(tags=['daily', 'ports']) }}${get}`, { entries: tagged }), '2');
  const added = sketchOf(`{{ config(tags=['ports']) }}${get}`, { entries: tagged });
  assert.equal(added, '‹the configuration `tags`›');
});

test('of what kind a relation is, dbt says only where it asked the warehouse', () => {
  assert.equal(sqlOf("{{ ref('ferries').is_table }} {{ ref('ferries').type }}", { entries }), 'False None');
  assert.equal(sqlOf("{{ adapter.get_relation('db', 'main', 'ferries').type }}", { entries }), 'table');
  assert.equal(sqlOf("{{ ref('inline').is_cte }}", { entries }), 'True');
});

test('a part of a name that nobody here knows is unknown, not none', () => {
  assert.equal(sketchOf('{{ this.schema }}'), '‹the schema of a relation›');
  const bare = { 'model.shop.model': {}, 'model.shop.a': { schema: 's', alias: 'a' } };
  const metadata = { adapter_type: 'spark' };
  assert.equal(sqlOf("{{ ref('a').database }} {{ ref('a').schema }}", { entries: bare, metadata }), 'None s');
});

test('names of dbt that only some templates have are unknown', () => {
  assert.equal(sketchOf('{{ compiled_code }} {{ column }}'), '‹`compiled_code`› ‹`column`›');
});

test('variables are read as the YAML of dbt has them', () => {
  const vars = '\n//- dbt_project.yml\nname: shop\nvars: { on_time: no, rate: 1.0, code: 012, size: 1e3 }\n';
  const text =
    "{{ var('on_time') }} {{ var('rate') }} {{ var('rate') * 2 }} {{ var('code') }} {{ var('size') }}";
  assert.equal(sqlOf(text + vars), 'False 1.0 2.0 10 1e3');
});

test('render makes a text of a template; words of JavaScript are words', () => {
  assert.equal(sqlOf("{{ render('{{ 1 + 1 }}') }}"), '2');
  for (const word of ['constructor', '__proto__', 'valueOf'])
    for (const object of [
      'modules.re',
      'this',
      'target',
      'graph',
      'api',
      'adapter',
      'model',
      'flags',
      '{}',
      "''",
      '[]',
    ])
      renderedModel(`{{ ${object}.${word} }}{{ ${object}['${word}'] }}`, { entries });
});

test('data with numbers for names has an order that is lost', () => {
  const vars = '\n//- dbt_project.yml\nname: shop\nvars: { zones: { b: 1, 2: x, 1: y } }\n';
  assert.equal(sqlOf(`{{ var('zones').b }}${vars}`), '1');
  const order = "{% for zone in var('zones') %}{{ zone }}{% endfor %}";
  assert.doesNotMatch(renderedModel(order + vars).text, /1/);
});

test('var: dbt_project.yml, the default, and a text that is a template', () => {
  const vars =
    '\n//- dbt_project.yml\nname: shop\nvars:\n  a: 1\n  b: [x, y]\n  c: "{{ ref(\'ferries\') }}"\n  shop: { d: own }\n';
  const sql = (text: string) => sqlOf(text + vars, { entries });
  assert.equal(sql("{{ var('a') + 1 }} {{ var('b') | join }} {{ var('d') }}"), '2 xy own');
  assert.equal(sql("{{ var('absent', 'preset') }} {{ var('absent', none) is none }}"), 'preset True');
  assert.equal(sql("{{ var('c') }}"), '"db"."main"."ferries"');
  assert.equal(sql("{{ var.has_var('a') }} {{ var.has_var('absent') }}"), 'True False');
  assert.equal(sketchOf(`{{ var('absent') }}${vars}`, { entries }), '‹the variable `absent`›');
});

test('environment variables are what their default says; secrets never', () => {
  assert.equal(sqlOf("{{ env_var('SCHEMA', 'raw') }}"), 'raw');
  assert.equal(sketchOf("{{ env_var('SCHEMA') }}"), '‹the environment variable `SCHEMA`›');
  assert.equal(
    sketchOf("{{ env_var('DBT_ENV_SECRET_KEY', 'x') }}"),
    '‹the environment variable `DBT_ENV_SECRET_KEY`›',
  );
});

test('the target is what models without a schema of their own tell', () => {
  assert.equal(
    sqlOf('{{ target.schema }} {{ target.database }} {{ target.type }} {{ schema }}', { entries }),
    'main db duckdb main',
  );
  assert.equal(sqlOf('{{ target.profile_name }}', { entries }), 'shop');
  assert.equal(sketchOf('{{ target.name }}', { entries }), '‹`target.name`›');
});

test('the model and the graph', () => {
  const wide = {
    ...entries,
    'model.shop.model': model('model', { columns: { id: { name: 'id', meta: { key: true } } } }),
  };
  assert.equal(
    sqlOf('{{ model.name }} {{ model.unique_id }} {{ model.config.materialized }}', { entries: wide }),
    'model model.shop.model table',
  );
  assert.equal(
    sqlOf('{% for c in model.columns.values() if c.meta.key %}{{ c.name }}{% endfor %}', { entries: wide }),
    'id',
  );
  assert.equal(sqlOf("{{ graph.nodes['model.shop.ferries'].alias }}", { entries: wide }), 'ferries');
  assert.equal(
    sqlOf(
      "{{ graph.nodes.values() | selectattr('name', 'equalto', 'trips') | map(attribute='alias') | join(' ') }}",
      { entries: wide },
    ),
    'trips_v1 trips_v2',
  );
});

test('what a run alone knows is unknown, and says so', () => {
  assert.equal(sketchOf('{{ run_started_at }} {{ invocation_id }}'), '‹the time of a run› ‹the id of a run›');
  assert.equal(sketchOf("{% set r = run_query('select 1') %}{{ r.columns[0] }}"), '‹the result of a query›');
  assert.equal(sqlOf("{% do log('x') %}{{ print('y') }}{{ exceptions.warn('z') }}select 1"), 'select 1');
});

test('an error that a template raises breaks it off; one that it does not come to is none', () => {
  const text = "{% if x %}{{ exceptions.raise_compiler_error('no ferry today') }}{% endif %}select 1";
  assert.equal(renderedModel(`{% set x = true %}${text}`).cut, 'no ferry today');
  assert.equal(sqlOf(`{% set x = false %}${text}`), 'select 1');
});

test('a model of a package without files sees the macros of its package and is itself', () => {
  const packaged = {
    'model.shop.model': model('model'),
    'model.harbour.model': model('model', { relation_name: '"db"."harbour"."model"' }),
    'macro.harbour.one': { macro_sql: '{% macro one() %}1{% endmacro %}' },
  };
  assert.equal(
    sqlOf('select {{ one() }} from {{ this }}', { entries: packaged, id: 'model.harbour.model' }),
    'select 1 from "db"."harbour"."model"',
  );
});

test('the name of the target is the one of dbt-context.yml, else the default of the profile in the project', () => {
  const profiles = '\n//- profiles.yml\nshop: {target: dev, outputs: {dev: {}, prod: {}}}\n';
  assert.equal(sqlOf(`{{ target.name }}${profiles}`, { entries }), 'dev');
  assert.equal(
    sqlOf(`{{ target.name }}${profiles}\n//- dbt-context.yml\ntarget: prod\n`, { entries }),
    'prod',
  );
  assert.equal(sqlOf('{{ target.name }}\n//- profiles.yml\nshop: {outputs: {}}\n', { entries }), 'default');
  const other = '\n//- profiles.yml\nshop: {target: "{{ env_var(\'T\') }}"}\n';
  assert.equal(sketchOf(`{{ target.name }}${other}`, { entries }), '‹`target.name`›');
});
