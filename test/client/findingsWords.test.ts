// The words of the view Findings on the work.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsCount, moreLabel, progressLine } from '../../client/src/views/findingsWords.ts';
import type { FindingsProgress } from '../../server/src/findingsProtocol.ts';

const line = (work: FindingsProgress['work'], done: number, complete: boolean) =>
  progressLine({ work, done, total: 2934, complete });

test('how far the first look is, and how much is to be looked at again', () => {
  assert.equal(line('waiting', 0, false), '0 of 2,934 files looked at');
  assert.equal(line('working', 1204, false), '1,204 of 2,934 files looked at');
  assert.equal(line('done', 2934, true), '');
  assert.equal(line('waiting', 3, true), '');
  assert.equal(line('working', 2933, true), 'Looking again: 1 file to go');
});

test('what was stopped says what is missing', () => {
  assert.equal(line('stopped', 0, false), '');
  assert.equal(line('stopped', 1204, false), 'Stopped, 1,204 of 2,934 files looked at.');
  assert.equal(line('stopped', 2900, true), 'Stopped, 34 files may have changed since.');
});

test('counts', () => {
  assert.equal(findingsCount(23594, 'shop', false), '23,594 in shop');
  assert.equal(findingsCount(0, 'shop', false), 'shop');
  assert.equal(findingsCount(0, 'shop', true), 'none in shop');
  assert.equal(moreLabel(22790), '22,790 more');
});
