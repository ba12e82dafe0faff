// package.json offers every command of the lineage panel everywhere it belongs. It is written by hand, twice for each command: see
// lineagePanelCommands.ts.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { panelCommands } from '../../client/src/views/panelCommands.ts';

interface Item {
  readonly command?: string;
  readonly when?: string;
}

const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const menus: Readonly<Record<string, readonly Item[]>> = contributes.menus;
const offered = (menu: string, matches: (item: Item) => boolean = () => true) =>
  (menus[menu] ?? []).filter(matches).flatMap(({ command }) => command ?? []);
const ids = Object.keys(panelCommands);
const last = ids.map((id) => `dbtContext.graph.${id}`);
const sidebar = ids.map((id) => `dbtContext.graphView.${id}`);
const missing = (from: readonly string[], wanted: readonly string[]) =>
  wanted.filter((id) => !from.includes(id));

test('the palette offers each command once', () => {
  const hidden = offered('commandPalette', ({ when }) => when === 'false');
  const shown = offered('commandPalette', ({ when }) => when !== 'false');
  assert.deepEqual(missing(shown, last), []);
  assert.deepEqual(missing(hidden, sidebar), []);
});

test('the title of the view and of the tab offer each command, each for its own panel', () => {
  const view = [
    ...offered('view/title', ({ when }) => when?.startsWith('view == dbtContext.graph') ?? false),
    ...offered('dbtContext.graphView.export'),
  ];
  const tab = [
    ...offered('editor/title', ({ when }) => when?.includes('dbtContext.graphTab') ?? false),
    ...offered('dbtContext.graph.export'),
  ];
  assert.deepEqual(missing(view, sidebar), []);
  assert.deepEqual(missing(tab, last), []);
  assert.deepEqual(
    view.filter((id) => last.includes(id)),
    [],
  );
  assert.deepEqual(
    tab.filter((id) => sidebar.includes(id)),
    [],
  );
});
