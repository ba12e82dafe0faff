// A lineage panel in the real VS Code, driven by keys alone and read as it is seen and heard. Deliberately absent: what is expected of it.

import assert from 'node:assert/strict';
import type { PanelPlace } from '../../client/messages.ts';
import { keyGroups, type PanelAction } from '../../client/webview/chrome/keys.ts';
import type { Frame, Locator, Page } from '../../scripts/workbench/page.ts';
import { runCommand } from '../../scripts/workbench/window.ts';

/** A model of the sample, by the id that the graph's nodes have. */
export function modelId(name: string): string {
  return `model.tern_ferries.${name}`;
}

/** One of the window's panels; of editor tabs there is one at most. */
export interface Panel {
  readonly page: Page;
  readonly place: PanelPlace;
}

export function sidebarPanel(page: Page): Panel {
  return { page, place: 'sidebar' };
}

export function tabPanel(page: Page): Panel {
  return { page, place: 'editor' };
}

/** Gives the sidebar's panel the focus, as who has no mouse does. */
export async function enterSidebar(page: Page): Promise<Panel> {
  await runCommand(page, 'dbt: Focus on Lineage View');
  const panel = sidebarPanel(page);
  await see(panel, 'main');
  await untilFocused(panel);
  return panel;
}

/** The same, following what is in front: a window that is opened anew may have its state of some seconds before. */
export async function enterFollowing(page: Page, heard: RegExp): Promise<Panel> {
  const panel = await enterSidebar(page);
  await until(`the panel says ${heard}`, async () => {
    if (await titleAction(page, 'Unpin').count()) {
      await press(panel, 'togglePin');
      await pinnedState(page, false);
    }
    const frame = await frameOf(panel);
    const statuses = await frame.evaluate(() =>
      Array.from(document.querySelectorAll('[role=status]'), ({ textContent }) => textContent),
    );
    return statuses.some((text) => heard.test(text));
  });
  return panel;
}

/** Waits until the view's title offers the other. */
export async function pinnedState(page: Page, isPinned: boolean): Promise<void> {
  await titleAction(page, isPinned ? 'Unpin' : 'Pin').waitFor({ state: 'attached', ...soon });
}

function titleAction(page: Page, label: string): Locator {
  return page.locator(`.sidebar .pane-header .action-label[aria-label^="${label}"]`).first();
}

/** Opens an editor tab with what is in front. */
export async function openTab(page: Page): Promise<Panel> {
  await runCommand(page, 'dbt Metadata: Open Lineage to the Side');
  return tabPanel(page);
}

/** Waits until keys go to the panel. */
export async function untilFocused(panel: Panel): Promise<void> {
  const frame = await frameOf(panel);
  await until('the panel has the focus', () => frame.evaluate(() => document.hasFocus()));
}

const soon = { timeout: 15_000 };
const keys = new Map(
  keyGroups.flatMap(({ bindings }) => bindings).map(({ action, keys }) => [action, keys[0]]),
);

/** Asks until the answer is yes: for what no selector says. */
export async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + soon.timeout;
  while (!(await ask())) assert.ok(Date.now() < end, what);
}

/** Presses the key for it. */
export async function press({ page }: Panel, action: PanelAction): Promise<void> {
  const key = keys.get(action);
  assert.ok(key, `there is a key for ${action}`);
  await page.keyboard.press(key === ' ' ? 'Space' : key);
}

/** Waits until something is on the screen. */
export function see(panel: Panel, selector: string, text?: string | RegExp): Promise<Locator> {
  return waitFor(panel, selector, 'visible', text);
}

export async function seeNoMore(panel: Panel, selector: string): Promise<void> {
  await waitFor(panel, selector, 'hidden');
}

/** Waits until a screen reader is told it: it is in a part of the page that is read when it changes. */
export async function hear(panel: Panel, text: string | RegExp): Promise<void> {
  await waitFor(panel, '[role=status]', 'attached', text);
}

async function waitFor(
  panel: Panel,
  selector: string,
  state: 'visible' | 'hidden' | 'attached',
  text?: string | RegExp,
): Promise<Locator> {
  const end = Date.now() + soon.timeout;
  while (true) {
    const frame = await frameOf(panel);
    const all = frame.locator(selector);
    const first = (text === undefined ? all : all.filter({ hasText: text })).first();
    try {
      await first.waitFor({ state, timeout: 2000 });
      return first;
    } catch (error) {
      // A panel that was hidden or loaded again has another frame.
      if (Date.now() > end) throw error;
    }
  }
}

/** The node, or a column of it. */
export function nodeOf(id: string, column?: string): string {
  const ofColumn = column === undefined ? ':not([data-column])' : `[data-column="${column}"]`;
  return `[data-id="${id}"]${ofColumn}`;
}

/** Waits until the focus is on a node or column, and gives what is said of it. */
export async function focusOn(panel: Panel, id: string, column?: string): Promise<string> {
  const node = await see(panel, `${nodeOf(id, column)}:focus`);
  return (await node.getAttribute('aria-label')) ?? '';
}

/** Goes to the node in the middle, and gives what is said of it. */
export async function toMiddle(panel: Panel, id: string): Promise<string> {
  await press(panel, 'focus');
  return focusOn(panel, id);
}

/** Lists the columns of the node in the middle, of which one is named. */
export async function listColumns(panel: Panel, id: string, column: string): Promise<void> {
  await toMiddle(panel, id);
  await press(panel, 'columns');
  await see(panel, nodeOf(id, column));
}

export async function hideColumns(panel: Panel, id: string, column: string): Promise<void> {
  await toMiddle(panel, id);
  await press(panel, 'columns');
  await seeNoMore(panel, nodeOf(id, column));
}

/** The page of the panel: a frame in a frame, of which VS Code's own page doesn't say whose it is. */
export async function frameOf({ page, place }: Panel): Promise<Frame> {
  const end = Date.now() + soon.timeout;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      const isIt = await frame
        .evaluate((wanted: string) => document.body?.dataset['place'] === wanted, place)
        // A frame that goes meanwhile.
        .catch(() => false);
      if (isIt) return frame;
    }
  }
  return assert.fail(`there is a panel in the ${place}`);
}
