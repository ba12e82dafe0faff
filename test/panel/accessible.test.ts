// axe finds nothing serious in what the panel can look like: in three themes, with room, narrow, and at 200 % zoom.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Panel } from './openPanel.ts';
import { panelOf, press, type Sample, see, startSample } from './stage.ts';
import { model, modelId, renameColumn, states } from './states.ts';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** Serious and critical violations; of another theme only what a theme can change. */
async function violations({ page }: Panel, colourAlone: boolean): Promise<readonly string[]> {
  const rules = colourAlone ? `runOnly: ['color-contrast'],` : '';
  // It would load the style sheet again, which the policy forbids.
  const { violations: found } = await page.evaluate<Found>(
    `axe.run(document, { ${rules} preload: false, resultTypes: ['violations'] })`,
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => {
        const tag = /^<[^>]*/.exec(html)?.[0].slice(0, 120);
        return `${id}: ${tag} ${failureSummary.split('\n').at(-1)?.trim()}`;
      }),
    );
}

async function checkStates(
  test: TestContext,
  sample: Sample,
  room: { width: number; height: number; scale?: number },
) {
  const panel = await panelOf(test, {
    request: sample.request,
    // The zoom is part of the room; nothing glides while it is measured.
    ...{ ...room, reducedMotion: true },
    cursor: { uri: sample.client.uri(model), position: { line: 0, character: 0 } },
  });
  await panel.page.evaluate(axe);
  await see(panel, `[data-id="${modelId}"]`);
  await press(panel, 'focus');
  const faults: string[] = [];
  for (const state of states) {
    await state.enter(panel, sample);
    for (const theme of ['dark', 'light', 'hc'] as const) {
      await panel.setTheme(theme);
      const found = await violations(panel, theme !== 'dark');
      faults.push(...found.map((fault) => `${state.name}, ${theme}: ${fault}`));
    }
    await state.leave(panel, sample);
  }
  assert.deepEqual(faults, []);
}

test('axe finds nothing serious in the panel', async (context) => {
  const sample = await startSample(context);
  await renameColumn(sample);
  await context.test('with room', (inner) => checkStates(inner, sample, { width: 900, height: 640 }));
  await context.test('300 pixels wide', (inner) => checkStates(inner, sample, { width: 300, height: 640 }));
  await context.test('at 200 % zoom', (inner) =>
    checkStates(inner, sample, { width: 640, height: 400, scale: 2 }),
  );
});
