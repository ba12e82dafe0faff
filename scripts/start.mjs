// `npm start [-- DIR] [--screenshot FILE] [--theme dark|light|hc]`: does the set-up, then hands over to workbench/main.ts on Node 24.
// Runs on any Node from 20 on: plain JavaScript, no dependency.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setup, toolNode } from './setup.mjs';

try {
  await setup();
  const main = join(dirname(fileURLToPath(import.meta.url)), 'workbench/main.ts');
  const child = spawn(toolNode, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; it cleans up and ends, and so do we.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
