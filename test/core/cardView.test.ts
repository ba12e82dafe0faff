// A card as data: descriptions are an allow-list of Markdown, everything else in them is text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cardView } from '../../server/src/core/card/cardView.ts';
import { subjectCard } from '../../server/src/core/features/hoverSubject.ts';
import { richBlocks } from '../../server/src/core/markdown/richText.ts';
import type { RichInline } from '../../server/src/lineageProtocol.ts';
import { testNow } from '../harness/project.ts';
import { sampleProject } from '../harness/sample.ts';

const blocks = (text: string) =>
  richBlocks(text, 4_000).map((block) => {
    if (block.kind === 'code') return `code ${JSON.stringify(block.text)}`;
    if (block.kind === 'list') return `list ${block.first ?? '-'} ${block.items.map(pieces).join(' / ')}`;
    return `${block.kind} ${pieces(block.inlines)}`;
  });
const pieces = (inlines: readonly RichInline[]) =>
  inlines
    .map((each) => `${each.kind}(${each.text}${each.kind === 'link' ? ` → ${each.href}` : ''})`)
    .join('');

test('what is allowed has its form', () => {
  assert.deepEqual(blocks('# Orders\n\nOne *row* per **or`d`er**, see [wiki](http://wiki.test/x).'), [
    'heading text(Orders)',
    'paragraph text(One )emphasis(row)text( per )strong(or)code(d)strong(er)text(, see )link(wiki → http://wiki.test/x)text(.)',
  ]);
  assert.deepEqual(blocks('- a\n  - b\n- c'), ['list - text(a) / text(b) / text(c)']);
  assert.deepEqual(blocks('3. a\n4. b'), ['list 3 text(a) / text(b)']);
  assert.deepEqual(blocks('> said\n\n```sql\nselect 1\n```'), ['quote text(said)', 'code "select 1"']);
  assert.deepEqual(blocks('| a | long |\n|---|---|\n| xyz | 1 |'), ['code "a    long\\nxyz  1"']);
});

test('HTML, images, icons and other links are visible text', () => {
  assert.deepEqual(blocks('[x](command:workbench.action.quit)'), [
    'paragraph text([x](command:workbench.action.quit))',
  ]);
  assert.deepEqual(blocks('[x](javascript:alert(1)) [y](file:///etc/passwd)'), [
    'paragraph text([x](javascript:alert(1)) [y](file:///etc/passwd))',
  ]);
  assert.deepEqual(blocks('![p](https://e.test/p.png)'), ['paragraph text(![p](https://e.test/p.png))']);
  assert.deepEqual(blocks('<img src=x onerror=y> a'), ['paragraph text(<img src=x onerror=y> a)']);
  assert.deepEqual(blocks('<script>\nx\n</script>'), ['paragraph text(<script>\nx\n</script>)']);
  assert.deepEqual(blocks('$(bug) \u202ea'), ['paragraph text($(bug) [U+202E]a)']);
});

test('whatever a description holds, it costs little', () => {
  for (const text of [
    '*'.repeat(1_000_000),
    '> '.repeat(500_000),
    '- '.repeat(500_000),
    '['.repeat(1_000_000),
  ])
    assert.ok(JSON.stringify(richBlocks(text, 4_000)).length < 60_000);
});

test('a node’s and a column’s card have what their hovers have', () => {
  const project = sampleProject();
  const view = (subject: Parameters<typeof subjectCard>[1]) => {
    const card = subjectCard(project, subject, testNow);
    assert.ok(card);
    return cardView(card);
  };
  const node = view({ kind: 'entry', uniqueId: 'model.tern_ferries.fct_bookings' });
  assert.equal(node.title, 'fct_bookings');
  assert.equal(node.icon, 'table');
  assert.ok(node.facts.some(({ label, icon }) => label === 'Owner' && icon === 'person'));
  const column = view({
    kind: 'column',
    node: 'model.tern_ferries.int_bookings_priced',
    column: 'amt_booking',
  });
  assert.equal(column.icon, 'symbol-field');
  assert.ok(column.facts.some(({ label }) => label === 'Read by'));
});
