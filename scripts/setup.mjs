// Installs what the repository's commands need: `npm ci`, and only when package-lock.json has changed since the last time.
// Runs on any Node from 20 on, before anything is installed: plain JavaScript, no dependency.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules/.setup-stamp');

/** The Node that tests, scripts and the workbench run on: an exact development dependency. */
export const toolNode = join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Makes node_modules agree with package-lock.json. Throws with a plain sentence when it can't. */
export async function setup() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Error(`Node 20 or newer is needed; this is ${process.version}.`);
  }
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
  if (existsSync(toolNode)) {
    if (readIfThere(stampFile) === stamp) return;
    // Somebody ran `npm install` by hand: nothing to do again.
    if (isInstalled(JSON.parse(lock))) return writeFileSync(stampFile, stamp);
  }
  console.log('Installing the development dependencies (npm ci), about half a minute the first time …');
  const started = Date.now();
  await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], root);
  if (!existsSync(toolNode)) {
    throw new Error(
      'npm ci ended without installing Node 24. If install scripts are switched off (ignore-scripts), allow them for this folder.',
    );
  }
  writeFileSync(stampFile, stamp);
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** Runs npm in `cwd`. What it prints is shown only when it fails. */
export function npm(args, cwd) {
  // npm tells its scripts where it is itself; called by hand, it is on the PATH.
  const script = process.env.npm_execpath;
  const ownScript = script?.endsWith('.js') || script?.endsWith('.cjs');
  return new Promise((resolve, reject) => {
    const child = ownScript
      ? spawn(process.execPath, [script, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    const keep = (data) => {
      output += data;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      reject(new Error(`npm ${args[0]} failed in ${cwd}:\n${output.trim()}`));
    });
  });
}

/** Does npm's own record of what it installed name the same versions as the lockfile? */
function isInstalled(lock) {
  const record = readIfThere(join(root, 'node_modules/.package-lock.json'));
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  return Object.entries(lock.packages).every(
    ([path, { version, optional }]) =>
      path === '' || (path in installed ? installed[path].version === version : optional === true),
  );
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await setup();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
