// The rule `breaking-column`: what becomes of a column that somebody reads while its model is typed, and where the rule is silent.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Project } from '../../server/src/core/project.ts';
import { applied } from '../../server/src/core/semantics/sql/withEdits.ts';
import {
  before,
  changed,
  check,
  messages,
  only,
  paid,
  paidEntry,
  parsed,
  reads,
  values,
} from '../harness/changedOrders.ts';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { catalogOf, type Json, manifestOf } from '../harness/manifest.ts';
import { testProject, withText } from '../harness/project.ts';

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
  const { made, findings } = changed(change);
  const [finding] = findings;
  const [fix] = finding?.fixes?.() ?? [];
  assert.equal(fix?.title, 'Rename `amount` to `total` downstream');
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
    'select id, raw, note from raw',
    'select id, note fro raw',
    'select id, case when amount then 1 else 2 en\n amount as total, note from raw',
    'select id, amo\n note from raw',
    'select id, amount as\n note from raw',
    'select id, new\n (amount) as total, note from raw',
    'select id, note, {{ from raw',
    'select',
    '',
  ])
    assert.deepEqual(messages({ now: `${source} ${half}`, was }), [], half);
});

test('a name that was wrong when dbt parsed it is no sign of typing', () => {
  const source = `with raw as (select * from ${values})`;
  check({
    now: `${source}
select id, nothing from raw
--     ^^ no longer has \`amount\``,
    was: `${source} select id, amount, nothing from raw`,
  });
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
    { only, manifest: manifestOf({}) },
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
  const found = (project: Project) =>
    [
      ...findingsOf(
        { project, cursor: undefined, drawn: [] },
        { only, paths: ['models/orders.sql'] },
      ).values(),
    ]
      .flat()
      .map(({ range, message }) => `${range.start} ${message}`);
  const ofPaid = '0 `orders` has no `amount`, which 1 model (`paid`) reads.';
  const ofBehind = '0 `orders` has no `discount`, which 1 model (`behind`) reads.';
  const { project } = testProject(text, { manifest: manifest({}) });
  assert.deepEqual(found(project), [ofPaid, ofBehind]);
  // It stays while somebody goes on typing, and goes when the column is back.
  const typed = (columns: string) =>
    withText(project, 'models/orders.sql', `select ${columns} from ${values}`);
  assert.deepEqual(found(typed('id, note, 1 as one')), [ofPaid, ofBehind]);
  assert.deepEqual(found(typed('id, note, amount')), [ofBehind]);
  // Its own file says what a name lacks that is being typed.
  const edited = { checksum: { name: 'sha256', checksum: 'of the text before' }, raw_code: 'select 1' };
  assert.deepEqual(found(testProject(text, { manifest: manifest(edited) }).project), [ofBehind]);
});
