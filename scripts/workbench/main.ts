// Behind `npm start`: builds the extension and opens it on a dbt project, in VS Code where `code` is on the PATH, elsewhere in the workbench.
// With --screenshot it writes a picture of a hover and ends. What the project's files hold is not changed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findOnPath } from './browser.ts';
import { installEditor, stateFolder } from './install.ts';
import { takeScreenshot } from './screenshot.ts';
import { serve } from './serve.ts';
import { isTheme, type Theme } from './settings.ts';

const root = dirname(dirname(import.meta.dirname));

interface Options {
  readonly folder: string;
  readonly screenshot: string | undefined;
  readonly theme: Theme;
}

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { screenshot: { type: 'string' }, theme: { type: 'string', default: 'dark' } },
  });
  // npm starts its scripts in the repository; a relative folder is meant from where it was typed.
  const from = process.env['INIT_CWD'] ?? process.cwd();
  const folder = positionals[0] === undefined ? join(root, 'sample') : resolve(from, positionals[0]);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Error(`There is no folder ${folder}.`);
  if (!isTheme(values.theme)) throw new Error(`--theme is dark, light or hc, not ${values.theme}.`);
  const screenshot = values.screenshot === undefined ? undefined : resolve(from, values.screenshot);
  return { folder, screenshot, theme: values.theme };
}

function buildExtension(): void {
  console.log('Building the extension …');
  const { status } = spawnSync(process.execPath, [join(root, 'esbuild.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The extension could not be built.');
}

async function startWorkbench(folder: string, theme: Theme): Promise<void> {
  const serverMain = await installEditor();
  const server = await serve({ serverMain, theme, folder, extension: root, state: stateFolder() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      server.stop();
      process.exit(0);
    });
  }
  console.log(`\nVS Code is open on ${folder} at\n\n  ${server.url}\n\nCtrl-C stops it.`);
  await server.ended;
  throw new Error(`The workbench ended by itself; its log is ${server.log}.`);
}

async function main(): Promise<void> {
  const { folder, screenshot, theme } = readOptions();
  buildExtension();
  if (screenshot !== undefined) {
    await takeScreenshot({ folder, extension: root, file: screenshot, theme });
    console.log(`Wrote ${screenshot}.`);
    return;
  }
  const code = findOnPath('code');
  if (code === undefined) return startWorkbench(folder, theme);
  console.log(`Opening ${folder} in VS Code …`);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
  spawn(code, args, { stdio: 'ignore', detached: true, shell: process.platform === 'win32' }).unref();
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
