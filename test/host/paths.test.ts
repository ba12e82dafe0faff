// URIs and paths, on Windows too.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absoluteIn, pathToUri, relativeTo, uriToPath } from '../../server/src/host/paths.ts';

test('a URI is a path, whatever characters it has', () => {
  for (const file of ['/a/b.sql', '/with space/#1?/100%.sql', '/[x]/é/日本.sql', '/a+b&c/‘.yml'])
    assert.equal(uriToPath(pathToUri(file, false), false), file);
  assert.equal(uriToPath('file:///a/%62.sql', false), '/a/b.sql');
  assert.equal(uriToPath('file:///folder/', false), '/folder');
});

test('what is no file or no URI has no path', () => {
  for (const uri of [
    'untitled:Untitled-1',
    'git:/a.sql?HEAD',
    'http://x/a',
    'file:///%',
    'file:///a%2Fb',
    '',
  ])
    assert.equal(uriToPath(uri, false), undefined, uri);
});

test('Windows drives and shares', () => {
  for (const uri of ['file:///c%3A/Shop/a%20b.sql', 'file:///C:/Shop/a%20b.sql', 'file:///c:/Shop/a%20b.sql'])
    assert.equal(uriToPath(uri, true), 'c:\\Shop\\a b.sql', uri);
  assert.equal(
    uriToPath('file://wsl.localhost/Ubuntu/home/a.sql', true),
    '\\\\wsl.localhost\\Ubuntu\\home\\a.sql',
  );
  assert.equal(pathToUri('c:\\Shop\\a#b.sql', true), 'file:///c:/Shop/a%23b.sql');
  assert.equal(uriToPath('file:///c:/', true), 'c:\\');
});

test('paths within a project never leave it', () => {
  assert.equal(relativeTo('/shop', '/shop/models/a.sql', false), 'models/a.sql');
  assert.equal(relativeTo('/shop', '/shop', false), '');
  assert.equal(relativeTo('/shop', '/shopping/a.sql', false), undefined);
  assert.equal(relativeTo('/shop', '/shop/..a/b.sql', false), '..a/b.sql');
  assert.equal(relativeTo('c:\\shop', 'c:\\shop\\models\\a.sql', true), 'models/a.sql');
  assert.equal(relativeTo('c:\\shop', 'd:\\a.sql', true), undefined);
  assert.equal(absoluteIn('/shop', 'models/../a.sql', false), '/shop/a.sql');
  for (const path of ['../a', 'models/../../a', '/etc/passwd', 'C:/a', 'a\0b'])
    assert.equal(absoluteIn('/shop', path, false), undefined, path);
});
