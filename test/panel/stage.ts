// What the panel's tests share: one browser for all, the sample's own server behind a panel, keys by what they do, and waiting for what
// they cause. Deliberately absent: what is tested.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { keyGroups, type PanelAction } from '../../client/webview/chrome/keys.ts';
import { findBrowser } from '../../scripts/workbench/browser.ts';
import { launch, type Running } from '../../scripts/workbench/page.ts';
import { startClient, type TestClient } from '../harness/client.ts';
import { sampleFolder, sampleTime } from '../harness/sample.ts';
import { faultOfFocus, focused } from './inPage.ts';
import { openPanel, type Panel, type PanelOptions } from './openPanel.ts';

let running: Promise<Running> | undefined;
after(async () => (await running)?.close());

async function startBrowser(): Promise<Running> {
  const browser = await findBrowser();
  assert.ok(browser, 'test/panel/run.ts starts these tests only where there is a browser');
  return launch(browser);
}

/** A panel in a page of its own, closed when the test ends: what it did wrong fails the test. */
export async function panelOf(test: TestContext, options: PanelOptions): Promise<Panel> {
  running ??= startBrowser();
  const panel = await openPanel(await running, options);
  test.after(async () => {
    await panel.page.close();
    assert.deepEqual(panel.faults, []);
  });
  return panel;
}

/** The server on a copy of the sample. */
export interface Sample {
  readonly client: TestClient;
  /** URI of the project's folder. */
  readonly folder: string;
  request<Result>(method: string, params: object): Promise<Result | undefined>;
  text(file: string): string;
}

/** Closed when the test ends. */
export async function startSample(test: TestContext): Promise<Sample> {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'dbt-context-panel-')));
  const copy = join(temporary, 'sample');
  cpSync(sampleFolder, copy, { recursive: true });
  const client = await startClient({
    folder: copy,
    initializationOptions: { status: true },
    environment: { XDG_CACHE_HOME: join(temporary, 'cache'), HOME: temporary },
    now: sampleTime(),
  });
  test.after(async () => {
    await client.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  return {
    client,
    folder: client.uri('.'),
    request: (method, params) => client.request(method, params),
    text: (file) => readFileSync(join(copy, file), 'utf8'),
  };
}

const keys = new Map(
  keyGroups.flatMap(({ bindings }) => bindings).map(({ action, keys }) => [action, keys[0]]),
);

/** Presses the key for it. */
export async function press({ page }: Panel, action: PanelAction): Promise<void> {
  const key = keys.get(action);
  assert.ok(key, `there is a key for ${action}`);
  await page.keyboard.press(key === ' ' ? 'Space' : key);
}

/** Presses the key for it; then something has the focus, and can be seen. */
export async function pressAndSee(panel: Panel, action: PanelAction): Promise<string> {
  await press(panel, action);
  return seeFocus(panel);
}

/** What has the focus, as soon as it can be seen. */
export async function seeFocus(panel: Panel): Promise<string> {
  const { page } = panel;
  await until(panel, faultOfFocus, undefined, (fault) => fault === undefined);
  return page.evaluate(focused);
}

const deadline = 10_000;

/** Asks the page before each of its frames, until the answer is the wanted one. */
export async function until<Answer, Argument>(
  { page }: Panel,
  ask: (argument: Argument) => Answer,
  argument: Argument,
  wanted: (answer: Answer) => boolean,
): Promise<void> {
  const end = performance.now() + deadline;
  while (true) {
    const answer = await page.evaluate(ask, argument);
    if (wanted(answer as Answer)) return;
    if (performance.now() > end) assert.fail(`it was in the end ${JSON.stringify(answer)}`);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
}

/** Waits until there are as many of them as wanted. */
export function untilCount(
  panel: Panel,
  selector: string,
  wanted: (count: number) => boolean,
): Promise<void> {
  return until(panel, (each: string) => document.querySelectorAll(each).length, selector, wanted);
}

export async function see({ page }: Panel, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor({ timeout: deadline });
}

export async function seeNoMore({ page }: Panel, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'hidden', timeout: deadline });
}

/** The graph's node, or a column of it. */
export function nodeOf(id: string, column?: string): string {
  const ofColumn = column === undefined ? ':not([data-column])' : `[data-column="${column}"]`;
  return `[data-id="${id}"]${ofColumn}`;
}
