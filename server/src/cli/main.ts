// The command `dbt-context`: picks the subcommand. Exit codes: 0 fine, 1 findings, 2 wrong use or configuration, 3 an artifact
// is missing or unreadable. As a thread, it helps another one of itself to lint.

import { isMainThread, workerData } from 'node:worker_threads';
import { processEnvironment } from '../host/folders.ts';
import { runCommandLine } from './commandLine.ts';
import { serveLint, type ThreadStart } from './lint/lintWorker.ts';
import type { Terminal } from './terminal.ts';

if (isMainThread) main();
else void serveLint(workerData as ThreadStart);

function main(): void {
  // The reader of a pipe may leave before everything is written.
  process.stdout.on('error', () => process.exit(0));
  runCommandLine(process.argv.slice(2), terminal()).then(
    (code) => {
      // `lsp` goes on; everything else ends when its output is written.
      if (code !== undefined) process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`dbt-context: ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exitCode = 2;
    },
  );
}

function terminal(): Terminal {
  const { stdout, stderr } = process;
  return {
    out: (text) => stdout.write(`${text}\n`),
    error: (text) => stderr.write(`${text}\n`),
    environment: processEnvironment(),
    workingFolder: process.cwd(),
    entry: process.argv[1],
    now: () => Date.now(),
    clock: () => performance.now(),
    ...(stdout.isTTY ? { screen: { columns: stdout.columns } } : {}),
    ...(stderr.isTTY
      ? { progress: (line: string) => stderr.write(`\r\u001b[K${line.slice(0, stderr.columns - 1)}`) }
      : {}),
  };
}
