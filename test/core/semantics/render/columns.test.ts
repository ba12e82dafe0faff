// Macros that write the columns of a relation, over columns that are known and that aren't.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { macro, model, renderedModel, sqlOf } from './harness.ts';

const entries = {
  'model.shop.model': model('model'),
  'model.shop.ferries': model('ferries'),
  'model.shop.buses': model('buses'),
  'macro.tools.all_but': macro(`{% macro all_but(relation, except=[]) %}
    {%- if relation is not mapping or not relation.get('metadata', {}).get('type', '').endswith('Relation') -%}
      {{ exceptions.raise_compiler_error('no relation') }}
    {%- endif -%}
    {%- set except = except | map('lower') | list -%}
    {%- for column in adapter.get_columns_in_relation(relation) if column.name | lower not in except -%}
      {{ adapter.quote(column.name) }}{% if not loop.last %}, {% endif %}
    {%- endfor -%}
  {% endmacro %}`),
};
const columns = {
  'model.shop.ferries': ['id integer', 'name varchar', 'length decimal(6,2)'],
  'model.shop.buses': ['id integer', 'name varchar'],
};

test('all columns but some', () => {
  assert.equal(
    sqlOf("select {{ tools.all_but(ref('ferries'), except=['NAME']) }} from {{ ref('ferries') }}", {
      entries,
      columns,
    }),
    'select "id", "length" from "db"."main"."ferries"',
  );
});

test('columns that are not known may be any number', () => {
  const rendered = renderedModel("select {{ tools.all_but(ref('ferries')) }} from {{ ref('ferries') }}", {
    entries,
  });
  assert.ok(
    rendered.marks.some((mark) => mark.kind === 'repeated' || (mark.kind === 'placeholder' && mark.many)),
  );
});

test('types of columns, as the adapter puts them together', () => {
  const on = (adapter_type: string) =>
    sqlOf("{{ adapter.get_columns_in_relation(ref('buses')) | map(attribute='data_type') | join(', ') }}", {
      entries,
      columns,
      metadata: { adapter_type },
    });
  assert.equal(on('postgres'), 'integer, varchar');
  assert.equal(on('snowflake'), 'integer, character varying(16777216)');
  assert.equal(on('duckdb'), 'integer, character varying(256)');
  assert.equal(on('bigquery'), 'integer, varchar');
});

test('kinds of columns', () => {
  assert.equal(
    sqlOf(
      "{% for c in adapter.get_columns_in_relation(ref('ferries')) %}{{ c.data_type }} {{ c.is_string() }} {{ c.is_number() }};{% endfor %}",
      { entries, columns, metadata: { adapter_type: 'postgres' } },
    ),
    'integer False True;varchar True False;decimal(6,2) False True;',
  );
});

test('columns that another relation lacks', () => {
  assert.equal(
    sqlOf("{{ adapter.get_missing_columns(ref('ferries'), ref('buses')) | map(attribute='name') | join }}", {
      entries,
      columns,
    }),
    'length',
  );
});

test('a relation by its name', () => {
  assert.equal(
    sqlOf(
      "{% set r = adapter.get_relation('db', 'main', 'buses') %}{{ adapter.get_columns_in_relation(r) | map(attribute='quoted') | join(',') }}",
      { entries, columns },
    ),
    '"id","name"',
  );
});
