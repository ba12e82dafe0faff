// What a name typed by a person stands for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findNode } from '../../server/src/core/features/findNode.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const { project } = testProject('', {
  manifest: manifestOf({
    'model.shop.orders': {},
    'model.utils.orders': {},
    'source.shop.raw.orders': {},
    'source.shop.raw.payments': {},
    'seed.shop.old': { disabled: true },
    'seed.utils.old': {},
    'macro.shop.cents': {},
    'macro.dbt.run_hooks': {},
    'model.shop.dim.v1': { latest_version: 2 },
    'model.shop.dim.v2': { latest_version: 2 },
    'exposure.shop.board': {},
  }),
});

const found = (name: string) => {
  const node = findNode(project, name);
  return node.kind === 'found' ? node.entry.uniqueId : node.nearest;
};

test('a name stands for the own, enabled, latest node', () => {
  assert.equal(found('orders'), 'model.shop.orders');
  assert.equal(found('utils.orders'), 'model.utils.orders');
  assert.equal(found('raw.orders'), 'source.shop.raw.orders');
  assert.equal(found('payments'), 'source.shop.raw.payments');
  assert.equal(found('old'), 'seed.utils.old');
  assert.equal(found('dim'), 'model.shop.dim.v2');
  assert.equal(found('dim.v1'), 'model.shop.dim.v1');
  assert.equal(found('cents'), 'macro.shop.cents');
  assert.equal(found('run_hooks'), 'macro.dbt.run_hooks');
  assert.equal(found('seed.shop.old'), 'seed.shop.old');
});

test('an unknown name gives the nearest ones of the project', () => {
  assert.deepEqual(found('ordrs'), ['orders']);
  assert.deepEqual(found('raw.paymets'), ['raw.payments']);
  assert.deepEqual(found('nothing_like_it'), []);
});

test('without a manifest nothing is found', () => {
  assert.deepEqual(findNode(testProject('').project, 'orders'), { kind: 'unknown', nearest: [] });
});
