// npm's `prepare`: builds dist/ where this repository is installed from git. What npm runs for `npm install -g` of a repository (so does
// pre-commit) leaves the development dependencies out, since it takes the repository for a global package too: they are installed here.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (!existsSync(join(root, 'node_modules/esbuild'))) {
  const local = Object.entries(process.env).filter(
    ([name]) => !/^npm_config_(global|location|prefix)$/i.test(name),
  );
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: root, stdio: 'inherit', env: Object.fromEntries(local) };
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
const { status } = spawnSync(process.execPath, ['esbuild.mjs', '--production'], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
