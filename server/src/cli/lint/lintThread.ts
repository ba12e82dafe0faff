// A thread that lints files of one project, as the one who started it sees it. Deliberately absent: what it does (lintWorker.ts).

import { getCallSites } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Linted, ThreadStart } from './lintWorker.ts';

/** See the head of this file. */
export interface LintThread {
  /** Settled when it has the project. */
  readonly ready: Promise<void>;
  /** Lints some files; one call at a time. Rejects when the thread breaks. */
  lint(paths: readonly string[]): Promise<Linted>;
  end(): Promise<void>;
}

/** Starts it. */
export function startLintThread(start: ThreadStart): LintThread {
  const thread = new Worker(programFile(), { workerData: start });
  let settle: { resolve(linted: Linted | undefined): void; reject(error: Error): void } | undefined;
  let broken: Error | undefined;
  const next = () =>
    new Promise<Linted | undefined>((resolve, reject) => {
      if (broken) reject(broken);
      else settle = { resolve, reject };
    });
  const breakWith = (error: Error) => {
    broken ??= error;
    settle?.reject(broken);
  };
  const ready = next().then(() => undefined);
  thread.on('message', (linted: Linted | undefined) => settle?.resolve(linted));
  thread.on('error', (error) => breakWith(error instanceof Error ? error : new Error(String(error))));
  thread.on('exit', () => breakWith(new Error('it is gone.')));
  return {
    ready,
    async lint(paths) {
      const answer = next();
      thread.postMessage(paths);
      return (await answer) ?? { found: new Map(), errors: [] };
    },
    async end() {
      await thread.terminate();
    },
  };
}

/** The program itself, which knows when it is a thread; or its source. */
function programFile(): string | URL {
  if (typeof __filename === 'string') return __filename;
  const [here] = getCallSites(1);
  return new URL('../main.ts', here?.scriptName);
}
