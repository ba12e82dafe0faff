// What a user does in a window of the workbench, by keyboard and eye. Each step waits for what it causes, up to a deadline; no step sleeps.
import type { Locator, Page } from './page.ts';
import type { Theme } from './settings.ts';

const deadline = 60_000;
const hovers = '.monaco-editor .monaco-hover:not(.hidden)';

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
  await untilGone(page.locator('.quick-input-widget').first(), () => match.click({ timeout: 2000 }));
  // Away from tabs, which would show their tooltips.
  await page.mouse.move(700, 770);
  await page.locator('.tabs-container .tab.active').filter({ hasText: name }).waitFor({ timeout: deadline });
  await page.locator('.editor-instance .view-line').first().waitFor({ timeout: deadline });
}

/** Opens a file as `openFile` does, without the mouse. */
export async function goToFile(page: Page, path: string, line = 1, column = 1): Promise<void> {
  const name = path.split('/').at(-1) ?? path;
  await choose(page, { key: 'ControlOrMeta+P', text: `${path}:${line}:${column}`, name, behind: ' ' });
  await page
    .locator('.editor-group-container.active .tab.active')
    .filter({ hasText: name })
    .waitFor({ timeout: deadline });
  const place = page.locator('.statusbar-item').filter({ hasText: `Ln ${line}, Col ${column}` });
  await place.first().waitFor({ timeout: deadline });
}

/** Runs a command by its whole name in the command palette: `View: Close Editor`. */
export async function runCommand(page: Page, name: string): Promise<void> {
  await choose(page, { key: 'F1', text: `>${name}`, name, behind: ',' });
}

/** Takes the row of that name from the list that a key opens and a text narrows. */
async function choose(
  page: Page,
  by: { key: string; text: string; name: string; behind: string },
): Promise<void> {
  const quick = page.locator('.quick-input-widget');
  // Behind the name of a file stands its folder, behind that of a command its key.
  const row = quick.locator(
    `.monaco-list-row:is([aria-label="${by.name}"], [aria-label^="${by.name}${by.behind}"])`,
  );
  const focused = quick.locator('.monaco-list-row.focused').locator('visible=true');
  await insist(quick.locator('input:focus').first(), () => page.keyboard.press(by.key));
  await insist(row.first(), async () => {
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(by.text);
  });
  const isMeant = async () => {
    const label = (await focused.first().getAttribute('aria-label')) ?? '';
    return label === by.name || label.startsWith(by.name + by.behind);
  };
  while (!(await isMeant())) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Takes back what was typed into the file in front. */
export async function undoAll(page: Page): Promise<void> {
  const dirty = page.locator('.tab.active.dirty');
  while (await dirty.isVisible()) await page.keyboard.press('ControlOrMeta+Z');
}

/** Asks for the hover at the cursor until it holds `text`, and gives it. */
export async function showHover(page: Page, text: string | RegExp): Promise<Locator> {
  const hover = page.locator(hovers).filter({ hasText: text }).first();
  await insist(hover, async () => {
    // A hover that is already there would only get the focus.
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.press('ControlOrMeta+I');
  });
  return hover;
}

/** Puts the mouse on the first `word` in the editor and gives the hover that it shows. */
export async function hoverWord(page: Page, word: string): Promise<Locator> {
  const hover = page.locator(hovers).filter({ hasText: word }).first();
  const shown = page.locator('.editor-instance .view-line span span').filter({ hasText: word }).first();
  await insist(hover, async () => {
    // The line is drawn anew while the file is being coloured.
    const box = await shown.boundingBox();
    if (box === null) return;
    await page.mouse.move(box.x, box.y - 60);
    await page.mouse.move(box.x + box.width / 2 + 1, box.y + box.height / 2);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  });
  return hover;
}

/** Clicks the activity bar's icon whose name starts with `name`. */
export async function openSidebar(page: Page, name: string): Promise<void> {
  await page
    .locator(`.activitybar .action-label[aria-label^="${name}"]`)
    .first()
    .click({ timeout: deadline });
}

/** Loads the window again, which keeps all of its state, as loading its page doesn't. */
export async function reloadWindow(page: Page): Promise<void> {
  await page.evaluate(`document.body.setAttribute('data-old', '')`);
  await runCommand(page, 'Developer: Reload Window');
  await page.locator('body:not([data-old]) .monaco-workbench').waitFor({ timeout: deadline });
}

/** Waits until the window is drawn in `theme`. */
export async function waitForTheme(page: Page, theme: Theme): Promise<void> {
  const themeClass = { dark: 'vs-dark', light: 'vs', hc: 'hc-black' }[theme];
  await page.locator(`.monaco-workbench.${themeClass}`).waitFor({ timeout: deadline });
}

/** A window that is still starting drops what is asked of it: asks again every two seconds until `answer` is seen. */
export async function insist(answer: Locator, ask: () => Promise<void>): Promise<void> {
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

/** Does something again every two seconds until `thing` is gone: a list that is drawn anew at that moment drops a click. */
async function untilGone(thing: Locator, act: () => Promise<void>): Promise<void> {
  const until = Date.now() + deadline;
  while (true) {
    try {
      await act();
      return await thing.waitFor({ state: 'hidden', timeout: 2000 });
    } catch (error) {
      if (Date.now() > until) throw error;
      if (!(await thing.isVisible())) return;
    }
  }
}
