// The lineage panel in a real browser: the page that VS Code is given, the bundles of dist/, and the relay that stands between panel and
// server. Of VS Code there are its theme's variables, its own style of webviews, and messages. Deliberately absent: what is shown.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FromPanel, PanelPlace, ToPanel } from '../../client/messages.ts';
import type { CursorPlace } from '../../client/src/cursor.ts';
import { type PanelDeeds, PanelRelay } from '../../client/src/views/lineagePanelRelay.ts';
import { panelPage } from '../../client/src/views/panelPage.ts';
import type { Page, Running } from '../../scripts/workbench/page.ts';
import type { Theme } from '../../scripts/workbench/settings.ts';
import { type Colours, setColours, standInForVsCode } from './inPage.ts';
import { themeVariables } from './themes.generated.ts';

export interface PanelOptions {
  readonly request: PanelDeeds['request'];
  readonly theme?: Theme;
  readonly place?: PanelPlace;
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the screen per pixel of the page. */
  readonly scale?: number;
  readonly reducedMotion?: boolean;
  /** What is in front. */
  readonly cursor?: CursorPlace;
  /** The script in place of the panel's, and its style. */
  readonly bundle?: { readonly script: string; readonly style: string };
}

/** A panel that runs. */
export interface Panel {
  readonly page: Page;
  readonly relay: PanelRelay;
  /** All that the panel has posted. */
  readonly posted: readonly FromPanel[];
  /** What goes wrong without being seen: exceptions, what is written to the console, what the policy forbids. */
  readonly faults: readonly string[];
  moveCursor(cursor: CursorPlace): void;
  setTheme(theme: Theme): Promise<void>;
  /** Loads the page again, as VS Code does with a panel that was hidden. */
  reload(): Promise<void>;
}

/** Of no other page. Nothing is served there: what is asked of it is answered here. */
const origin = 'https://panel.test';
const dist = join(import.meta.dirname, '../../dist');

export async function openPanel(browser: Running, options: PanelOptions): Promise<Panel> {
  const { theme = 'dark', place = 'sidebar', width = 900, height = 640, scale = 1 } = options;
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  const posted: FromPanel[] = [];
  const faults: string[] = [];
  let cursor = options.cursor;
  const nothing = async () => {};
  const relay = new PanelRelay({
    post: (message) => {
      page.evaluate((data: ToPanel) => window.postMessage(data), message).catch(String);
    },
    request: options.request,
    cursor: () => cursor,
    open: nothing,
    copy: nothing,
    save: nothing,
    openInEditor: nothing,
    stateChanged: () => {},
    focused: () => {},
  });
  await page.exposeFunction('toHost', async (message: FromPanel) => {
    posted.push(message);
    await relay.receive(message);
  });
  await page.exposeFunction('tellFault', (fault: string) => faults.push(fault));
  page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
  page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
  await page.route(`${origin}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    await route.fulfill({ contentType: typeOf(name), body: contentOf(name, place, options.bundle) });
  });
  await page.addInitScript(standInForVsCode);
  await page.addInitScript(setColours, coloursOf(theme));
  await page.goto(`${origin}/`);
  return {
    page,
    relay,
    posted,
    faults,
    moveCursor(to) {
      cursor = to;
      relay.cursorRested();
    },
    setTheme: (to) => page.evaluate(setColours, coloursOf(to)),
    async reload() {
      relay.hidden();
      await page.reload();
    },
  };
}

function coloursOf(theme: Theme): Colours {
  const bodyClass = { dark: 'vscode-dark', light: 'vscode-light', hc: 'vscode-high-contrast' }[theme];
  return { bodyClass, variables: themeVariables[theme] ?? {} };
}

function contentOf(name: string, place: PanelPlace, bundle: PanelOptions['bundle']): string {
  if (name === '') {
    const nonce = 'onlyOurs';
    return panelPage({
      ...{ place, nonce, source: origin },
      script: `${origin}/panel.js`,
      style: `${origin}/panel.css`,
    });
  }
  if (bundle) return name.endsWith('.css') ? bundle.style : bundle.script;
  return readFileSync(join(dist, name), 'utf8');
}

function typeOf(name: string): string {
  return name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'text/html';
}
