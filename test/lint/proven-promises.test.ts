// The rule `column-name-promise`: what the SQL proves, and what is checked where a column comes from.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptBy } from '../../server/src/core/lint/vocabulary/promises/kept.ts';
import type { Holds } from '../../server/src/core/lint/vocabulary/promises/testMeanings.ts';
import type { Project } from '../../server/src/core/project.ts';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testProject, withText } from '../harness/project.ts';

const only = ['column-name-promise', 'configuration'];
const vocabulary = `
//- dbt-context.yml
contracts:
  levels:
    - stubs:
        id: {promises: [not_null]}
        key: {promises: [unique]}
        ind: {promises: [{accepted_values: [0, 1]}]}
        n: {promises: [{range: {min: 0}}]}
        prop: {promises: [{range: {min: 0, max: 1}}]}
        cd: {promises: [{pattern: '[A-Z]{3}'}]}
`;

const upstream = (tests: string) => `
//- models/boats.sql
select * from raw_boats
//- models/schema.yml
models:
  - name: boats
    columns:
      - name: seats
        data_tests: ${tests}
`;

/** The columns of one model that make a finding, reading \`boats\`, whose column \`seats\` has these tests. */
function openIn(
  sql: string,
  tests = '[{dbt_utils.accepted_range: {min_value: 0}}]',
  config: object = {},
): string {
  const made = testProject(`${vocabulary}${upstream(tests)}\n//- models/trips.sql\n${sql}\n`, {
    manifest: manifestOf({
      'model.shop.boats': {
        patch_path: 'shop://models/schema.yml',
        columns: { seats: { name: 'seats' } },
        config: { materialized: 'view' },
      },
      'model.shop.trips': { config: { materialized: 'table', ...config } },
    }),
  });
  const path = 'models/trips.sql';
  const findings = findingsOf(made, { only, paths: [path] }).get(path) ?? [];
  const { text } = made.project.files.text(path) ?? { text: '' };
  return findings.map(({ range }) => text.slice(range.start, range.end)).join(' ');
}

test('what the expression says', () => {
  for (const [list, open] of [
    ['count(*) as n_a, sum(x) as n_b, max(abs(x)) as n_c', 'n_b'],
    ['case when x > 1 then 1 else 0 end as ind_a, case when x > 1 then 1 else 2 end as ind_b', 'ind_b'],
    ['cast(x > 1 as integer) as ind_a, x > 1 as ind_b', 'ind_b'],
    ["coalesce(x, 'none') as id_a, count(x) as id_b, x || 'a' as id_c", 'id_c'],
    ['percent_rank() over (order by x) as prop_a, row_number() over (order by x) as prop_b', 'prop_b'],
    ["case when x > 1 then 'ABC' else 'XYZ' end as cd_a, 'abc' as cd_b", 'cd_b'],
    ['row_number() over (order by x) as key_a', 'key_a'],
    ['some_function(count(*)) as n_a', 'n_a'],
  ] as const) {
    assert.equal(openIn(`select ${list} from {{ ref('boats') }}`), open, list);
  }
});

test('what is checked upstream, through CTEs, joins and unions', () => {
  const ref = "{{ ref('boats') }}";
  for (const [sql, open] of [
    [`select seats as n_a from ${ref}`, ''],
    [`with b as (select * from ${ref}), c as (select seats as n_a from b) select * from c`, ''],
    [`select b.seats as n_a, a.seats as n_b from a left join ${ref} as b on a.id = b.id`, 'n_b'],
    [`select seats as n_a from ${ref} union all select 0 as n_a`, ''],
    [`select seats as n_a from ${ref} union all select x as n_a from t`, 'n_a'],
    [`select sum(seats) as n_a, avg(seats) + 1 as n_b, sum(seats) - 1 as n_c from ${ref}`, 'n_c'],
    [`select other as n_a from ${ref}`, 'n_a'],
  ] as const) {
    assert.equal(openIn(sql), open, sql);
  }
  assert.equal(openIn(`select seats as ind_a from ${ref}`, '[{accepted_values: {values: [0, 1]}}]'), '');
  assert.equal(openIn(`select seats as ind_a from ${ref}`, '[{accepted_values: {values: ["0", "1"]}}]'), '');
  assert.equal(
    openIn(`select seats as ind_a from ${ref}`, '[{accepted_values: {values: [0, 1, 2]}}]'),
    'ind_a',
  );
  const regex = 'dbt_expectations.expect_column_values_to_match_regex';
  assert.equal(openIn(`select seats as cd_a from ${ref}`, `[{${regex}: {regex: '^([A-Z]{3})$'}}]`), '');
  assert.equal(
    openIn(`select upper(seats) as cd_a from ${ref}`, `[{${regex}: {regex: '^([A-Z]{3})$'}}]`),
    'cd_a',
  );
  // A test that leaves rows out proves nothing.
  const some = '[{dbt_utils.accepted_range: {min_value: 0, config: {where: "x"}}}]';
  assert.equal(openIn(`select seats as n_a from ${ref}`, some), 'n_a');
});

test('never null: not behind an outer join, and not where old rows stay', () => {
  const sql = (join: string) =>
    `select b.seats as id_a, c.seats as id_b from {{ ref('boats') }} as b ${join} {{ ref('boats') }} as c on true`;
  assert.equal(openIn(sql('join'), '[not_null]'), '');
  assert.equal(openIn(sql('left join'), '[not_null]'), 'id_b');
  assert.equal(openIn(sql('right join'), '[not_null]'), 'id_a');
  assert.equal(openIn(sql('full join'), '[not_null]'), 'id_a id_b');
  assert.equal(openIn(sql('join'), '[not_null]', { materialized: 'incremental' }), 'id_a id_b');
  assert.equal(openIn(`select seats as key_a from {{ ref('boats') }}`, '[unique]'), 'key_a');
});

test('nothing that a template leaves open', () => {
  const ref = "{{ ref('boats') }}";
  for (const [sql, open] of [
    [`select coalesce({{ run_query('select 1') }}, 0) as n_a from ${ref}`, 'n_a'],
    [`select seats as n_a from ${ref} {% if var('x') %} union all select -1 as n_a {% endif %}`, 'n_a'],
    [`select {% if var('x') %} count(*) {% else %} -1 {% endif %} as n_a from ${ref}`, 'n_a'],
    [`select seats as n_a from {{ unknown_relation() }}`, 'n_a'],
    [`select seats as n_a from ${ref} {% if is_incremental() %} where seats > 1 {% endif %}`, ''],
  ] as const) {
    assert.equal(openIn(sql), open, sql);
  }
});

test('sources and their tests, models on the way, and models that read each other', () => {
  checkLint(
    `${vocabulary}
//- models/sources.yml
sources:
  - name: raw
    tables:
      - name: boats
        columns:
          - name: seats
            data_tests: [{dbt_utils.accepted_range: {min_value: 1}}]
//- models/stg_boats.sql
select seats as n_seat, deck as n_deck from {{ source('raw', 'boats') }}
--                              ^^^^^^ n_deck
//- models/boats.sql
select n_seat as n_place, n_deck from {{ ref('stg_boats') }}
--                        ^^^^^^ n_deck
//- models/one.sql
select n_a from {{ ref('two') }}
--     ^^^ n_a
//- models/two.sql
select n_a from {{ ref('one') }}
--     ^^^ n_a
`,
    {
      only,
      manifest: manifestOf({
        'source.shop.raw.boats': { original_file_path: 'models/sources.yml' },
        'model.shop.stg_boats': {},
        'model.shop.boats': {},
        'model.shop.one': {},
        'model.shop.two': {},
      }),
    },
  );
});

test('an edit of the YAML or the SQL upstream is followed', () => {
  const made = testProject(
    `${vocabulary}${upstream('[{dbt_utils.accepted_range: {min_value: 0}}]')}
//- models/trips.sql
with t as (select seats as n_a from {{ ref('boats') }}) select * from t
//- models/last.sql
select n_a as n_b from {{ ref('trips') }}
`,
    {
      manifest: manifestOf({
        'model.shop.boats': { patch_path: 'shop://models/schema.yml' },
        'model.shop.trips': {},
        'model.shop.last': {},
      }),
    },
  );
  const found = (project: Project) =>
    findingsOf({ ...made, project }, { only, paths: ['models/last.sql'] }).get('models/last.sql')?.length;
  const yml = made.project.files.text('models/schema.yml')?.text ?? '';
  assert.equal(found(made.project), 0);
  const without = withText(made.project, 'models/schema.yml', yml.replace('min_value: 0', 'min_value: -1'));
  assert.equal(found(without), 1);
  const counted = withText(without, 'models/boats.sql', 'select count(*) as seats from raw_boats');
  assert.equal(found(counted), 0);
  assert.equal(found(withText(counted, 'models/trips.sql', 'select -1 as n_a')), 1);
});

test('what keeps a promise is told', () => {
  const promise = { kind: 'range', min: 0, max: 9, fulfilledBy: [] } as const;
  const range = (min: number | undefined, max: number | undefined): Holds => ({
    kind: 'range',
    min,
    max,
    open: false,
  });
  const tested = [{ name: 'dbt_utils.accepted_range', holds: [range(undefined, 5)], gap: undefined }];
  const by = (proven: readonly Holds[]) => keptBy(promise, tested, [], () => proven).by;
  assert.deepEqual(by([range(0, undefined)]), ['SQL', 'dbt_utils.accepted_range']);
  assert.deepEqual(by([range(0, 3)]), ['SQL', 'dbt_utils.accepted_range']);
  assert.deepEqual(by([{ kind: 'accepted_values', values: [1, 2] }]), ['SQL', 'dbt_utils.accepted_range']);
  assert.deepEqual(by([range(-1, undefined)]), []);
});
