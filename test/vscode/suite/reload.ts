// dbt writes its artifacts while the editor is open: nothing blanks, and what is new is shown.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { test, until } from './harness.ts';
import { fileUri, find, hoverText, open } from './project.ts';

const askHover = async () => {
  const document = await open('models/marts/customers/rpt_route_revenue.sql');
  return hoverText(document, find(document, "ref('fct_bookings')", 'fct_bookings'));
};

test('after dbt clean the last known facts stay, and after a rebuild the new ones are shown', async () => {
  const target = fileUri('target').fsPath;
  const kept = `${target}-kept`;
  cpSync(target, kept, { recursive: true });
  const before = await askHover();
  assert.match(before, /owner/i);

  rmSync(target, { recursive: true });
  assert.match(await askHover(), /owner/i);

  const manifest = JSON.parse(readFileSync(`${kept}/manifest.json`, 'utf8'));
  manifest.nodes['model.tern_ferries.fct_bookings'].description = 'Rebuilt while the editor was open.';
  writeFileSync(`${kept}/manifest.json`, JSON.stringify(manifest));
  renameSync(kept, target);
  await until('the new description', async () =>
    (await askHover()).includes('Rebuilt while the editor was open'),
  );
});
