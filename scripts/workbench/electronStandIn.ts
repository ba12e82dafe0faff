// Takes the command line that @vscode/test-electron gives to VS Code's executable, runs the same tests in the workbench,
// prints what the extension host prints, and exits with the tests' result. Deliberately absent: everything else the executable can do.
import { parseArgs } from 'node:util';
import { findBrowser } from './browser.ts';
import { installEditor } from './install.ts';
import { openPage } from './page.ts';
import { serve } from './serve.ts';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
});
const [folder] = positionals;
const { extensionDevelopmentPath, extensionTestsPath } = values;
if (typeof extensionDevelopmentPath !== 'string' || typeof extensionTestsPath !== 'string' || !folder) {
  throw new Error('Needs a folder, --extensionDevelopmentPath and --extensionTestsPath.');
}

const browser = await findBrowser();
if (browser === undefined) throw new Error('This machine has no browser that starts.');
const serverMain = await installEditor();
const server = await serve({ serverMain, theme: 'dark', folder, tests: true });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const { page, close } = await openPage(browser);
const exitCode = new Promise<number>((resolve) => {
  const onExit = (code: number) => resolve(code);
  void page.exposeFunction('codeAutomationExit', onExit);
  void server.ended.then(() => resolve(1));
});
// What the extension host prints arrives in the page's console, behind a coloured label. The native modules are left out on purpose.
page.on('console', (message) => {
  const text = message.text().replace(/^%c *(?:\[Extension Host\] %c)?([A-Z]*)(?: color: #\w+)? */, '$1 ');
  if (!/@vscode\/(?:spdlog|native-watchdog)/.test(text)) console.log(text);
});
const remote = (path: string) =>
  `vscode-remote://${server.authority}${path.startsWith('/') ? '' : '/'}${path}`;
const payload = JSON.stringify([
  ['extensionDevelopmentPath', remote(extensionDevelopmentPath)],
  ['extensionTestsPath', remote(extensionTestsPath)],
]);
await page.goto(`${server.url}&payload=${encodeURIComponent(payload)}`, { timeout: 60_000 });
const code = await exitCode;
await close();
server.stop();
process.exit(code);
