// A long list: capped, the best matches first, and said to be incomplete so that more letters ask again.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completions } from '../../server/src/core/features/completionItem.ts';

const items = Array.from({ length: 1000 }, (_, index) => ({
  label: `m_${String(index).padStart(3, '0')}_thing`,
  kind: 'model' as const,
  rank: 0,
}));

function list(typed: string) {
  const range = { start: 0, end: typed.length };
  return completions(typed, { typed: range, whole: range }, items);
}

test('nothing typed: the first of them', () => {
  assert.equal(list('')?.items.length, 400);
  assert.equal(list('')?.incomplete, true);
});

test('names that begin with the letters, then those with a word that does, then those that hold them', () => {
  const found = list('m_99');
  assert.deepEqual(
    found?.items.slice(0, 10).map(({ label }) => label.slice(0, 4)),
    Array.from({ length: 10 }, () => 'm_99'),
  );
  assert.equal(list('987')?.items[0]?.label, 'm_987_thing');
  assert.equal(list('zzz')?.items.length, 0);
});

test('a short list is left to the editor', () => {
  const range = { start: 0, end: 1 };
  const found = completions('q', { typed: range, whole: range }, items.slice(0, 5));
  assert.equal(found?.items.length, 5);
  assert.equal(found?.incomplete, false);
});
