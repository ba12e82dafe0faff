// The tests of a column as YAML lists them at this moment, saved or not; what the project configures of them, and the tests of nodes
// without an entry, are known from the manifest. Deliberately absent: which promises they keep (kept.ts).

import { memo } from '../../../memo.ts';
import type { Project } from '../../../project.ts';
import { hasColumnOfList } from '../../../semantics/describedNodes.ts';
import { entryOf } from '../../../semantics/sql/nodeId.ts';
import type { SchemaColumn, SchemaTest } from '../../../yaml/schemaFile.ts';
import { yamlDocument } from '../../../yaml/yamlDocument.ts';
import { dbtJsonOf } from '../../../yaml/yamlTree.ts';
import type { DescribedColumn } from './describedColumn.ts';
import {
  disabledTests,
  gapOf,
  type KnownTest,
  knownTests,
  type TestValues,
  testsAbout,
  testsLike,
} from './knownTests.ts';
import { bareName, type Holds, holdsBy } from './testMeanings.ts';

/** An enabled test of a column, or of the whole node. */
export interface ColumnTest {
  /** As YAML names it (`dbt_utils.accepted_range`); a singular test's own name. */
  readonly name: string;
  /** What holds of the column while it passes; nothing for tests of other columns. */
  readonly holds: readonly Holds[];
  /** As of {@link gapOf}. */
  readonly gap: string | undefined;
}

const unknown: readonly KnownTest[] = [];

/** The tests of a column of a judged node, of whole nodes and singular ones too. */
export function columnTests(project: Project, column: DescribedColumn): readonly ColumnTest[] {
  const { manifest } = project.artifacts;
  const node = column.node === undefined ? undefined : entryOf(project, column.node);
  const known = manifest && node ? knownTests(manifest, node) : unknown;
  const off = manifest && node ? disabledTests(manifest, node) : unknown;
  const listed = listedTests(column, known, off);
  const all = listed && !isBroken(project, column);
  const others = testsAbout(known, column.name).filter(({ generic }) => !generic || !all);
  return [...(listed ?? []), ...others].map(({ name, args, gap }) => ({
    name,
    holds: holdsBy(name, args, column.name),
    gap,
  }));
}

interface ListedTest {
  readonly name: string;
  readonly args: TestValues;
  readonly gap: string | undefined;
}

/**
 * The tests that the YAML entry of a column and of its node list; undefined where there is no such entry. What a version says of a
 * column comes on top of what the model says of it, but its tests of the whole node take the place of the model's.
 */
function listedTests(
  { described, version, name }: DescribedColumn,
  known: readonly KnownTest[],
  off: readonly KnownTest[],
): readonly ListedTest[] | undefined {
  if (!described) return undefined;
  const { entry } = described;
  const own = entry.versions.find((each) => each.version.text === version);
  const key = name.toLowerCase();
  const columns = [
    ...((own && columnsByName(own.columns).get(key)) ?? []),
    ...(columnsByName(entry.columns).get(key) ?? []).filter((each) =>
      hasColumnOfList(entry, version, each.name.text),
    ),
  ];
  const ofColumn = columns.flatMap((each) =>
    each.tests.flatMap((test) =>
      readListed(test, { ...argsOf(test), column_name: each.name.text }, known, off),
    ),
  );
  return [...ofColumn, ...testsOfNode(own?.tests ?? entry.tests)(known)(off)];
}

/** The tests of a whole node, read once for all of its columns. */
const testsOfNode = memo((tests: readonly SchemaTest[]) =>
  memo((known: readonly KnownTest[]) =>
    memo((off: readonly KnownTest[]) => tests.flatMap((test) => readListed(test, argsOf(test), known, off))),
  ),
);

/** A test as YAML has it, with what the project configures of it; none where it is disabled. */
function readListed(
  test: SchemaTest,
  args: TestValues,
  known: readonly KnownTest[],
  off: readonly KnownTest[],
): readonly ListedTest[] {
  const parsed = sameTest(known, test, args) ?? sameTest(off, test, args);
  const config = { ...parsed?.config, ...configOf(test) };
  return config['enabled'] === false ? [] : [{ name: test.name.text, args, gap: gapOf(args, config) }];
}

/** By names in lower case without quotes. */
const columnsByName = memo(
  (columns: readonly SchemaColumn[]): ReadonlyMap<string, readonly SchemaColumn[]> => {
    const byName = new Map<string, SchemaColumn[]>();
    for (const column of columns) {
      const key = bareName(column.name.text).toLowerCase();
      const same = byName.get(key);
      if (same) same.push(column);
      else byName.set(key, [column]);
    }
    return byName;
  },
);

const noValues: TestValues = {};

const argsOf = memo(({ args }: SchemaTest): TestValues => {
  return args ? (dbtJsonOf(args) as TestValues) : noValues;
});

const configKeys = ['where', 'severity', 'warn_if', 'error_if', 'enabled'];

/** What a test is configured with: below `config`, or beside its arguments as older projects have it. */
const configOf = memo(({ options }: SchemaTest): TestValues => {
  if (!options) return noValues;
  const all = dbtJsonOf(options) as TestValues;
  const beside = configKeys.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]] as const]));
  const config = all['config'];
  return { ...Object.fromEntries(beside), ...(config && typeof config === 'object' ? config : {}) };
});

/** The test as dbt parsed it: of several of that name on the column the one with these arguments. */
function sameTest(known: readonly KnownTest[], test: SchemaTest, args: TestValues): KnownTest | undefined {
  const same = testsLike(known, test.name.text.replace(/^dbt\./, ''), args);
  if (same.length < 2) return same[0];
  const keys = Object.keys(args).filter((key) => key !== 'column_name' && key !== 'config');
  return same.find((each) =>
    keys.every((key) => JSON.stringify(each.args[key]) === JSON.stringify(args[key])),
  );
}

/** Half-typed YAML may have lost tests that are still there. */
function isBroken(project: Project, { described }: DescribedColumn): boolean {
  const source = described && project.files.text(described.path);
  return source !== undefined && yamlDocument(source).problems.length > 0;
}
