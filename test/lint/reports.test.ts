// What reports of findings stand on: the baseline, which mends are certain, and which can be made together.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certainFix } from '../../server/src/core/lint/mend/certainFix.ts';
import { chooseFixes, withEdits } from '../../server/src/core/lint/mend/chooseFixes.ts';
import {
  type BaselineEntry,
  type BaselineKey,
  baselineEntries,
  baselineText,
  matchBaseline,
  readBaseline,
  timeless,
} from '../../server/src/core/lint/report/baseline.ts';
import { countOnce } from '../../server/src/core/lint/report/countOnce.ts';
import type { Fix } from '../../server/src/core/lint/rule.ts';

const key = (path: string, line: string, given: Partial<BaselineKey> = {}): BaselineKey => ({
  path,
  rule: 'r',
  message: 'm',
  line,
  ...given,
});

function entriesOf(text: string): readonly BaselineEntry[] {
  const read = readBaseline(text);
  assert.ok('entries' in read);
  return read.entries;
}

test('a baseline is the same for the same findings in any order, and is read as it was written', () => {
  const keys = [key('b.sql', '  two'), key('a.sql', 'one'), key('a.sql', 'one '), key('__proto__', 'x')];
  const text = baselineText(baselineEntries(keys));
  assert.equal(baselineText(baselineEntries(keys.toReversed())), text);
  assert.equal(baselineText(entriesOf(text)), text);
  assert.deepEqual(
    entriesOf(text).map(({ path, line, count }) => [path, line, count]),
    [
      ['__proto__', 'x', 1],
      ['a.sql', 'one', 2],
      ['b.sql', 'two', 1],
    ],
  );
});

test('findings are counted: one more than is known is new, and what is left over is gone', () => {
  const entries = baselineEntries([key('a.sql', 'one'), key('a.sql', 'one'), key('a.sql', 'two')]);
  const { known, gone } = matchBaseline(entries, [
    key('a.sql', '\tone'),
    key('a.sql', 'one'),
    key('a.sql', 'one'),
    key('a.sql', 'one', { message: 'other' }),
    key('b.sql', 'one'),
  ]);
  assert.deepEqual(known, [true, true, false, false, false]);
  assert.deepEqual(
    gone.map(({ line, count }) => [line, count]),
    [['two', 1]],
  );
  assert.deepEqual(matchBaseline(entries, [], () => false).gone, []);
});

test('ages in a message don’t make a finding another one', () => {
  const same = [
    ['has no column `a` as of the catalog, 3 d ago.', 'has no column `a` as of the catalog, 1,204 min ago.'],
    ['is stale: loaded 2 h ago, past 12 h.', 'is stale: loaded just now, past 12 h.'],
    ['loaded less than a minute ago', 'loaded 14 d ago'],
  ];
  for (const [a = '', b = ''] of same) assert.equal(timeless(a), timeless(b));
  for (const kept of ['`n_2d` of 3 models', 'the version 2 of `a`', '3 columns'])
    assert.equal(timeless(kept), kept);
});

test('a column’s finding in YAML is known by the one at its SQL, never the other way round', () => {
  const column = { column: 'model.shop.a.ID' };
  const atSql = baselineEntries([key('a.sql', 'id', column)]);
  const inYaml = key('a.yml', '- name: id', { message: 'else', column: 'model.shop.a.id' });
  assert.deepEqual(matchBaseline(atSql, [inYaml]).known, [true]);
  assert.deepEqual(matchBaseline(atSql, [{ ...inYaml, rule: 'other' }]).known, [false]);
  assert.deepEqual(matchBaseline(baselineEntries([inYaml]), [key('a.sql', 'id', column)]).known, [false]);
});

test('of a column’s findings at its SQL and in its YAML the one at the SQL stays', () => {
  const about = { node: 'model.shop.a', column: 'id' };
  const sql = { path: 'a.sql', rule: 'r', about };
  const yml = { path: 'a.yml', rule: 'r', about: { ...about, column: 'ID' } };
  const other = { path: 'a.yml', rule: 's', about };
  const none = { path: 'a.yml', rule: 'r' };
  assert.deepEqual(countOnce([yml, sql, other, none]), [sql, other, none]);
  assert.deepEqual(countOnce([yml]), [yml]);
});

const edit = (path: string, start: number, end: number, newText = 'x') => ({
  path,
  range: { start, end },
  newText,
});
const fix = (title: string, ...edits: Fix['edits']): Fix => ({ title, edits });

test('a mend is certain where nobody has to choose', () => {
  const range = { start: 1, end: 3 };
  const preferred = { ...fix('do', edit('a', 0, 1)), preferred: true };
  const certain = (
    given: Omit<Parameters<typeof certainFix>[0], 'range'>,
    group: Parameters<typeof certainFix>[2],
  ) => certainFix({ range, ...given }, 'a.sql', group)?.title;
  assert.equal(certain({ suggestions: ['one'] }, 'names'), 'Change to “one”');
  assert.equal(certain({ suggestions: ['one', 'two'] }, 'names'), undefined);
  // A name that breaks a vocabulary is nobody's misspelling for sure.
  assert.equal(certain({ suggestions: ['one'] }, 'contracts'), undefined);
  assert.equal(certain({ fixes: () => [fix('other', edit('a', 0, 1)), preferred] }, 'contracts'), 'do');
  assert.equal(certain({ fixes: () => [preferred, { ...preferred }] }, 'contracts'), undefined);
  assert.equal(certain({ fixes: () => [{ ...preferred, confirm: true }] }, 'contracts'), undefined);
  assert.equal(certain({ fixes: () => [{ ...preferred, edits: [] }] }, 'contracts'), undefined);
  assert.equal(certain({}, 'names'), undefined);
});

test('mends whose edits meet aren’t made together, and one for several findings is made once', () => {
  const first = fix('first', edit('a', 0, 5), edit('b', 3, 3));
  const titles = (...fixes: readonly Fix[]) => chooseFixes(fixes).map(({ title }) => title);
  assert.deepEqual(titles(first, first), ['first']);
  assert.deepEqual(titles(first, fix('second', edit('a', 5, 6))), ['first']);
  assert.deepEqual(titles(first, fix('second', edit('b', 3, 3))), ['first']);
  assert.deepEqual(titles(first, fix('second', edit('a', 6, 7), edit('c', 0, 5))), ['first', 'second']);
  assert.deepEqual(titles(fix('itself', edit('a', 0, 5), edit('a', 3, 6))), []);
});

test('edits are made in the order of the text', () => {
  assert.equal(withEdits('abcdef', [edit('', 4, 5, 'E'), edit('', 0, 0, '<'), edit('', 1, 3, '')]), '<adEf');
});
