// The lineage panel in the sidebar and as a tab. A tab's title is the panel's own word for what it shows: where it is right, page,
// script, relay and server have worked. What the sidebar shows is seen by opening it as a tab.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test, until } from './harness.ts';
import { fileUri, open } from './project.ts';

const run = vscode.commands.executeCommand;
const lineageTabs = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && /dbtContext/.test(input.viewType));
const tabNamed = (name: string) => lineageTabs().find(({ label }) => label.endsWith(name));
const closeTabs = () => vscode.window.tabGroups.close(lineageTabs());

test('lineage opens to the side and shows the file in front', async () => {
  await open('models/marts/customers/rpt_route_revenue.sql');
  await run('dbtContext.openLineage');
  await until('the graph of the file', () => tabNamed('rpt_route_revenue'));
  await closeTabs();
});

test('a link opens the node that it names, once', async () => {
  const folder = fileUri('').toString().replace(/\/$/, '');
  const link = () => run('dbtContext.openLineage', folder, 'model.tern_ferries.fct_bookings');
  await link();
  await until('the graph of the node', () => tabNamed('fct_bookings'));
  await link();
  assert.equal(lineageTabs().length, 1);
  await closeTabs();
});

test('the sidebar follows the file in front', async () => {
  for (const [file, name] of [
    ['models/marts/customers/rpt_route_revenue.sql', 'rpt_route_revenue'],
    ['models/marts/sailings/rpt_punctuality.sql', 'rpt_punctuality'],
  ] as const) {
    await open(file);
    await run('dbtContext.showLineage');
    await until(`the sidebar to show ${name}`, async () => {
      // A tab without a name is still being loaded.
      if (!tabNamed('Lineage')) await run('dbtContext.graphView.openLineage');
      return tabNamed(name);
    });
    await closeTabs();
  }
});
