// The rows of the tree Upstream & downstream: order, marks, states, words.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { treeChildren, treeRow } from '../../server/src/core/features/lineageTree.ts';
import { manifestOf, on, runResultsOf } from '../harness/manifest.ts';
import { testNow, testProject, withText } from '../harness/project.ts';

const { project } = testProject('', {
  manifest: manifestOf({
    'source.shop.raw.orders': {
      freshness: { warn_after: { count: 6, period: 'hour' }, error_after: { count: null, period: null } },
      loaded_at_field: 'at',
    },
    'model.shop.stg_orders': { ...on('source.shop.raw.orders'), meta: { owner: 'Mara' } },
    'model.shop.a': on('model.shop.stg_orders'),
    'model.shop.b': on('model.shop.stg_orders', 'model.shop.a'),
    'model.shop.loop': on('model.shop.b', 'model.shop.ring'),
    'model.shop.ring': on('model.shop.loop'),
    'model.shop.dim.v2': on('model.shop.b'),
    'exposure.shop.board': { ...on('model.shop.b', 'model.shop.a'), owner: { name: 'Ida', email: null } },
    'test.shop.not_null_b_id.1': {
      ...on('model.shop.b'),
      attached_node: 'model.shop.b',
      test_metadata: { name: 'not_null', kwargs: { column_name: 'id' } },
      column_name: 'id',
    },
  }),
  runResults: runResultsOf({
    'model.shop.b': 'success',
    'test.shop.not_null_b_id.1': 'fail',
    'exposure.shop.board': 'no-op',
  }),
  sources: {
    metadata: { generated_at: '2026-05-01T12:00:00Z' },
    results: [
      {
        unique_id: 'source.shop.raw.orders',
        status: 'pass',
        max_loaded_at: '2026-05-01T03:00:00Z',
        snapshotted_at: '2026-05-01T12:00:00Z',
        criteria: { warn_after: { count: 6, period: 'hour' }, error_after: { count: null, period: null } },
      },
    ],
  },
});

const shown = (direction: 'upstream' | 'downstream', ...path: string[]) =>
  treeChildren(project, direction, path, testNow).map(
    ({ label, mark, also, expandable }) =>
      `${label}${expandable ? ' +' : ''}${mark ? ` ${mark}` : ''}${also ? ` ${also}` : ''}`,
  );

test('one step downstream, exposures included and tests not; versions have their number', () => {
  assert.deepEqual(shown('downstream', 'model.shop.b'), ['loop +', 'dim v2', 'board']);
});

test('what a shorter path leads to says where, and can still be opened', () => {
  const root = 'model.shop.stg_orders';
  assert.deepEqual(shown('downstream', root), ['a +', 'b +']);
  assert.deepEqual(shown('downstream', root, 'model.shop.a'), ['b + again stg_orders', 'board']);
  assert.deepEqual(shown('upstream', 'exposure.shop.board', 'model.shop.b'), [
    'stg_orders +',
    'a + again board',
  ]);
});

test('a cycle ends where it began', () => {
  const path = ['model.shop.b', 'model.shop.loop', 'model.shop.ring'];
  assert.deepEqual(shown('downstream', ...path), ['loop cycle']);
});

test('nothing for what the manifest does not have', () => {
  assert.equal(treeRow(project, 'model.shop.gone', testNow), undefined);
  assert.deepEqual(shown('downstream', 'model.shop.gone'), []);
  assert.deepEqual(shown('upstream'), []);
});

test('a row says owner, freshness and last run; the worst gives its state', () => {
  const row = (id: string) => {
    const found = treeRow(project, id, testNow);
    assert.ok(found);
    const { description, badge, state, spoken } = found;
    return { description, badge, state, spoken };
  };
  assert.deepEqual(row('model.shop.b'), {
    description: '1 of 1 sources late · success 60 min ago',
    badge: '1 test fails',
    state: 'failed',
    spoken: 'model b, 1 test fails, 1 of 1 sources late, success 60 min ago',
  });
  assert.deepEqual(row('source.shop.raw.orders'), {
    description: 'late (loaded 10 h ago)',
    badge: undefined,
    state: 'late',
    spoken: 'source raw.orders, late (loaded 10 h ago)',
  });
  assert.equal(row('exposure.shop.board').description, '1 of 1 sources late · Ida');
  assert.equal(row('model.shop.stg_orders').description, '1 of 1 sources late · Mara');
});

test('the texts as they stand are followed: new files, what an edit reads, and what it does not read any more', () => {
  const code = "select id from {{ ref('stg_orders') }}";
  const saved = testProject(
    `
    //- models/stg_orders.sql
    select 1 as id
    //- models/orders.sql
    ${code}
    //- models/customers.sql
    select 1 as id
    //- models/late.sql
    select id from {{ ref('orders') }}
    `,
    {
      manifest: manifestOf({
        'model.shop.stg_orders': {},
        'model.shop.orders': { ...on('model.shop.stg_orders'), raw_code: code },
        'model.shop.customers': {},
      }),
    },
  ).project;
  const edited = withText(saved, 'models/orders.sql', "select id from {{ ref('customers') }}");
  const rows = (of: typeof saved, direction: 'upstream' | 'downstream', ...path: string[]) =>
    treeChildren(of, direction, path, testNow).map(({ label, description, expandable }) =>
      `${label}${expandable ? ' +' : ''} ${description}`.trim(),
    );
  assert.deepEqual(rows(saved, 'downstream', 'model.shop.orders'), ['late not parsed yet']);
  assert.deepEqual(rows(saved, 'downstream', 'model.shop.stg_orders'), ['orders +']);
  assert.deepEqual(rows(edited, 'upstream', 'model.shop.orders'), [
    'stg_orders not read any more',
    'customers read since the edit',
  ]);
  assert.deepEqual(rows(edited, 'downstream', 'model.shop.customers'), ['orders + read since the edit']);
  assert.deepEqual(rows(edited, 'downstream', 'model.shop.stg_orders'), ['orders not read any more']);
  assert.equal(treeRow(saved, 'file:models/late.sql', testNow)?.spoken, 'model late, not parsed yet');
  assert.deepEqual(rows(saved, 'upstream', 'file:models/late.sql'), ['orders +']);
});
