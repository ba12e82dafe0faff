// `npm run package`: the bundles, then dist/dbt-metadata-context.vsix with exactly what .vscodeignore lets in.

import { spawnSync } from 'node:child_process';
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
