// Opens the workbench in a browser without a window, and does in it what a user does: open a file, put the cursor somewhere, ask for a hover.
// Playwright is not in the repository's package.json: it is loaded from the cache folder, and described here as far as it is used.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from './browser.ts';

export interface Locator {
  first(): Locator;
  filter(options: { hasText: string | RegExp }): Locator;
  locator(selector: string, options?: { hasText: string | RegExp }): Locator;
  count(): Promise<number>;
  click(options?: { timeout?: number }): Promise<void>;
  isVisible(): Promise<boolean>;
  textContent(): Promise<string | null>;
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
  waitFor(options?: { state?: 'visible' | 'hidden' | 'attached'; timeout?: number }): Promise<void>;
}

export interface Page {
  goto(url: string, options?: { timeout?: number }): Promise<unknown>;
  locator(selector: string): Locator;
  screenshot(options: { path: string }): Promise<unknown>;
  exposeFunction(name: string, run: (...args: never[]) => void): Promise<void>;
  on(event: 'console', listener: (message: { text(): string }) => void): void;
  readonly keyboard: {
    press(key: string): Promise<void>;
    insertText(text: string): Promise<void>;
    type(text: string): Promise<void>;
  };
  readonly mouse: { move(x: number, y: number): Promise<void> };
}

interface Chromium {
  launch(options: {
    executablePath: string;
    args: string[];
    env: Record<string, string | undefined>;
  }): Promise<{
    newPage(options: object): Promise<Page>;
    close(): Promise<void>;
  }>;
}

/** A page of its own browser. `close` ends the browser. */
export async function openPage(browser: Browser): Promise<{ page: Page; close(): Promise<void> }> {
  const require = createRequire(join(browser.driver, 'node_modules/x.js'));
  const { chromium } = require('playwright-core') as { chromium: Chromium };
  const launched = await chromium.launch({
    executablePath: browser.executablePath,
    env: { ...process.env, ...browser.env },
    args: [
      // The page is our own, from 127.0.0.1; a browser started by root has no sandbox.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const page = await launched.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
  return { page, close: () => launched.close() };
}
