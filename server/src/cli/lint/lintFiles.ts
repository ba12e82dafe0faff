// The findings of some files of a project, on as many threads as pay. Deliberately absent: which files, and what becomes of findings.

import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { prepareLint } from '../../core/lint/prepareLint.ts';
import { type LintWish, type PlainFinding, plainFindings } from '../../core/lint/report/plainFinding.ts';
import { breakingColumn } from '../../core/lint/rules/breaking-column.ts';
import type { Project } from '../../core/project.ts';
import { type LintThread, startLintThread } from './lintThread.ts';
import type { ThreadStart } from './lintWorker.ts';

/** What {@link lintFiles} is asked for. */
export interface LintJob {
  readonly project: Project;
  /** How another thread opens the same project. */
  readonly start: ThreadStart;
  readonly paths: readonly string[];
  /** At most so many; undefined: as many as pay. */
  readonly threads: number | undefined;
  onError(message: string): void;
  onProgress(done: number): void;
}

/** A thread has to load the project and to understand what its files read before it helps. */
const filesPerThread = 1500;
/** Each holds the project once more. */
const mostThreads = 4;
const smallestBatch = 8;

/** Findings in the order of paths and places, the same however many threads there were. */
export async function lintFiles(job: LintJob): Promise<readonly PlainFinding[]> {
  const { paths, start } = job;
  const paying = Math.min(mostThreads, availableParallelism(), Math.floor(paths.length / filesPerThread));
  const threads = Math.max(1, job.threads ?? paying);
  const batches = split(paths, threads);
  const found = new Map<string, readonly PlainFinding[]>();
  const keep = (own: ReadonlyMap<string, readonly PlainFinding[]>) => {
    for (const [path, findings] of own) found.set(path, findings);
    job.onProgress(found.size);
  };
  const helpers = Array.from({ length: threads - 1 }, () => startLintThread(start));
  let stop = () => {};
  const drained = new Promise<void>((resolve) => {
    stop = resolve;
  });
  try {
    const helping = helpers.map((helper) => {
      const ready = Promise.race([helper.ready, drained]);
      return help(helper, ready, batches, keep, job.onError);
    });
    for (;;) {
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        for (const path of batch) {
          keep(lintBatch(job.project, [path], start.wish, start.now, job.onError));
          // Helpers are given work in between.
          await nextTurn();
        }
      }
      stop();
      await Promise.all(helping);
      // A helper that broke gave its batch back.
      if (batches.length === 0) break;
    }
  } finally {
    await Promise.all(helpers.map((helper) => helper.end()));
  }
  return paths.flatMap((path) => found.get(path) ?? []);
}

async function help(
  helper: LintThread,
  ready: Promise<void>,
  batches: (readonly string[])[],
  keep: (found: ReadonlyMap<string, readonly PlainFinding[]>) => void,
  onError: (message: string) => void,
): Promise<void> {
  let batch: readonly string[] | undefined;
  try {
    await ready;
    for (batch = batches.shift(); batch; batch = batches.shift()) {
      const { found, errors } = await helper.lint(batch);
      for (const error of errors) onError(error);
      keep(found);
    }
  } catch (error) {
    if (batch) batches.push(batch);
    onError(`A thread ended: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The findings of some files, by path. */
export function lintBatch(
  project: Project,
  paths: readonly string[],
  wish: LintWish,
  now: number,
  onError: (message: string) => void,
): ReadonlyMap<string, readonly PlainFinding[]> {
  const found = new Map<string, readonly PlainFinding[]>();
  const needsOthers = wish.rules === undefined || wish.rules.includes(breakingColumn.name);
  for (const path of paths) {
    const source = project.files.text(path);
    const told = (rule: string, error: unknown) =>
      onError(`${rule}: ${path}: ${error instanceof Error ? error.stack : String(error)}`);
    if (source && needsOthers) understand(project, path);
    found.set(path, source ? plainFindings({ project, path, source, now }, wish, told) : []);
  }
  return found;
}

/** Has all that is needed to know who reads a column, so that findings don't hang on what was looked at before. */
function understand(project: Project, path: string): void {
  const steps = prepareLint(project, path);
  try {
    while (!steps.next().done);
  } catch {
    // The rule that meets it again tells.
  }
}

/**
 * Large pieces first, since neighbours read the same models and a thread understands those but once; small ones in the end, so that
 * all threads end together.
 */
function split(paths: readonly string[], threads: number): (readonly string[])[] {
  const batches: (readonly string[])[] = [];
  for (let at = 0; at < paths.length; at += batches.at(-1)?.length ?? 0) {
    const size = Math.max(smallestBatch, Math.ceil((paths.length - at) / threads / 3));
    batches.push(paths.slice(at, at + size));
  }
  return batches;
}
