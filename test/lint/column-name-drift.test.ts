// The rule `column-name-drift`: what lineage proves to be one value, roles, aggregates and the rename rules, types of one name.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['column-name-drift', 'configuration'];
const vocabulary = `
//- dbt-context.yml
contracts:
  applies_to: {paths: ["models/marts/**"]}
  levels:
    - stubs:
        id: {types: [integer, string]}
        ind: {types: [integer], synonyms: [is]}
        n: {types: [integer]}
        prop: {types: [number]}
        dt: {types: [date]}
        val: {}
        "q[0-9]": {}
  renames:
    - {from: ind, by: sum, to: n}
    - {from: ind, by: avg, to: prop}
`;
const inMarts = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [`model.shop.${name}`, { original_file_path: `models/marts/${name}.sql` }]),
  );
const manifest = manifestOf({
  ...inMarts('trips', 'model'),
  'model.shop.stg_trips': { original_file_path: 'models/staging/stg_trips.sql' },
});
const trips = `
//- models/staging/stg_trips.sql
select 1 as id_trip, 2 as id_port, 1 as is_full, 3 as seats
//- models/marts/trips.sql
select 1 as id_trip, 2 as id_port, 1 as is_full, 3 as seats, 4 as n_boats, 5 as n_boat_boat, 6 as q1_x
`;

test('a column passed on under another name, through CTEs; not a role, not a name without a word', () => {
  checkLint(
    `${vocabulary}${trips}
//- models/marts/model.sql
with t as (select id_trip as id_ride, id_port, is_full, seats, n_boats, n_boat_boat, q1_x from {{ ref('trips') }})
select
  id_ride,
--^^^^^^^ information column-name-drift: \`id_ride\` of model \`model\` is \`id_trip\` of model \`trips\` under another name
  id_port as id_port_origin,
  id_port as id_origin_port,
  id_port as id_origin,
--           ^^^^^^^^^ is \`id_port\` of model \`trips\`
  is_full as ind_full,
  is_full as ind_busy,
--           ^^^^^^^^ is \`is_full\`
  seats as id_seats,
  id_port as harbour,
  cast(n_boats as varchar) as id_boats,
  n_boats + 1 as n_ships,
  n_boats as "n_ships2",
--            ^^^^^^^^ is \`n_boats\`
  n_boat_boat as n_boat,
--               ^^^^^^ is \`n_boat_boat\`
  n_boat_boat as n_boat_big_boat,
  q1_x as q2_x
--        ^^^^ is \`q1_x\`
from t
`,
    { only, manifest },
  );
});

test('only between models that the vocabulary covers, and only where lineage is certain', () => {
  checkLint(
    `${vocabulary}${trips}
//- models/marts/model.sql
select id_trip as id_ride from {{ ref('stg_trips') }}
//- models/marts/both.sql
select id_trip as id_ride from {{ ref('trips') }} union all select id_port from {{ ref('trips') }}
//- models/marts/star.sql
select * from {{ ref('trips') }}
//- models/marts/choice.sql
select {% if var('x') %}id_trip{% else %}id_port{% endif %} as id_ride from {{ ref('trips') }}
//- models/marts/either.sql
select coalesce(id_trip, id_port) as id_ride, max(id_trip) as id_last from {{ ref('trips') }}
//- models/staging/stg_more.sql
select id_trip as id_ride from {{ ref('trips') }}
`,
    { only, manifest },
  );
});

test('aggregates follow the rename rules', () => {
  checkLint(
    `${vocabulary}${trips}
//- models/marts/model.sql
with t as (select is_full, is_full as ind_old_full, sum(is_full) as n_sum, avg(is_full) as x from {{ ref('trips') }})
, wrong as (select sum(is_full) as ind_sum from {{ ref('trips') }})
select
  sum(t.is_full) as n_full,
  sum(t.is_full) as is_full,
--                  ^^^^^^^ \`is_full\` of model \`model\` is \`sum(is_full)\`, which the vocabulary calls \`n_full\`: \`ind\` becomes \`n\`.
  avg(is_full) as n_full_share,
--                ^^^^^^^^^^^^ calls \`prop_full\`
  sum(ind_old_full) as total,
--                     ^^^^^ calls \`n_old_full\`
  max(is_full) as ind_any,
  sum(is_full + 1) as ind_odd,
  sum(is_full) over () as ind_window,
  count(is_full) as n_rows,
  wrong.ind_sum
--      ^^^^^^^ calls \`n_full\`
from t, wrong
//- models/marts/other.sql
select sum(is_full) as is_full from {{ ref('stg_trips') }}
`,
    { only, manifest },
  );
});

test('one name with two types, where the vocabulary allows both; told where the type is made and rarer', () => {
  const types = {
    'model.shop.a': { id_port: 'INTEGER', n_x: 'VARCHAR', id: 'INTEGER', id_sum: 'INTEGER', val_x: 'DATE' },
    'model.shop.b': { id_port: 'BIGINT', val_x: 'DATE' },
    'model.shop.stg_trips': { id_sum: 'VARCHAR', val_sum: 'VARCHAR' },
  };
  checkLint(
    `${vocabulary}
//- models/marts/a.sql
select 1 as id_port, 'x' as n_x, 1 as id, 1 as id_sum, current_date as val_x
//- models/marts/b.sql
select 1 as id_port, current_date as val_x
//- models/staging/stg_trips.sql
select 'x' as id_sum, 'x' as val_sum
//- models/marts/model.sql
select
  cast(k as varchar) as id_port,
--                      ^^^^^^^ \`id_port\` of model \`model\` is \`varchar\` (string) by its cast, but integer in model \`a\` (by the catalog) and 1 more.
  cast(k as int) as n_x,
  cast(k as varchar) as id,
  cast(k as numeric) as id_sum,
  cast(k as timestamp) as val_x,
--                        ^^^^^ but date in model \`a\`
  1 as val_sum
from x
//- models/marts/passed.sql
select id_port from {{ ref('model') }}
`,
    {
      only,
      catalog: catalogOf(types),
      manifest: manifestOf({
        ...inMarts('a', 'b', 'model'),
        'model.shop.stg_trips': { original_file_path: 'models/staging/stg_trips.sql' },
      }),
    },
  );
});

test('mends rename here, or everywhere that reads it', () => {
  const made = testProject(
    `${vocabulary}${trips}
//- models/marts/model.sql
select id_trip as id_ride, sum(is_full) as is_full from {{ ref('trips') }} group by 1
//- models/marts/reader.sql
select id_ride from {{ ref('model') }}
`,
    {
      manifest: manifestOf({
        ...inMarts('trips'),
        'model.shop.model': {
          original_file_path: 'models/marts/model.sql',
          depends_on: { nodes: ['model.shop.trips'], macros: [] },
        },
        'model.shop.reader': {
          original_file_path: 'models/marts/reader.sql',
          depends_on: { nodes: ['model.shop.model'], macros: [] },
        },
      }),
    },
  );
  const found = findingsOf(made, { only }).get('models/marts/model.sql') ?? [];
  const fixes = found.map((finding) =>
    (finding.fixes?.() ?? []).map(({ title, edits }) => [title, edits.length]),
  );
  assert.deepEqual(fixes, [
    [
      ['Rename to “id_trip” here', 1],
      ['Rename to “id_trip” everywhere', 2],
    ],
    [
      ['Rename to “n_full” here', 1],
      ['Rename to “n_full” everywhere', 1],
    ],
  ]);
});
