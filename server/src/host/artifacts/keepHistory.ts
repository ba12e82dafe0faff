// Reads run_results.json, adds it to what is kept of earlier commands, and keeps that. Runs in the worker.
// Deliberately absent: what counts as a run (core).

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addRunResults, historyText, type RunHistory, readHistory } from '../../core/artifacts/runHistory.ts';
import { readRunResults } from '../../core/artifacts/runResults.ts';
import type { ArtifactProblem } from '../../core/artifacts/types.ts';
import type { Job, Outcome, Piece } from './jobs.ts';
import { readShared } from './readShared.ts';

const nodesPerPiece = 250;

/** Runs the job: posts the results of the nodes asked for, newest first. Without a file that is the history alone. */
export async function keepHistory(
  job: Extract<Job, { kind: 'run_results' }>,
  decode: (bytes: Uint8Array) => string,
  post: (piece: Piece) => void,
): Promise<Outcome> {
  const before = await stored(job.historyFile);
  const read = await readShared(job.file);
  let after = before;
  let problems: readonly ArtifactProblem[] = [];
  let outcome: Outcome | undefined = read.status === 'read' ? undefined : read;
  if (read.status === 'read') {
    const parsed = readRunResults(decode(read.bytes));
    if (parsed.torn) outcome = { status: 'torn' };
    problems = parsed.problems;
    if (parsed.runResults) after = addRunResults(before, parsed.runResults, job.environment);
  }
  const unkept = after === before ? undefined : await store(job.historyFile, after);

  const wanted = [...after.results].filter(([id, runs]) => job.all || before.results.get(id) !== runs);
  for (let i = 0; i < wanted.length; i += nodesPerPiece) {
    post({ kind: 'runs', runs: wanted.slice(i, i + nodesPerPiece) });
  }
  if (outcome || read.status !== 'read') return outcome ?? { status: 'missing' };
  return { status: 'read', stamp: read.stamp, value: { kind: 'runs', problems, unkept } };
}

/** Whatever is wrong with the file, work goes on without it. */
async function stored(file: string): Promise<RunHistory> {
  return readHistory(await readFile(file, 'utf8').catch(() => ''));
}

/** Writes the history beside its place and moves it there; a sentence where that fails. */
async function store(file: string, history: RunHistory): Promise<string | undefined> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(draft, historyText(history));
    await rename(draft, file);
    return undefined;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    return error instanceof Error ? error.message : String(error);
  }
}
