// The thread's side of linting: loads the project by itself and answers lists of files with their findings.
// Deliberately absent: who hands out which files (lintFiles.ts).

import { parentPort } from 'node:worker_threads';
import type { LintWish, PlainFinding } from '../../core/lint/report/plainFinding.ts';
import type { Environment } from '../../host/folders.ts';
import { openHost } from '../openProject.ts';
import { lintBatch } from './lintFiles.ts';

/** What a thread is started with. */
export interface ThreadStart {
  readonly folder: string;
  /** Absolute; empty: as the project says. */
  readonly targetPath: string;
  readonly environment: Environment;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly wish: LintWish;
}

/** The findings of files by their paths, and what went wrong. */
export interface Linted {
  readonly found: ReadonlyMap<string, readonly PlainFinding[]>;
  readonly errors: readonly string[];
}

/** Goes on until the thread is ended from outside. Says `undefined` once the project is loaded. */
export async function serveLint(start: ThreadStart): Promise<void> {
  const port = parentPort;
  if (!port) return;
  const host = openHost(start.folder, start.targetPath, start.environment, () => undefined);
  await host.loaded;
  await host.loadSqlParser();
  port.on('message', (paths: readonly string[]) => {
    const errors: string[] = [];
    const found = lintBatch(host.current, paths, start.wish, start.now, (message) => errors.push(message));
    const linted: Linted = { found, errors };
    port.postMessage(linted);
  });
  port.postMessage(undefined);
}
