// What no ordinary project has: nothing lies over something else, nothing scrolls sideways, nothing is written to the console.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startClient } from '../harness/client.ts';
import { diskProject } from '../harness/diskProject.ts';
import { manifestOf } from '../harness/manifest.ts';
import { misplaced, moving } from './inPage.ts';
import { nodeOf, panelOf, press, see, startSample, until } from './stage.ts';
import { model, modelId } from './states.ts';

const id = (name: string) => `model.shop.${name}`;
const long = 'a_name_that_goes_on_'.repeat(10);
const arabic = 'مبيعات_العبارات_اليومية';
const many = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => id(`${name}_${index}`));
const reads = (nodes: readonly string[], more: object = {}) => ({
  depends_on: { nodes, macros: [] },
  ...more,
});

/** A server on a project of these nodes, and the URI of its folder. */
async function startHostile(context: TestContext) {
  const folder = diskProject(context, '//- dbt_project.yml\nname: shop\nversion: "1"\nprofile: shop');
  const [parents, children] = [many(300, 'parent'), many(3000, 'child')];
  const none = reads([]);
  const manifest = manifestOf({
    ...Object.fromEntries(parents.map((parent) => [parent, none])),
    [id('hub')]: reads(parents),
    ...Object.fromEntries(children.map((child) => [child, reads([id('hub')])])),
    [id('first')]: reads([id('last')]),
    [id('middle')]: reads([id('first')]),
    [id('last')]: reads([id('middle')]),
    [id(arabic)]: reads([id(long)], { description: arabic, tags: [arabic] }),
    [id(long)]: reads([id('first')], { description: long, schema: long, tags: [long] }),
    [id('after')]: reads([id(arabic)]),
  });
  mkdirSync(join(folder, 'target'));
  writeFileSync(join(folder, 'target/manifest.json'), JSON.stringify(manifest));
  const client = await startClient({ folder, environment: { XDG_CACHE_HOME: join(folder, 'cache') } });
  context.after(() => client.close());
  return client;
}

test('large, long, right to left, around in a circle', async (context) => {
  const client = await startHostile(context);
  for (const width of [900, 300]) {
    for (const name of ['hub', long, arabic, 'middle']) {
      await context.test(`${name.slice(0, 20)}, ${width} pixels wide`, async (inner) => {
        const panel = await panelOf(inner, { request: client.request, width, reducedMotion: true });
        panel.relay.show({ folder: client.uri('.'), node: id(name) });
        await see(panel, `.box.focused ${nodeOf(id(name))}`);
        const faults = async () => panel.page.evaluate(misplaced);
        assert.deepEqual(await faults(), []);
        await press(panel, 'focus');
        await press(panel, 'expandAllDownstream');
        await press(panel, 'details');
        await see(panel, '.pane .actions');
        assert.deepEqual(await faults(), []);
        await press(panel, 'fit');
        assert.deepEqual(await faults(), []);
      });
    }
  }
});

test('of a fold more is shown until nothing is folded away that fits', async (context) => {
  const client = await startHostile(context);
  const panel = await panelOf(context, { request: client.request, reducedMotion: true });
  panel.relay.show({ folder: client.uri('.'), node: id('hub') });
  await see(panel, '.layer > .fold');
  const folded = () =>
    [...document.querySelectorAll('.layer > .fold')].map(({ textContent }) => textContent).join();
  const before = await panel.page.evaluate(folded);
  await panel.page.evaluate(() => document.querySelector<HTMLElement>('.layer > .fold')?.click());
  await until(panel, folded, undefined, (now) => now !== before);
  assert.deepEqual(await panel.page.evaluate(misplaced), []);
});

test('where nothing answers, a sentence says what to do', async (context) => {
  const panel = await panelOf(context, {
    request: async () => undefined,
    cursor: { uri: 'file:///ferries/models/a.sql', position: { line: 0, character: 0 } },
  });
  await until(
    panel,
    () => document.querySelector('.nothing')?.textContent ?? '',
    undefined,
    (text) => text.includes('Restart Language Server'),
  );
  for (const action of ['left', 'search', 'details', 'filter', 'fit', 'exportSvg'] as const) {
    if (action === 'exportSvg') panel.relay.command(action);
    else await press(panel, action);
  }
  assert.deepEqual(await panel.page.evaluate(misplaced), []);
});

test('without a manifest, a sentence says what to do', async (context) => {
  const folder = diskProject(
    context,
    '//- dbt_project.yml\nname: shop\nversion: "1"\nprofile: shop\n//- models/a.sql\nselect 1 as id',
  );
  const client = await startClient({ folder, environment: { XDG_CACHE_HOME: join(folder, 'cache') } });
  context.after(() => client.close());
  const panel = await panelOf(context, {
    request: client.request,
    cursor: { uri: client.uri('models/a.sql'), position: { line: 0, character: 0 } },
  });
  await until(
    panel,
    () => document.querySelector('.nothing')?.textContent ?? '',
    undefined,
    (text) => text.includes('dbt parse'),
  );
});

test('who wants less motion sees nothing move', async (context) => {
  const sample = await startSample(context);
  const panel = await panelOf(context, {
    request: sample.request,
    reducedMotion: true,
    cursor: { uri: sample.client.uri(model), position: { line: 0, character: 0 } },
  });
  await see(panel, nodeOf(modelId));
  await press(panel, 'fit');
  await press(panel, 'details');
  await see(panel, '.pane .actions');
  assert.deepEqual(await panel.page.evaluate(moving), []);
});
