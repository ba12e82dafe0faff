// Installs the packaged extension in the workbench and drives it as a user does: steps.ts and panelSteps.ts, with pictures in dist/screens/.
// Says `skipped` on a machine without a browser, which CI takes for a failure.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/workbench/browser.ts';
import { installEditor } from '../../scripts/workbench/install.ts';
import { type Locator, openPage, type Page } from '../../scripts/workbench/page.ts';
import { serve } from '../../scripts/workbench/serve.ts';
import type { Theme } from '../../scripts/workbench/settings.ts';
import { reloadWindow, runCommand, waitForTheme, waitForWindow } from '../../scripts/workbench/window.ts';
import { panelSteps } from './panelSteps.ts';
import type { Stage } from './stage.ts';
import { steps } from './steps.ts';

const all = [...steps, ...panelSteps];

const root = join(import.meta.dirname, '../..');
const vsix = join(root, 'dist/dbt-metadata-context.vsix');
const screens = join(root, 'dist/screens');

function packageExtension(): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/package.mjs')], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The extension could not be packaged.\n${stdout}${stderr}`);
}

async function main(): Promise<void> {
  const browser = await findBrowser();
  if (browser === undefined) {
    console.log(
      'skipped: this machine has no browser that starts, so the installed extension was not tested',
    );
    if (process.env['CI']) process.exitCode = 1;
    return;
  }
  packageExtension();
  const serverMain = await installEditor();
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'dbtc-')));
  const project = join(temporary, 'sample');
  cpSync(join(root, 'sample'), project, { recursive: true });
  rmSync(screens, { recursive: true, force: true });
  mkdirSync(screens, { recursive: true });
  const server = await serve({ serverMain, theme: 'dark', folder: project, vsix });
  const { page, close } = await openPage(browser);
  const picture = async (name: string) => {
    await page.screenshot({ path: join(screens, `${name}.png`) });
  };
  const open = async () => {
    await page.goto(server.url, { timeout: 60_000 });
    await waitForWindow(page);
  };
  const openIn = async (theme: Theme) => {
    server.setTheme(theme);
    await reloadWindow(page);
    await waitForTheme(page, theme);
  };
  const stage: Stage = { page, project, picture, openIn };
  let failed = 0;
  try {
    await open();
    for (const [name, act] of all) {
      const started = Date.now();
      try {
        await act(stage);
        console.log(`  ✓ ${name} (${Date.now() - started} ms)`);
      } catch (error) {
        failed++;
        await picture(`failed-${failed}`);
        console.log(`  ✗ ${name} (dist/screens/failed-${failed}.png)`);
        console.log(`      ${(error as Error).message.replaceAll('\n', '\n      ')}`);
        for (let press = 0; press < 3; press++) await page.keyboard.press('Escape');
        // What the step typed is in the way of the next ones.
        await closeAll(page).catch(() => {});
      }
    }
    console.log(`  ${all.length} steps, ${failed} failed`);
  } finally {
    await close();
    server.stop();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  if (failed > 0) process.exitCode = 1;
}

/** Closes what is open, saved or not. */
async function closeAll(page: Page): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  const discard = page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" }).first();
  if (await appears(discard)) await discard.click({ timeout: 2000 });
}

function appears(thing: Locator): Promise<boolean> {
  return thing.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
}

await main();
