// The tests of a node and how each ended last. Deliberately absent: which tests a node ought to have (lint).

import type { Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { testsOn } from './names.ts';
import { lastRunOf, type RunFact } from './runs.ts';

/** One test and its last result; `run` is undefined when no run that is known of touched it. */
export interface TestFact {
  readonly entry: Entry;
  /** `unique(id_order)`; a singular or unit test's own name. */
  readonly label: string;
  /** The column it tests; undefined for the whole relation. */
  readonly column: string | undefined;
  readonly unit: boolean;
  readonly run: RunFact | undefined;
}

/** All tests of a node, by how they ended. */
export interface TestsFact {
  readonly all: readonly TestFact[];
  readonly passing: readonly TestFact[];
  /** Failed, or ended in an error: `warn` is no failure. */
  readonly failing: readonly TestFact[];
  readonly warning: readonly TestFact[];
  readonly skipped: readonly TestFact[];
  readonly neverRun: readonly TestFact[];
  /** When the newest of them ended. */
  readonly completedAt: number | undefined;
}

/** The tests of a node; undefined when it has none. */
export function testsOf(project: Project, entry: Entry): TestsFact | undefined {
  const { manifest } = project.artifacts;
  if (!manifest) return undefined;
  const all = testsOn(manifest, entry)
    .filter((test) => !test.disabled)
    .map((test): TestFact => {
      const detail = manifest.detail(test);
      const unit = test.resourceType === 'unit_test';
      return {
        entry: test,
        label: unit
          ? test.name
          : labelOf(test.name, detail?.testName, detail?.testNamespace, detail?.columnName),
        column: detail?.columnName,
        unit,
        run: lastRunOf(project, test),
      };
    });
  return all.length === 0 ? undefined : summed(all);
}

/** The tests of one column of a node; undefined when it has none. */
export function testsOfColumn(project: Project, entry: Entry, column: string): TestsFact | undefined {
  return testsByColumn(project, entry).get(column.toLowerCase());
}

/** The tests of every column of a node that has some, by its name in lower case. */
export function testsByColumn(project: Project, entry: Entry): ReadonlyMap<string, TestsFact> {
  const byColumn = new Map<string, TestFact[]>();
  for (const test of testsOf(project, entry)?.all ?? []) {
    if (test.column === undefined) continue;
    const key = test.column.toLowerCase();
    const known = byColumn.get(key);
    if (known) known.push(test);
    else byColumn.set(key, [test]);
  }
  return new Map([...byColumn].map(([column, tests]) => [column, summed(tests)]));
}

function summed(all: readonly TestFact[]): TestsFact {
  const by = (outcome: RunFact['outcome']) => all.filter((test) => test.run?.outcome === outcome);
  const times = all.flatMap((test) => test.run?.completedAt ?? []);
  return {
    all,
    passing: by('good'),
    failing: by('bad'),
    warning: by('warning'),
    skipped: by('none'),
    neverRun: all.filter((test) => test.run === undefined),
    completedAt: times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b)),
  };
}

function labelOf(
  name: string,
  testName: string | undefined,
  namespace: string | undefined,
  column: string | undefined,
): string {
  if (testName === undefined) return name;
  const qualified = namespace === undefined ? testName : `${namespace}.${testName}`;
  return column === undefined ? qualified : `${qualified}(${column})`;
}
