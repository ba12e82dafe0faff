// What a user of the installed extension does, step by step, in one window that stays open. A step relies on no more of the
// step before it than it says. The project is a copy of sample/ that the steps may change.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '../../scripts/workbench/page.ts';
import type { Theme } from '../../scripts/workbench/settings.ts';
import {
  hoverWord,
  insist,
  openFile,
  openSidebar,
  showHover,
  undoAll,
} from '../../scripts/workbench/window.ts';
import type { Stage, Step } from './stage.ts';

const model = 'models/marts/customers/rpt_route_revenue.sql';
const refLine = 3;
const refColumn = 28;
const misspeltLine = 18;
/** On `cd_route` in `bookings.cd_route`. */
const columnLine = 15;
const columnColumn = 16;
const contracted = 'models/marts/sailings/fct_crossings_v2.sql';
/** `… as ind_crossing_late,` */
const lateLine = 28;
const twoRefs =
  "select  from {{ ref('fct_bookings') }} b join {{ ref('dim_customers') }} c on b.id_customer = c.id_customer";
/** The cursor stands behind its end, which is the column. */
const twoCtes =
  "with first as (select * from {{ ref('fct_bookings') }}), second as (select * from first) select * from second where amt_booking";

/** Name and action of each step, in order. */
export const steps: readonly Step[] = [
  [
    'the mouse over a ref() shows the card',
    async ({ page, picture }) => {
      await openFile(page, model);
      const card = await hoverWord(page, 'fct_bookings');
      assert.match((await card.textContent()) ?? '', /owner/i);
      await picture('hover');
      await page.keyboard.press('Escape');
    },
  ],
  [
    'F12 on a ref() goes to the model',
    async ({ page }) => {
      await openFile(page, model, refLine, refColumn);
      await page.keyboard.press('F12');
      // The model is the first of two targets: no list to choose from, a jump.
      await page.locator('.tab.active').filter({ hasText: 'fct_bookings.sql' }).waitFor({ timeout: 30_000 });
    },
  ],
  [
    'a column that breaks the vocabulary is underlined and says why',
    async ({ page, picture }) => {
      await openFile(page, model, misspeltLine, 'sum(tickets.n_ticket_boarded) as n_pass'.length + 5);
      await page.locator('.squiggly-warning').first().waitFor({ timeout: 30_000, state: 'attached' });
      const hover = await showHover(page, /passenger/);
      assert.match((await hover.textContent()) ?? '', /column-name-vocabulary/);
      await picture('problem');
      await page.keyboard.press('Escape');
    },
  ],
  [
    'the sidebar shows what is upstream and downstream',
    async ({ page, picture }) => {
      await openSidebar(page, 'dbt');
      const rows = page.locator('.sidebar .monaco-list-row');
      await rows.filter({ hasText: 'fct_bookings' }).first().waitFor({ timeout: 30_000 });
      await picture('lineage');
    },
  ],
  [
    'in YAML the sidebar follows the cursor',
    async ({ page }) => {
      // The tree's first row; an entry further down in the file is not among its rows otherwise.
      const root = page.locator('.sidebar .monaco-list-row').first();
      for (const [line, name] of [
        [4, 'punctuality_board'],
        [33, 'no_show_forecast'],
      ] as const) {
        await openFile(page, 'models/marts/exposures.yml', line, 12);
        await root.filter({ hasText: name }).waitFor({ timeout: 30_000 });
      }
    },
  ],
  [
    'a ref() typed a moment ago, in a file not saved, has its card',
    async ({ page }) => {
      await openFile(page, 'models/marts/sailings/dim_ports.sql');
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.insertText("\nunion all select * from {{ ref('stg_ticketing__customers') }}");
      await page.locator('.tab.active.dirty').waitFor({ timeout: 30_000 });
      for (let back = 0; back < "ers') }}".length; back++) await page.keyboard.press('ArrowLeft');
      const card = await showHover(page, 'stg_ticketing__customers');
      assert.match((await card.textContent()) ?? '', /owner/i);
      await page.keyboard.press('Escape');
      await undoAll(page);
    },
  ],
  [
    'the hover of a column says its type, where it comes from and who reads it',
    async ({ page, picture }) => {
      await openFile(page, model, columnLine, columnColumn);
      const card = await showHover(page, 'Comes from');
      const text = (await card.textContent()) ?? '';
      assert.match(text, /stg_harbour_office__timetable/);
      await picture('column');
      await page.keyboard.press('Escape');
    },
  ],
  [
    'columns of two refs are offered while a select is typed',
    async ({ page, picture }) => {
      await openFile(page, 'models/marts/sailings/dim_ports.sql');
      await replaceAll(page, twoRefs);
      for (let back = 0; back < twoRefs.length - twoRefs.indexOf(' from'); back++)
        await page.keyboard.press('ArrowLeft');
      const rows = page.locator('.suggest-widget.visible .monaco-list-row');
      await page.keyboard.type('b.');
      await rows.filter({ hasText: 'amt_booking' }).first().waitFor({ timeout: 30_000 });
      assert.equal(await rows.filter({ hasText: 'nm_customer' }).count(), 0);
      await page.keyboard.type('amt_b');
      await page.keyboard.press('Tab');
      await page.keyboard.type(', nm_');
      await rows.filter({ hasText: 'nm_customer' }).first().waitFor({ timeout: 30_000 });
      await picture('completion');
      await page.keyboard.press('Escape');
      const line = page.locator('.editor-instance .view-line').first();
      assert.match(
        ((await line.textContent()) ?? '').replaceAll('\u00a0', ' '),
        /^select b\.amt_booking, nm_ from/,
      );
      await undoAll(page);
    },
  ],
  [
    'F12 on a column goes through two CTEs to the model that makes it',
    async ({ page }) => {
      await openFile(page, 'models/marts/sailings/dim_ports.sql');
      await replaceAll(page, twoCtes);
      await page.keyboard.press('F12');
      await page.locator('.tab.active').filter({ hasText: 'fct_bookings.sql' }).waitFor({ timeout: 30_000 });
      const line = page.locator('.editor-instance .view-overlays .current-line').first();
      await line.waitFor({ timeout: 30_000 });
      await openFile(page, 'models/marts/sailings/dim_ports.sql');
      await undoAll(page);
    },
  ],
  [
    'a name that breaks the vocabulary is mended from the light bulb',
    async ({ page, picture }) => {
      const line = await atLine(
        page,
        model,
        misspeltLine,
        'sum(tickets.n_ticket_boarded) as n_pass'.length + 5,
      );
      await page.locator('.squiggly-warning').first().waitFor({ timeout: 30_000, state: 'attached' });
      await choose(page, /Rename to “n_passenger_boarded” here/, () => picture('fixes'));
      await line.filter({ hasText: 'n_passenger_boarded' }).waitFor({ timeout: 30_000 });
      await undoAll(page);
    },
  ],
  [
    'a column that a dashboard reads is taken away: the line says whose it is',
    async ({ page, picture }) => {
      await openFile(page, 'models/marts/sailings/rpt_punctuality.sql', 8, 5);
      await page.keyboard.press('ControlOrMeta+Shift+K');
      await page.locator('.tab.active.dirty').waitFor({ timeout: 30_000 });
      await page.locator('.squiggly-warning').first().waitFor({ timeout: 30_000, state: 'attached' });
      await openFile(page, 'models/marts/sailings/rpt_punctuality.sql', 7, 40);
      const hover = await showHover(page, /Punctuality board/);
      assert.match((await hover.textContent()) ?? '', /no longer has `n_crossing_late`.*Nils Aas/s);
      await picture('breaking');
      await page.keyboard.press('Escape');
      await undoAll(page);
    },
  ],
  [
    'a column that the contract lists under another name is mended from the light bulb',
    async ({ page, picture }) => {
      const line = await atLine(page, contracted, lateLine, 1);
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowLeft');
      for (let back = 0; back < 'late'.length; back++) await page.keyboard.press('Shift+ArrowLeft');
      await page.keyboard.type('tardy');
      await page.locator('.squiggly-error').first().waitFor({ timeout: 30_000, state: 'attached' });
      await choose(page, /Rename “ind_crossing_tardy” to “ind_crossing_late”/, () => picture('contract'));
      await line.filter({ hasText: 'ind_crossing_late' }).waitFor({ timeout: 30_000 });
      await page.locator('.squiggly-error').first().waitFor({ timeout: 30_000, state: 'hidden' });
      await undoAll(page);
    },
  ],
  [
    'dbt clean and a rebuild while the window is open',
    async ({ page, project }) => {
      const target = join(project, 'target');
      const manifest = JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8'));
      const kept = join(project, 'target-kept');
      // Moved away whole and deleted: to who watches, the folder is gone in both cases.
      renameSync(target, kept);
      await openFile(page, model, refLine, refColumn);
      await showHover(page, /owner/i);
      await page.keyboard.press('Escape');

      manifest.nodes['model.tern_ferries.fct_bookings'].description = 'Rebuilt while the window was open.';
      writeFileSync(join(kept, 'manifest.json'), JSON.stringify(manifest));
      renameSync(kept, target);
      await showHover(page, 'Rebuilt while the window was open.');
      await page.keyboard.press('Escape');

      const written = readdirSync(target).map((name) => [name, readFileSync(join(target, name))] as const);
      rmSync(target, { recursive: true });
      await showHover(page, 'Rebuilt while the window was open.');
      await page.keyboard.press('Escape');

      mkdirSync(target);
      for (const [name, content] of written) writeFileSync(join(target, name), content);
    },
  ],
  [
    'a hostile description is shown as text',
    async ({ page, project, picture }) => {
      const file = join(project, 'target', 'manifest.json');
      const before = readFileSync(file, 'utf8');
      const manifest = JSON.parse(before);
      manifest.nodes['model.tern_ferries.fct_bookings'].description = hostile;
      writeFileSync(file, JSON.stringify(manifest));
      await openFile(page, model, refLine, refColumn);
      const hover = await showHover(page, 'harmless');
      const card = hover.locator('.hover-contents', { hasText: 'harmless' }).first();
      assert.match((await card.textContent()) ?? '', /\[quit\]\(command:workbench\.action\.quit\)/);
      assert.equal(await card.locator('a[data-href*="quit"], img, u, .codicon-bug').count(), 0);
      await picture('hostile');
      await page.keyboard.press('Escape');
      writeFileSync(file, before);
    },
  ],
  ['the card in a light theme', (stage) => pictureOfCard(stage, 'light')],
  ['the card in high contrast', (stage) => pictureOfCard(stage, 'hc')],
];

const hostile =
  'harmless [quit](command:workbench.action.quit) $(bug) `$(bug)` <u>HTML</u> ' +
  '![p](https://example.invalid/p.png) \u202eesrever\u202c | a\n| b';

async function pictureOfCard({ page, picture, openIn }: Stage, theme: Theme): Promise<void> {
  await openIn(theme);
  await openFile(page, model, refLine, refColumn);
  await showHover(page, 'fct_bookings');
  await picture(`hover-${theme}`);
}

/** Opens a file at a place and gives the line that the cursor is in. */
async function atLine(page: Page, file: string, line: number, column: number): Promise<Locator> {
  await openFile(page, file, line, column);
  return page.locator('.editor-instance .view-line');
}

/** Opens the light bulb at the cursor and takes the entry of that text. */
async function choose(page: Page, title: RegExp, shown: () => Promise<void>): Promise<void> {
  const entry = page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
  // A list that was opened while the text was still being understood isn't filled later.
  await insist(entry, async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+.');
  });
  await shown();
  await entry.click();
}

/** Puts another text in place of the file in front, as a paste does. */
async function replaceAll(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await page.locator('.tab.active.dirty').waitFor({ timeout: 30_000 });
}
