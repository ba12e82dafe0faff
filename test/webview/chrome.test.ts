// What stands around the graph, as far as it decides something: keys, filters, ways.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeFilters, toggled, without } from '../../client/webview/chrome/filterState.ts';
import { actionOf, keyGroups, keyOf, spokenKey } from '../../client/webview/chrome/keys.ts';
import { waysBetween } from '../../client/webview/chrome/ways.ts';
import { emptyFilter } from '../../client/webview/view.ts';
import { brokenReaders } from '../../client/webview/words.ts';
import { graph, node } from './graphs.ts';

const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

test('no two actions have the same key, and each key asks for what the help says', () => {
  const bindings = keyGroups.flatMap((group) => group.bindings);
  const keys = bindings.flatMap((binding) => binding.keys);
  assert.equal(new Set(keys).size, keys.length);
  for (const { keys, action } of bindings) {
    for (const key of keys) {
      const shifted = key.startsWith('Shift+');
      assert.equal(actionOf({ ...plain, key: key.replace('Shift+', ''), shiftKey: shifted }), action, key);
    }
  }
});

test('signs are the same with and without Shift, letters and names are not, and the editor keeps its own keys', () => {
  assert.equal(actionOf({ ...plain, key: '/', shiftKey: true }), 'search');
  assert.equal(actionOf({ ...plain, key: 'U', shiftKey: true }), 'expandAllUpstream');
  assert.equal(actionOf({ ...plain, key: 'U' }), 'expandUpstream');
  assert.equal(actionOf({ ...plain, key: 'Enter', shiftKey: true }), 'openYaml');
  assert.equal(actionOf({ ...plain, key: 'F', shiftKey: true }), undefined);
  assert.equal(actionOf({ ...plain, key: 'p', ctrlKey: true }), undefined);
  assert.equal(actionOf({ ...plain, key: 'F5' }), undefined);
  assert.deepEqual([keyOf('openYaml'), keyOf('copyId'), spokenKey(' ')], ['Shift+Enter', undefined, 'Space']);
});

test('a filter’s values are chosen and given up one by one, and each is named', () => {
  const chosen = toggled(toggled({ ...emptyFilter, attention: true }, 'tags', 'nightly'), 'kinds', 'model');
  const active = activeFilters(chosen);
  assert.deepEqual(
    active.map(({ text }) => text),
    ['only failing, late or broken', 'kind: model', 'tag: nightly'],
  );
  assert.deepEqual(active.reduce(without, chosen), emptyFilter);
  assert.deepEqual(toggled(toggled(chosen, 'kinds', 'model'), 'tags', 'nightly'), {
    ...emptyFilter,
    attention: true,
  });
});

test('who surely breaks is told apart from who perhaps does', () => {
  const reader = (breaks: boolean) => {
    const known = { node: 'model.ferries.a', label: 'a', kind: 'model', owner: undefined, columns: ['fare'] };
    return { ...known, perhaps: !breaks, breaks, distance: 1 };
  };
  const words = (sure: number, perhaps: number, more = 0) =>
    brokenReaders({
      ...{ changes: [], owners: [], markdown: '', whole: true, more },
      readers: [...Array(sure).fill(reader(true)), ...Array(perhaps).fill(reader(false))],
    });
  assert.deepEqual(
    [words(1, 0), words(3, 2, 5), words(0, 1), words(0, 0)],
    ['1 reader', '10 readers, 7 of them perhaps', 'perhaps 1 reader', '0 readers'],
  );
});

function lit(...pairs: readonly string[]) {
  const names = [...new Set(pairs.join('').replaceAll('-', ''))];
  const edges = pairs.map((pair) => {
    const [from = '', to = ''] = pair.split('-');
    return { from, to, through: 0, unsaved: undefined, lit: true };
  });
  return graph(
    names.map((name) => node(name, { id: name })),
    { edges },
  );
}

test('ways between two nodes are counted: those that part and meet, none, and those round a circle', () => {
  const two = lit('a-b', 'b-d', 'a-c', 'c-d', 'd-e');
  assert.deepEqual(waysBetween(two, 'a', 'e'), { count: 2, nodes: 5, isReversed: false });
  assert.deepEqual(waysBetween(two, 'e', 'a'), { count: 2, nodes: 5, isReversed: true });
  assert.deepEqual(waysBetween(lit('a-b'), 'a', 'z'), { count: 0, nodes: 0, isReversed: false });
  const circle = lit('a-b', 'b-c', 'c-b', 'c-d');
  assert.deepEqual(waysBetween(circle, 'a', 'd'), { count: undefined, nodes: 4, isReversed: false });
});

test('a ladder of many ways is too many to count, in no time', () => {
  const letters = Array.from({ length: 40 }, (_, index) => String.fromCharCode(0x4e00 + index * 3));
  const next = (sign: string, by: number) => String.fromCharCode(sign.charCodeAt(0) + by);
  const ladder = letters.flatMap((sign) => {
    return [1, 2].flatMap((side) => [`${sign}-${next(sign, side)}`, `${next(sign, side)}-${next(sign, 3)}`]);
  });
  const [first = '', last = ''] = [letters[0], next(letters.at(-1) ?? '', 3)];
  assert.equal(waysBetween(lit(...ladder), first, last).count, undefined);
});
