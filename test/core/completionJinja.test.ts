// Completion inside Jinja, half-typed and unclosed too.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, labels, offered } from '../harness/checkCompletion.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';

const manifest = manifestOf({
  'model.shop.orders': {
    config: { materialized: 'table', schema: 'mart', tags: ['nightly'] },
    tags: ['nightly'],
  },
  'model.shop.fct_orders.v1': { version: 1, latest_version: 2 },
  'model.shop.fct_orders.v2': { version: 2, latest_version: 2 },
  'model.shop.old': { disabled: true },
  'model.other.cities': {},
  'seed.shop.countries': {},
  'source.shop.raw.orders': {},
  'source.shop.raw.items': {},
  'source.shop.web.clicks': {},
  'macro.shop.cents': { macro_sql: '{% macro cents(column, decimals=2) -%}{% endmacro %}' },
  'macro.shop.now': { macro_sql: '{% macro now() %}{% endmacro %}' },
  'macro.shop.test_positive': { macro_sql: '{% test positive(model, column_name) %}{% endtest %}' },
  'macro.shop.materialization_copy_default': { macro_sql: '' },
  'macro.other.pivot': { macro_sql: '{% macro pivot(a) %}{% endmacro %}' },
  'macro.other.default__pivot': { macro_sql: '{% macro default__pivot(a) %}{% endmacro %}' },
  'macro.dbt.is_incremental': { macro_sql: '{% macro is_incremental() %}{% endmacro %}' },
  'macro.dbt.dateadd': {
    macro_sql: '{% macro dateadd(datepart, interval, from_date_or_timestamp) %}{% endmacro %}',
  },
  'doc.shop.order_id': {},
  'group.shop.sales': { owner: { name: 'Sales' } },
});
const options = { manifest };

test('ref: models, seeds and files that were never parsed, the own package first; not the file itself', () => {
  const text = `
    //- models/new.sql
    select * from {{ ref('/*|*/') }}
    //- models/fresh.sql
    select 1
  `;
  assert.equal(labels(text, options), 'countries fct_orders fresh orders cities other shop');
});

test('a name that two packages have means the nearer one', () => {
  const two = manifestOf({ 'model.shop.orders': {}, 'model.other.orders': {}, 'model.other.cities': {} });
  const found = offered("{{ ref('/*|*/') }}", { manifest: two }).map(({ label, from }) => `${label} ${from}`);
  assert.deepEqual(found.slice(0, 2), ['orders shop', 'cities other']);
  assert.equal(labels("{{ ref('other', '/*|*/') }}", { manifest: two }), 'cities orders');
});

test('ref with a package, and with a version', () => {
  assert.equal(labels("{{ ref('other', '/*|*/') }}", options), 'cities');
  assert.equal(labels("{{ ref('fct_orders', v=/*|*/) }}", options), '2 1');
  assert.equal(labels("{{ ref('shop', 'fct_orders', version='/*|*/') }}", options), '2 1');
});

test('quotes are added where they are missing, and only there', () => {
  assert.equal(chosen("{{ ref('ord/*|*/') }}", 'orders', options), "{{ ref('orders') }}");
  assert.equal(chosen("{{ ref('/*|*/old_one') }}", 'orders', options), "{{ ref('orders') }}");
  assert.equal(chosen('{{ ref("/*|*/") }}', 'orders', options), '{{ ref("orders") }}');
  assert.equal(chosen("select {{ ref('/*|*/", 'orders', options), "select {{ ref('orders'");
  assert.equal(
    chosen("select {{ ref('/*|*/) }} , 'x'", 'orders', options),
    "select {{ ref('orders') }} , 'x'",
  );
  assert.equal(chosen('select {{ ref(/*|*/', 'orders', options), "select {{ ref('orders'");
  assert.equal(chosen('select {{ ref(ord/*|*/) }}', 'orders', options), "select {{ ref('orders') }}");
  assert.equal(chosen("{{ source('/*|*/, 'orders') }}", 'web', options), "{{ source('web', 'orders') }}");
});

test('an unclosed tag before other SQL', () => {
  const text = `
    select * from {{ ref('/*|*/
    where status = 'paid'
  `;
  assert.match(labels(text, options), /orders/);
});

test('source: sources, then the tables of that source, of unsaved YAML too', () => {
  assert.equal(labels("{{ source('/*|*/') }}", options), 'raw web');
  assert.equal(labels("{{ source('raw', '/*|*/') }}", options), 'items orders');
  const text = `
    //- models/new.sql
    {{ source('fresh', '/*|*/') }}
    //- models/schema.yml
    sources:
      - name: fresh
        tables:
          - name: fruit
  `;
  assert.equal(labels(text, options), 'fruit');
});

test('variables with their values, environment variables that the project reads, docs', () => {
  const text = `
    //- dbt_project.yml
    name: shop
    profile: shop
    vars:
      start: 2020-01-01
      shop: {limit: 5}
      other: {hidden: 1}
    //- models/new.sql
    {{ var('/*|*/') }}
  `;
  assert.deepEqual(
    offered(text, options).map(({ label, detail }) => `${label} ${detail}`),
    ['start 2020-01-01', 'limit 5'],
  );
  const variables = `
    //- models/a.sql
    {{ env_var('DBT_REGION') }} {{ env_var("DBT_DAY", '1') }}
    //- models/new.sql
    {{ env_var('DBT_/*|*/') }}
  `;
  assert.equal(labels(variables, options), 'DBT_DAY DBT_REGION');
  const doc = `
    //- models/x.md
    {{ doc('/*|*/') }}
    //- models/y.md
    {% docs fresh %}{% enddocs %}
  `;
  assert.equal(labels(doc, options), 'fresh order_id');
});

test('macros of the project with their signature, packages, dbt, locals first', () => {
  const text = `
    {% set rates = [1] %}
    {% for rate in rates %} {{ /*|*/ }} {% endfor %}
  `;
  assert.equal(labels(text, options, 9), 'loop rate rates cents now other dbt ref source');
  const cents = offered('{{ ce/*|*/ }}', options).find(({ label }) => label === 'cents');
  assert.equal(cents?.signature, '(column, decimals=2)');
  assert.match(chosen('{{ ce/*|*/ }}', 'cents', options), /^\{\{ cents\(\$\{1:column\}\) \}\}$/);
  assert.equal(chosen('{{ n/*|*/ }}', 'now', options), '{{ now() }}');
});

test('members: of packages, of dbt, of its objects', () => {
  assert.equal(labels('{{ other./*|*/ }}', options), 'pivot');
  assert.equal(labels('{{ dbt.date/*|*/ }}', options), 'dateadd is_incremental');
  assert.match(labels('{{ adapter./*|*/ }}', options), /^dispatch get_relation/);
  assert.match(labels('{% for a in b %}{{ loop.fi/*|*/ }}{% endfor %}', options), /index .*first/);
  assert.equal(labels('{% set other = 1 %}{{ other./*|*/ }}', options), '');
  assert.equal(labels("{{ adapter.dispatch('/*|*/') }}", options), '');
});

test('config: settings of the adapter that are not there yet, and their values', () => {
  const bigquery = {
    manifest: { ...manifest, metadata: { ...(manifest['metadata'] as object), adapter_type: 'bigquery' } },
  };
  const settings = labels("{{ config(materialized='table', /*|*/) }}", bigquery);
  assert.match(settings, /cluster_by/);
  assert.doesNotMatch(settings, /materialized|transient/);
  assert.match(
    labels("{{ config(materialized='/*|*/') }}", options),
    /^table view incremental ephemeral materialized_view external copy$/,
  );
  assert.equal(
    chosen('{{ config(materialized=/*|*/) }}', 'table', options),
    "{{ config(materialized='table') }}",
  );
  assert.equal(labels("{{ config(tags=['/*|*/']) }}", options), 'nightly');
  assert.equal(labels("{{ config(schema='/*|*/') }}", options), 'mart');
  assert.equal(labels("{{ config(group='/*|*/') }}", options), 'sales');
  assert.equal(labels('{{ config(enabled=/*|*/) }}', options, 2), 'true false');
  assert.equal(
    labels("{{ config(on_schema_change='/*|*/') }}", options),
    'ignore fail append_new_columns sync_all_columns',
  );
  assert.equal(chosen('{{ config(/*|*/) }}', 'materialized', options), "{{ config(materialized='$1') }}");
});

test('columns in strings: of the relation that the tag names, else of what is in scope; of the model in its settings', () => {
  const columns = {
    manifest,
    catalog: catalogOf({
      'model.shop.orders': { id: 'BIGINT', amount: 'INT' },
      'seed.shop.countries': { code: 'VARCHAR' },
    }),
  };
  const from = "from {{ ref('orders') }}";
  assert.equal(labels(`select {{ other.pivot(['/*|*/']) }} ${from}`, columns), 'id amount');
  assert.equal(labels(`select {{ cents('/*|*/') }} ${from}`, columns), 'id amount');
  assert.equal(
    labels(`select {{ other.pivot(ref('countries'), except=['/*|*/']) }} ${from}`, columns),
    'code',
  );
  assert.equal(labels(`select {{ log('/*|*/') }} ${from}`, columns), '');
  assert.match(labels(`select {{ dbt.date_trunc('/*|*/', 'id') }} ${from}`, columns), /^day week/);
  assert.equal(
    labels(`{{ config(unique_key='/*|*/') }} select id as order_id, amount ${from}`, columns),
    'order_id amount',
  );
  assert.equal(
    labels(`{{ config(partition_by={'field': '/*|*/'}) }} select id as order_id, amount ${from}`, columns),
    'order_id amount',
  );
});

test('Python models: refs and sources', () => {
  const python = (typed: string) =>
    `//- models/p.py\ndef model(dbt, session):\n    df = ${typed}\n    return df`;
  assert.match(labels(python('dbt.ref("/*|*/")'), options), /^countries fct_orders orders cities/);
  assert.equal(labels(python("dbt.source('raw', '/*|*/')"), options), 'items orders');
  assert.equal(chosen(python("dbt.ref('or/*|*/"), 'orders', options), "    df = dbt.ref('orders'");
  assert.equal(labels(python("other('/*|*/')"), options), '');
});

test('statements: the end of what is open first', () => {
  assert.match(labels('{% if a %} {% for b in c %} {% /*|*/ %}', options), /^endfor else if /);
  assert.match(labels('{% if a %} {% el/*|*/ %} {% endif %}', options), /^elif else if /);
  assert.match(labels('{% set x %} {% /*|*/', options), /^endset if /);
  assert.doesNotMatch(labels('{% set x = 1 %} {% /*|*/', options), /^endset/);
});

test('filters and tests', () => {
  assert.match(labels('{{ a | /*|*/ }}', options), /as_bool.* upper/);
  assert.match(labels('{% if a is /*|*/ %}', options), /not none .*defined/);
});

test('nothing where a name is made, in comments and in raw text', () => {
  for (const text of [
    '{# {{ /*|*/ }} #}',
    '{% raw %}{{ /*|*/ }}{% endraw %}',
    '{% set /*|*/ %}',
    '{% for /*|*/ %}',
    '{% macro /*|*/ %}',
    '{% macro a(/*|*/) %}',
    "{{ cents('/*|*/') }}",
    "{{ 'ref(/*|*/' }}",
    '{{ 1 /*|*/ }}',
  ])
    assert.equal(labels(text, options), '', text);
});
