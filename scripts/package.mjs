// `npm run package`: the bundles, then dist/dbt-metadata-context.vsix with exactly what .vscodeignore lets in. Fails when it grows
// past its budget; which files it holds is told by test/tidy.test.ts.

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

run('esbuild.mjs', '--production');
// Everything is bundled, so no dependency is packed.
run(
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--skip-license',
  '--out',
  'dist/dbt-metadata-context.vsix',
);

/** Most of it is the WebAssembly of the SQL parser, 5 MB packed. */
const budget = 7_000_000;
const { size } = statSync(new URL('../dist/dbt-metadata-context.vsix', import.meta.url));
if (size > budget) {
  console.error(`The package has ${size} bytes; its budget is ${budget}.`);
  process.exit(1);
}
