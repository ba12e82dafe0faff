// Every feature at every offset of every file of the sample answers without an error, also where the file ends there.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definition } from '../../server/src/core/features/definition.ts';
import { hover } from '../../server/src/core/features/hover.ts';
import { lint } from '../../server/src/core/lint/engine.ts';
import { cardToMarkdown } from '../../server/src/core/markdown.ts';
import { withText } from '../harness/project.ts';
import { sampleProject, sampleTime } from '../harness/sample.ts';

const options = { icons: true, actionUri: () => 'command:x' };

test('hover and definition at every offset of every file of the sample', () => {
  const project = sampleProject();
  let hovers = 0;
  for (const path of project.files.paths) {
    const source = project.files.text(path);
    assert.ok(source);
    for (let offset = 0; offset <= source.text.length; offset++) {
      const found = hover(project, path, offset, { now: sampleTime() });
      for (const link of definition(project, path, offset)) {
        const target = project.files.text(link.targetPath);
        assert.ok(target, `${path}: a link to ${link.targetPath}, which is not there`);
        assert.ok(link.targetRange.end <= target.text.length);
      }
      if (!found) continue;
      hovers++;
      assert.ok(found.range.start <= offset && found.range.end <= source.text.length);
      // One rendering per name is enough.
      if (found.range.start === offset) assert.notEqual(cardToMarkdown(found.card, options), '');
    }
  }
  assert.ok(hovers > 5_000);
});

test('prefixes of every file of the sample', () => {
  const project = sampleProject();
  for (const path of project.files.paths) {
    const text = project.files.text(path)?.text ?? '';
    // Each prefix is read anew, so a long file has its hundred further apart; a prime, to meet every kind of place.
    const apart = Math.max(61, Math.ceil(text.length / 100));
    for (let end = 0, turn = 0; end < text.length; end += apart, turn++) {
      const half = withText(project, path, text.slice(0, end));
      const source = half.files.text(path);
      assert.ok(source);
      hover(half, path, end, { now: sampleTime() });
      definition(half, path, end);
      if (turn % 2 === 0) {
        const onError = (rule: string, error: unknown) => assert.fail(`${rule} at ${path}:${end}: ${error}`);
        lint({ project: half, path, source, now: sampleTime() }, { onError });
      }
    }
  }
});
