// The rule `unknown-column`: references to columns that can't exist, and everything that makes it silent.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['unknown-column'];
const manifest = manifestOf({
  'source.shop.raw.orders': {},
  'source.shop.raw.notes': {},
  'model.shop.stg_orders': {},
  'model.shop.stg_customers': {},
  'model.shop.stg_notes': {},
  'model.shop.built': {},
  'model.shop.promised': {
    config: { materialized: 'view', contract: { enforced: true } },
    columns: { id: { name: 'id', data_type: 'integer' } },
  },
  'seed.shop.countries': {},
});
const metadata = manifest['metadata'] as Record<string, unknown>;
const catalog = catalogOf({
  'source.shop.raw.orders': { id: 'INTEGER', amount: 'DECIMAL(10,2)', ordered_at: 'TIMESTAMP' },
});
const upstream = `
    //- models/stg_orders.sql
    select id as order_id, customer_id, amount, "Order Date", ordered_at from (values (1, 2, 3, 4, 5)) as t (id, customer_id, amount, "Order Date", ordered_at)
    //- models/stg_customers.sql
    with source as (select 1 as customer_id, 'x' as name)
    select * from source
    //- seeds/countries.csv
    code,country_name
    nl,Netherlands
`;
const options = { only, manifest, catalog, paths: ['models/model.sql', 'models/other.sql'] };

test('a column that the model, seed, CTE or subquery doesn’t have, in every clause', () => {
  checkLint(
    `
    with orders as (select * from {{ ref('stg_orders') }}),
    paid as (
      select order_id, amout, o.custmer_id from orders as o
      --               ^^^^^ warning unknown-column: The CTE \`orders\` has no column \`amout\`; did you mean \`amount\`?
      --                        ^^^^^^^^^^ The CTE \`orders\` has no column \`custmer_id\`; did you mean \`customer_id\`?
      where amont > 0
      --    ^^^^^ did you mean \`amount\`?
    )
    select p.order_id, country_nam, c.nam, s.y
    --                 ^^^^^^^^^^^ None of the 4 relations read here has a column \`country_nam\`; did you mean \`country_name\`?
    --                                ^^^ The model \`stg_customers\` has no column \`nam\`; did you mean \`name\`?
    --                                       ^ The subquery \`s\` has no column \`y\`; did you mean \`x\`?
    from paid as p
    join {{ ref('stg_customers') }} as c on c.customer_id = p.customr_id
    --                                                        ^^^^^^^^^^ The CTE \`paid\` has no column \`customr_id\`
    join {{ ref('countries') }} as k on k.code = c.name and k.codes = 1
    --                                                        ^^^^^ The seed \`countries\` has no column \`codes\`; did you mean \`code\`?
    cross join (select 1 as x) as s
    order by p.amount
    --         ^^^^^^ The CTE \`paid\` has no column \`amount\`; did you mean \`amout\`?
    ${upstream}`,
    options,
  );
});

test('only a catalog knows: its age is part of the message', () => {
  checkLint(
    `
    select id, amout from {{ source('raw', 'orders') }}
    --         ^^^^^ The source \`raw.orders\` has no column \`amout\` as of the catalog, 60 min ago; did you mean \`amount\`?
    //- models/stg_notes.sql
    select * from {{ source('raw', 'orders') }}
    //- models/other.sql
    select ordered from {{ ref('stg_notes') }}
    --     ^^^^^^^ The model \`stg_notes\` has no column \`ordered\` as of the catalog, 60 min ago
    `,
    options,
  );
});

test('silent where columns aren’t known completely, or only by YAML', () => {
  checkLint(
    `
    select anything, o.thing from {{ source('raw', 'notes') }} as o
    //- models/other.sql
    select a from {{ ref('built') }} join {{ ref('stg_orders') }} using (b)
    //- models/built.sql
    select * from {{ source('raw', 'notes') }}
    //- models/schema.yml
    models:
      - name: built
        columns: [{name: id}]
    `,
    options,
  );
});

test('silent where a template leaves open what there is', () => {
  checkLint(
    `
    {%- set columns = run_query('select 1').columns -%}
    select {{ columns[0] }}, {{ 'made' ~ '_up' }}
    {% for each in columns %}, {{ each }}_sum, amout{% endfor %}
    from {{ ref('stg_orders') }}
    //- models/other.sql
    with orders as (
      select order_id
      {% if var('wide', none) is sameas unheard_of() %}, amount as total{% endif %}
      from {{ ref('stg_orders') }}
    )
    select total, order_id from orders {{ joins_of_a_macro() }}
    ${upstream}`,
    options,
  );
});

test('silent where the model that is read may have other columns', () => {
  checkLint(
    `
    select this_one, other_one, filtered from {{ ref('built') }}
    //- models/other.sql
    select id, filtered from {{ ref('stg_notes') }}
    --         ^^^^^^^^ The model \`stg_notes\` has no column \`filtered\`
    //- models/built.sql
    select {% if run_query('select 1') %} 1 as this_one, 2 as more {% else %} 1 as other_one {% endif %}
    //- models/stg_notes.sql
    select 1 as id from (select 1 as one) as t {% if run_query('select 1') %} where one > 0 {% endif %}
    `,
    options,
  );
});

test('a loop that is known: a name is wrong in every turn or not at all', () => {
  checkLint(
    `
    select
    {% for each in ['a', 'b'] %}
      {{ each }}.customer_id as {{ each }}_id, {{ each }}.order_id as {{ each }}_order,
    {% endfor %}
    {% for each in ['paid', 'open'] %}
      sum(amout) as {{ each }}_amount,
    --    ^^^^^ did you mean \`amount\`?
    {% endfor %}
      1 as one
    from {{ ref('stg_orders') }} as a cross join {{ ref('stg_customers') }} as b
    ${upstream}`,
    options,
  );
});

test('half-typed SQL, aliases, structs, lateral names and pseudo columns', () => {
  checkLint(
    `
    select o., amount as total, total * 2 as twice, ordered_at.year, rowid, x.whatever
    from {{ ref('stg_orders') }} as o
    order by total
    //- models/other.sql
    select order_id, cust
    ${upstream}`,
    options,
  );
});

test('what is switched off isn’t judged', () => {
  checkLint(
    `
    {{ config(enabled=false) }}
    select amout from {{ ref('stg_orders') }}
    //- models/other.sql
    select amout from {{ ref('stg_orders') }}
    //- models/schema.yml
    models: [{name: other, config: {enabled: false}}]
    ${upstream}`,
    options,
  );
});

test('aliases in conditions of joins, units of time, normal forms, lambdas and hierarchies are no columns', () => {
  const inSnowflake = {
    ...options,
    manifest: { ...manifest, metadata: { ...metadata, adapter_type: 'snowflake' } },
  };
  checkLint(
    `
    select connect_by_root o.order_id as root, date_part(epoch_second, o.ordered_at) as second, level,
      o.amount * 2 as twice, transform(o.amount, a -> a + 1 > 0 and a < 5), normalize(c.name, nfd)
    from {{ ref('stg_orders') }} as o
    join {{ ref('stg_customers') }} as c on twice = c.customer_id and thrice = 1
    --                                                                ^^^^^^ Neither the model
    ${upstream}`,
    inSnowflake,
  );
});

test('a model that the catalog knows counts until it is built again', () => {
  const built = catalogOf({ 'model.shop.built': { id: 'INTEGER', amount: 'INTEGER' } });
  const text = (drawn: string) => `
    select amout from {{ ref('built') }}
    ${drawn}
    //- models/built.sql
    select * from {{ source('raw', 'notes') }}
    `;
  const known = '--     ^^^^^ The model `built` has no column `amout` as of the catalog, 60 min ago';
  checkLint(text(known), { ...options, catalog: built });
  const later = { ...metadata, generated_at: '2026-05-01T12:30:00Z' };
  checkLint(text(''), { ...options, catalog: built, manifest: { ...manifest, metadata: later } });
});

test('a snapshot keeps columns that its SQL doesn’t make any more', () => {
  const snapshots = manifestOf({ 'snapshot.shop.history': {} });
  const text = (drawn: string) => `
    select gone, dbt_valid_from, never from {{ ref('history') }}
    ${drawn}
    //- snapshots/history.sql
    {% snapshot history %}
    {{ config(strategy='timestamp', unique_key='id', updated_at='at') }}
    select 1 as id, current_timestamp as at
    {% endsnapshot %}
    `;
  checkLint(text(''), { ...options, manifest: snapshots });
  checkLint(
    text('--                           ^^^^^ The snapshot `history` has no column `never` as of the catalog'),
    {
      ...options,
      manifest: snapshots,
      catalog: catalogOf({ 'snapshot.shop.history': { id: 'INTEGER', gone: 'INTEGER' } }),
    },
  );
});

test('comments silence it', () => {
  checkLint(
    `
    select amout -- dbt-context-ignore unknown-column: added tomorrow
    from {{ ref('stg_orders') }}
    ${upstream}`,
    options,
  );
});

test('names are suggested as the SQL needs them written, and the place that defines the relation is told', () => {
  const made = testProject(
    `
    with o as (select * from {{ ref('stg_orders') }})
    select "Order Dat", amout from o
    ${upstream}`,
    { manifest },
  );
  const found = findingsOf(made, options).get('models/model.sql') ?? [];
  assert.deepEqual(
    found.map(({ suggestions }) => suggestions),
    [['"Order Date"', 'ordered_at'], ['amount']],
  );
  assert.deepEqual(found[0]?.related, [
    { path: 'models/model.sql', range: { start: 5, end: 6 }, message: 'The CTE `o` is defined here.' },
  ]);
});

test('very many of them cost little', () => {
  const many = 500;
  const ctes = Array.from(
    { length: many },
    (_, i) =>
      `c${i} as (select id, x${i} from c${i - 1} {% if a_macro() %} where id = {{ unheard_of }} {% endif %})`,
  );
  const text = `with c as (select 1 as id), ${ctes.join(',\n').replace('c-1', 'c')} select * from c1`;
  const { project } = testProject(`//- models/model.sql\n${text}`, { manifest });
  const source = project.files.text('models/model.sql');
  assert.ok(source && project);
  const started = performance.now();
  findingsOf({ project, cursor: undefined, drawn: [] }, { only, paths: ['models/model.sql'] });
  const took = performance.now() - started;
  assert.ok(took < 3000, `took ${Math.round(took)} ms`);
});

test('nothing is said of syntax that a parser takes for columns', () => {
  checkLint(
    `
    with b as (select 1 as id, 'x' as note)
    select
      json_query(note, 'lax $.a' omit quotes) as c,
      uint256 '0' as d,
      coalesce(id, 0x) as e,
      trim(both '"' from note) as f,
      trim(trailing from note) as g,
      id, idd as h
    --    ^^^ unknown-column
    from b where id > uint256 '1' and nota = 'x'
    --                                ^^^^ unknown-column
    `,
    { only: ['unknown-column'], manifest: manifestOf({}, { adapter_type: 'trino' }) },
  );
});
