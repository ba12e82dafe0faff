// Runs the language server in this process, as the command-line arguments ask for. Used by both bundles.

import { processEnvironment } from '../host/folders.ts';
import { recorded } from './record.ts';
import { startServer } from './server.ts';
import { argumentOf, transportOf } from './transport.ts';

const diagnosticDelay = 200;
const progressDelay = 300;
const parentCheck = 3000;

/** Returns false when the arguments name no transport. */
export function serve(args: readonly string[], version: string): boolean {
  const plain = transportOf(args);
  if (!plain) return false;
  const file = argumentOf(args, '--record');
  const { reader, writer } = file ? recorded(plain, file, Date.now()) : plain;
  const exit = (code: number) => process.exit(code);
  startServer({
    reader,
    writer,
    environment: processEnvironment(),
    version,
    diagnosticDelay,
    progressDelay,
    now: () => Date.now(),
    exit,
  });
  watchParent(Number(argumentOf(args, '--clientProcessId') ?? Number.NaN), exit);
  process.on('disconnect', () => exit(1));
  return true;
}

/** Ends with the client, also where that was killed and closed nothing. */
function watchParent(id: number, exit: (code: number) => void): void {
  if (!Number.isInteger(id)) return;
  setInterval(() => {
    try {
      process.kill(id, 0);
    } catch {
      exit(1);
    }
  }, parentCheck).unref();
}
