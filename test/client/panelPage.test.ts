// The lineage panel's page gives a script no right but to run.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { panelPage } from '../../client/src/views/panelPage.ts';

const page = panelPage({
  place: 'sidebar',
  script: 'https://file.test/dist/panel.js',
  style: 'https://file.test/dist/panel.css',
  source: 'https://file.test',
  nonce: 'abc123',
});

test('the policy lets in our script, our style and drawn images, and nothing else', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  assert.deepEqual(policy?.split('; '), [
    "default-src 'none'",
    "script-src 'nonce-abc123'",
    'style-src https://file.test',
    'img-src data: blob:',
    "font-src 'none'",
  ]);
  assert.doesNotMatch(page, /unsafe-/);
});

test('one script with the nonce, one style sheet, nothing inline', () => {
  assert.deepEqual(page.match(/<script[^>]*>[^<]*<\/script>/g), [
    '<script nonce="abc123" src="https://file.test/dist/panel.js"></script>',
  ]);
  assert.deepEqual(page.match(/<link[^>]*>/g), [
    '<link rel="stylesheet" href="https://file.test/dist/panel.css">',
  ]);
  assert.doesNotMatch(page, /<style| style=| on\w+=/);
});

test('a screen reader knows the language, the panel knows where it is', () => {
  assert.match(page, /<html lang="en">/);
  assert.match(page, /<body data-place="sidebar">/);
});
