// What every command so far said of every node, since each dbt command overwrites run_results.json with its own nodes only.
// Deliberately absent: storing it, and commands that run nothing (compile, docs generate, show).

import { parseJson } from './bytes.ts';
import { asList, asNumber, asRecord, asText } from './json.ts';
import type { RunResult, RunResults } from './types.ts';

/** One result of a node, with the command that it comes from. */
export interface PastResult extends RunResult {
  /** In lower case: build, run, test … */
  readonly command: string;
  readonly invocationId: string | undefined;
  /** The environment whose run_results.json it was in. */
  readonly environment: string;
}

/** An immutable value; see the head of this file. */
export interface RunHistory {
  /** By unique id, newest first, never empty. */
  readonly results: ReadonlyMap<string, readonly PastResult[]>;
}

/** A history without results. */
export const emptyHistory: RunHistory = { results: new Map() };

/** Commands that run what they name. Others overwrite run_results.json too, with `success` for all they compiled. */
const runningCommands: ReadonlySet<string> = new Set([
  'build',
  'run',
  'test',
  'seed',
  'snapshot',
  'retry',
  'clone',
]);

/** How many results are kept of a node, and of all nodes together. */
const maxPerNode = 20;
const maxTotal = 60_000;

/** Whether the results of this command say how nodes fared. */
function countsAsRun(runResults: RunResults): boolean {
  return runningCommands.has(runResults.command ?? '');
}

/**
 * The history with one more command; the same object if that adds nothing. Reading the same file twice is harmless: a
 * result of the same command takes the place of the one known.
 */
export function addRunResults(history: RunHistory, runResults: RunResults, environment: string): RunHistory {
  if (!countsAsRun(runResults)) return history;
  const { command = '', invocationId } = runResults;
  return addPastResults(
    history,
    runResults.results.map((result) => ({ ...result, command, invocationId, environment })),
  );
}

/** The history with more results; the same object if that adds nothing. */
export function addPastResults(history: RunHistory, added: readonly PastResult[]): RunHistory {
  const results = new Map(history.results);
  let changed = false;
  for (const result of added) {
    const known = results.get(result.uniqueId) ?? [];
    const same = known.findIndex((other) => isSameRun(other, result));
    if (same >= 0 && isEqual(known[same], result)) continue;
    const others = same < 0 ? known : known.filter((_, index) => index !== same);
    const list = [...others, result].sort((a, b) => (b.completedAt ?? 0) - (a.completedAt ?? 0));
    results.set(result.uniqueId, list.slice(0, maxPerNode));
    changed = true;
  }
  return changed ? { results: bounded(results) } : history;
}

/** The newest result of a node, of one environment where that is given. Undefined: never run, as far as is known. */
export function lastRun(history: RunHistory, uniqueId: string, environment?: string): PastResult | undefined {
  const results = history.results.get(uniqueId);
  if (environment === undefined) return results?.[0];
  return results?.find((result) => result.environment === environment);
}

/** Seconds that earlier successful runs of a node took, newest first, without the newest result and in its environment. */
export function pastDurations(history: RunHistory, uniqueId: string): readonly number[] {
  const [newest, ...earlier] = history.results.get(uniqueId) ?? [];
  return earlier
    .filter((result) => result.environment === newest?.environment && /^(success|pass)$/.test(result.status))
    .flatMap((result) => result.executionTime ?? []);
}

/** The history as JSON text, for {@link readHistory}. */
export function historyText(history: RunHistory): string {
  return JSON.stringify({ version: 1, results: [...history.results.values()].flat() });
}

/** The history of a text written by {@link historyText}; what isn't understood is left out. */
export function readHistory(text: string): RunHistory {
  const file = asRecord(parseJson(text));
  if (file['version'] !== 1) return emptyHistory;
  const read = asList(file['results']).flatMap((item): PastResult[] => {
    const result = asRecord(item);
    const uniqueId = asText(result['uniqueId']);
    const status = asText(result['status']);
    const command = asText(result['command']);
    const environment = asText(result['environment']);
    if (!uniqueId || !status || !command || !environment) return [];
    return [
      {
        uniqueId,
        status,
        command,
        environment,
        invocationId: asText(result['invocationId']),
        message: asText(result['message']),
        failures: asNumber(result['failures']),
        executionTime: asNumber(result['executionTime']),
        completedAt: asNumber(result['completedAt']),
        rowsAffected: asNumber(result['rowsAffected']),
        bytesProcessed: asNumber(result['bytesProcessed']),
      },
    ];
  });
  return addPastResults(emptyHistory, read);
}

function isSameRun(a: PastResult, b: PastResult): boolean {
  if (a.environment !== b.environment) return false;
  const byId = a.invocationId !== undefined && b.invocationId !== undefined;
  return byId ? a.invocationId === b.invocationId : a.completedAt === b.completedAt;
}

function isEqual(a: PastResult | undefined, b: PastResult): boolean {
  return (
    a !== undefined &&
    a.status === b.status &&
    a.completedAt === b.completedAt &&
    a.executionTime === b.executionTime &&
    a.failures === b.failures &&
    a.message === b.message
  );
}

/** Drops the oldest results of the nodes with most of them until all fit, but never a node's newest. */
function bounded(results: Map<string, readonly PastResult[]>): Map<string, readonly PastResult[]> {
  let limit = maxPerNode;
  for (;;) {
    let total = 0;
    for (const list of results.values()) total += list.length;
    if (total <= maxTotal || limit === 1) return results;
    limit = Math.max(1, limit >> 1);
    for (const [uniqueId, list] of results) {
      if (list.length > limit) results.set(uniqueId, list.slice(0, limit));
    }
  }
}
