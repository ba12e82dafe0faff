// Text from artifacts is data: whatever a description holds, only an allow-list of Markdown becomes live.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marked } from 'marked';
import type { Card } from '../../server/src/core/card/card.ts';
import { cardToText } from '../../server/src/core/card/cardText.ts';
import {
  cardToMarkdown,
  codeSpan,
  descriptionToMarkdown,
  escapeMarkdown,
  lineToMarkdown,
} from '../../server/src/core/markdown.ts';

const description = (text: string): string => descriptionToMarkdown(text, 400);

test('emphasis, lists, tables, code and https links stay', () => {
  assert.equal(description('One *row* per **order**.'), 'One *row* per **order**.');
  assert.equal(description('- a\n- b'), '- a\n- b');
  assert.equal(description('| a | b |\n|---|---|\n| 1 | x\\|y |'), '| a | b |\n| --- | --- |\n| 1 | x\\|y |');
  assert.equal(description('`sum(a)`'), '`sum(a)`');
  assert.equal(description('[wiki](https://wiki.test/x)'), '[wiki](<https://wiki.test/x>)');
  assert.equal(description('# Orders\n\ntext'), '**Orders**\n\ntext');
});

test('command links, HTML, images and icons are text', () => {
  assert.equal(description('[x](command:workbench.action.quit)'), '\\[x\\](command:workbench.action.quit)');
  assert.equal(description('![p](https://e.test/p.png)'), '!\\[p\\](https\\://e.test/p.png)');
  assert.equal(description('<img src=x onerror=y>'), '\\<img src=x onerror=y\\>');
  assert.equal(description('$(sync~spin) done'), '$\u2060(sync\\~spin) done');
  assert.equal(description('http://e.test www.e.test'), 'http\\://e.test www\\.e.test');
  assert.equal(description('[a]: command:x\n\n[a]'), '\\[a\\]: command:x\n\n\\[a\\]');
});

test('control and bidirectional characters are shown', () => {
  assert.equal(description('a\u202eb\u0007c\u001b[31m'), 'a\\[U+202E\\]b␇c␛\\[31m');
});

test('a description is cut, however long it is', () => {
  assert.ok(description('word '.repeat(200_000)).length < 420);
  assert.ok(description('*'.repeat(1_000_000)).length < 900);
  assert.ok(description('['.repeat(1_000_000)).length < 900);
});

test('code spans hold any backticks and stay on one line', () => {
  assert.equal(codeSpan('a`b'), '`` a`b ``');
  assert.equal(codeSpan('a\nb'), '`a b`');
  assert.equal(codeSpan(''), '');
});

test('escaped text survives as itself in a list, a table and a heading', () => {
  assert.equal(escapeMarkdown('- 1'), '\\- 1');
  assert.equal(escapeMarkdown('# a | b'), '\\# a \\| b');
  assert.equal(escapeMarkdown('a_b _c_'), 'a_b \\_c\\_');
  assert.equal(escapeMarkdown('1. x\n+ y\n==='), '1\\. x\n\\+ y\n\\===');
});

test('a card of hostile texts has nothing live on it', () => {
  const hostile = '$(bug) [x](command:y) <b>|\n\u202e`';
  const card: Card = {
    kind: 'model',
    title: hostile,
    tags: [hostile],
    subtitle: hostile,
    description: hostile,
    facts: [
      {
        sign: 'owner',
        label: 'Owner',
        lines: [
          [
            { kind: 'text', text: hostile },
            { kind: 'code', text: hostile },
            { kind: 'muted', text: hostile },
            { kind: 'alert', text: hostile },
          ],
        ],
      },
    ],
    actions: [],
  };
  const markdown = cardToMarkdown(card, { icons: true, actionUri: () => undefined });
  const html = marked.parse(markdown, { gfm: true, async: false });
  assert.doesNotMatch(html, /<a |<img|<b>|<table|\u202e/);
  assert.doesNotMatch(html, /\$\(bug\)/);
  assert.doesNotMatch(cardToText(card), /\u202e/);
});

const plain: Card = {
  kind: 'model',
  title: 'orders',
  tags: [],
  subtitle: undefined,
  description: '',
  facts: [{ sign: 'owner', label: 'Owner', lines: [[{ kind: 'text', text: 'Mara' }]] }],
  actions: [],
};
const withoutClient = { icons: false, actionUri: () => undefined };

test('a long description begins before the facts and goes on after them', () => {
  const parts = (description: string) =>
    cardToMarkdown({ ...plain, description }, withoutClient)
      .replace('**orders**', 'title')
      .replace('**Owner** Mara', 'facts')
      .split('\n\n---\n\n');
  assert.deepEqual(parts('One row.\n\nAll of them.'), ['title', 'One row.\n\nAll of them.', 'facts']);
  assert.deepEqual(parts('One row.\n\n- a\n- b'), ['title', 'One row.', 'facts', '- a\n- b']);
  assert.deepEqual(parts('# Orders\n\nOne row.\n\n# More\n\nRest.'), [
    'title',
    '**Orders**\n\nOne row.\n\n**More**\n\nRest.',
    'facts',
  ]);
  assert.deepEqual(parts('- a\n- b'), ['title', 'facts', '- a\n- b']);
  const long = 'word '.repeat(50).trim();
  assert.deepEqual(parts(`${long}\n\nRest.`), ['title', long, 'facts', 'Rest.']);
});

test('a card with nothing but a description shows more of it', () => {
  const description = 'word '.repeat(300).trim();
  const card = { ...plain, facts: [], description };
  assert.ok(cardToMarkdown(card, withoutClient).includes(description));
  assert.ok(cardToText(card).includes(description));
});

test('emphasis keeps the spaces around it, and none is made of nothing', () => {
  const line = (...texts: readonly string[]) =>
    lineToMarkdown(
      texts.map((text, index) => ({ kind: index % 2 === 0 ? 'code' : 'muted', text })),
      withoutClient,
    );
  assert.equal(line('amount', ' integer'), '`amount` *integer*');
  assert.equal(line('amount', ''), '`amount`');
  assert.equal(line('amount', ': unknown'), '`amount`: *unknown*');
});

test('an exposure’s https address is a link, any other subtitle is code', () => {
  const subtitle = (text: string) =>
    cardToMarkdown({ ...plain, facts: [], subtitle: text }, withoutClient).split('\n')[1];
  assert.equal(subtitle('https://bi.test/a?b=1'), '[https\\://bi.test/a?b=1](<https://bi.test/a?b=1>)');
  assert.equal(subtitle('http://bi.test'), '`http://bi.test`');
  assert.equal(subtitle('https://bi.test/a) [x](command:y'), '`https://bi.test/a) [x](command:y`');
  assert.equal(subtitle('"db"."a"'), '`"db"."a"`');
});
