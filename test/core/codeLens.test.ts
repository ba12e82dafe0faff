// Code lenses: where they stand and what they say.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses, lensWords } from '../../server/src/core/features/codeLens.ts';
import type { Project } from '../../server/src/core/project.ts';
import { manifestOf, on, runResultsOf } from '../harness/manifest.ts';
import { testNow, testProject, withText } from '../harness/project.ts';

const { project } = testProject(
  `
  //- models/stg_orders.sql
  with final as (
      select id, cast(amount as integer) as amt, 1 as one from {{ source('raw', 'orders') }}
  )
  select * from final
  //- models/orders.sql
  select id, sum(amt) as total from {{ ref('stg_orders') }} group by id
  //- models/scores.py
  def model(dbt, session):
      return dbt.ref("stg_orders")
  //- models/late.sql
  select total from {{ ref('orders') }}
  //- models/schema.yml
  models: [{name: orders}]
  `,
  {
    manifest: manifestOf({
      'source.shop.raw.orders': {},
      'model.shop.stg_orders': { ...on('source.shop.raw.orders'), meta: { owner: 'Mara' } },
      'model.shop.orders': on('model.shop.stg_orders'),
      'model.shop.scores': { ...on('model.shop.stg_orders'), original_file_path: 'models/scores.py' },
      'exposure.shop.board': { ...on('model.shop.orders'), owner: { name: 'Ida', email: null } },
    }),
    runResults: runResultsOf({
      'model.shop.stg_orders': {
        status: 'success',
        timing: [
          { name: 'execute', started_at: '2026-05-01T11:00:00Z', completed_at: '2026-05-01T11:00:00Z' },
        ],
      },
    }),
  },
);

function lenses(path: string, columns: boolean, of: Project = project): readonly string[] {
  const text = of.files.text(path)?.text ?? '';
  return codeLenses(of, path, columns).map(({ range, subject }) => {
    const steps = lensWords(of, subject, testNow);
    let next = steps.next();
    while (!next.done) next = steps.next();
    return `${text.slice(range.start, range.end) || 'file'}: ${next.value}`;
  });
}

test('a model: owner, how much is up- and downstream, last run; a new one says so', () => {
  assert.deepEqual(lenses('models/stg_orders.sql', false), [
    'file: owner Mara · 1 upstream · 4 downstream · success 2 h ago',
  ]);
  assert.deepEqual(lenses('models/late.sql', false), ['file: 3 upstream · 0 downstream · not parsed yet']);
  assert.deepEqual(lenses('models/scores.py', true), ['file: 2 upstream · 0 downstream']);
  assert.deepEqual(lenses('models/schema.yml', true), []);
});

test('each column that the file writes: where it comes from and how many read it', () => {
  assert.deepEqual(lenses('models/stg_orders.sql', true).slice(1), [
    'id: from raw.orders.id · read by 1 model, perhaps 1 more',
    'amt: from raw.orders.amount (cast) · read by 1 model, perhaps 1 more',
    'one: from no column · read by no model, perhaps 1 more',
  ]);
  assert.deepEqual(lenses('models/orders.sql', true).slice(1), [
    'id: from stg_orders.id · read by no model',
    'total: from stg_orders.amt (aggregate) · read by 1 model',
  ]);
});

test('of several columns that it is made of the first are named, and not how', () => {
  const typed = withText(
    project,
    'models/late.sql',
    "select total + id as two, total + id + one as three from {{ ref('orders') }} cross join (select one from {{ ref('stg_orders') }}) as s",
  );
  assert.deepEqual(lenses('models/late.sql', true, typed).slice(1), [
    'two: from orders.total, orders.id · read by no model',
    'three: from orders.total, orders.id +1 more · read by no model',
  ]);
});

test('where nobody knows by which column, the lens says perhaps', () => {
  const typed = withText(
    project,
    'models/late.sql',
    "select x from {{ ref('scores') }} cross join {{ source('raw', 'orders') }}",
  );
  assert.deepEqual(lenses('models/late.sql', true, typed).slice(1), [
    'x: perhaps from scores, raw.orders · read by no model',
  ]);
});

test('columns that a star brings from elsewhere have none; unsaved text is what counts', () => {
  const typed = withText(project, 'models/orders.sql', "select *, amt as more from {{ ref('stg_orders') }}");
  assert.deepEqual(lenses('models/orders.sql', true, typed).slice(1), [
    // What late.sql reads is another column, which this text hasn't.
    'more: from stg_orders.amt (renamed) · read by no model',
  ]);
});
