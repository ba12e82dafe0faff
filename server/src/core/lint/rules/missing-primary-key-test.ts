// missing-primary-key-test: a model of which no test says what one row is.

import type { Entry } from '../../artifacts/types.ts';
import type { Project } from '../../project.ts';
import { constraintSupport } from '../../semantics/constraintSupport.ts';
import type { SchemaEntry, SchemaTest } from '../../yaml/schemaFile.ts';
import { booleanOf, childOf, dbtJsonOf, itemsOf, textOf, type YamlMap } from '../../yaml/yamlTree.ts';
import { type GovernedNode, governedNodes } from '../governedNodes.ts';
import type { Rule } from '../rule.ts';
import { disabledTests, knownTests } from '../vocabulary/promises/knownTests.ts';
import { bareName, holdsBy } from '../vocabulary/promises/testMeanings.ts';

/** See `summary`. */
export const missingPrimaryKeyTest: Rule = {
  name: 'missing-primary-key-test',
  group: 'governance',
  severity: 'off',
  recommended: 'warning',
  summary: 'A model of which no test says what one row is.',
  why: `Rows that are there twice double every sum behind a join, and nothing fails. A key is tested by \`unique\` and \`not_null\` of one
column, by \`dbt_utils.unique_combination_of_columns\` or its like, or held by a constraint that the warehouse enforces. Tests in YAML that
isn’t saved or parsed yet count. dbt-project-evaluator has the rule under this name.`,
  bad: `models:
  - name: orders
    columns:
      - name: order_id
        data_tests: [unique]`,
  good: `models:
  - name: orders
    columns:
      - name: order_id
        data_tests: [unique, not_null]`,
  check(ctx) {
    return governedNodes(ctx).flatMap((node) => {
      if (node.kind !== 'model' || isKeyed(ctx.project, node)) return [];
      const message = `No test says what one row of \`${node.name}\` is: \`unique\` and \`not_null\` of one column, or a combination of columns.`;
      return [{ range: node.range, message }];
    });
  },
};

/** A test of a column or a node, with the `column_name` of a column's. */
interface KeyTest {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

function isKeyed(project: Project, { entries, described }: GovernedNode): boolean {
  const written = described ? testsOf(described) : [];
  const constrained = described ? constraintsOf(project, described) : [];
  if (entries.length === 0) return isKey([...written, ...constrained]);
  return entries.every((entry) => {
    const known = parsedTests(project, entry);
    return isKey([...enabledOf(project, entry, written), ...known, ...constrained]);
  });
}

/** The columns of a test of a whole node that are unique together. */
const combinations: ReadonlyMap<string, string> = new Map([
  ['unique_combination_of_columns', 'combination_of_columns'],
  ['expect_compound_columns_to_be_unique', 'column_list'],
  ['primary_key', 'column_names'],
]);

function isKey(tests: readonly KeyTest[]): boolean {
  if (tests.some(({ name, args }) => args[combinations.get(plainName(name)) ?? ''] !== undefined))
    return true;
  const columns = new Set(
    tests.flatMap(({ args }) => (typeof args['column_name'] === 'string' ? [args['column_name']] : [])),
  );
  return [...columns].some((column) => {
    const kinds = new Set(
      tests.flatMap(({ name, args }) => holdsBy(name, args, column).map(({ kind }) => kind)),
    );
    return kinds.has('unique') && kinds.has('not_null');
  });
}

function plainName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function parsedTests({ artifacts: { manifest } }: Project, entry: Entry): readonly KeyTest[] {
  return manifest ? knownTests(manifest, entry).filter(({ config }) => config['enabled'] !== false) : [];
}

/** Without those that dbt_project.yml switches off. */
function enabledOf(project: Project, entry: Entry, tests: readonly KeyTest[]): readonly KeyTest[] {
  const { manifest } = project.artifacts;
  const off = new Set(manifest ? disabledTests(manifest, entry).map(keyOf) : []);
  return off.size === 0 ? tests : tests.filter((test) => !off.has(keyOf(test)));
}

function keyOf({ name, args }: KeyTest): string {
  return `${plainName(name)} ${String(args['column_name'] ?? '').toLowerCase()}`;
}

function testsOf(entry: SchemaEntry): readonly KeyTest[] {
  const versions = entry.versions.flatMap(({ columns }) => columns);
  return [
    ...entry.tests.flatMap((test) => asKeyTest(test, {})),
    ...[...entry.columns, ...versions].flatMap((column) =>
      column.tests.flatMap((test) => asKeyTest(test, { column_name: bareName(column.name.text) })),
    ),
  ];
}

/** None where the test is switched off. */
function asKeyTest(
  { name, args, options }: SchemaTest,
  own: Readonly<Record<string, unknown>>,
): readonly KeyTest[] {
  if (booleanOf(childOf(childOf(options, 'config'), 'enabled') ?? childOf(options, 'enabled')) === false)
    return [];
  const given = args ? dbtJsonOf(args) : undefined;
  return [{ name: name.text, args: { ...(typeof given === 'object' ? given : {}), ...own } }];
}

/** Constraints of the YAML that the warehouse enforces, as the tests that they spare. */
function constraintsOf(project: Project, entry: SchemaEntry): readonly KeyTest[] {
  if (entry.contractEnforced !== true) return [];
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const typesIn = (node: YamlMap) =>
    itemsOf(childOf(node, 'constraints')).flatMap((each) => {
      const type = textOf(childOf(each, 'type')) ?? '';
      return constraintSupport(adapter, type) === 'enforced' ? [{ type, each }] : [];
    });
  const ofNode = typesIn(entry.node).flatMap(({ type, each }): KeyTest[] =>
    type === 'primary_key'
      ? [{ name: type, args: { column_names: dbtJsonOf(childOf(each, 'columns')) } }]
      : [],
  );
  const ofColumns = entry.columns.flatMap((column) =>
    typesIn(column.node).map(
      ({ type }): KeyTest => ({ name: type, args: { column_name: bareName(column.name.text) } }),
    ),
  );
  return [...ofNode, ...ofColumns];
}
