// What a user does in a window of the workbench, by keyboard and eye. Each step waits for what it causes, up to a deadline; no step sleeps.
import type { Locator, Page } from './page.ts';

const deadline = 30_000;

/** Waits until the window shows its folder. */
export async function waitForWindow(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
}

/** Opens a file by the end of its path, with the cursor at a line and column counted from 1. */
export async function openFile(page: Page, path: string, line = 1, column = 1): Promise<void> {
  const name = path.split('/').at(-1) ?? path;
  const folder = path.split('/').slice(0, -1).join('/');
  const rows = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name });
  const match = rows.filter({ hasText: folder }).first();
  await insist(match, async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+P');
    await page.locator('.quick-input-widget input').first().waitFor({ timeout: deadline });
    await page.keyboard.insertText(`${name}:${line}:${column}`);
  });
  await match.click();
  await page.locator('.tabs-container .tab.active').filter({ hasText: name }).waitFor({ timeout: deadline });
  await page.locator('.editor-instance .view-line').first().waitFor({ timeout: deadline });
}

/** Runs a command by its title in the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().waitFor({ timeout: deadline });
  await page.keyboard.insertText(title);
  await page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ hasText: title })
    .first()
    .waitFor({ timeout: deadline });
  await page.keyboard.press('Enter');
}

/** Asks for the hover at the cursor until it holds `text`, and gives it. */
export async function showHover(page: Page, text: string | RegExp): Promise<Locator> {
  const hover = page.locator('.monaco-editor .monaco-hover:not(.hidden)').filter({ hasText: text }).first();
  await insist(hover, async () => {
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.press('ControlOrMeta+I');
  });
  return hover;
}

/** A window that is still starting drops what is asked of it: asks again every two seconds until `answer` is seen. */
async function insist(answer: Locator, ask: () => Promise<void>): Promise<void> {
  const until = Date.now() + deadline;
  while (true) {
    await ask();
    try {
      return await answer.waitFor({ timeout: 2000 });
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}
