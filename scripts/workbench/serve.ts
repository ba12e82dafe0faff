// Starts the VS Code server of the workbench on a free port of 127.0.0.1, and stops it with everything it started.
// Its log goes to a file: without native modules, which are not needed, it is long and says nothing.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Theme, userSettings } from './settings.ts';

export interface ServeOptions {
  /** The server's entry point, from installEditor(). */
  readonly serverMain: string;
  readonly theme: Theme;
  /** Folder opened when the address names none. */
  readonly folder?: string;
  /** Where settings and state are kept. Without it they are in a temporary folder, removed at the end. */
  readonly state?: string;
  /** A folder with a package.json that is shown as an installed extension. */
  readonly extension?: string;
  /** A packaged extension that is installed before the start. */
  readonly vsix?: string;
  /** Lets a page load an extension under development and its tests. */
  readonly tests?: boolean;
}

export interface Server {
  /** The address to open; it holds the token that the first visit needs. */
  readonly url: string;
  /** `127.0.0.1:port`, the authority of `vscode-remote:` addresses. */
  readonly authority: string;
  readonly log: string;
  /** Changes the colours of windows opened from now on. */
  readonly setTheme: (theme: Theme) => void;
  /** Settles when the server ends by itself. */
  readonly ended: Promise<void>;
  stop(): void;
}

export async function serve(options: ServeOptions): Promise<Server> {
  const state = options.state ?? mkdtempSync(join(tmpdir(), 'dbt-context-workbench-'));
  const data = join(state, 'data');
  const extensions = join(state, 'extensions');
  const settings = join(data, 'data/User/settings.json');
  mkdirSync(dirname(settings), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  if (!existsSync(settings)) writeFileSync(settings, userSettings(options.theme));
  if (options.vsix) installVsix(options.serverMain, options.vsix, extensions, data);
  if (options.extension) linkExtension(options.extension, extensions);

  const token = randomBytes(12).toString('hex');
  const log = join(state, 'server.log');
  const child = spawn(
    process.execPath,
    [
      options.serverMain,
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token],
      ...['--server-data-dir', data, '--extensions-dir', extensions],
      ...['--telemetry-level', 'off', '--accept-server-license-terms', '--disable-workspace-trust'],
      ...(options.folder ? ['--default-folder', options.folder] : []),
      // Without it the extension host of a page that is gone stays for hours.
      ...(options.state ? [] : ['--reconnection-grace-time', '1']),
      ...(options.tests ? ['--enable-smoke-test-driver'] : []),
    ],
    {
      // A window that nobody works in has no use for a marketplace.
      env: { ...process.env, ...(options.state ? {} : { EXTENSIONS_GALLERY: '{"serviceUrl":""}' }) },
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const stop = stopper(child, options.state ? undefined : state);
  const output = createWriteStream(log);
  child.stderr.pipe(output, { end: false });
  const port = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (data) => {
      output.write(data);
      text += data;
      const found = /agent listening on (\d+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`The workbench's server ended at once (${code}).\n${text}`)));
  });
  const setTheme = (theme: Theme) => writeFileSync(settings, userSettings(theme));
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const authority = `127.0.0.1:${port}`;
  return { url: `http://${authority}/?tkn=${token}`, authority, log, setTheme, ended, stop };
}

function installVsix(serverMain: string, vsix: string, extensions: string, data: string): void {
  const args = ['--install-extension', vsix, '--extensions-dir', extensions, '--server-data-dir', data];
  const { status, stdout, stderr } = spawnSync(process.execPath, [serverMain, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The extension could not be installed from ${vsix}:\n${stdout}${stderr}`);
}

/** The extension is a link to the repository, so a rebuilt bundle is there after the window is reloaded. */
function linkExtension(folder: string, extensions: string): void {
  rmSync(extensions, { recursive: true, force: true });
  mkdirSync(extensions);
  symlinkSync(folder, join(extensions, 'development'), 'junction');
}

function stopper(child: ChildProcess, temporary: string | undefined): () => void {
  const stop = () => {
    process.off('exit', stop);
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killTree(child.pid);
    if (temporary) rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.on('exit', stop);
  return stop;
}

function killTree(pid: number): void {
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
  else
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
}
