// Failed tests that show promises of a column's name to be broken. Deliberately absent: words.

import type { Project } from '../../../project.ts';
import { lastRunOf, type RunFact } from '../../../semantics/runs.ts';
import { entryOf } from '../../../semantics/sql/nodeId.ts';
import type { JudgedColumn } from '../../columns/columns.ts';
import { breaks, isNamed } from './kept.ts';
import { type KnownTest, knownTests } from './knownTests.ts';
import type { PromiseOfName } from './promises.ts';
import { bareName, holdsBy } from './testMeanings.ts';

/** A test that failed when it last ran, with the promises that it shows to be broken: one of them at least. */
export interface BrokenPromises {
  readonly test: KnownTest;
  readonly run: RunFact;
  readonly promises: readonly PromiseOfName[];
}

/**
 * The failed tests of a column that break promises of its name: tests of what is promised, or of less, since what fails a stricter
 * test may keep the promise. A test that couldn't run, or that only warned, shows nothing.
 */
export function brokenPromises(
  project: Project,
  column: JudgedColumn,
  promises: readonly PromiseOfName[],
): readonly BrokenPromises[] {
  const { manifest } = project.artifacts;
  const node = column.node === undefined ? undefined : entryOf(project, column.node);
  if (!manifest || !node) return [];
  return knownTests(manifest, node).flatMap((test): readonly BrokenPromises[] => {
    const run = lastRunOf(project, test.entry);
    if (run?.status !== 'fail') return [];
    const broken = promisesOn(test, column, promises);
    return broken.length > 0 ? [{ test, run, promises: broken }] : [];
  });
}

function promisesOn(
  test: KnownTest,
  column: JudgedColumn,
  promises: readonly PromiseOfName[],
): readonly PromiseOfName[] {
  const { name, args } = test;
  const { column_name: ofColumn, column_names: ofColumns, expression } = args;
  if (ofColumn === undefined || isSame(ofColumn, column.name)) {
    const named = promises.filter(({ promise }) => isNamed(promise.fulfilledBy, name));
    if (named.length > 0) return named;
  }
  // Which of several columns or conditions failed isn't known.
  if (Array.isArray(ofColumns) && ofColumns.length > 1) return [];
  if (typeof expression === 'string' && /\band\b/i.test(expression)) return [];
  const holds = holdsBy(name, args, column.name);
  const breaksOne = holds.every((each) => promises.some(({ promise }) => breaks(promise, each)));
  if (!breaksOne) return [];
  return promises.filter(({ promise }) => holds.some((each) => breaks(promise, each)));
}

function isSame(written: unknown, column: string): boolean {
  return typeof written === 'string' && bareName(written).toLowerCase() === column.toLowerCase();
}
