// `npm run package`: the bundles, then dist/dbt-metadata-context.vsix with exactly what .vscodeignore lets in. Fails when it grows
// past its budget; or holds a file that isn't listed below.

import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const vsce = 'node_modules/@vscode/vsce/vsce';
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

run('esbuild.mjs', '--production');
// Everything is bundled, so no dependency is packed.
run(
  vsce,
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--skip-license',
  '--out',
  'dist/dbt-metadata-context.vsix',
);

/** A file more is shipped to everybody: who adds one says so here as well as in .vscodeignore. */
const files = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/artifactWorker.cjs',
  'dist/extension.cjs',
  'dist/languageClient.cjs',
  'dist/panel.css',
  'dist/panel.js',
  'dist/polyglot_sql.wasm',
  'dist/server.cjs',
  'dist/sqlParsers.cjs',
  'media/activity.svg',
  'media/icon.png',
  'media/lineage-dark.svg',
  'media/lineage-light.svg',
  'package.json',
  'schemas/dbt-context.schema.json',
  'syntaxes/jinja-sql-strings.injection.json',
  'syntaxes/jinja-sql.injection.json',
];
const listed = execFileSync(process.execPath, [vsce, 'ls', '--no-dependencies'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(Boolean)
  .sort();
if (listed.join() !== files.join())
  fail(`The package holds other files than scripts/package.mjs says:\n${listed.join('\n')}`);

/** Most of it is the WebAssembly of the SQL parser, 5 MB packed. */
const budget = 7_000_000;
const { size } = statSync(new URL('../dist/dbt-metadata-context.vsix', import.meta.url));
if (size > budget) fail(`The package has ${size} bytes; its budget is ${budget}.`);

function fail(message) {
  console.error(message);
  process.exit(1);
}
