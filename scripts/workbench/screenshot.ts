// A picture of the extension at work: opens a model of a dbt project in the workbench and shows the hover of a ref().
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { findBrowser } from './browser.ts';
import { installEditor } from './install.ts';
import { openPage } from './page.ts';
import { serve } from './serve.ts';
import type { Theme } from './settings.ts';
import { openFile, showHover, waitForWindow } from './window.ts';

/** The sample's model to look at; in other projects it is the first one with a ref(). */
const showcase = 'models/marts/customers/rpt_route_revenue.sql';

export async function takeScreenshot(options: {
  readonly folder: string;
  readonly extension: string;
  readonly file: string;
  readonly theme: Theme;
}): Promise<void> {
  const place = findRef(options.folder);
  if (place === undefined) throw new Error(`No model in ${options.folder} has a ref() to hover.`);
  const browser = await findBrowser();
  if (browser === undefined)
    throw new Error('A screenshot needs a browser, and this machine has none that starts.');
  const { folder, extension, theme } = options;
  const serverMain = await installEditor();
  const server = await serve({ serverMain, theme, folder, extension });
  try {
    const { page, close } = await openPage(browser);
    try {
      await page.goto(server.url);
      await waitForWindow(page);
      await openFile(page, place.path, place.line, place.column);
      await showHover(page, place.name);
      mkdirSync(dirname(options.file), { recursive: true });
      await page.screenshot({ path: options.file });
    } catch (error) {
      const reason = (error as Error).message.split('\n')[0];
      throw new Error(`The hover of ${place.name} in ${place.path}:${place.line} did not show (${reason}).`);
    } finally {
      await close();
    }
  } finally {
    server.stop();
  }
}

interface Place {
  readonly path: string;
  /** Line and column inside the quoted name, counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly name: string;
}

function findRef(folder: string): Place | undefined {
  const models = readdirSync(join(folder, 'models'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  for (const path of models.includes(showcase) ? [showcase] : models) {
    const before = /ref\(\s*['"](?=(\w+))/.exec(readFileSync(join(folder, path), 'utf8'));
    if (before === null) continue;
    const lines = before.input.slice(0, before.index + before[0].length).split('\n');
    const column = (lines.at(-1) ?? '').length + 2;
    return { path, line: lines.length, column, name: before[1] ?? '' };
  }
  return undefined;
}
