// Builds the bundles in dist/: the extension and its language client, the server, the command line, and what the two share: the
// thread that reads artifacts, the SQL parsers.
// `--production` minifies, `--watch` rebuilds on every change. No type checking (tsc) and no packaging (vsce) here.
import { chmodSync, copyFileSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { notices } from './scripts/notices.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const polyglot = join(root, 'node_modules/@polyglot-sql/sdk/dist');
const production = process.argv.includes('--production');

/**
 * Files of their own, loaded when they are first needed: the SQL parsers weigh megabytes, and the language client would make
 * the extension ten times as large before a file of a dbt project is open.
 */
const lazy = {
  name: 'lazy',
  setup(builder) {
    builder.onResolve({ filter: /\/(sqlParsers|languageClient)\.ts$/ }, ({ kind, importer, path }) => {
      if (kind === 'entry-point') return undefined;
      if (kind === 'dynamic-import') return { path: `./${basename(path, '.ts')}.cjs`, external: true };
      const file = relative(root, importer);
      return { errors: [{ text: `import ${basename(path)} lazily, with await import(), in ${file}` }] };
    });
  },
};

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  minify: production,
  sourcemap: production ? 'external' : 'linked',
  // import() of a CommonJS chunk becomes require(): the same named exports in every host.
  supported: { 'dynamic-import': false },
  // The default entry has a top-level await, which CommonJS can't have. This one reads its .wasm beside itself.
  alias: { '@polyglot-sql/sdk': join(polyglot, 'index.cjs') },
  plugins: [lazy],
  logLevel: 'warning',
};

/** The lineage panel: one script and one style sheet; icons are the drawings of codicons, as text. */
const browser = {
  platform: 'browser',
  target: 'es2023',
  format: 'iife',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.svg': 'text' },
};

const bundles = [
  { entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'] },
  {
    entryPoints: ['client/src/languageClient.ts'],
    outfile: 'dist/languageClient.cjs',
    external: ['vscode'],
  },
  { ...browser, entryPoints: ['client/webview/main.tsx'], outfile: 'dist/panel.js' },
  { ...browser, entryPoints: ['client/webview/panel.css'], outfile: 'dist/panel.css' },
  { entryPoints: ['server/src/lsp/main.ts'], outfile: 'dist/server.cjs' },
  { entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/cli.cjs', banner: { js: '#!/usr/bin/env node' } },
  { entryPoints: ['server/src/host/artifacts/artifactWorker.ts'], outfile: 'dist/artifactWorker.cjs' },
  { entryPoints: ['server/src/host/sqlParsers.ts'], outfile: 'dist/sqlParsers.cjs' },
].filter(({ entryPoints: [entry], outfile }) => {
  const there = existsSync(join(root, entry));
  if (!there) console.log(`skipped ${outfile}: ${entry} is not there`);
  return there;
});

mkdirSync(join(root, 'dist'), { recursive: true });
copyFileSync(join(polyglot, 'polyglot_sql.wasm'), join(root, 'dist/polyglot_sql.wasm'));

if (process.argv.includes('--watch')) {
  for (const bundle of bundles) await (await context({ ...shared, ...bundle, logLevel: 'info' })).watch();
  console.log('watching; Ctrl-C stops');
} else {
  const results = await Promise.allSettled(
    bundles.map((bundle) => build({ ...shared, ...bundle, metafile: true })),
  );
  // esbuild has printed what is wrong, with its place.
  if (results.some(({ status }) => status === 'rejected')) process.exit(1);
  const metafiles = results.map(({ value }) => value.metafile);
  writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices(root, metafiles));
  for (const { outfile } of bundles) {
    console.log(`${outfile}  ${Math.ceil(statSync(join(root, outfile)).size / 1024)} KB`);
  }
  const cli = join(root, 'dist/cli.cjs');
  if (existsSync(cli)) chmodSync(cli, 0o755);
}
