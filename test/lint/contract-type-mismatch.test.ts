// The rule `contract-type-mismatch`: what each adapter takes for one type. The rows of DuckDB are what dbt-core 1.11 with dbt-duckdb says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileEdit } from '../../server/src/core/text.ts';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['contract-type-mismatch'];
const patch = { patch_path: 'shop://models/schema.yml' };

/** Whether dbt refuses: adapter, expression, declared type. */
const rows: readonly (readonly ['refused' | 'taken' | 'not said', string, string, string])[] = [
  ['taken', 'duckdb', '1', 'int'],
  ['refused', 'duckdb', 'cast(1 as bigint)', 'integer'],
  ['refused', 'duckdb', "'a'", 'integer'],
  ['refused', 'duckdb', 'cast(1 as decimal(10,2))', 'decimal(18,3)'],
  ['taken', 'duckdb', 'cast(1 as decimal(18,3))', 'numeric'],
  ['taken', 'duckdb', "cast('a' as varchar(10))", 'varchar(20)'],
  ['taken', 'duckdb', "'a'", 'string'],
  ['refused', 'duckdb', 'count(*)', 'integer'],
  ['taken', 'duckdb', 'count(*)', 'bigint'],
  ['refused', 'duckdb', '1.5', 'double'],
  ['taken', 'duckdb', 'true', 'boolean'],
  ['refused', 'duckdb', 'true', 'integer'],
  ['refused', 'duckdb', 'current_timestamp', 'date'],
  ['refused', 'duckdb', 'current_timestamp', 'timestamp'],
  ['taken', 'duckdb', 'current_timestamp', 'timestamptz'],
  ['refused', 'duckdb', "cast('1' as json)", 'varchar'],
  ['taken', 'duckdb', '[1]', 'integer[]'],
  ['taken', 'duckdb', "'x'", 'VarChar'],
  ['taken', 'duckdb', 'cast(1 as float8)', 'double'],
  ['refused', 'duckdb', 'cast(1 as real)', 'double'],
  ['not said', 'duckdb', 'null', 'integer'],
  ['not said', 'duckdb', 'uuid()', 'varchar'],
  ['not said', 'duckdb', 'f(1)', 'integer'],
  ['not said', 'duckdb', "date_trunc('month', date '2026-01-01')", 'timestamp'],
  ['taken', 'postgres', 'cast(1 as smallint)', 'integer'],
  ['refused', 'postgres', 'cast(1 as bigint)', 'integer'],
  ['taken', 'postgres', "cast('a' as character varying(10))", 'text'],
  ['refused', 'postgres', "cast('2026-01-01' as timestamp with time zone)", 'timestamp'],
  ['taken', 'postgres', "cast('2026-01-01' as timestamp(3) without time zone)", 'timestamp'],
  ['taken', 'snowflake', 'cast(1 as number(38,2))', 'integer'],
  ['refused', 'snowflake', 'cast(1 as float)', 'number(10,2)'],
  ['refused', 'snowflake', 'count(*)', 'float'],
  ['not said', 'snowflake', "cast('2026-01-01' as timestamp)", 'timestamp_ntz'],
  ['refused', 'snowflake', "cast('2026-01-01' as timestamp_tz)", 'timestamp_ntz'],
  ['taken', 'bigquery', 'cast(1 as int64)', 'integer'],
  ['refused', 'bigquery', 'count(*)', 'numeric'],
  ['refused', 'bigquery', "cast('2026-01-01' as datetime)", 'timestamp'],
  ['taken', 'redshift', "cast('a' as varchar(5))", 'varchar(256)'],
  ['refused', 'databricks', 'cast(1 as bigint)', 'int'],
  ['taken', 'sqlserver', 'cast(1 as bigint)', 'int'],
  ['taken', 'nobodys', 'cast(1 as bigint)', 'integer'],
  ['refused', 'nobodys', 'cast(1 as varchar)', 'integer'],
];

test('what an adapter takes for one type', () => {
  for (const [verdict, adapter, expression, declared] of rows) {
    const made = testProject(
      `
      //- models/orders.sql
      select ${expression} as x
      //- models/schema.yml
      models:
        - name: orders
          config: {contract: {enforced: true}}
          columns: [{name: x, data_type: "${declared}"}]
      `,
      { manifest: manifestOf({ 'model.shop.orders': patch }, { adapter_type: adapter }) },
    );
    const found = findingsOf(made, { only }).get('models/orders.sql') ?? [];
    assert.equal(found.length > 0, verdict === 'refused', `${adapter}: ${expression} as ${declared}`);
  }
});

const manifest = manifestOf({
  'source.shop.raw.orders': {},
  'model.shop.orders': patch,
  'model.shop.base': patch,
  'model.shop.snake': patch,
});

test('at the name in SQL and at the type in YAML; a column without a type only in YAML', () => {
  checkLint(
    `
    //- models/orders.sql
    select cast(1 as varchar) as amount, 2 as n
    --                           ^^^^^^ error contract-type-mismatch: \`amount\` of \`orders\` is \`varchar\` by a cast, but the contract declares it as \`integer\`.
    //- models/snake.py
    def model(dbt, session):
        return dbt.ref("orders")
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        columns:
          - {name: amount, data_type: integer}
    #                                 ^^^^^^^ \`amount\` of \`orders\` is \`varchar\` by a cast
          - {name: n}
    #              ^ \`n\` has no \`data_type\`, and the contract of \`orders\` needs one for every column.
    `,
    { only, manifest },
  );
});

test('types of what is read: the catalog’s, and none that only YAML says', () => {
  checkLint(
    `
    //- models/base.sql
    select cast(1 as integer) as one, note from {{ source('raw', 'orders') }}
    //- models/orders.sql
    with b as (select * from {{ ref('base') }}) select one, note, s.id from b join {{ source('raw', 'orders') }} as s on true
    --                                                 ^^^ \`one\` of \`orders\` is \`integer\` by a cast
    --                                                              ^^ \`id\` of \`orders\` is \`BIGINT\` in the catalog
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        columns: [{name: one, data_type: date}, {name: note, data_type: date}, {name: id, data_type: date}]
    #                                    ^^^^ contract-type-mismatch
    #                                                                                                ^^^^ contract-type-mismatch
    `,
    { only, manifest, catalog: catalogOf({ 'source.shop.raw.orders': { id: 'BIGINT' } }) },
  );
});

test('mends: a cast, another type in a cast, or another declaration', () => {
  const made = testProject(
    `
    //- models/orders.sql
    select cast(1 as varchar) as a, 1 + 2 as b, s.id from {{ source('raw', 'orders') }} as s
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        columns: [{name: a, data_type: integer}, {name: b, data_type: varchar}, {name: id, data_type: date}]
    `,
    { manifest, catalog: catalogOf({ 'source.shop.raw.orders': { id: 'BIGINT' } }) },
  );
  const found = findingsOf(made, { only }).get('models/orders.sql') ?? [];
  const changed = ({ path, range, newText }: FileEdit): string => {
    const text = made.project.files.text(path)?.text ?? '';
    return text.slice(0, range.start) + newText + text.slice(range.end);
  };
  const mends = found.map(({ fixes }) =>
    fixes?.().map(({ title, edits }) => [title, edits.map(changed).join('')] as const),
  );
  const line = (text: string | undefined) => text?.match(/^ *(?:select|columns).*/m)?.[0].trim();
  assert.deepEqual(
    mends.map((each) => each?.map(([title, text]) => [title, line(text)])),
    [
      [
        [
          'Cast `a` to `integer`',
          "select cast(1 as integer) as a, 1 + 2 as b, s.id from {{ source('raw', 'orders') }} as s",
        ],
        [
          'Declare `a` as `varchar`',
          'columns: [{name: a, data_type: varchar}, {name: b, data_type: varchar}, {name: id, data_type: date}]',
        ],
      ],
      [
        [
          'Cast `b` to `varchar`',
          "select cast(1 as varchar) as a, cast(1 + 2 as varchar) as b, s.id from {{ source('raw', 'orders') }} as s",
        ],
      ],
      [
        [
          'Cast `id` to `date`',
          "select cast(1 as varchar) as a, 1 + 2 as b, cast(s.id as date) as id from {{ source('raw', 'orders') }} as s",
        ],
        [
          'Declare `id` as `BIGINT`',
          'columns: [{name: a, data_type: integer}, {name: b, data_type: varchar}, {name: id, data_type: BIGINT}]',
        ],
      ],
    ],
  );
});
