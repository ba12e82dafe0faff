// Derived values: what is computed again after a change, and what isn't. Computations are counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Derived, derive, isFresh, lastDerived } from '../../server/src/core/derived.ts';
import type { Project, ProjectFiles } from '../../server/src/core/project.ts';
import { type SourceText, sourceText } from '../../server/src/core/text.ts';
import { testProject } from '../harness/project.ts';

/** A project and how to change texts of it; files know what changed, as those of a host do. */
function project(files: Readonly<Record<string, string>>) {
  const { project: first } = testProject(
    Object.entries(files)
      .map(([path, text]) => `//- ${path}\n${text}`)
      .join('\n'),
  );
  const texts = (given: ReadonlyMap<string, SourceText>): ProjectFiles => ({
    paths: first.files.paths,
    text: (path) => given.get(path),
    changedSince: (earlier) => first.files.paths.filter((path) => given.get(path) !== earlier.text(path)),
  });
  const known = new Map(
    first.files.paths.flatMap((path) => {
      const source = first.files.text(path);
      return source ? [[path, source] as const] : [];
    }),
  );
  let current: Project = { ...first, files: texts(new Map(known)) };
  return {
    get current() {
      return current;
    },
    edit(path: string, text: string) {
      known.set(path, sourceText(text));
      current = { ...current, files: texts(new Map(known)) };
    },
    change(part: Partial<Project>) {
      current = { ...current, ...part };
    },
  };
}

function counted<Value>(derived: Omit<Derived<Value>, 'name'>): Derived<Value> & { readonly runs: string[] } {
  const runs: string[] = [];
  return {
    ...derived,
    name: 'counted',
    runs,
    compute(reader, key) {
      runs.push(key);
      return derived.compute(reader, key);
    },
  };
}

const length = () =>
  counted<number>({ inCycle: -1, compute: (reader, path) => reader.text(path)?.text.trim().length ?? 0 });

test('a value is computed once, and again only when what it read has changed', () => {
  const shop = project({ 'models/a.sql': 'abc', 'models/b.sql': 'bcde' });
  const lengths = length();
  assert.equal(derive(shop.current, lengths, 'models/a.sql'), 3);
  assert.equal(derive(shop.current, lengths, 'models/b.sql'), 4);
  shop.edit('models/a.sql', 'abcdef');
  assert.equal(isFresh(shop.current, lengths, 'models/a.sql'), false);
  assert.equal(isFresh(shop.current, lengths, 'models/b.sql'), true);
  assert.equal(lastDerived(shop.current, lengths, 'models/a.sql'), 3, 'the last one is there meanwhile');
  assert.equal(derive(shop.current, lengths, 'models/a.sql'), 6);
  assert.equal(derive(shop.current, lengths, 'models/b.sql'), 4);
  assert.deepEqual(lengths.runs, ['models/a.sql', 'models/b.sql', 'models/a.sql']);
});

test('a change that makes no difference ends where that is seen', () => {
  const shop = project({ 'models/a.sql': 'abc' });
  const lengths = length();
  const twice = counted<number>({ inCycle: -1, compute: (reader, path) => reader.get(lengths, path) * 2 });
  assert.equal(derive(shop.current, twice, 'models/a.sql'), 6);
  shop.edit('models/a.sql', 'xyz   ');
  assert.equal(derive(shop.current, twice, 'models/a.sql'), 6);
  assert.equal(lengths.runs.length, 2);
  assert.equal(twice.runs.length, 1);
});

test('facts are asked again when something else than the SQL of a model changed', () => {
  const shop = project({ 'models/a.sql': 'abc', 'models/s.yml': 'a: 1' });
  let asked = 0;
  const fact = counted<number>({
    inCycle: -1,
    compute: (reader) =>
      reader.ask('yaml', ({ files }) => {
        asked++;
        return files.text('models/s.yml')?.text.length ?? 0;
      }),
  });
  assert.equal(derive(shop.current, fact, ''), 4);
  shop.edit('models/a.sql', 'abcd');
  assert.equal(derive(shop.current, fact, ''), 4);
  assert.equal(asked, 1);
  shop.edit('models/s.yml', 'a: 12');
  assert.equal(derive(shop.current, fact, ''), 5);
  assert.equal(fact.runs.length, 2);
  shop.change({ settings: { ownerKeys: [] } });
  assert.equal(derive(shop.current, fact, ''), 5);
  assert.equal(fact.runs.length, 2, 'the answer is the same');
});

test('a value that needs itself ends', () => {
  const shop = project({ 'models/a.sql': '' });
  const cycle: Derived<number> = {
    name: 'cycle',
    inCycle: 100,
    compute: (reader, key) => reader.get(cycle, key === 'a' ? 'b' : 'a') + 1,
  };
  assert.equal(derive(shop.current, cycle, 'a'), 102);
});

test('values that aren’t held are made again, and nobody who read them is', () => {
  const shop = project({ 'models/a.sql': 'abc', 'models/b.sql': 'b' });
  const lengths = { ...length(), held: 1 };
  const twice = counted<number>({ inCycle: -1, compute: (reader, path) => reader.get(lengths, path) * 2 });
  for (const path of ['models/a.sql', 'models/b.sql']) derive(shop.current, twice, path);
  assert.equal(lastDerived(shop.current, lengths, 'models/a.sql'), undefined);
  shop.edit('models/b.sql', 'bc');
  assert.equal(derive(shop.current, twice, 'models/a.sql'), 6);
  assert.deepEqual(lengths.runs, ['models/a.sql', 'models/b.sql'], 'that it still holds is known without it');
  assert.equal(derive(shop.current, lengths, 'models/a.sql'), 3);
  assert.equal(derive(shop.current, twice, 'models/a.sql'), 6);
  assert.equal(twice.runs.length, 2);
});

test('an older version of the project may be asked again', () => {
  const shop = project({ 'models/a.sql': 'abc' });
  const lengths = length();
  const before = shop.current;
  derive(before, lengths, 'models/a.sql');
  shop.edit('models/a.sql', 'abcd');
  assert.equal(derive(shop.current, lengths, 'models/a.sql'), 4);
  assert.equal(derive(before, lengths, 'models/a.sql'), 3);
  assert.equal(derive(shop.current, lengths, 'models/a.sql'), 4);
});

test('what is held no more and nobody reads leaves nothing behind', () => {
  const shop = project({ 'models/a.sql': 'abc' });
  const some = counted<number>({
    inCycle: -1,
    held: 2,
    compute: (reader, key) => Number(key) + (reader.text('models/a.sql')?.text.length ?? 0),
  });
  const read = counted<number>({ inCycle: -1, compute: (reader, key) => reader.get(some, key) });
  derive(shop.current, read, '1000');
  const { text } = shop.current.files.text('models/a.sql') ?? { text: '' };
  for (let key = 0; key < 100; key++) assert.equal(derive(shop.current, some, `${key}`), key + text.length);
  const { cells, texts } = shop.current.derived;
  assert.deepEqual([...(cells.get(some as Derived<unknown>)?.keys() ?? [])], ['1000', '98', '99']);
  assert.equal(texts.get('models/a.sql')?.readers.size, 3);
  shop.edit('models/a.sql', 'abcdefgh');
  assert.equal(derive(shop.current, read, '1000'), 1008);
  assert.equal(derive(shop.current, some, '5'), 13, 'made again for who asks');
});
