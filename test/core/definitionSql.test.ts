// Where names of SQL lead: columns, CTEs, aliases. Targets are drawn as `path:line text`, where the text is what is selected.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definition, typeDefinition } from '../../server/src/core/features/definition.ts';
import type { Project } from '../../server/src/core/project.ts';
import { positionAt, slice, sourceText } from '../../server/src/core/text.ts';
import { type ManifestSketch, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const rest = `
//- models/stg_orders.sql
with source as (
    select * from {{ source('raw', 'orders') }}
),
renamed as (
    select id as order_id, amount, placed_at, upper(state) as state from source
)
select * from renamed
//- models/customers.sql
select customer_id, name from {{ source('raw', 'customers') }}
//- models/thin.sql
select * from {{ ref('stg_orders') }}
//- models/s.yml
models:
  - name: stg_orders
    columns: [{ name: order_id }, { name: amount }]
  - name: here
    columns: [{ name: total }, { name: order_id }]
sources:
  - name: raw
    tables:
      - name: orders
        columns: [{ name: id }]
      - name: customers
//- seeds/codes.csv
code,"country name"
1,a
`;

const known: ManifestSketch = {
  'model.shop.here': { patch_path: 'shop://models/s.yml' },
  'model.shop.stg_orders': { patch_path: 'shop://models/s.yml' },
  'model.shop.customers': {},
  'model.shop.thin': {},
  'seed.shop.codes': {},
  'source.shop.raw.orders': { original_file_path: 'models/s.yml' },
  'source.shop.raw.customers': { original_file_path: 'models/s.yml' },
};

function opened(text: string, entries: ManifestSketch = known) {
  const { project, cursor } = testProject(`//- models/here.sql\n${text}${rest}`, {
    manifest: manifestOf(entries),
  });
  assert.ok(cursor, 'the text has a cursor');
  return { project, ...cursor };
}

function drawn(project: Project, links: ReturnType<typeof definition>): readonly string[] {
  return links.map((link) => {
    const source = project.files.text(link.targetPath);
    assert.ok(source, link.targetPath);
    assert.ok(link.targetRange.start <= link.targetSelectionRange.start);
    assert.ok(link.targetSelectionRange.end <= link.targetRange.end);
    const { line } = positionAt(source, link.targetSelectionRange.start);
    return `${link.targetPath}:${line + 1} ${slice(source, link.targetSelectionRange)}`.trim();
  });
}

function leads(text: string, entries: ManifestSketch = known): readonly string[] {
  const { project, path, offset } = opened(text, entries);
  return drawn(project, definition(project, path, offset));
}

test('a column: the item of the CTE it is read from, one step', () => {
  const text = (at: string) => `
with a as (select amount * 2 as total, order_id from {{ ref('stg_orders') }}),
b as (select total, order_id from a)
${at}`;
  assert.deepEqual(leads(text('select to/*|*/tal as x from b')), ['models/here.sql:3 total']);
  assert.deepEqual(leads(text('select b.to/*|*/tal as x from b')), ['models/here.sql:3 total']);
  assert.deepEqual(leads(text('select 1 as n from b where to/*|*/tal > 0')), ['models/here.sql:3 total']);
  assert.deepEqual(leads(text('select total as t from b order by t/*|*/')), ['models/here.sql:4 t']);
  assert.deepEqual(leads(text('select to/*|*/tal from b')), [
    'models/here.sql:3 total',
    'models/s.yml:5 total',
  ]);
});

test('a column through two CTEs and a star into another model, and through its stars', () => {
  const through = `
with a as (select * from {{ ref('stg_orders') }}), b as (select * from a)
select am/*|*/ount as x from b`;
  assert.deepEqual(leads(through), ['models/stg_orders.sql:5 amount', 'models/s.yml:3 amount']);
  assert.deepEqual(
    leads(through, {}),
    ['models/stg_orders.sql:5 amount', 'models/s.yml:3 amount'],
    'not parsed',
  );
  assert.deepEqual(leads("select o.order/*|*/_id as x from {{ ref('thin') }} as o"), [
    'models/stg_orders.sql:5 order_id',
    'models/s.yml:3 order_id',
  ]);
});

test('the upstream model as it is typed, not as it was saved', () => {
  const { project, path, offset } = opened("select am/*|*/ount as x from {{ ref('stg_orders') }}");
  assert.equal(drawn(project, definition(project, path, offset))[0], 'models/stg_orders.sql:5 amount');
  const edited = sourceText("select 1 as a,\r\n  2 as Amount\r\nfrom {{ source('raw', 'orders') }}");
  const files = {
    ...project.files,
    text: (file: string) => (file === 'models/stg_orders.sql' ? edited : project.files.text(file)),
  };
  const now = { ...project, files };
  assert.equal(drawn(now, definition(now, path, offset))[0], 'models/stg_orders.sql:2 Amount');
});

test('columns of sources and seeds: YAML, else what holds them; the header', () => {
  assert.deepEqual(leads("select i/*|*/d as x from {{ source('raw', 'orders') }}"), ['models/s.yml:10 id']);
  assert.deepEqual(leads("select na/*|*/me as x from {{ source('raw', 'customers') }}"), [
    'models/s.yml:11 customers',
  ]);
  assert.deepEqual(leads("select co/*|*/de as x from {{ ref('codes') }}"), ['seeds/codes.csv:1 code']);
  assert.deepEqual(leads('select "country /*|*/name" as x from {{ ref(\'codes\') }}'), [
    'seeds/codes.csv:1 country name',
  ]);
});

test('where a column is made: itself and its entry in YAML', () => {
  assert.deepEqual(leads('select 1 as to/*|*/tal'), ['models/s.yml:5 total']);
  assert.deepEqual(leads('select 1 as ot/*|*/her'), ['models/here.sql:1 other']);
  assert.deepEqual(leads('with a as (select 1 as to/*|*/tal) select 2 as b from a'), [
    'models/here.sql:1 total',
  ]);
});

test('CTEs, aliases, stars, using', () => {
  const ctes = 'with first_one as (select 1 as id), b as (select 2 as id)\n';
  assert.deepEqual(leads(`${ctes}select 1 as x from first/*|*/_one`), ['models/here.sql:1 first_one']);
  assert.deepEqual(leads(`${ctes}select first_o/*|*/ne.id as x from first_one`), [
    'models/here.sql:1 first_one',
  ]);
  assert.deepEqual(leads(`${ctes}select f/*|*/.id as x\nfrom first_one as f`), [
    'models/here.sql:3 f',
    'models/here.sql:1 first_one',
  ]);
  assert.deepEqual(leads("select o/*|*/.amount as x\nfrom {{ ref('stg_orders') }} as o"), [
    'models/here.sql:2 o',
    'models/stg_orders.sql:1',
    'models/s.yml:2 stg_orders',
  ]);
  assert.deepEqual(leads("select stg_ord/*|*/ers.amount as x from {{ ref('stg_orders') }}"), [
    'models/stg_orders.sql:1',
    'models/s.yml:2 stg_orders',
  ]);
  assert.deepEqual(leads(`${ctes}select */*|*/ from b`), ['models/here.sql:1 b']);
  assert.deepEqual(leads(`${ctes}select b.*/*|*/ from first_one cross join b`), ['models/here.sql:1 b']);
  assert.deepEqual(leads(`${ctes}select 1 as x from first_one\njoin b using (i/*|*/d)`), [
    'models/here.sql:1 id',
    'models/here.sql:1 id',
  ]);
});

test('versions, snapshots, Python models, packages, a branch that is not taken', () => {
  const more = `
//- models/old_v1.sql
select 1 as first
//- models/old_v2.sql
select 1 as first,
  2 as second
//- models/scores.py
def model(dbt, session):
    return session
//- snapshots/kept.sql
{% snapshot kept %}
select 1 as id from {{ ref('stg_orders') }}
{% endsnapshot %}
//- dbt_packages/tools/dbt_project.yml
name: tools
//- dbt_packages/tools/models/days.sql
select 1 as day
`;
  const entries: ManifestSketch = {
    ...known,
    'model.shop.old.v1': { latest_version: 2 },
    'model.shop.old.v2': { latest_version: 2 },
    'model.shop.scores': { original_file_path: 'models/scores.py', language: 'python' },
    'snapshot.shop.kept': { original_file_path: 'snapshots/kept.sql' },
    'model.tools.days': {},
  };
  const to = (text: string) => leads(text + more, entries);
  assert.deepEqual(to("select fir/*|*/st as x from {{ ref('old', v=1) }}"), ['models/old_v1.sql:1 first']);
  assert.deepEqual(to("select sec/*|*/ond as x from {{ ref('old') }}"), ['models/old_v2.sql:2 second']);
  assert.deepEqual(to("select sco/*|*/re as x from {{ ref('scores') }}"), ['models/scores.py:1']);
  assert.deepEqual(to("select i/*|*/d as x from {{ ref('kept') }}"), ['snapshots/kept.sql:2 id']);
  assert.deepEqual(to("select da/*|*/y as x from {{ ref('tools', 'days') }}"), [
    'dbt_packages/tools/models/days.sql:1 day',
  ]);
  const branch = `with a as (select 1 as id)
select 2 as n from a {% if is_incremental() %} where i/*|*/d > 0 {% else %} where id > 1 {% endif %}`;
  assert.deepEqual(to(branch), ['models/here.sql:1 id']);
});

test('what a template makes: the tag; a loop: every column that its rounds read', () => {
  const loop = `
with a as (select {% for part in ['x', 'y'] %}1 as {{ part }}_total, {% endfor %} 2 as n)
select x_to/*|*/tal as t from a`;
  assert.deepEqual(leads(loop), ['models/here.sql:2 {{ part }}_total']);
  const rounds = `
with a as (select 1 as x), b as (select 2 as x)
select {% for part in ['a', 'b'] %} {{ part }}.x/*|*/ + {% endfor %} 0 as t from a cross join b`;
  assert.deepEqual(leads(rounds), ['models/here.sql:2 x', 'models/here.sql:2 x']);
  const made = `
with a as (select {{ thing() }} from {{ ref('stg_orders') }})
select mad/*|*/e as t from a
//- macros/thing.sql
{% macro thing() %}amount as made{% endmacro %}`;
  const macros: ManifestSketch = {
    ...known,
    'macro.shop.thing': {
      original_file_path: 'macros/thing.sql',
      macro_sql: '{% macro thing() %}amount as made{% endmacro %}',
    },
  };
  assert.deepEqual(leads(made, macros), ['models/here.sql:2 {{ thing() }}']);
});

test('names that Jinja binds', () => {
  assert.deepEqual(leads('{% set part = 1 %}\n{% for p in pa/*|*/rt %}{{ p }}{% endfor %}'), [
    'models/here.sql:1 part',
  ]);
  assert.deepEqual(leads('{% for p in [1] %}\n{{ p/*|*/ }}{% endfor %}'), ['models/here.sql:1 p']);
});

test('half-typed SQL: the rest of it still leads somewhere', () => {
  const half = (end: string) =>
    `with a as (select 1 as id, 2 as n),\nb as (select id, from a where ),\n${end}`;
  assert.deepEqual(leads(half('c as (select i/*|*/d as x from a) select')), ['models/here.sql:1 id']);
  assert.deepEqual(leads(half('c as (select a.i/*|*/d, from a')), ['models/here.sql:1 id']);
});

test('type definition: YAML alone', () => {
  const type = (text: string) => {
    const { project, path, offset } = opened(text);
    return drawn(project, typeDefinition(project, path, offset));
  };
  assert.deepEqual(type("select am/*|*/ount as x from {{ ref('stg_orders') }}"), ['models/s.yml:3 amount']);
  assert.deepEqual(type("select 1 as x from {{ ref('stg_or/*|*/ders') }}"), ['models/s.yml:2 stg_orders']);
  assert.deepEqual(type('with a as (select 1 as b) select b as x from a/*|*/'), []);
});
