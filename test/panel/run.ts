// Tests the lineage panel in a real browser, without VS Code: *.test.ts beside this file, on the bundles in dist/. Says `skipped` on a machine
// without a browser, which CI takes for a failure.

import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/workbench/browser.ts';

const root = join(import.meta.dirname, '../..');

if ((await findBrowser()) === undefined) {
  console.log('skipped: this machine has no browser that starts, so the panel was not looked at');
  if (process.env['CI']) process.exitCode = 1;
} else {
  const { status } = spawnSync(
    process.execPath,
    [
      '--test',
      '--test-isolation=none',
      '--test-reporter=./scripts/testSummary.mjs',
      '--test-reporter-destination=stdout',
      ...globSync('test/panel/*.test.ts', { cwd: root }).sort(),
    ],
    { cwd: root, stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
}
