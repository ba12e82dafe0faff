// The tests of a column as YAML lists them at this moment, saved or not; what the project configures of them, and the tests of nodes
// without an entry, are known from the manifest. Deliberately absent: which promises they keep (kept.ts).

import type { Entry, Manifest } from '../../artifacts/types.ts';
import { memo, memo2 } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { hasColumnOfList } from '../../semantics/describedNodes.ts';
import { testsOn } from '../../semantics/names.ts';
import { entryOf } from '../../semantics/sql/nodeId.ts';
import type { SchemaColumn, SchemaEntry, SchemaTest } from '../../yaml/schemaFile.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import { dbtJsonOf } from '../../yaml/yamlTree.ts';
import type { JudgedColumn } from '../columns.ts';
import { bareName, type Holds, holdsBy } from './testMeanings.ts';

/** An enabled test of a column, or of the whole node. */
export interface ColumnTest {
  /** As YAML names it (`dbt_utils.accepted_range`); a singular test's own name. */
  readonly name: string;
  /** What holds of the column while it passes; nothing for tests of other columns. */
  readonly holds: readonly Holds[];
  /** How rows that break it get by, as the end of a sentence that begins with its name; undefined where none does. */
  readonly gap: string | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/** A test as dbt last parsed it. */
export interface KnownTest {
  readonly entry: Entry;
  readonly name: string;
  /** Undefined for singular tests. */
  readonly generic: boolean;
  readonly args: Values;
  readonly config: Values;
}

/** The tests of a column of a judged node, of whole nodes and singular ones too. */
export function columnTests(project: Project, column: JudgedColumn): readonly ColumnTest[] {
  const { manifest } = project.artifacts;
  const node = column.node === undefined ? undefined : entryOf(project, column.node);
  const known = manifest && node ? knownTests(manifest, node) : [];
  const listed = listedTests(column);
  if (!listed) return known.map((test) => asTest(test.name, test.args, test.config, column.name));
  const off = manifest && node ? disabledTests(manifest, node) : [];
  const tests = listed.flatMap(({ test, args }) => {
    const parsed = sameTest(known, test, args);
    const config = { ...(parsed ?? sameTest(off, test, args))?.config, ...configOf(test) };
    return config['enabled'] === false ? [] : asTest(test.name.text, args, config, column.name);
  });
  const other = known.filter(({ generic }) => !generic || isBroken(project, column));
  return [...tests, ...other.map((test) => asTest(test.name, test.args, test.config, column.name))];
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
  return [{ entry: test, name: qualified ?? test.name, generic: testName !== undefined, args, config }];
}

/** The disabled tests of nodes of that name: dbt doesn’t resolve what they refer to, but their arguments say it. */
export function disabledTests(manifest: Manifest, node: Entry): readonly KnownTest[] {
  return allDisabled(manifest).get(node.name) ?? [];
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

interface ListedTest {
  readonly test: SchemaTest;
  readonly args: Values;
}

/**
 * The tests that the YAML entry of a column and of its node list; undefined where there is no such entry. What a version says of a
 * column comes on top of what the model says of it, but its tests of the whole node take the place of the model's.
 */
function listedTests({ described, version, name }: JudgedColumn): readonly ListedTest[] | undefined {
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
    each.tests.map((test) => ({ test, args: { ...argsOf(test), column_name: each.name.text } })),
  );
  const ofNode = own?.tests?.map((test) => ({ test, args: argsOf(test) })) ?? testsOfEntry(entry);
  return [...ofColumn, ...ofNode];
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

const testsOfEntry = memo((entry: SchemaEntry): readonly ListedTest[] =>
  entry.tests.map((test) => ({ test, args: argsOf(test) })),
);

const noValues: Values = {};

function argsOf(test: SchemaTest): Values {
  return test.args ? (dbtJsonOf(test.args) as Values) : noValues;
}

const configKeys = ['where', 'severity', 'warn_if', 'error_if', 'enabled'];

/** What a test is configured with: below `config`, or beside its arguments as older projects have it. */
function configOf({ options }: SchemaTest): Values {
  if (!options) return noValues;
  const all = dbtJsonOf(options) as Values;
  const beside = configKeys.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]] as const]));
  const config = all['config'];
  return { ...Object.fromEntries(beside), ...(config && typeof config === 'object' ? config : {}) };
}

/** The test as dbt parsed it: of several of that name on the column the one with these arguments. */
function sameTest(known: readonly KnownTest[], test: SchemaTest, args: Values): KnownTest | undefined {
  const name = test.name.text.replace(/^dbt\./, '');
  const column = columnIn(args);
  const same = known.filter((each) => each.name === name && columnIn(each.args) === column);
  if (same.length < 2) return same[0];
  const keys = Object.keys(args).filter((key) => key !== 'column_name' && key !== 'config');
  return same.find((each) =>
    keys.every((key) => JSON.stringify(each.args[key]) === JSON.stringify(args[key])),
  );
}

function columnIn(args: Values): string | undefined {
  const column = args['column_name'];
  return typeof column === 'string' ? bareName(column).toLowerCase() : undefined;
}

function asTest(name: string, args: Values, config: Values, column: string): ColumnTest {
  return { name, holds: holdsBy(name, args, column), gap: gapOf(args, config) };
}

function gapOf(args: Values, config: Values): string | undefined {
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

/** Half-typed YAML may have lost tests that are still there. */
function isBroken(project: Project, { described }: JudgedColumn): boolean {
  const source = described && project.files.text(described.path);
  return source !== undefined && yamlDocument(source).problems.length > 0;
}
