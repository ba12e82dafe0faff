// Files that are replaced on disk: all or none, and only what is still as it was read.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { replaceFiles } from '../../server/src/host/replaceFiles.ts';
import { diskProject } from '../harness/diskProject.ts';

test('all are written, or none where one has changed meanwhile or is gone', async (t) => {
  const folder = diskProject(t, '//- a.sql\none\n//- b.sql\ntwo\n');
  const [a, b] = [path.join(folder, 'a.sql'), path.join(folder, 'b.sql')];
  const wish = [
    { file: a, before: 'one\n', after: 'uno\n' },
    { file: b, before: 'two\n', after: 'due\n' },
  ];
  writeFileSync(b, 'two, by somebody else\n');
  assert.match((await replaceFiles(wish)) ?? '', /b\.sql has changed since it was read/);
  assert.equal(readFileSync(a, 'utf8'), 'one\n');
  const gone = { file: path.join(folder, 'c.sql'), before: '', after: 'x' };
  assert.match((await replaceFiles([...wish.slice(0, 1), gone])) ?? '', /can’t be written/);
  assert.equal(readFileSync(a, 'utf8'), 'one\n');
  writeFileSync(b, 'two\n');
  assert.equal(await replaceFiles(wish), undefined);
  assert.deepEqual([readFileSync(a, 'utf8'), readFileSync(b, 'utf8')], ['uno\n', 'due\n']);
  assert.deepEqual(readdirSync(folder).sort(), ['a.sql', 'b.sql']);
});

test('a link stays a link', { skip: process.platform === 'win32' }, async (t) => {
  const folder = diskProject(t, '//- a.sql\none\n');
  const link = path.join(folder, 'link.sql');
  symlinkSync('a.sql', link);
  assert.equal(await replaceFiles([{ file: link, before: 'one\n', after: 'uno\n' }]), undefined);
  assert.equal(readFileSync(path.join(folder, 'a.sql'), 'utf8'), 'uno\n');
  assert.deepEqual(
    readdirSync(folder, { withFileTypes: true }).map((each) => [each.name, each.isSymbolicLink()]),
    [
      ['a.sql', false],
      ['link.sql', true],
    ],
  );
});
