// Runs suite/ in a real VS Code on a copy of sample/: the workbench, or with DBT_CONTEXT_VSCODE=download the desktop build.
// Prints the tests' own lines; the rest of what VS Code says only when they failed. Needs the bundles in dist/.
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { findBrowser } from '../../scripts/workbench/browser.ts';
import { marker } from './marker.ts';

const root = join(import.meta.dirname, '../..');
const suite = join(root, 'build/vscode/suite.cjs');

/** Keeps all that is written and prints the lines of the tests as they come. */
class TestLines extends Writable {
  all = '';
  seen = 0;
  private rest = '';

  override _write(data: Buffer, _encoding: string, done: () => void): void {
    this.all += data;
    const lines = (this.rest + data).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const start = line.indexOf(marker);
      if (start < 0) continue;
      this.seen++;
      console.log(line.slice(start + marker.length));
    }
    done();
  }
}

async function main(): Promise<void> {
  const desktop = process.env['DBT_CONTEXT_VSCODE'] === 'download' || existsSync(join(root, '.vscode-test'));
  if (!desktop && (await findBrowser()) === undefined) {
    console.log('skipped: this machine has no browser that starts, so VS Code was not tested');
    if (process.env['CI']) process.exitCode = 1;
    return;
  }
  await build({
    entryPoints: [join(root, 'test/vscode/suite/index.ts')],
    outfile: suite,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  // A short path: VS Code makes sockets in it, and their names are limited to about a hundred characters.
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'dbtc-')));
  const folder = join(temporary, 'sample');
  cpSync(join(root, 'sample'), folder, { recursive: true });
  const output = new TestLines();
  const own = ['--user-data-dir', join(temporary, 'user'), '--extensions-dir', join(temporary, 'extensions')];
  const standIn = join(root, 'scripts/workbench/electronStandIn.ts');
  try {
    await runTests({
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      stdout: output,
      stderr: output,
      ...(desktop
        ? { launchArgs: [folder, ...own] }
        : { vscodeExecutablePath: process.execPath, launchArgs: [standIn, folder, ...own] }),
    });
  } catch (error) {
    process.exitCode = 1;
    // Failed tests have said so in their own lines; without any, what VS Code said is all there is.
    if (output.seen === 0) console.log(`${output.all.slice(-8000)}\n${(error as Error).message}`);
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

// test-electron announces exit codes on the console; the result is in ours.
await main();
