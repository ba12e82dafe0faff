// How a property file writes its tests: under `data_tests` or `tests`, with arguments below `arguments` or beside the name.
// Deliberately absent: what the tests mean.

import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import type { SourceText } from '../../text.ts';
import { sameJson } from '../../yaml/edit/editCheck.ts';
import type { NewValue } from '../../yaml/edit/editYaml.ts';
import { projectFile } from '../../yaml/projectConfig.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import { booleanOf, childOf, pairOf, pairsOf, type YamlMap, type YamlNode } from '../../yaml/yamlTree.ts';

/** What stands beside the arguments of a test when it has `arguments`. */
const besideArguments: ReadonlySet<string> = new Set([
  'arguments',
  'config',
  'name',
  'description',
  'column_name',
  'severity',
  'tags',
  'enabled',
  'where',
  'limit',
  'warn_if',
  'error_if',
  'fail_calc',
  'store_failures',
  'store_failures_as',
  'meta',
  'database',
  'schema',
  'alias',
]);

/** How often each way is used in a file. */
interface TestStyle {
  readonly dataTests: number;
  readonly tests: number;
  readonly nested: number;
  readonly flat: number;
}

const testStyle: (source: SourceText) => TestStyle = memo((source) => {
  const style = { dataTests: 0, tests: 0, nested: 0, flat: 0 };
  const seen = new Set<YamlNode>();
  const visit = (node: YamlNode | undefined, depth: number): void => {
    if (!node || node.kind === 'scalar' || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'list') for (const item of node.items) visit(item, depth + 1);
    else {
      for (const { key, value } of node.pairs) {
        // At the top these keys hold entries of singular tests.
        const isTests = depth > 0 && value?.kind === 'list';
        if (isTests && key.text === 'data_tests') style.dataTests++;
        if (isTests && key.text === 'tests') style.tests++;
        if (isTests && (key.text === 'data_tests' || key.text === 'tests'))
          for (const item of value.items) countArguments(item, style);
        visit(value, depth + 1);
      }
    }
  };
  for (const root of yamlDocument(source).roots) visit(root, 0);
  return style;
});

function countArguments(test: YamlNode, style: { nested: number; flat: number }): void {
  if (test.kind !== 'map') return;
  const own = pairOf(test, 'test_name') ? test : test.pairs[0]?.value;
  const keys = pairsOf(own).map(({ key }) => key.text);
  if (keys.includes('arguments')) style.nested++;
  else if (keys.some((key) => key !== 'test_name' && !besideArguments.has(key))) style.flat++;
}

/** The key for a new list of tests: the one that the columns beside it or the file use, else what the version of dbt wants. */
export function testsKey(
  project: Project,
  source: SourceText,
  beside: readonly { readonly node: YamlMap }[],
): 'data_tests' | 'tests' {
  const uses = (key: string) => beside.filter(({ node }) => childOf(node, key)).length;
  const near = uses('data_tests') - uses('tests');
  const { dataTests, tests } = testStyle(source);
  const balance = near === 0 ? dataTests - tests : near;
  if (balance !== 0) return balance > 0 ? 'data_tests' : 'tests';
  return isBefore(project, 1, 8, 0) ? 'tests' : 'data_tests';
}

/**
 * A test with its arguments where the file has them, else where the version of dbt wants them: below `arguments` from 1.10.8 on,
 * from 1.10.5 on with the flag `require_generic_test_arguments_property`, which may be off later too.
 */
export function testInStyle(project: Project, source: SourceText, test: NewValue): NewValue {
  if (!isMap(test)) return test;
  return Object.fromEntries(
    Object.entries(test).map(([name, own]) => {
      if (!isMap(own)) return [name, own];
      const { nested, flat } = testStyle(source);
      const below = takesArguments(project) && nested >= flat;
      const args = argumentsOf(own);
      const isBeside = (key: string) => key !== 'arguments' && besideArguments.has(key);
      const rest = Object.fromEntries(Object.entries(own).filter(([key]) => isBeside(key)));
      if (!below || Object.keys(args).length === 0) return [name, { ...args, ...rest }];
      return [name, { arguments: args, ...rest }];
    }),
  );
}

type Arguments = { readonly [key: string]: NewValue };

function isMap(value: unknown): value is Arguments {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The arguments of a test, wherever they stand. */
function argumentsOf(own: Arguments): Arguments {
  const { arguments: nested } = own;
  const beside = Object.entries(own).filter(([key]) => !besideArguments.has(key));
  return { ...Object.fromEntries(beside), ...(isMap(nested) ? nested : {}) };
}

/** Whether two tests of one column, as JSON has them, are one to dbt: the same name and arguments, whatever their config. */
export function isSameTest(a: unknown, b: unknown): boolean {
  const [one, other] = [nameAndArguments(a), nameAndArguments(b)];
  return one !== undefined && other !== undefined && sameJson(one, other);
}

function nameAndArguments(test: unknown): unknown {
  if (typeof test === 'string') return [test, [], undefined];
  if (!isMap(test)) return undefined;
  const { test_name: explicit } = test;
  const [name, own] = explicit === undefined ? (Object.entries(test)[0] ?? []) : [explicit, test];
  if (own !== undefined && own !== null && !isMap(own)) return undefined;
  const { test_name: _, ...args } = argumentsOf(own ?? {});
  const sorted = Object.entries(args).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return [name, sorted, own?.['name']];
}

function takesArguments(project: Project): boolean {
  if (isBefore(project, 1, 10, 5)) return false;
  const config = project.files.text(projectFile);
  const flags = childOf(config && yamlDocument(config).root, 'flags');
  const flag = booleanOf(childOf(flags, 'require_generic_test_arguments_property'));
  return flag ?? isBefore(project, 1, 10, 8) === false;
}

/** Whether the project's dbt is older than a version; undefined when that isn't known. */
function isBefore(project: Project, ...version: readonly [number, number, number]): boolean | undefined {
  const written = /^(\d+)\.(\d+)\.(\d+)/.exec(project.artifacts.manifest?.metadata.dbtVersion ?? '');
  if (!written) return undefined;
  const own = written.slice(1).map(Number);
  const at = version.findIndex((part, index) => part !== own[index]);
  return at >= 0 && (own[at] ?? 0) < (version[at] ?? 0);
}
