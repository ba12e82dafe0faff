// Mends that make something check a promise: the test in YAML, or the constraint where the warehouse enforces it.
// Deliberately absent: how YAML is written (mendYaml.ts), and mends of tests that are there but don't do.

import type { Project } from '../../../project.ts';
import { constraintSupport } from '../../../semantics/constraintSupport.ts';
import { type FileNode, nodeOfFile } from '../../../semantics/modelFiles.ts';
import { packagesWithin } from '../../../semantics/packages.ts';
import { fileOf } from '../../../semantics/sql/nodeId.ts';
import type { FileEdit } from '../../../text.ts';
import { addItem, type NewValue } from '../../../yaml/edit/editYaml.ts';
import type { NamePromise } from '../../../yaml/vocabulary.ts';
import type { JudgedColumn } from '../../columns/columns.ts';
import { addToColumn } from '../../mend/mendYaml.ts';
import { testInStyle, testsKey } from '../../mend/testStyle.ts';
import type { Fix } from '../../rule.ts';
import { obstacleTo } from './columnConstraints.ts';
import { columnTests } from './columnTests.ts';
import { anchored } from './kept.ts';

/** The mends of promises that nothing keeps: of each the test, or the constraint. None where YAML can't be written for certain. */
export function promiseFixes(
  project: Project,
  column: JudgedColumn,
  promises: readonly NamePromise[],
): readonly Fix[] {
  const fixes = promises.flatMap((promise) => [
    ...testFix(project, column, promise),
    ...constraintFix(project, column, promise),
  ]);
  const [only] = fixes;
  return only && fixes.length === 1 ? [{ ...only, preferred: true }] : fixes;
}

function testFix(project: Project, column: JudgedColumn, promise: NamePromise): readonly Fix[] {
  const made = testOf(project, promise);
  if (!made) return [];
  const { name, test } = made;
  // Two tests of one name on a column are one too many for dbt; the one that is there is to be looked at by people.
  if (column.declared?.tests.some((each) => each.name.text === name)) return [];
  if (columnTests(project, column).some((each) => each.name === name && each.holds.length > 0)) return [];
  const node = fileNode(project, column);
  const edits = node ? addToColumn(project, node, column, { test }) : inPlace(project, column, test);
  return edits.length > 0
    ? [{ title: `Add the test \`${name}\` to \`${column.name}\` in the YAML of ${column.owner}`, edits }]
    : [];
}

function constraintFix(project: Project, column: JudgedColumn, { kind }: NamePromise): readonly Fix[] {
  if (kind !== 'not_null' && kind !== 'unique') return [];
  const adapter = project.artifacts.manifest?.metadata.adapterType;
  const node = fileNode(project, column);
  if (!node || constraintSupport(adapter, kind) !== 'enforced' || obstacleTo(project, column) !== undefined)
    return [];
  const edits = addToColumn(project, node, column, { constraint: { type: kind } });
  return edits.length > 0
    ? [
        {
          title: `Add the constraint \`${kind}\` to \`${column.name}\` in the YAML of ${column.owner}`,
          edits,
        },
      ]
    : [];
}

/** The test that checks a promise; undefined where no installed package has one. */
function testOf(
  project: Project,
  promise: NamePromise,
): { readonly name: string; readonly test: NewValue } | undefined {
  const packages = packagesWithin(project);
  switch (promise.kind) {
    case 'not_null':
    case 'unique':
      return { name: promise.kind, test: promise.kind };
    case 'accepted_values': {
      const { kind: name, values } = promise;
      // dbt compares with texts unless told otherwise, which not every warehouse takes.
      const plain = values.every((value) => typeof value !== 'string') ? { quote: false } : {};
      return { name, test: { [name]: { values, ...plain } } };
    }
    case 'range': {
      const { min, max } = promise;
      const name = packages.has('dbt_utils')
        ? 'dbt_utils.accepted_range'
        : packages.has('dbt_expectations')
          ? 'dbt_expectations.expect_column_values_to_be_between'
          : undefined;
      const bounds = {
        ...(min === undefined ? {} : { min_value: min }),
        ...(max === undefined ? {} : { max_value: max }),
      };
      return name === undefined ? undefined : { name, test: { [name]: bounds } };
    }
    case 'pattern': {
      const name = 'dbt_expectations.expect_column_values_to_match_regex';
      const regex = anchored(promise.pattern.source);
      return packages.has('dbt_expectations') ? { name, test: { [name]: { regex } } } : undefined;
    }
  }
}

function fileNode(project: Project, { node }: JudgedColumn): FileNode | undefined {
  const path = node === undefined ? undefined : fileOf(project, node);
  return path === undefined ? undefined : nodeOfFile(project, path);
}

/** What has no file of its own, such as a source, is what its YAML says. */
function inPlace(
  project: Project,
  { described, declared }: JudgedColumn,
  test: NewValue,
): readonly FileEdit[] {
  const source = described && project.files.text(described.path);
  if (!source || !declared) return [];
  const key = testsKey(project, source, described.entry.columns);
  const edit = addItem(source, declared.node, key, testInStyle(project, source, test));
  return edit ? [{ ...edit, path: described.path }] : [];
}
