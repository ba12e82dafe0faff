// The command `dbt-context`: picks the subcommand. Exit codes: 0 fine, 1 findings, 2 wrong use or configuration, 3 an artifact
// is missing or unreadable.

import { processEnvironment } from '../host/folders.ts';
import { runCommandLine } from './commandLine.ts';

runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  environment: processEnvironment(),
  workingFolder: process.cwd(),
  entry: process.argv[1],
  now: () => Date.now(),
  clock: () => performance.now(),
}).then(
  (code) => {
    // `lsp` goes on; everything else ends when its output is written.
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`dbt-context: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 2;
  },
);
// The reader of a pipe may leave before everything is written.
process.stdout.on('error', () => process.exit(0));
