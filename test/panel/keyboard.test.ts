// All of the panel by keyboard alone: after each key something has the focus, and it can be seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focused } from './inPage.ts';
import {
  nodeOf,
  panelOf,
  press,
  pressAndSee,
  see,
  seeFocus,
  seeNoMore,
  startSample,
  untilCount,
} from './stage.ts';
import { model, modelId, renameColumn } from './states.ts';

const parent = 'model.tern_ferries.int_bookings_priced';
/** Everything that is drawn as a box. */
const boxes = '.layer > .box';
const child = 'model.tern_ferries.rpt_route_revenue';

test('by keyboard alone', async (context) => {
  const sample = await startSample(context);
  await renameColumn(sample);
  const panel = await panelOf(context, {
    request: sample.request,
    cursor: { uri: sample.client.uri(model), position: { line: 0, character: 0 } },
  });
  const { page } = panel;
  await see(panel, nodeOf(modelId));
  const step = (name: string, act: () => Promise<void>) => context.test(name, act);
  /** Presses a key that no action stands for. */
  const key = async (name: string): Promise<string> => {
    await page.keyboard.press(name);
    return seeFocus(panel);
  };

  /** Goes to the first hit, and stays in the search. */
  const searchFor = async (text: string): Promise<void> => {
    await press(panel, 'search');
    await see(panel, '[role=combobox]:focus');
    await page.keyboard.type(text);
    await see(panel, '[role=option]');
    await page.keyboard.press('Enter');
  };

  await step('Tab goes to the toolbar, which is one stop, and into the graph', async () => {
    await key('Tab');
    assert.equal(await page.locator('[role=toolbar] :focus').count(), 1);
    const first = await page.evaluate(focused);
    assert.notEqual(await key('ArrowRight'), first);
    assert.equal(await key('Tab'), modelId);
  });

  await step('arrow keys go along edges and back', async () => {
    assert.notEqual(await pressAndSee(panel, 'left'), modelId);
    assert.equal(await pressAndSee(panel, 'right'), modelId);
    assert.notEqual(await pressAndSee(panel, 'right'), modelId);
    assert.equal(await pressAndSee(panel, 'focus'), modelId);
  });

  await step('one more step is shown, and hidden again, and the focus stays', async () => {
    const handle = page.locator('.more').first();
    const side = (await handle.getAttribute('class'))?.includes('upstream')
      ? 'expandUpstream'
      : 'expandDownstream';
    const id = await page.evaluate(() => {
      const name = document.querySelector('.more')?.closest('.box')?.querySelector<HTMLElement>('[data-id]');
      return name?.dataset['id'] ?? '';
    });
    await searchFor(id.split('.').at(-1) ?? '');
    const at = await pressAndSee(panel, 'close');
    const before = await page.locator(boxes).count();
    await press(panel, side);
    await untilCount(panel, boxes, (count) => count > before);
    assert.equal(await seeFocus(panel), at);
    await press(panel, 'collapse');
    await untilCount(panel, boxes, (count) => count === before);
    assert.equal(await seeFocus(panel), at);
    await pressAndSee(panel, 'focus');
  });

  await step('columns are listed, walked through, and one lights its path', async () => {
    await pressAndSee(panel, 'focus');
    await press(panel, 'columns');
    await see(panel, nodeOf(modelId, 'id_booking'));
    assert.equal(await seeFocus(panel), modelId);
    assert.equal(await pressAndSee(panel, 'below'), `${modelId} id_booking`);
    assert.equal(await pressAndSee(panel, 'below'), `${modelId} id_customer`);
    await page.keyboard.press('Space');
    await see(panel, '.column.lit');
    assert.equal(await seeFocus(panel), `${modelId} id_customer`);
    assert.equal(await pressAndSee(panel, 'left'), `${parent} id_customer`);
    await press(panel, 'close');
    await seeNoMore(panel, '.column.lit');
    await seeFocus(panel);
    assert.equal(await pressAndSee(panel, 'focus'), modelId);
    await press(panel, 'columns');
    await seeNoMore(panel, nodeOf(modelId, 'id_customer'));
    assert.equal(await seeFocus(panel), modelId);
  });

  await step('a filter is chosen, said, and taken back', async () => {
    const before = await page.locator(boxes).count();
    await press(panel, 'filter');
    await see(panel, '.pane input[type=checkbox]');
    await seeFocus(panel);
    while (!(await page.evaluate(`document.activeElement.matches('input[type=checkbox]')`))) await key('Tab');
    await key('Space');
    await see(panel, '.chip');
    await untilCount(panel, boxes, (count) => count !== before);
    await key('Space');
    await seeNoMore(panel, '.chip');
    await pressAndSee(panel, 'close');
    await seeNoMore(panel, '.pane');
  });

  await step('search goes to a hit', async () => {
    await searchFor('route_rev');
    await see(panel, `.box.selected ${nodeOf(child)}`);
    assert.equal(await pressAndSee(panel, 'close'), child);
  });

  await step('the ways between two nodes', async () => {
    await press(panel, 'focus');
    await press(panel, 'path');
    await see(panel, '.pathBar');
    await page.keyboard.type('route_rev');
    await page.keyboard.press('Enter');
    await see(panel, '.edge.lit');
    await seeFocus(panel);
    await press(panel, 'close');
    await seeNoMore(panel, '.edge.lit');
    await seeFocus(panel);
  });

  for (const action of ['details', 'impact', 'help'] as const) {
    await step(`${action} opens and closes`, async () => {
      await pressAndSee(panel, 'focus');
      await press(panel, action);
      await see(panel, '.pane');
      await seeFocus(panel);
      await press(panel, 'close');
      await seeNoMore(panel, '.pane');
      assert.equal(await seeFocus(panel), modelId);
    });
  }

  await step('another node in the middle, and back', async () => {
    const next = await pressAndSee(panel, 'left');
    await press(panel, 'centre');
    await see(panel, `.box.focused ${nodeOf(next)}`);
    assert.equal(await seeFocus(panel), next);
    await press(panel, 'back');
    await see(panel, `.box.focused ${nodeOf(modelId)}`);
    await seeFocus(panel);
  });

  await step('its file is opened', async () => {
    await pressAndSee(panel, 'focus');
    await press(panel, 'openFile');
    const opened = panel.posted.findLast(({ type }) => type === 'open');
    assert.deepEqual(opened && { ...opened, keepFocus: true }, {
      ...{ type: 'open', what: 'file', keepFocus: true },
      ...{ folder: sample.folder, node: modelId },
    });
  });
});
