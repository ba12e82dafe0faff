// Macros of the project, of packages and of dbt in a rendered model, and dispatch to the adapter's.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { macro, model, renderedModel, sketchOf, sqlOf } from './harness.ts';

const entries = { 'model.shop.model': model('model'), 'model.shop.ferries': model('ferries') };

test('a macro of the project from its file, saved or not', () => {
  const files = '\n//- macros/money.sql\n{% macro cents(c) %}{{ c }} / 100{% endmacro %}\n';
  assert.equal(sqlOf(`select {{ cents('price') }}${files}`), 'select price / 100');
  const known = { ...entries, 'macro.shop.cents': macro('{% macro cents(c) %}old{% endmacro %}') };
  const moved = { ...known['macro.shop.cents'], original_file_path: 'macros/money.sql' };
  assert.equal(
    sqlOf(`select {{ cents('price') }}${files}`, { entries: { ...known, 'macro.shop.cents': moved } }),
    'select price / 100',
  );
  assert.equal(sqlOf("select {{ cents('price') }}", { entries: known }), 'select old');
});

test('a macro of a package by its package, of dbt by its name alone', () => {
  const known = {
    ...entries,
    'macro.harbour.one': macro('{% macro one() %}1 {{ harbour.two() }}{% endmacro %}'),
    'macro.harbour.two': macro('{% macro two() %}2{% endmacro %}'),
    'macro.dbt.three': macro('{% macro three() %}3{% endmacro %}'),
  };
  assert.equal(sqlOf('{{ harbour.one() }} {{ three() }} {{ dbt.three() }}', { entries: known }), '1 2 3 3');
  assert.equal(
    sketchOf('{{ harbour.four() }}', { entries: known }),
    "‹the macro `harbour.four` isn't known›",
  );
});

test("dispatch takes the adapter's macro, then the default, in the order that is configured", () => {
  const known = {
    ...entries,
    'macro.harbour.now': macro("{% macro now() %}{{ adapter.dispatch('now', 'harbour')() }}{% endmacro %}"),
    'macro.harbour.default__now': macro('{% macro default__now() %}default{% endmacro %}'),
    'macro.harbour.snowflake__now': macro('{% macro snowflake__now() %}snow{% endmacro %}'),
    'macro.shim.default__now': macro('{% macro default__now() %}shim{% endmacro %}'),
  };
  const on = (adapter: string, project = '') =>
    sqlOf(`{{ harbour.now() }}${project}`, { entries: known, metadata: { adapter_type: adapter } });
  assert.equal(on('duckdb'), 'default');
  assert.equal(on('snowflake'), 'snow');
  const order =
    '\n//- dbt_project.yml\nname: shop\ndispatch:\n  - macro_namespace: harbour\n    search_order: [shim, harbour]\n';
  assert.equal(on('snowflake', order), 'shim');
});

test('a macro of the project in the place of ref, which builtins still reach', () => {
  const files =
    '\n//- macros/ref.sql\n{% macro ref(name) %}{% do return(builtins.ref(name).include(database=false)) %}{% endmacro %}\n';
  const known = {
    ...entries,
    'macro.shop.ref': { ...macro(''), original_file_path: 'macros/ref.sql' },
  };
  const rendered = renderedModel(`select * from {{ ref('ferries') }}${files}`, { entries: known });
  assert.equal(rendered.text.trim(), 'select * from "main"."ferries"');
});

test("dbt's macros that ask the warehouse aren't run", () => {
  const known = {
    ...entries,
    'macro.dbt.is_incremental': macro(
      '{% macro is_incremental() %}{{ return(load_relation(this) is not none) }}{% endmacro %}',
    ),
    'macro.dbt.run_query': macro('{% macro run_query(sql) %}{% do x.y() %}{% endmacro %}'),
  };
  assert.equal(sqlOf('{% if is_incremental() %}a{% else %}b{% endif %}', { entries: known }), 'b');
  assert.equal(sketchOf("{{ dbt.run_query('select 1') }}", { entries: known }), '‹the result of a query›');
});

test("types are labelled as the adapter and dbt's version do", () => {
  const known = {
    ...entries,
    'macro.dbt.type_int': macro(
      '{% macro type_int() %}{{ api.Column.translate_type("integer") }}{% endmacro %}',
    ),
    'macro.dbt.type_string': macro(
      '{% macro type_string() %}{{ api.Column.translate_type("string") }}{% endmacro %}',
    ),
  };
  const on = (adapter_type: string, dbt_version = '1.11.0') =>
    sqlOf('{{ dbt.type_int() }} {{ dbt.type_string() }}', {
      entries: known,
      metadata: { adapter_type, dbt_version },
    });
  assert.equal(on('postgres'), 'integer TEXT');
  assert.equal(on('postgres', '1.3.1'), 'INT TEXT');
  assert.equal(on('bigquery'), 'INT64 string');
});

test('a choice that a macro makes on what is not known is told at its call', () => {
  const files =
    "\n//- macros/pick.sql\n{% macro pick() %}{% if target.name == 'prod' %}a{% else %}b{% endif %}{% endmacro %}\n";
  const text = 'select {{ pick() }}';
  const { choices } = renderedModel(text + files, { entries });
  assert.deepEqual(
    choices.map(({ range }) => text.slice(range.start, range.end)),
    ['{{ pick() }}'],
  );
});
