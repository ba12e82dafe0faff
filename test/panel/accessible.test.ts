// axe finds nothing serious in what the panel can look like: in three themes, with room, narrow, and at 200 % zoom.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { panelOf, press, type Sample, see, startSample } from './stage.ts';
import { model, modelId, renameColumn, states } from './states.ts';
import { themeVariables } from './themes.generated.ts';
import { usedVariables } from './usedVariables.ts';
import { loadAxe, violations } from './violations.ts';

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
  await loadAxe(panel.page);
  await see(panel, `[data-id="${modelId}"]`);
  await press(panel, 'focus');
  const faults: string[] = [];
  for (const state of states) {
    await state.enter(panel, sample);
    for (const theme of ['dark', 'light', 'hc'] as const) {
      await panel.setTheme(theme);
      const found = await violations(panel.page, theme !== 'dark');
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

test('the themes have all that the style sheet uses: if not, run test/panel/readThemes.ts', () => {
  const used = usedVariables(readFileSync(join(import.meta.dirname, '../../dist/panel.css'), 'utf8'));
  for (const [theme, variables] of Object.entries(themeVariables)) {
    const unknown = used.filter((name) => !Object.hasOwn(variables, name));
    assert.deepEqual(unknown, [], theme);
  }
});
