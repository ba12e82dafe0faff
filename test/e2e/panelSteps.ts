// What somebody without a mouse does with the lineage panel and what goes with it, step by step, read as it is seen and heard. Each step
// leaves files as they were and the panel following the cursor.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '../../scripts/workbench/page.ts';
import { goToFile, reloadWindow, runCommand, undoAll } from '../../scripts/workbench/window.ts';
import {
  enterSidebar,
  focusOn,
  frameOf,
  hear,
  hideColumns,
  listColumns,
  modelId,
  nodeOf,
  openTab,
  type Panel,
  pinnedState,
  press,
  see,
  seeNoMore,
  sidebarPanel,
  tabPanel,
  toMiddle,
  until,
  untilFocused,
} from './panelDriver.ts';
import { lookSteps } from './panelLook.ts';
import type { Step } from './stage.ts';

const bookings = { file: 'models/marts/customers/fct_bookings.sql', id: modelId('fct_bookings') };
const revenue = { file: 'models/marts/customers/rpt_route_revenue.sql', id: modelId('rpt_route_revenue') };
const ports = { file: 'models/marts/sailings/dim_ports.sql', id: modelId('dim_ports') };
const priced = modelId('int_bookings_priced');
const timetable = modelId('stg_harbour_office__timetable');
const soon = { timeout: 30_000 };

/** Name and action of each step, in order. */
export const panelSteps: readonly Step[] = [
  [
    'the graph is centred on the model in front, and says whose each node is and how it is doing',
    async ({ page, picture, openIn }) => {
      // Pictures show where things are, not how they get there.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await openIn('dark');
      await goToFile(page, bookings.file);
      const panel = await enterSidebar(page);
      await hear(panel, /^fct_bookings: \d+ upstream, \d+ downstream, owner Solveig Brekke, Céline Skarv$/);
      assert.match(
        await toMiddle(panel, bookings.id),
        /^model fct_bookings, .*owner Solveig Brekke.*5 tests.*in the focus$/,
      );
      await see(panel, `${nodeOf(bookings.id)}[aria-current=location]`);
      assert.match(await boxOf(panel, priced), /int_bookings_priced.*Fares & Loyalty.*4 tests pass/);
      assert.match(await boxOf(panel, revenue.id), /rpt_route_revenue.*Fares & Loyalty.*1 test passes/);
      await picture('panel-model');
    },
  ],
  [
    'the graph follows the cursor to a column, with its path lit, and to another file',
    async ({ page, picture }) => {
      const panel = sidebarPanel(page);
      await goToFile(page, bookings.file, 11, 16);
      await hear(panel, /^fct_bookings\.amt_booking: /);
      await see(panel, `.column.lit${nodeOf(bookings.id, 'amt_booking')}`);
      await see(panel, `.column.lit${nodeOf(priced, 'amt_booking')}`);
      await picture('panel-column');
      await goToFile(page, revenue.file, 20, 31);
      await hear(panel, /^rpt_route_revenue\.amt_fare: /);
      await see(panel, `.column.lit${nodeOf(modelId('int_tickets_by_fare'), 'amt_fare')}`);
      await goToFile(page, revenue.file, 1, 1);
      await hear(panel, /^rpt_route_revenue: /);
      await seeNoMore(panel, '.column.lit');
    },
  ],
  [
    'a tab that is opened at a column has its path lit, with how each is made',
    async ({ page, picture }) => {
      await goToFile(page, bookings.file, 11, 16);
      const tab = await openTab(page);
      await hear(tab, /^fct_bookings\.amt_booking: /);
      await see(tab, `.column.lit${nodeOf(bookings.id, 'amt_booking')}`);
      // Beside the text there is no room for words on lines.
      await runCommand(page, 'View: Toggle Maximize Editor Group');
      await see(tab, '.edge.ofColumns.lit text', 'sum(…)');
      await see(tab, '.edge.ofColumns.lit text', 'expression');
      await picture('tab-column');
      await page.locator('.tab', { hasText: 'Lineage: fct_bookings.amt_booking' }).first().waitFor(soon);
      await runCommand(page, 'View: Close Editor');
    },
  ],
  [
    'who runs a command for the graph goes on in the graph',
    async ({ page }) => {
      const panel = sidebarPanel(page);
      await goToFile(page, bookings.file);
      await hear(panel, /^fct_bookings: /);
      await runCommand(page, 'dbt Metadata: Collapse Lineage');
      await untilFocused(panel);
      await toMiddle(panel, bookings.id);
      await goToFile(page, revenue.file);
      await hear(panel, /^rpt_route_revenue: /);
      await runCommand(page, 'dbt Metadata: Search in Lineage');
      await see(panel, '[role=combobox]:focus');
      await untilFocused(panel);
      await page.keyboard.type('fct_book');
      await see(panel, '[role=option]', 'fct_bookings');
      await page.keyboard.press('Escape');
      await seeNoMore(panel, '[role=combobox]');
    },
  ],
  [
    'a column renamed in a text that isn’t saved: what it breaks is shown, listed with owners, copied, and gone with the change',
    async ({ page, picture }) => {
      await goToFile(page, bookings.file, 11, 25);
      await page.keyboard.type(' as amt_paid');
      await page.keyboard.press('Escape');
      const panel = sidebarPanel(page);
      const warning = '[role=toolbar] [aria-label="What the change breaks: 6 readers, 3 of them perhaps"]';
      await see(panel, warning);
      await see(panel, `.column.impact-renamed${nodeOf(bookings.id, 'amt_booking')}`);
      await goToFile(page, bookings.file, 1, 1);
      await see(panel, `.box.impact-changed ${nodeOf(bookings.id)}`);
      await see(panel, `.box.impact-breaks ${nodeOf(revenue.id)}`);
      await enterSidebar(page);
      await press(panel, 'impact');
      const list = await see(panel, '.pane', 'amt_booking is renamed to amt_paid');
      const said = (await list.textContent()) ?? '';
      assert.match(said, /rpt_route_revenue.*model reads amt_booking · Fares & Loyalty/);
      assert.match(said, /To tell.*Eira Lomvik.*no_show_forecast/);
      await picture('panel-impact');

      await runCommand(page, 'dbt Metadata: Copy Impact as Markdown');
      await page.locator('.statusbar-item', { hasText: 'Copied' }).first().waitFor(soon);
      await page.keyboard.press('ControlOrMeta+Alt+N');
      await page.locator('.tab.active', { hasText: 'Untitled' }).first().waitFor(soon);
      await page.keyboard.press('ControlOrMeta+V');
      const row = page.locator('.editor-instance .view-line', { hasText: '`rpt_route_revenue`' });
      await row
        .filter({ hasText: /model.*amt_booking.*Fares/ })
        .first()
        .waitFor(soon);
      await undoAll(page);
      await runCommand(page, 'View: Close Editor');

      await goToFile(page, bookings.file, 11, 1);
      await undoAll(page);
      await seeNoMore(panel, warning);
      await seeNoMore(panel, '.box.impact-breaks');
      await enterSidebar(page);
      await press(panel, 'impact');
      await seeNoMore(panel, '.pane');
    },
  ],
  [
    'by keys: along edges, one step further, columns, the path of one, and the ways between two nodes',
    async ({ page, picture }) => {
      await goToFile(page, revenue.file);
      const panel = await enterSidebar(page);
      await hear(panel, /^rpt_route_revenue: /);
      await toMiddle(panel, revenue.id);
      await press(panel, 'left');
      await focusOn(panel, bookings.id);
      await press(panel, 'left');
      await focusOn(panel, timetable);
      const source = nodeOf('source.tern_ferries.harbour_office.timetable');
      await seeNoMore(panel, source);
      await press(panel, 'expandUpstream');
      await see(panel, source);
      await press(panel, 'collapse');
      await seeNoMore(panel, source);

      await listColumns(panel, revenue.id, 'cd_route');
      await press(panel, 'below');
      assert.match(await focusOn(panel, revenue.id, 'cd_route'), /^cd_route, varchar/);
      await page.keyboard.press('Space');
      await see(panel, `.column.lit${nodeOf(bookings.id, 'cd_route')}`);
      await press(panel, 'left');
      await focusOn(panel, bookings.id, 'cd_route');
      await picture('panel-keys');
      await press(panel, 'close');
      await seeNoMore(panel, '.column.lit');
      await hideColumns(panel, revenue.id, 'cd_route');

      await press(panel, 'path');
      await see(panel, '.pathBar input:focus');
      await page.keyboard.type('timetab');
      await see(panel, '.pathBar [role=option]', 'stg_harbour_office__timetable');
      await page.keyboard.press('Enter');
      await hear(panel, /1 way, 3 nodes/);
      await see(panel, '.edge.lit');
      await picture('panel-way');
      await press(panel, 'close');
      await seeNoMore(panel, '.pathBar');
    },
  ],
  [
    'by keys: a filter by kind that says how many it hides, and search',
    async ({ page, picture }) => {
      await goToFile(page, revenue.file);
      const panel = await enterSidebar(page);
      await hear(panel, /^rpt_route_revenue: /);
      await press(panel, 'focus');
      await press(panel, 'filter');
      await see(panel, '.pane:focus');
      const kind = '.choice:focus-within';
      const frame = await frameOf(panel);
      for (let tabs = 0; tabs < 20; tabs++) {
        await page.keyboard.press('Tab');
        if (await frame.locator(kind, { hasText: 'exposure' }).first().isVisible()) break;
      }
      await see(panel, kind, 'exposure');
      await page.keyboard.press('Space');
      await hear(panel, /^\d+ hidden$/);
      await see(panel, '.chip', 'exposure');
      await seeNoMore(panel, nodeOf(bookings.id));
      await picture('panel-filter');
      await page.keyboard.press('Space');
      await seeNoMore(panel, '.chip');
      await see(panel, nodeOf(bookings.id));
      await page.keyboard.press('Escape');
      await seeNoMore(panel, '.pane');

      await press(panel, 'search');
      await see(panel, '[role=combobox]:focus');
      await page.keyboard.type('fct_book');
      await see(panel, '[role=option]', 'fct_bookings');
      await page.keyboard.press('Enter');
      await hear(panel, /^1 of \d+$/);
      await see(panel, `.box.selected ${nodeOf(bookings.id)}`);
      await picture('panel-search');
      await page.keyboard.press('Escape');
      await seeNoMore(panel, '[role=combobox]');
      await focusOn(panel, bookings.id);
    },
  ],
  [
    'the graph is written to a file, as Mermaid and as SVG',
    async ({ page, project }) => {
      await goToFile(page, bookings.file);
      await hear(sidebarPanel(page), /^fct_bookings: /);
      for (const [format, file] of [
        ['Mermaid', 'lineage.mmd'],
        ['SVG', 'lineage.svg'],
      ] as const) {
        await runCommand(page, `dbt Metadata: Export Lineage as ${format}`);
        await page
          .locator('.quick-input-list .monaco-list-row', { hasText: 'snapshots' })
          .first()
          .waitFor(soon);
        await page.keyboard.press('ControlOrMeta+A');
        await page.keyboard.insertText(join(project, file));
        await until('the path stands in the dialog', () =>
          page.evaluate(
            (path: string) =>
              document.querySelector<HTMLInputElement>('.quick-input-widget input:focus')?.value === path,
            join(project, file),
          ),
        );
        await page.keyboard.press('Enter');
        await page.locator('.notification-toast', { hasText: file }).first().waitFor(soon);
        const text = readFileSync(join(project, file), 'utf8');
        for (const name of ['fct_bookings', 'int_bookings_priced', 'rpt_route_revenue'])
          assert.ok(text.includes(name), `${file} names ${name}`);
      }
      await runCommand(page, 'Notifications: Clear All Notifications');
    },
  ],
  [
    'back, forward, and a pin that keeps the graph while another file is in front',
    async ({ page, picture }) => {
      await goToFile(page, bookings.file);
      const panel = sidebarPanel(page);
      await hear(panel, /^fct_bookings: /);
      await goToFile(page, revenue.file);
      await hear(panel, /^rpt_route_revenue: /);
      await enterSidebar(page);
      await press(panel, 'back');
      await hear(panel, /^fct_bookings: /);
      await page.keyboard.press('Alt+ArrowRight');
      await hear(panel, /^rpt_route_revenue: /);
      await press(panel, 'togglePin');
      await pinnedState(page, true);
      await goToFile(page, ports.file);
      // The tree beside it follows.
      await treeRow(page, 'dim_ports').waitFor(soon);
      await hear(panel, /^rpt_route_revenue: /);
      await picture('panel-pinned');
      await enterSidebar(page);
      await press(panel, 'togglePin');
      await hear(panel, /^dim_ports: /);
    },
  ],
  [
    'columns hang in the tree, findings are listed by rule, and calls are the lineage',
    async ({ page, picture }) => {
      await goToFile(page, revenue.file, 3, 28);
      await treeRow(page, 'rpt_route_revenue').waitFor(soon);
      await runCommand(page, 'dbt: Focus on Upstream & downstream View');
      const row = (name: string | RegExp) =>
        page.locator('.sidebar .monaco-list-row', { hasText: name }).first();
      await page.locator('.sidebar .monaco-list:focus').first().waitFor(soon);
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await row(/^Columns/).waitFor(soon);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await row('n_vehicle').waitFor(soon);
      await picture('tree-columns');

      await runCommand(page, 'dbt: Focus on Findings View');
      await row(/column-name-type.*4/).waitFor(soon);
      await picture('findings');

      await goToFile(page, revenue.file, 3, 28);
      await page.keyboard.press('Shift+Alt+H');
      await row(/customer_segments.*Fares & Loyalty/).waitFor(soon);
      await runCommand(page, 'Calls: Show Outgoing Calls');
      await row(/int_bookings_priced.*Fares & Loyalty/).waitFor(soon);
      await picture('calls');
    },
  ],
  [
    'an editor tab and the sidebar are as they were after the window was loaded again',
    async ({ page, picture }) => {
      await goToFile(page, revenue.file);
      let sidebar = await enterSidebar(page);
      await hear(sidebar, /^rpt_route_revenue: /);
      await listColumns(sidebar, revenue.id, 'n_vehicle');
      await press(sidebar, 'togglePin');
      await pinnedState(page, true);
      await goToFile(page, bookings.file);
      let tab = await openTab(page);
      await hear(tab, /^fct_bookings: /);
      await listColumns(tab, bookings.id, 'amt_booking');
      await picture('tab');

      await reloadWindow(page);
      tab = tabPanel(page);
      sidebar = sidebarPanel(page);
      // What was opened in it a moment ago hangs on when the browser writes its storage: test/panel asks for that.
      await hear(tab, /^fct_bookings: /);
      await page.locator('.tab', { hasText: 'Lineage: fct_bookings' }).first().waitFor(soon);
      await hear(sidebar, /^rpt_route_revenue: /);
      await see(sidebar, nodeOf(revenue.id, 'n_vehicle'));
      await pinnedState(page, true);
      await picture('tab-again');
      await runCommand(page, 'View: Close All Editors');
      await enterSidebar(page);
      await hideColumns(sidebar, revenue.id, 'n_vehicle');
      await press(sidebar, 'togglePin');
      await pinnedState(page, false);
    },
  ],
  ...lookSteps,
];

/** What stands in the box of a node. */
async function boxOf(panel: Panel, id: string): Promise<string> {
  const box = await see(panel, `.box:has(${nodeOf(id)})`);
  return (await box.textContent()) ?? '';
}

/** The node at the top of the tree "Upstream & downstream". */
function treeRow(page: Page, name: string) {
  return page.locator('.sidebar .monaco-list-row').first().filter({ hasText: name });
}
