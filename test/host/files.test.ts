// Texts on disk and in the editor, and whose identity stays.

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parseJinja } from '../../server/src/core/jinja/tree.ts';
import { sourceText } from '../../server/src/core/text.ts';
import { noFiles, savedText, withChanges, withListing, withOpen } from '../../server/src/host/files.ts';
import { diskProject } from '../harness/diskProject.ts';

const project = `
  //- models/a.sql
  select 1
  //- models/b.sql
  select 2
`;

test('open documents lie over the disk, and a text keeps its identity while it is the same', (t) => {
  const folder = diskProject(t, project);
  const disk = withListing(noFiles(folder), ['models/a.sql', 'models/b.sql']);
  const saved = disk.text('models/a.sql');
  assert.equal(saved?.text, 'select 1\n');

  const opened = withOpen(disk, 'models/a.sql', sourceText('select 1\n'));
  assert.equal(opened.text('models/a.sql'), saved);
  assert.equal(opened.paths, disk.paths);

  const edited = withOpen(opened, 'models/a.sql', sourceText('select 11\n'));
  assert.equal(edited.text('models/a.sql')?.text, 'select 11\n');
  assert.equal(savedText(edited, 'models/a.sql'), saved);
  assert.equal(disk.text('models/a.sql'), saved);
  assert.equal(edited.text('models/b.sql'), disk.text('models/b.sql'));

  writeFileSync(path.join(folder, 'models/a.sql'), 'select 11\n');
  const closed = withOpen(
    withChanges(edited, [{ path: 'models/a.sql', kind: 'changed' }]),
    'models/a.sql',
    undefined,
  );
  assert.equal(closed.text('models/a.sql'), edited.text('models/a.sql'));
});

test('what changed between two moments, and what is at hand without reading', (t) => {
  const folder = diskProject(t, project);
  const disk = withListing(noFiles(folder), ['models/a.sql', 'models/b.sql']);
  assert.equal(disk.atHand?.('models/a.sql'), undefined);
  assert.equal(disk.text('models/a.sql'), disk.atHand?.('models/a.sql'));
  const edited = withOpen(disk, 'models/b.sql', sourceText('select 3'));
  assert.equal(edited.atHand?.('models/b.sql')?.text, 'select 3');
  assert.deepEqual(edited.changedSince?.(disk), ['models/b.sql']);
  assert.deepEqual(edited.changedSince?.(edited), []);
  const written = withChanges(edited, [{ path: 'models/a.sql', kind: 'changed' }]);
  assert.deepEqual(written.changedSince?.(edited), ['models/a.sql']);
  assert.deepEqual(withOpen(written, 'models/b.sql', undefined).changedSince?.(written), ['models/b.sql']);
});

test('an edit parses again only the tags that it touched', (t) => {
  const text = "{{ ref('a') }} x {{ ref('b') }}";
  const disk = withListing(noFiles(diskProject(t, `//- models/a.sql\n${text}`)), ['models/a.sql']);
  const tagsOf = (files: typeof disk) => {
    const source = files.text('models/a.sql');
    assert.ok(source);
    return parseJinja(source);
  };
  const saved = tagsOf(disk);
  const edited = withOpen(disk, 'models/a.sql', sourceText(text.replace('x', 'xy')));
  assert.equal(tagsOf(edited)[0], saved[0]);
  const again = withOpen(edited, 'models/a.sql', sourceText(text.replace('x', 'zz')));
  assert.equal(tagsOf(again)[0], saved[0]);
  assert.equal(tagsOf(again)[2], tagsOf(edited)[2]);
});

test('a file that is only in the editor is a file', (t) => {
  const disk = withListing(noFiles(diskProject(t, project)), ['models/a.sql']);
  const opened = withOpen(disk, 'models/new.sql', sourceText('x'));
  assert.deepEqual(opened.paths, ['models/a.sql', 'models/new.sql']);
  assert.equal(withOpen(opened, 'models/new.sql', sourceText('xy')).paths, opened.paths);
  assert.deepEqual(withOpen(opened, 'models/new.sql', undefined).paths, ['models/a.sql']);
});

test('changes on disk are read again; writing the same text changes nothing', (t) => {
  const folder = diskProject(t, project);
  const before = withListing(noFiles(folder), ['models/a.sql', 'models/b.sql']);
  const a = before.text('models/a.sql');
  const same = withChanges(before, [{ path: 'models/a.sql', kind: 'changed' }]);
  assert.equal(same.text('models/a.sql'), a);
  assert.equal(same.paths, before.paths);

  writeFileSync(path.join(folder, 'models/c.sql'), '\ufeffselect 3');
  rmSync(path.join(folder, 'models/b.sql'));
  const after = withChanges(before, [
    { path: 'models/c.sql', kind: 'created' },
    { path: 'models/b.sql', kind: 'deleted' },
  ]);
  assert.deepEqual(after.paths, ['models/a.sql', 'models/c.sql']);
  assert.equal(after.text('models/c.sql')?.text, 'select 3');
  assert.equal(after.text('models/b.sql'), undefined);
});

test('what is no file of the project has no text', (t) => {
  const folder = diskProject(t, project);
  mkdirSync(path.join(folder, 'models/folder.sql'));
  const files = noFiles(path.join(folder, 'models'));
  assert.equal(files.text('folder.sql'), undefined);
  assert.equal(files.text('../models/a.sql')?.text, 'select 1\n');
  assert.equal(files.text('../outside.sql'), undefined);
  assert.equal(files.text('missing.sql'), undefined);
});

test('a long seed is read as far as its first lines', (t) => {
  const folder = diskProject(t, project);
  writeFileSync(path.join(folder, 'seed.csv'), `id,name\n${'1,abc\n'.repeat(100_000)}`);
  const text = noFiles(folder).text('seed.csv')?.text ?? '';
  assert.ok(text.startsWith('id,name\n1,abc\n') && text.endsWith('1,abc\n') && text.length < 300_000);
});
