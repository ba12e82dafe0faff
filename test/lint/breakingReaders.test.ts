// Whom the rule `breaking-column` names: everybody who reads the column, in SQL and YAML, saved or not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Change,
  check,
  messages,
  paid,
  paidEntry,
  parsed,
  reads,
  related,
  values,
} from '../harness/changedOrders.ts';

test('stars pass it on: they and those behind them read it', () => {
  const change = {
    now: `select id from ${values}
--     ^^ no longer has \`amount\`, which 2 models (\`passing\`, \`behind\`) read.`,
    was: `select id, amount from ${values}`,
    files: `
    //- models/passing.sql
    with o as (select * from {{ ref('orders') }}) select * from o
    //- models/behind.sql
    select sum(amount) as amount from {{ ref('passing') }}
    //- models/dropped.sql
    with o as (select * from {{ ref('orders') }}) select id from o
    //- models/after.sql
    select amount from {{ ref('behind') }}`,
    entries: {
      'model.shop.passing': reads('orders'),
      'model.shop.behind': reads('passing'),
      'model.shop.dropped': reads('orders'),
      'model.shop.after': reads('behind'),
    },
  };
  check(change);
  assert.deepEqual(related({ ...change, now: change.now.split('\n')[0] ?? '' }), [
    'models/passing.sql [*] `passing` passes `amount` on by this star.',
    'models/behind.sql [amount] `behind` reads `amount` here.',
  ]);
});

test('in every place of a query: unions, joins, conditions, CTEs that give it another name', () => {
  const names = ['united', 'second', 'joined', 'natural', 'filtered', 'renaming', 'merged'];
  check({
    now: `select id from ${values}
--     ^^ no longer has \`amount\`, which 7 models (\`united\`, \`second\`, \`joined\` …) read.`,
    was: `select id, amount from ${values}`,
    files: `
    //- models/united.sql
    select * from {{ ref('orders') }} union all select 1, 2
    //- models/second.sql
    select 1 as a, 2 as b union all select * from {{ ref('orders') }}
    //- models/joined.sql
    select 1 as one from {{ ref('orders') }} as o join (select 1 as x) as t on t.x = o.amount
    //- models/natural.sql
    select 1 as one from {{ ref('orders') }} join (select 1 as amount) as t using (amount)
    //- models/filtered.sql
    select id from {{ ref('orders') }} where amount > 0
    //- models/renaming.sql
    with a as (select id, amount as b from {{ ref('orders') }}) select b as c from a
    //- models/merged.sql
    select * from {{ ref('orders') }} natural join (select 1 as amount) as t`,
    entries: Object.fromEntries(names.map((name) => [`model.shop.${name}`, reads('orders')])),
  });
});

test('readers that aren’t saved, or not parsed yet', () => {
  check({
    now: `select id, note from ${values}
--     ^^ which 2 models (\`unsaved\`, \`fresh\`) read.`,
    files: `
    //- models/unsaved.sql
    select amount from {{ ref('orders') }}
    //- models/fresh.sql
    select amount from {{ ref('orders') }}
    //- models/paid.sql
    select id from {{ ref('orders') }}`,
    entries: {
      'model.shop.unsaved': parsed("select id from {{ ref('orders') }}", reads('orders')),
      'model.shop.paid': parsed("select amount from {{ ref('orders') }}", reads('orders')),
    },
  });
});

test('Python reads what nobody knows: counted apart, and no reason by itself', () => {
  const entries = {
    'model.shop.scored': { ...reads('orders'), language: 'python', original_file_path: 'models/scored.py' },
  };
  const files = `
    //- models/scored.py
    def model(dbt, session):
        return dbt.ref('orders')`;
  check({ now: `select id, note from ${values}`, entries, files });
  check({
    now: `select id, note from ${values}
--     ^^ which 1 model (\`paid\`) reads. 1 more (\`scored\`) may read it: what it reads isn’t known.`,
    entries: { ...entries, ...paidEntry },
    files: files + paid,
  });
});

test('an incremental model reads itself: that is nobody else', () => {
  const incremental = (columns: string) =>
    `{{ config(materialized='incremental') }}
select ${columns} from ${values}
{% if is_incremental() %} where id > (select max(amount) from {{ this }}) {% endif %}`;
  check({ now: incremental('id, note'), was: incremental('id, amount, note'), entries: {}, files: '' });
});

test('exposures by the model, with their owners; tests, unit tests, metrics and semantic models by the column', () => {
  const change: Change = {
    now: `select id, note from ${values}`,
    orders: { patch_path: 'shop://models/schema.yml' },
    files: `${paid}
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        columns:
          - name: id
          - name: amount
            data_tests: [not_null, {accepted_values: {values: [1]}}]
        data_tests:
          - dbt_utils.unique_combination_of_columns:
              combination_of_columns: [id, amount]
      - name: refunds
        columns:
          - name: order_amount
            data_tests:
              - relationships: {to: ref('orders'), field: amount}
    exposures:
      - name: board
        label: The board
        owner: {name: Ida}
      - name: mail
        owner: {name: Ole}
    semantic_models:
      - name: sales
        measures: [{name: revenue, agg: sum, expr: amount}, {name: count, expr: id}]
    metrics:
      - name: total_revenue
        type_params: {measure: revenue}
      - name: total_count
        type_params: {measure: count}
    unit_tests:
      - name: adds_up
        model: orders
        expect: {rows: [{id: 1, amount: 3}]}`,
    entries: {
      ...paidEntry,
      'exposure.shop.board': { ...reads('orders'), owner: { name: 'Ida' }, label: 'The board' },
      'exposure.shop.mail': { ...reads('paid'), owner: { name: 'Ole' } },
      'model.shop.refunds': { patch_path: 'shop://models/schema.yml' },
      'semantic_model.shop.sales': reads('orders'),
      'metric.shop.total_revenue': reads('semantic_model.shop.sales'),
      'metric.shop.total_count': reads('semantic_model.shop.sales'),
      'unit_test.shop.orders.adds_up': { ...reads('orders'), name: 'adds_up', model: 'orders' },
      'test.shop.relationships_refunds.1': {
        depends_on: { nodes: ['model.shop.orders', 'model.shop.refunds'], macros: [] },
        attached_node: 'model.shop.refunds',
        original_file_path: 'models/schema.yml',
        column_name: 'order_amount',
        test_metadata: { name: 'relationships', kwargs: { to: "ref('orders')", field: 'amount' } },
      },
    },
  };
  assert.deepEqual(messages(change), [
    '`orders` no longer has `amount`, which 1 model (`paid`), 1 semantic model (`sales`), 1 metric (`total_revenue`), 4 tests (`not_null`, `accepted_values`, `dbt_utils.unique_combination_of_columns` …), 1 unit test (`adds_up`) and the contract read. 1 exposure (`The board`, owner Ida) is built on it. 1 exposure (`mail`, owner Ole) is built on what reads it.',
  ]);
  assert.deepEqual(related(change), [
    'models/paid.sql [amount] `paid` reads `amount` here.',
    'models/schema.yml [board] The exposure `The board`, owner Ida, is built on it.',
    'models/schema.yml [mail] The exposure `mail`, owner Ole, is built on what reads it.',
    'models/schema.yml [not_null] The test `not_null` reads `amount`.',
    'models/schema.yml [accepted_values] The test `accepted_values` reads `amount`.',
    'models/schema.yml [dbt_utils.unique_combination_of_columns] The test `dbt_utils.unique_combination_of_columns` reads `amount`.',
    'models/schema.yml [amount] The contract of `orders` lists `amount`.',
    'models/schema.yml [relationships] The test `relationships` reads `amount`.',
    'models/schema.yml [amount] The unit test `adds_up` reads `amount`.',
    'models/schema.yml [amount] The semantic model `sales` reads `amount`.',
    'models/schema.yml [total_revenue] The metric `total_revenue` reads `amount`.',
  ]);
  assert.deepEqual(
    messages({
      now: `select id, note from ${values}`,
      files: '',
      entries: { 'exposure.shop.board': { ...reads('orders'), owner: { name: 'Ida' } } },
    }),
    ['`orders` no longer has `amount`. 1 exposure (`board`, owner Ida) is built on it.'],
  );
});

test('a macro that asks for the columns reads them as a star does', () => {
  check({
    now: `select id, note from ${values}
--     ^^ no longer has \`amount\`, which 1 model (\`listed\`) reads.`,
    files: `
    //- models/listed.sql
    select {% for each in adapter.get_columns_in_relation(ref('orders')) %}{{ each.name }}{{ ', ' if not loop.last }}{% endfor %}
    from {{ ref('orders') }}`,
    entries: { 'model.shop.listed': reads('orders') },
  });
});

test('a name that a macro writes without asking stays, so that nobody behind it reads the column', () => {
  check({
    now: `select id, note from ${values}
--     ^^ no longer has \`amount\`, which 1 model (\`written\`) reads.`,
    files: `
    //- macros/named.sql
    {% macro named() %}amount as total{% endmacro %}
    //- models/written.sql
    with o as (select * from {{ ref('orders') }}) select {{ named() }} from o
    //- models/behind.sql
    select total from {{ ref('written') }}`,
    entries: {
      'macro.shop.named': {
        macro_sql: '{% macro named() %}amount as total{% endmacro %}',
        original_file_path: 'macros/named.sql',
      },
      'model.shop.written': reads('orders'),
      'model.shop.behind': reads('written'),
    },
  });
});
