// Runs `dbt-context lint` in this process, in a project on disk.

import path from 'node:path';
import { runCommandLine } from '../../server/src/cli/commandLine.ts';
import type { Terminal } from '../../server/src/cli/terminal.ts';
import { testNow } from './project.ts';

/** What it said. */
export interface LintRan {
  readonly code: number | undefined;
  readonly out: string;
  readonly error: string;
}

/** Runs it with these arguments, as if it was started in the folder. */
export function lintIn(folder: string, ...args: readonly string[]): Promise<LintRan> {
  return lintWith(folder, {}, ...args);
}

/** The same with another terminal; `environment` is added to the test's own. */
export async function lintWith(
  folder: string,
  { environment, ...terminal }: Partial<Terminal>,
  ...args: readonly string[]
): Promise<LintRan> {
  const out: string[] = [];
  const error: string[] = [];
  const code = await runCommandLine(['lint', ...args], {
    out: (text) => out.push(text),
    error: (text) => error.push(text),
    environment: { XDG_CACHE_HOME: path.join(folder, 'cache'), HOME: folder, ...environment },
    workingFolder: folder,
    entry: undefined,
    now: () => testNow,
    clock: () => 0,
    ...terminal,
  });
  return { code, out: out.join('\n'), error: error.join('\n') };
}
