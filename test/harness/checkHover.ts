// A hover as a reader sees it, against what it should be. Deliberately absent: how cards are made.

import assert from 'node:assert/strict';
import { cardToText } from '../../server/src/core/card/cardText.ts';
import { hover } from '../../server/src/core/features/hover.ts';
import { prepareNodeGraph } from '../../server/src/core/semantics/nodeNeighbours.ts';
import { slice } from '../../server/src/core/text.ts';
import { type TestProjectOptions, testNow, testProject } from './project.ts';

/** The hovered text, then the card, without the line that tells the manifest's age. */
export function checkHover(text: string, expected: string, options: TestProjectOptions): void {
  const { project, cursor } = testProject(text, options);
  assert.ok(cursor, 'the test has no cursor');
  for (const _ of prepareNodeGraph(project));
  const found = hover(project, cursor.path, cursor.offset, { now: testNow });
  const source = project.files.text(cursor.path);
  assert.ok(source);
  const shown = found
    ? `[${slice(source, found.range)}] ${cardToText(found.card)
        .replace(/\n+From .*$/m, '')
        .trimEnd()}`
    : 'nothing';
  assert.equal(shown.replace(/\n+/g, '\n'), expected.trim().replace(/^ {4}/gm, ''));
}
