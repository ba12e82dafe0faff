// Icons of the lineage panel: each that the server or the panel names has a drawing.

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const source = readFileSync('client/webview/icons.ts', 'utf8');
const drawn = new Set([...source.matchAll(/^ {2}'?([a-z-]+)'?[,:]/gm)].map(([, name]) => name));

test('what cards and nodes name is drawn', () => {
  const cards = readFileSync('server/src/core/card/icons.ts', 'utf8');
  const named = [...cards.matchAll(/: '([a-z-]+)',$/gm)].map(([, name]) => name);
  assert.ok(named.length > 30);
  assert.deepEqual(
    named.filter((name) => !drawn.has(name)),
    [],
  );
});

test('what the panel names itself is drawn', () => {
  const named = globSync('client/webview/**/*.tsx').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:icon(?:=|: )|Icon name=)\{?["']([a-z-]+)["']/g)].map(
      ([, name]) => name,
    ),
  );
  assert.ok(named.length > 10);
  assert.deepEqual(
    named.filter((name) => !drawn.has(name)),
    [],
  );
});

test('each drawing is there, of one size and without anything that runs', () => {
  for (const [, file = ''] of source.matchAll(/from '(@vscode\/codicons[^']+)'/g)) {
    assert.ok(existsSync(`node_modules/${file}`), file);
    const text = readFileSync(`node_modules/${file}`, 'utf8');
    assert.match(text, /viewBox="0 0 (16 16|24 24)"/);
    assert.doesNotMatch(text, /<(?!\/?(svg|path)\b)/, file);
  }
});
