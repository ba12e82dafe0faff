// The tests of a node as dbt last parsed them, disabled ones apart. Deliberately absent: what files say since (columnTests.ts), and
// what tests mean (testMeanings.ts).

import type { Entry, Manifest } from '../../../artifacts/types.ts';
import { memo, memo2 } from '../../../memo.ts';
import { testsOn } from '../../../semantics/names.ts';
import { bareName } from './testMeanings.ts';

/** Arguments or configuration of a test, as JSON. */
export type TestValues = Readonly<Record<string, unknown>>;

/** A test as dbt last parsed it. */
export interface KnownTest {
  readonly entry: Entry;
  readonly name: string;
  /** It isn't a singular test. */
  readonly generic: boolean;
  readonly args: TestValues;
  readonly config: TestValues;
  /** As of {@link gapOf}. */
  readonly gap: string | undefined;
}

/** The enabled tests that dbt knows of a node. */
export const knownTests: (manifest: Manifest, node: Entry) => readonly KnownTest[] = memo2((manifest, node) =>
  testsOn(manifest, node).flatMap((test) =>
    test.disabled || test.resourceType !== 'test' ? [] : readTest(manifest, test),
  ),
);

function readTest(manifest: Manifest, test: Entry): readonly KnownTest[] {
  const detail = manifest.detail(test);
  if (!detail) return [];
  const { testName, testNamespace, testArguments, columnName, config } = detail;
  const isOwn = testNamespace === undefined || testNamespace === 'dbt';
  const qualified = isOwn ? testName : `${testNamespace}.${testName}`;
  const args = columnName === undefined ? testArguments : { ...testArguments, column_name: columnName };
  const gap = gapOf(args, config);
  return [{ entry: test, name: qualified ?? test.name, generic: testName !== undefined, args, config, gap }];
}

/** The disabled tests of nodes of that name: dbt doesn’t resolve what they refer to, but their arguments say it. */
export function disabledTests(manifest: Manifest, node: Entry): readonly KnownTest[] {
  return allDisabled(manifest).get(node.name) ?? none;
}

const allDisabled = memo((manifest: Manifest): ReadonlyMap<string, readonly KnownTest[]> => {
  const byName = new Map<string, KnownTest[]>();
  for (const entry of manifest.entries) {
    if (!entry.disabled || entry.resourceType !== 'test') continue;
    for (const test of readTest(manifest, entry)) {
      const model = String(test.args['model'] ?? '').slice(0, 500);
      const name = /(?:ref|source)\([^)]*['"]([^'"]+)['"]\s*(?:,\s*v(?:ersion)?\s*=[^)]*)?\)/.exec(
        model,
      )?.[1];
      if (name === undefined) continue;
      const tests = byName.get(name) ?? [];
      byName.set(name, tests);
      tests.push(test);
    }
  }
  return byName;
});

const none: readonly KnownTest[] = [];

/** The tests of a column, and those of no column. */
export function testsAbout(known: readonly KnownTest[], column: string): readonly KnownTest[] {
  const tests = byColumn(known);
  return [...(tests.get(column.toLowerCase()) ?? []), ...(tests.get('') ?? [])];
}

/** The tests of that name on the column that the arguments of a test name, or on none as they do. */
export function testsLike(known: readonly KnownTest[], name: string, args: TestValues): readonly KnownTest[] {
  return (byColumn(known).get(columnIn(args) ?? '') ?? []).filter((each) => each.name === name);
}

/** By the column in lower case; under an empty name those that are of no column. */
const byColumn = memo((known: readonly KnownTest[]): ReadonlyMap<string, readonly KnownTest[]> => {
  const tests = new Map<string, KnownTest[]>();
  for (const test of known) {
    const key = columnIn(test.args) ?? '';
    const same = tests.get(key);
    if (same) same.push(test);
    else tests.set(key, [test]);
  }
  return tests;
});

function columnIn(args: TestValues): string | undefined {
  const column = args['column_name'];
  return typeof column === 'string' ? bareName(column).toLowerCase() : undefined;
}

/** How rows that break a test get by, as the end of a sentence that begins with its name; undefined where none does. */
export function gapOf(args: TestValues, config: TestValues): string | undefined {
  const where = config['where'] ?? args['row_condition'];
  if (typeof where === 'string' && where.trim() !== '') {
    const text = where.replace(/\s+/g, ' ').trim();
    return `looks only at rows where \`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
  }
  const { warn_if: warn, error_if: error, severity } = config;
  const fails = String(severity ?? 'error').toLowerCase() !== 'warn';
  if (isAnyRow(warn) || (fails && isAnyRow(error))) return undefined;
  return `is content unless failing rows are \`${String(fails ? error : warn)}\``;
}

/** Whether a threshold is met by one failing row, as it is where nothing is said. */
function isAnyRow(threshold: unknown): boolean {
  if (threshold === undefined || threshold === null) return true;
  return /^(?:(?:!=|<>|>)0|>=1)$/.test(String(threshold).replace(/\s+/g, ''));
}
