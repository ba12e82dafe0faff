// Finds a browser that starts: an installed Chrome, Chromium or Edge, else the Chromium that comes from the npm registry (Linux x64).
// DBT_CONTEXT_BROWSER names another one, or is `none`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unpackChromium } from './chromium.ts';
import { install } from './install.ts';

/** A browser that has been seen to start, and Playwright's folder. */
export interface Browser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
  readonly driver: string;
}

/** Undefined when this machine has no browser that starts and none can be installed. */
export async function findBrowser(): Promise<Browser | undefined> {
  const wanted = process.env['DBT_CONTEXT_BROWSER'];
  if (wanted === 'none') return undefined;
  for (const executablePath of wanted ? [wanted] : installedBrowsers()) {
    if (starts(executablePath, {})) return { executablePath, env: {}, driver: await installDriver(false) };
  }
  if (wanted || process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const driver = await installDriver(true);
  const folder = join(driver, 'chromium');
  const executablePath = join(folder, 'chromium');
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const own = { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023/lib') };
  const env = [own, fonts].find((candidate) => starts(executablePath, candidate));
  return env && { executablePath, env, driver };
}

function installedBrowsers(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge']
      .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
      .filter(existsSync);
  }
  if (process.platform === 'win32') {
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
      .flatMap((folder) => process.env[folder] ?? [])
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ])
      .filter(existsSync);
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
  return names.flatMap((name) => findOnPath(name) ?? []);
}

/** The full path of a command on the PATH. */
export function findOnPath(name: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find(existsSync);
}

function starts(executablePath: string, env: Readonly<Record<string, string>>): boolean {
  // Chrome on Windows opens a window for --version.
  if (process.platform === 'win32') return existsSync(executablePath);
  const { status } = spawnSync(executablePath, ['--version'], {
    env: { ...process.env, ...env },
    timeout: 10_000,
    stdio: 'ignore',
  });
  return status === 0;
}

/** The folder that holds Playwright and, if `withBrowser`, Chromium. */
async function installDriver(withBrowser: boolean): Promise<string> {
  return install({
    source: 'driver',
    name: withBrowser ? 'browser' : 'playwright',
    what: withBrowser ? 'a browser to look at it with (about 300 MB)' : 'Playwright',
    npmArguments: withBrowser ? [] : ['--omit=dev'],
    finish: withBrowser ? unpackChromium : () => {},
  });
}
