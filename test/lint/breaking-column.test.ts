// The rule `breaking-column`: what happens to a column that somebody reads while its model is typed, who is named, and where it is silent.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applied } from '../../server/src/core/semantics/sql/withEdits.ts';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { catalogOf, type Json, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['breaking-column'];
const paths = ['models/orders.sql'];
const values = "(values (1, 2.5, 'x')) as raw (id, amount, note)";
const before = `select id, amount, note from ${values}`;

/** A node that dbt parsed with another text than its file has now. */
function parsed(code: string, fields: Json = {}): Json {
  return { raw_code: code, checksum: { name: 'sha256', checksum: 'of the text before' }, ...fields };
}

function reads(...nodes: readonly string[]): Json {
  return {
    depends_on: {
      nodes: nodes.map((name) => (name.includes('.') ? name : `model.shop.${name}`)),
      macros: [],
    },
  };
}

interface Change {
  /** The model `orders` as it is typed; problems are drawn below it. */
  readonly now: string;
  /** As dbt parsed it. */
  readonly was?: string;
  /** Further files. */
  readonly files?: string;
  /** Further entries of the manifest. */
  readonly entries?: Readonly<Record<string, Json>>;
  readonly orders?: Json;
  readonly catalog?: Json;
}

const paid = `
    //- models/paid.sql
    select id, amount * 2 as double from {{ ref('orders') }}`;
const paidEntry = { 'model.shop.paid': reads('orders') };

function textOf({ now, files = paid }: Change): string {
  return `
    //- models/orders.sql
${now.replace(/^/gm, '    ').replace(/^ +(?=\/\/-)/gm, '    ')}
${files}
    `;
}

function optionsOf({ was = before, entries = paidEntry, orders = {}, catalog }: Change) {
  const manifest = manifestOf({ 'model.shop.orders': parsed(was, orders), ...entries });
  return { only, paths, manifest, ...(catalog ? { catalog } : {}) };
}

function check(change: Change): void {
  checkLint(textOf(change), optionsOf(change));
}

function messages(change: Change): readonly string[] {
  const options = optionsOf(change);
  const made = testProject(textOf(change), options);
  return [...findingsOf(made, options).values()].flat().map(({ message }) => message);
}

function related(change: Change): readonly string[] {
  const options = optionsOf(change);
  const made = testProject(textOf(change), options);
  return [...findingsOf(made, options).values()].flat().flatMap((finding) =>
    (finding.related ?? []).map(({ path, range, message }) => {
      const text = made.project.files.text(path)?.text.slice(range.start, range.end);
      return `${path} [${text}] ${message}`;
    }),
  );
}

test('gone: beside where it stood, else at the final select', () => {
  check({
    now: `select id, note from ${values}
--     ^^ warning breaking-column: \`orders\` no longer has \`amount\`, which 1 model (\`paid\`) reads.`,
  });
  check({
    now: `with source as (select * from ${values})
select note from source
--     ^^^^ no longer has \`amount\`
--     ^^^^ no longer has \`id\`, which 1 model (\`paid\`) reads.`,
    was: `with source as (select * from ${values}) select id, amount, note from source`,
  });
  check({
    now: `select 1 as other
^^^^^^ warning breaking-column: \`orders\` no longer has \`id\`, which 1 model (\`paid\`) reads.
from ${values}`,
    was: `select id from ${values}`,
  });
});

test('nobody reads it: nothing is said', () => {
  check({ now: `select id, amount from ${values}` });
  check({ now: `select note from ${values}`, entries: {}, files: '' });
});

test('renamed: recognised by what it is made of, and mended downstream', () => {
  const change = {
    now: `select id, amount as total, note from ${values}
--                   ^^^^^ \`amount\` of \`orders\` is renamed to \`total\`, but 1 model (\`paid\`) reads it by its old name.`,
  };
  check(change);
  check({
    now: `with source as (select * from ${values}),
named as (select id, round(amount, 2) as total, note from source)
--                                       ^^^^^ \`amount\` of \`orders\` is renamed to \`total\`
select * from named`,
    was: `with source as (select * from ${values}),
named as (select id, round(amount, 2) as amount, note from source) select * from named`,
  });
  const options = optionsOf(change);
  const made = testProject(textOf(change), options);
  const [finding] = [...findingsOf(made, options).values()].flat();
  const [fix] = finding?.fixes?.() ?? [];
  assert.equal(fix?.title, 'Rename “amount” to “total” downstream');
  assert.equal(fix?.confirm, true);
  const text = made.project.files.text('models/paid.sql')?.text ?? '';
  assert.deepEqual([...new Set(fix?.edits.map(({ path }) => path))], ['models/paid.sql']);
  assert.match(applied(text, fix?.edits ?? []), /select id, total \* 2 as double from/);
});

test('of another base type', () => {
  check({
    now: `select id, cast(amount as varchar) as amount, note from ${values}
--                                    ^^^^^^ \`amount\` of \`orders\` is string now and was integer; 1 model (\`paid\`) reads it.`,
    was: `select id, cast(amount as integer) as amount, note from ${values}`,
  });
  check({
    now: `select id, cast(amount as bigint) as amount, note from ${values}`,
    was: `select id, cast(amount as integer) as amount, note from ${values}`,
  });
});

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
    'models/schema.yml [board] The exposure `The board`, owner Ida is built on it.',
    'models/schema.yml [mail] The exposure `mail`, owner Ole is built on what reads it.',
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

test('a star of a table that only the catalog knows', () => {
  check({
    now: `select id from {{ source('raw', 'orders') }}
--     ^^ no longer has \`amount\`, which 1 model (\`paid\`) reads.`,
    was: "select * from {{ source('raw', 'orders') }}",
    entries: { ...paidEntry, 'source.shop.raw.orders': {} },
    catalog: catalogOf({ 'model.shop.orders': { id: 'INTEGER', amount: 'DOUBLE' } }),
  });
});

test('each version is a model of its own', () => {
  const code = parsed(before, { latest_version: 2 });
  checkLint(
    `
    //- models/orders_v1.sql
    select id, note from ${values}
    --     ^^ \`orders v1\` no longer has \`amount\`, which 1 model (\`old\`) reads.
    //- models/orders_v2.sql
    select id, note from ${values}
    //- models/old.sql
    select amount from {{ ref('orders', v=1) }}
    `,
    {
      only,
      paths: ['models/orders_v1.sql', 'models/orders_v2.sql'],
      manifest: manifestOf({
        'model.shop.orders.v1': code,
        'model.shop.orders.v2': code,
        'model.shop.old': { depends_on: { nodes: ['model.shop.orders.v1'], macros: [] } },
      }),
    },
  );
});

test('silent while it is half-typed', () => {
  const source = `with raw as (select * from ${values})`;
  const was = `${source} select id, amount, note from raw`;
  for (const half of [
    'select id, amo, note from raw',
    'select id, , note from raw',
    'select id, from raw',
    'select id, amount as , note from raw',
    'select id, coalesce(amount, note from raw',
    "select id, 'amount, note from raw",
    'select id, case when amount then note from raw',
    'select id, raw., note from raw',
    'select id, note fro raw',
    'select id, note, {{ from raw',
    'select',
    '',
  ])
    assert.deepEqual(messages({ now: `${source} ${half}`, was }), [], half);
});

test('silent for new and disabled models, comments, incomplete lists, and what dbt parsed as it is', () => {
  check({ now: before });
  check({ now: `select id, note from ${values} -- dbt-context-ignore breaking-column: nobody minds` });
  check({ now: `{{ config(enabled=false) }} select id, note from ${values}` });
  check({
    now: "select id, * from {{ source('raw', 'unknown') }}",
    entries: { ...paidEntry, 'source.shop.raw.unknown': {} },
  });
  check({
    now: `select id {% if var('x', none) is sameas nobody_knows() %}, amount{% endif %} from ${values}`,
  });
  checkLint(
    `
    //- models/orders.sql
    select id from ${values}
    ${paid}`,
    { only, paths, manifest: manifestOf({}) },
  );
});

test('after dbt has parsed it, for as long as a reader names it', () => {
  const manifest = (paidNode: Json) =>
    manifestOf({
      'model.shop.orders': {},
      'model.shop.passing': reads('orders'),
      'model.shop.paid': { ...reads('orders'), ...paidNode },
      'model.shop.behind': reads('passing'),
    });
  const text = `
    //- models/orders.sql
    select id, note from ${values}
    //- models/passing.sql
    select * from {{ ref('orders') }}
    //- models/behind.sql
    select note, discount from {{ ref('passing') }}
    ${paid}`;
  const found = (node: Json) => {
    const options = { only, paths, manifest: manifest(node) };
    const made = testProject(text, options);
    return [...findingsOf(made, options).values()]
      .flat()
      .map(({ range, message }) => `${range.start} ${message}`);
  };
  assert.deepEqual(found({}), [
    '0 `orders` has no `amount`, which 1 model (`paid`) reads.',
    '0 `orders` has no `discount`, which 1 model (`behind`) reads.',
  ]);
  // Its own file says what a name lacks that is being typed.
  assert.deepEqual(
    found({ checksum: { name: 'sha256', checksum: 'of the text before' }, raw_code: 'select 1' }),
    ['0 `orders` has no `discount`, which 1 model (`behind`) reads.'],
  );
});
