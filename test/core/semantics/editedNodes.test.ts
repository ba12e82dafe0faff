// Which files dbt hasn't parsed as they stand: new, edited, edited back; the same list while nothing of it changes.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { editedNodes } from '../../../server/src/core/semantics/sql/editedNodes.ts';
import { manifestOf } from '../../harness/manifest.ts';
import { testProject, withText } from '../../harness/project.ts';

const orders = "select 1 as amount from {{ source('raw', 'orders') }}";
const sold = "select amount from {{ ref('orders') }}";
const checksum = (text: string) => ({
  checksum: { name: 'sha256', checksum: createHash('sha256').update(text).digest('hex') },
});

const { project } = testProject(
  `//- models/orders.sql\n${orders}\n//- models/sold.sql\n${sold}\n//- models/new.sql\nselect 1\n`,
  {
    manifest: manifestOf({
      'model.shop.orders': {
        original_file_path: 'models/orders.sql',
        path: 'orders.sql',
        ...checksum(orders),
      },
      'model.shop.sold': { original_file_path: 'models/sold.sql', path: 'sold.sql', ...checksum(sold) },
    }),
  },
);

const names = (of: typeof project) => editedNodes(of).map(({ name }) => name);

test('new files, edited ones, and those that are as they were again', () => {
  assert.deepEqual(names(project), ['new']);
  const edited = withText(project, 'models/sold.sql', `${sold} where true`);
  assert.deepEqual(names(edited), ['new', 'sold']);
  const both = withText(edited, 'models/orders.sql', 'select 2 as amount');
  assert.deepEqual(names(both), ['new', 'orders', 'sold']);
  assert.deepEqual(names(withText(both, 'models/sold.sql', sold)), ['new', 'orders']);
  // Asked of an earlier moment again, it tells of that one.
  assert.deepEqual(names(edited), ['new', 'sold']);
  assert.deepEqual(names(project), ['new']);
});

test('what may have changed is looked at, where that is known', () => {
  const changed = ['models/sold.sql'];
  const knowing = (of: typeof project): typeof project => ({
    ...of,
    files: { ...of.files, changedSince: () => changed },
  });
  const before = knowing(project);
  assert.deepEqual(names(before), ['new']);
  const edited = withText(project, 'models/sold.sql', `${sold} where true`);
  assert.deepEqual(names(knowing(edited)), ['new', 'sold']);
  assert.deepEqual(names(knowing(withText(edited, 'models/sold.sql', sold))), ['new']);
});

test('the list is the same object while it says the same', () => {
  const edited = withText(project, 'models/sold.sql', `${sold} where true`);
  const more = withText(edited, 'models/sold.sql', `${sold} where false`);
  assert.equal(editedNodes(edited), editedNodes(more));
});
