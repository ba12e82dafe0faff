// Columns in the tree Upstream & downstream: a node's own, and one step from one of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { treeRow } from '../../server/src/core/features/lineageTree.ts';
import { treeColumnSteps, treeColumns } from '../../server/src/core/features/lineageTreeColumns.ts';
import type { Project } from '../../server/src/core/project.ts';
import type { LineageColumn, LineageDirection } from '../../server/src/protocol.ts';
import { manifestOf, on, runResultsOf } from '../harness/manifest.ts';
import { testNow, testProject, withText } from '../harness/project.ts';

const { project } = testProject(
  `
  //- models/stg_orders.sql
  select id, cast(amount as integer) as amt, state from {{ source('raw', 'orders') }}
  //- models/orders.sql
  select id, sum(amt) as total from {{ ref('stg_orders') }} where state = 'paid' group by id
  //- models/scores.py
  def model(dbt, session):
      return dbt.ref("stg_orders")
  //- dbt-context.yml
  contracts:
    levels:
      - stubs:
          amt: {description: Amount of money}
  `,
  {
    manifest: manifestOf({
      'source.shop.raw.orders': {},
      'model.shop.stg_orders': on('source.shop.raw.orders'),
      'model.shop.orders': on('model.shop.stg_orders'),
      'model.shop.scores': { ...on('model.shop.stg_orders'), original_file_path: 'models/scores.py' },
      'exposure.shop.board': { ...on('model.shop.orders'), owner: { name: 'Ida', email: null } },
      'test.shop.not_null_stg_orders_id.1': {
        ...on('model.shop.stg_orders'),
        attached_node: 'model.shop.stg_orders',
        test_metadata: { name: 'not_null', kwargs: { column_name: 'id' } },
        column_name: 'id',
      },
    }),
    runResults: runResultsOf({ 'test.shop.not_null_stg_orders_id.1': 'fail' }),
  },
);

function shown(steps: Generator<void, readonly LineageColumn[]>): readonly string[] {
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value.map(
    ({ label, description, expandable }) => `${label} (${description})${expandable ? ' +' : ''}`,
  );
}
const columns = (node: string, direction?: LineageDirection, of: Project = project) =>
  shown(treeColumns(of, node, direction));
const steps = (node: string, column: string, direction?: LineageDirection) =>
  shown(treeColumnSteps(project, { node, column }, direction));

test('a node’s columns: failing tests, type, promise; opened where there is something', () => {
  assert.deepEqual(columns('model.shop.stg_orders'), [
    'id (1 test fails) +',
    'amt (integer · AMT: Amount of money) +',
    'state () +',
  ]);
  assert.deepEqual(columns('source.shop.raw.orders'), []);
});

test('one step from a column, in one direction or in both', () => {
  assert.deepEqual(steps('model.shop.orders', 'total', 'upstream'), [
    'stg_orders.amt (aggregate · integer · AMT: Amount of money) +',
  ]);
  assert.deepEqual(steps('model.shop.stg_orders', 'amt'), [
    'raw.orders.amount (from · cast)',
    'orders.total (read by · aggregate · integer) +',
    'scores (read by · perhaps)',
  ]);
  assert.deepEqual(steps('model.shop.stg_orders', 'state', 'downstream'), [
    'orders (rows by where)',
    'scores (perhaps)',
  ]);
});

test('what opens has something in it: who reads the node of a column may read it', () => {
  assert.deepEqual(columns('model.shop.orders', 'downstream'), ['id () +', 'total (integer) +']);
  assert.deepEqual(steps('model.shop.orders', 'total', 'downstream'), ['board (perhaps)']);
});

test('unsaved text is what is listed', () => {
  const typed = withText(project, 'models/orders.sql', "select amt as fresh from {{ ref('stg_orders') }}");
  assert.deepEqual(columns('model.shop.orders', 'upstream', typed), ['fresh (integer) +']);
});

test('only what can have columns is said to have some', () => {
  const hasColumns = (id: string) => treeRow(project, id, testNow)?.hasColumns;
  assert.equal(hasColumns('source.shop.raw.orders'), true);
  assert.equal(hasColumns('exposure.shop.board'), false);
});
