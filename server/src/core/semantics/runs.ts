// How the last run of a node ended, against its own history. Deliberately absent: how history is kept (artifacts/runHistory.ts).

import { lastRun, pastDurations } from '../artifacts/runHistory.ts';
import type { Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';

/** How a result reads: `none` for what says neither (skipped, no-op, reused). */
export type Outcome = 'good' | 'warning' | 'bad' | 'none';

/** The last result of a node. Times are milliseconds since 1970, durations seconds. */
export interface RunFact {
  readonly status: string;
  readonly outcome: Outcome;
  /** Whose run it was: the project's own target folder or one that the user named. */
  readonly environment: string;
  readonly completedAt: number | undefined;
  readonly executionTime: number | undefined;
  /** The median of earlier runs; undefined where fewer than three are kept. */
  readonly medianTime: number | undefined;
  readonly rowsAffected: number | undefined;
  readonly bytesProcessed: number | undefined;
  readonly failures: number | undefined;
  /** What dbt said: of interest where it isn't good. */
  readonly message: string | undefined;
}

const outcomes: ReadonlyMap<string, Outcome> = new Map([
  ['success', 'good'],
  ['pass', 'good'],
  ['warn', 'warning'],
  ['partial success', 'warning'],
  ['error', 'bad'],
  ['fail', 'bad'],
  ['runtime error', 'bad'],
]);

/** How a status reads; undefined stands for no result. */
export function outcomeOf(status: string | undefined): Outcome {
  return outcomes.get(status ?? '') ?? 'none';
}

/** The last result that counts of a node; undefined when no run that is known of touched it. */
export function lastRunOf(project: Project, entry: Entry): RunFact | undefined {
  const { runs } = project.artifacts;
  const result = lastRun(runs, entry.uniqueId);
  if (!result) return undefined;
  const times = pastDurations(runs, entry.uniqueId);
  return {
    status: result.status,
    outcome: outcomeOf(result.status),
    environment: result.environment,
    completedAt: result.completedAt,
    executionTime: result.executionTime,
    medianTime: times.length < 3 ? undefined : median(times),
    rowsAffected: result.rowsAffected,
    bytesProcessed: result.bytesProcessed,
    failures: result.failures,
    message: result.message,
  };
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  const middle = ordered.length >> 1;
  const upper = ordered[middle] ?? 0;
  return ordered.length % 2 === 1 ? upper : (upper + (ordered[middle - 1] ?? upper)) / 2;
}
