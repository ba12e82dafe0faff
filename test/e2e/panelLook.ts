// The lineage panel in each theme and at 200 % zoom: pictures for people to look at, and axe, which finds nothing serious in it.
import assert from 'node:assert/strict';
import type { Page } from '../../scripts/workbench/page.ts';
import type { Theme } from '../../scripts/workbench/settings.ts';
import { goToFile, runCommand, undoAll } from '../../scripts/workbench/window.ts';
import { loadAxe, violations } from '../panel/violations.ts';
import {
  enterFollowing,
  frameOf,
  hear,
  hideColumns,
  listColumns,
  modelId,
  openTab,
  type Panel,
  press,
  see,
  seeNoMore,
  toMiddle,
} from './panelDriver.ts';
import type { Stage, Step } from './stage.ts';

const file = 'models/marts/customers/fct_bookings.sql';
const id = modelId('fct_bookings');
/** The window's size in an editor at 200 % zoom. */
const zoomed = { width: 640, height: 400 };
const usual = { width: 1280, height: 800 };
/** What opens beside the graph, and what it holds then. */
const panes = [
  ['details', 'dl'],
  ['filter', 'input'],
  ['impact', 'ul'],
] as const;

/** Name and action of each step, in order. */
export const lookSteps: readonly Step[] = [
  ['nothing serious is wrong with the panel in a light theme', (stage) => look(stage, 'light')],
  ['nothing serious is wrong with the panel in high contrast', (stage) => look(stage, 'hc')],
  ['nothing serious is wrong with the panel in a dark theme', (stage) => look(stage, 'dark')],
  [
    'the panel at 200 % zoom',
    async ({ page, picture }) => {
      await page.setViewportSize(zoomed);
      try {
        await goToFile(page, file);
        const panel = await enterFollowing(page, /^fct_bookings: /);
        await toMiddle(panel, id);
        await picture('panel-zoomed');
        await openWideTab(page);
        await picture('tab-zoomed');
        await runCommand(page, 'View: Close Editor');
      } finally {
        await page.setViewportSize(usual);
      }
    },
  ],
];

/** With a column renamed in a text that isn't saved: the panel's states in the sidebar, then an editor tab with all of the window's width. */
async function look({ page, picture, openIn }: Stage, theme: Theme): Promise<void> {
  await openIn(theme);
  await goToFile(page, file, 11, 25);
  await page.keyboard.type(' as amt_paid');
  await page.keyboard.press('Escape');
  await goToFile(page, file, 1, 1);
  const sidebar = await enterFollowing(page, /^fct_bookings: /);
  const found = await faultsOfStates(sidebar, (state) => picture(`${theme}-${state}`));
  const tab = await openWideTab(page);
  await see(tab, '.box.impact-breaks');
  await picture(`${theme}-tab`);
  assert.deepEqual([...found, ...(await faultsOf(tab))], []);
  await runCommand(page, 'View: Close Editor');
  await undoAll(page);
}

/** Of the graph with columns listed, and of each part that opens beside it. */
async function faultsOfStates(
  panel: Panel,
  picture: (state: string) => Promise<void>,
): Promise<readonly string[]> {
  await see(panel, '.box.impact-breaks');
  await listColumns(panel, id, 'id_booking');
  await picture('columns');
  const faults = [...(await faultsOf(panel))];
  for (const [pane, part] of panes) {
    await press(panel, pane);
    await see(panel, `.pane ${part}`);
    await picture(pane);
    faults.push(...(await faultsOf(panel)).map((fault) => `${pane}: ${fault}`));
    await panel.page.keyboard.press('Escape');
    await seeNoMore(panel, '.pane');
  }
  await hideColumns(panel, id, 'id_booking');
  return faults;
}

async function faultsOf(panel: Panel): Promise<readonly string[]> {
  const frame = await frameOf(panel);
  await loadAxe(frame);
  return violations(frame, false);
}

/** A tab with nothing beside it. */
async function openWideTab(page: Page): Promise<Panel> {
  const tab = await openTab(page);
  await hear(tab, /^fct_bookings/);
  await runCommand(page, 'View: Toggle Maximize Editor Group');
  return tab;
}
