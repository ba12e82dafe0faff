// What a node was skipped for in its last run: the nearest thing upstream, or a test of it, that failed in the same command.
// Deliberately absent: skips for other reasons, such as a command that was broken off.

import { lastRun } from '../../artifacts/runHistory.ts';
import type { Entry } from '../../artifacts/types.ts';
import type { Project } from '../../project.ts';
import { upstreamOf } from '../../semantics/lineage.ts';
import { lastRunOf } from '../../semantics/runs.ts';
import { testsOf } from '../../semantics/tests.ts';
import { nameOfRead } from './healthOfReads.ts';

/** See the head of this file, as people call it; undefined where nothing such is known. */
export function causeOfSkip(project: Project, entry: Entry): string | undefined {
  const { manifest, runs } = project.artifacts;
  const skipped = lastRun(runs, entry.uniqueId);
  if (!manifest || !skipped) return undefined;
  const failed = (other: Entry) => {
    const run = lastRun(runs, other.uniqueId);
    const together =
      run?.environment === skipped.environment &&
      (run.invocationId !== undefined || run.completedAt === skipped.completedAt) &&
      run.invocationId === skipped.invocationId;
    return together && lastRunOf(project, other)?.outcome === 'bad';
  };
  for (const { entry: before } of upstreamOf(manifest, entry)) {
    if (failed(before)) return nameOfRead(before);
    const test = testsOf(project, before)?.failing.find((each) => failed(each.entry));
    if (test) return `the test \`${test.label}\` of ${nameOfRead(before)}`;
  }
  return undefined;
}
