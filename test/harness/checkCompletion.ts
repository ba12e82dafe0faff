// What completion offers at the cursor of a test project, and a text as it is after choosing an item.

import assert from 'node:assert/strict';
import { completion } from '../../server/src/core/features/completion.ts';
import type { CompletionItem } from '../../server/src/core/features/completionItem.ts';
import { type TestProjectOptions, testProject } from './project.ts';

/** Everything offered at the cursor, best first. */
export function offered(text: string, options: TestProjectOptions = {}): readonly CompletionItem[] {
  const { project, cursor } = testProject(text, options);
  assert.ok(cursor, 'the test has no cursor');
  return completion(project, cursor.path, cursor.offset)?.items ?? [];
}

/** The labels offered at the cursor, best first; of a long list the first. */
export function labels(text: string, options: TestProjectOptions = {}, most = 1000): string {
  return offered(text, options)
    .slice(0, most)
    .map(({ label }) => label)
    .join(' ');
}

/** The line of the cursor after choosing an item, the word at the cursor replaced; snippets with their tab stops. */
export function chosen(text: string, label: string, options: TestProjectOptions = {}): string {
  const { project, cursor } = testProject(text, options);
  assert.ok(cursor, 'the test has no cursor');
  const found = completion(project, cursor.path, cursor.offset);
  const item = found?.items.find((each) => each.label === label);
  assert.ok(found && item, `${label} is not offered`);
  const source = project.files.text(cursor.path)?.text ?? '';
  const { start, end } = found.whole;
  const before = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  const after = source.slice(end).split('\n')[0] ?? '';
  return before + (item.snippet ?? item.insert ?? item.label) + after;
}
