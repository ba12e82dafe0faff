// Installs a real VS Code workbench, and what drives it, from the npm registry alone into the user's cache folder, once per version.
// An install is made under another name and renamed when it is whole, so an interrupted one leaves nothing half done. Never asks for root.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { npm } from '../setup.mjs';

const editorVersion: string = readPackage('editor').dependencies['code-server'] ?? '';

/** Built-in extensions that are noise in a window opened for ours, or need native modules that aren't built here (git). */
const unwantedExtensions = ['copilot', 'git', 'github', 'tunnel-forwarding'];

/** The user's cache folder of this project. Outside the repository. */
export function cacheFolder(): string {
  const name = 'dbt-metadata-context';
  if (process.env['XDG_CACHE_HOME']) return join(process.env['XDG_CACHE_HOME'], name);
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches', name);
  if (process.platform === 'win32') {
    return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData/Local'), name, 'Cache');
  }
  return join(homedir(), '.cache', name);
}

/** Folder of the state that `npm start` keeps between runs: settings, open editors. */
export function stateFolder(): string {
  return join(cacheFolder(), `workbench-${editorVersion}-state`);
}

/** The VS Code server's entry point, installed when it isn't there yet. */
export async function installEditor(): Promise<string> {
  const folder = await install({
    source: 'editor',
    name: `workbench-${editorVersion}`,
    what: 'the VS Code workbench (about 300 MB)',
    npmArguments: [],
    finish: (temporary, final) => {
      const vscode = join(temporary, 'node_modules/code-server/lib/vscode');
      // Its own dependencies are listed beside code-server, those without use left out: one install in place of two.
      const target = process.platform === 'win32' ? join(final, 'node_modules') : '../../..';
      symlinkSync(target, join(vscode, 'node_modules'), 'junction');
      for (const extension of unwantedExtensions) {
        rmSync(join(vscode, 'extensions', extension), { recursive: true, force: true });
      }
    },
  });
  return join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js');
}

/** One thing to install: a package.json with its lockfile, and what is left to do after npm. */
export interface Install {
  /** Folder beside this file with the package.json and its lockfile. */
  readonly source: string;
  readonly name: string;
  readonly what: string;
  readonly npmArguments: readonly string[];
  readonly finish: (temporary: string, final: string) => void | Promise<void>;
}

/** The folder of what is asked for, installed when it isn't there yet. */
export async function install({ source, name, what, npmArguments, finish }: Install): Promise<string> {
  const from = join(import.meta.dirname, source);
  const lock = readFileSync(join(from, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
  const cache = cacheFolder();
  const final = join(cache, `${name}-${hash.slice(0, 8)}`);
  if (existsSync(final)) return final;

  mkdirSync(cache, { recursive: true });
  removeLeftovers(cache);
  const temporary = mkdtempSync(join(cache, `installing-${process.pid}-`));
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  console.log(`Installing ${what} into ${cache}, once …`);
  const progress = setInterval(() => console.log(`  still installing ${what}: ${seconds()}`), 10_000);
  try {
    for (const file of ['package.json', 'package-lock.json'])
      copyFileSync(join(from, file), join(temporary, file));
    await npm(
      [
        'ci',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--prefer-offline',
        '--loglevel=error',
        ...npmArguments,
      ],
      temporary,
    );
    await finish(temporary, final);
    // Somebody else may have been faster; theirs is as good.
    if (!existsSync(final)) renameSync(temporary, final);
    console.log(`Installed ${what} in ${seconds()}.`);
    return final;
  } finally {
    clearInterval(progress);
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Removes what installs that were killed have left. */
function removeLeftovers(cache: string): void {
  for (const name of readdirSync(cache)) {
    const pid = /^installing-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readPackage(source: string): { dependencies: Readonly<Record<string, string>> } {
  return JSON.parse(readFileSync(join(import.meta.dirname, source, 'package.json'), 'utf8'));
}
