// Opens the workbench in a browser without a window, and does in it what a user does: open a file, put the cursor somewhere, ask for a hover.
// Playwright is not in the repository's package.json: it is loaded from the cache folder, and described here as far as it is used.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from './browser.ts';

export interface Locator {
  first(): Locator;
  nth(index: number): Locator;
  filter(options: { hasText: string | RegExp }): Locator;
  locator(selector: string, options?: { hasText: string | RegExp }): Locator;
  frameLocator(selector: string): FrameLocator;
  count(): Promise<number>;
  click(options?: { timeout?: number; force?: boolean }): Promise<void>;
  focus(): Promise<void>;
  isVisible(): Promise<boolean>;
  textContent(): Promise<string | null>;
  getAttribute(name: string): Promise<string | null>;
  boundingBox(): Promise<Box | null>;
  waitFor(options?: { state?: 'visible' | 'hidden' | 'attached'; timeout?: number }): Promise<void>;
}

/** What is in an iframe: that of a webview is in another one. */
export interface FrameLocator {
  locator(selector: string, options?: { hasText: string | RegExp }): Locator;
  frameLocator(selector: string): FrameLocator;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Runs a function in the page, which sees nothing of this process, or a text of JavaScript there. */
type Evaluate = <Result, Argument = undefined>(
  run: string | ((argument: Argument) => Result | Promise<Result>),
  argument?: Argument,
) => Promise<Result>;

export interface Frame {
  readonly evaluate: Evaluate;
  url(): string;
  locator(selector: string, options?: { hasText: string | RegExp }): Locator;
}

export interface Page extends Frame {
  goto(url: string, options?: { timeout?: number }): Promise<unknown>;
  reload(): Promise<unknown>;
  close(): Promise<void>;
  frames(): Frame[];
  frameLocator(selector: string): FrameLocator;
  screenshot(options: { path: string }): Promise<unknown>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  emulateMedia(options: { reducedMotion?: 'reduce' | 'no-preference' }): Promise<void>;
  /** Before anything else of each page that is loaded from now on. */
  addInitScript<Argument>(run: string | ((argument: Argument) => void), argument?: Argument): Promise<void>;
  exposeFunction(name: string, run: (...args: never[]) => unknown): Promise<void>;
  /** Answers requests in place of the network. */
  route(url: string, answer: (route: Route) => Promise<void>): Promise<void>;
  on(event: 'console', listener: (message: { text(): string; type(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  readonly keyboard: {
    press(key: string): Promise<void>;
    insertText(text: string): Promise<void>;
    type(text: string): Promise<void>;
  };
  readonly mouse: {
    move(x: number, y: number): Promise<void>;
    wheel(deltaX: number, deltaY: number): Promise<void>;
  };
}

export interface Route {
  request(): { url(): string };
  fulfill(response: { status?: number; contentType?: string; body?: string }): Promise<void>;
}

/** A browser that runs. */
export interface Running {
  newPage(options: {
    viewport: { width: number; height: number };
    deviceScaleFactor?: number;
    reducedMotion?: 'reduce' | 'no-preference';
  }): Promise<Page>;
  close(): Promise<void>;
}

interface Chromium {
  launch(options: {
    executablePath: string;
    args: string[];
    env: Record<string, string | undefined>;
  }): Promise<Running>;
}

/** A page of its own browser. `close` ends the browser. */
export async function openPage(browser: Browser): Promise<{ page: Page; close(): Promise<void> }> {
  const running = await launch(browser);
  const page = await running.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
  return { page, close: () => running.close() };
}

/** Starts it without a window. Each of its pages has storage of its own. */
export async function launch(browser: Browser): Promise<Running> {
  const require = createRequire(join(browser.driver, 'node_modules/x.js'));
  const { chromium } = require('playwright-core') as { chromium: Chromium };
  return chromium.launch({
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
}
