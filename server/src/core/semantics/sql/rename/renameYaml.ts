// The edits that give a column another name in property files: where it is described, in constraints and versions, where a test or a
// unit test names it. What is only text to dbt (expressions, metrics) is told of. Deliberately absent: SQL.

import type { Project } from '../../../project.ts';
import { type FileEdit, positionAt, type SourceText } from '../../../text.ts';
import { renameColumn } from '../../../yaml/edit/editColumns.ts';
import { type SchemaEntry, schemaEntries } from '../../../yaml/schemaFile.ts';
import {
  childOf,
  itemsOf,
  pairsOf,
  scalarsWithin,
  textOf,
  type YamlNode,
  type YamlScalar,
} from '../../../yaml/yamlTree.ts';
import { columnKeyOf, meaningOf, meaningOfNode } from '../../meaning.ts';
import { isYaml } from '../../modelFiles.ts';
import { searchedFiles, usesIn } from '../../uses.ts';
import type { ColumnOfNode } from '../nodeLineage.ts';
import { wordsIn } from './renameStrings.ts';
import { renameInUnitTest } from './renameUnitTest.ts';

/** The edits, and in words what names the column and isn't edited. */
export interface YamlRename {
  readonly edits: readonly FileEdit[];
  readonly left: readonly string[];
}

/** Arguments of tests that hold names of columns of the tested node and nothing else. */
const columnArguments: ReadonlySet<string> = new Set([
  'combination_of_columns',
  'column_list',
  'group_by_columns',
  'group_by',
  'partition_by',
  'lower_bound_column',
  'upper_bound_column',
]);

/** All of them. */
export function renameInYaml(project: Project, column: ColumnOfNode, newName: string): YamlRename {
  const edits: FileEdit[] = [];
  const left: string[] = [];
  const wanted = column.column.toLowerCase();
  for (const path of searchedFiles(project.files.paths)) {
    const source = isYaml(path) && !isInstalled(project, path) ? project.files.text(path) : undefined;
    if (!source?.text.toLowerCase().includes(wanted)) continue;
    const found = renameInYamlFile(project, path, source, column, newName);
    edits.push(...found.edits);
    left.push(...found.left);
  }
  return { edits, left };
}

/** Only what describes the column itself. */
export function renameInOwnYaml(project: Project, column: ColumnOfNode, newName: string): YamlRename {
  const edits: FileEdit[] = [];
  const left: string[] = [];
  for (const path of searchedFiles(project.files.paths)) {
    const source = isYaml(path) && !isInstalled(project, path) ? project.files.text(path) : undefined;
    if (!source) continue;
    const found = namedIn(project, path, source, column, newName);
    edits.push(...found.edits);
    left.push(...found.left);
  }
  return { edits, left };
}

/** Whether a file is of a package that `dbt deps` writes anew. */
export function isInstalled({ config }: Project, path: string): boolean {
  return path.startsWith(`${config.packagesInstallPath}/`);
}

function renameInYamlFile(
  project: Project,
  path: string,
  source: SourceText,
  column: ColumnOfNode,
  newName: string,
): YamlRename {
  const named = namedIn(project, path, source, column, newName);
  const edits = [...named.edits];
  const left = [...named.left];
  const { word } = meaningOfNode(project, column.node);
  if (word === undefined) return { edits, left };
  const place = (node: YamlNode) => `\`${path}\` line ${positionAt(source, node.range.start).line + 1}`;
  const holds = (text: string) => wordsIn(text, column.column).length > 0;
  for (const entry of schemaEntries(source).flatMap((each) => [each, ...each.tables])) {
    if (entry.kind === 'unit_test') {
      const found = renameInUnitTest(project, path, source, entry, column, newName);
      edits.push(...found.edits);
      left.push(...found.left);
    } else if (entry.kind === 'semantic_model') {
      const model = entry.model?.text ?? '';
      if (model.includes(word) && [...scalarsWithin(entry.node)].some(({ scalar }) => holds(scalar.text)))
        left.push(`${place(entry.node)}: semantic model \`${entry.name.text}\` names it`);
    } else if (entry.name.text === word && describes(project, path, entry, column)) {
      const semantic = ['metrics', 'semantic_model', 'derived_semantics'].map((key) =>
        childOf(entry.node, key),
      );
      for (const { scalar } of semantic.flatMap((each) => [...scalarsWithin(each)]))
        if (holds(scalar.text)) left.push(`${place(scalar)}: a metric or semantic model names it`);
      for (const { scalar, key } of argumentsOf(entry)) {
        if (columnArguments.has(key) && scalar.text.toLowerCase() === column.column.toLowerCase()) {
          const edit = renamed(source, scalar, newName);
          if (edit) edits.push({ path, ...edit });
        } else if (key !== 'field' && holds(scalar.text))
          left.push(`${place(scalar)}: an argument of a test names it`);
      }
    }
  }
  return { edits, left };
}

/** The places that name the column by itself: its entry, constraints, lists of versions, `field` of relationships. */
function namedIn(
  project: Project,
  path: string,
  source: SourceText,
  column: ColumnOfNode,
  newName: string,
): YamlRename {
  const node = meaningOfNode(project, column.node);
  const keys = node.keys.map((key) => columnKeyOf(key, column.column));
  const edits: FileEdit[] = [];
  const left: string[] = [];
  for (const { range, symbol } of usesIn(project, { ...node, keys }, path)) {
    if (symbol.kind !== 'column') continue;
    const line = positionAt(source, range.start).line + 1;
    if (meaningOf(project, symbol, path).entries.length > 1) {
      left.push(`\`${path}\` line ${line}: it stands for several versions`);
      continue;
    }
    const verbatim = source.text.slice(range.start, range.end) === symbol.name;
    const edit = renameColumn(source, { name: { text: symbol.name, range, verbatim } }, newName);
    if (edit) edits.push({ path, ...edit });
    else left.push(`\`${path}\` line ${line}: the name isn’t written as it is`);
  }
  return { edits, left };
}

function describes(project: Project, path: string, entry: SchemaEntry, column: ColumnOfNode): boolean {
  const { keys } = meaningOfNode(project, column.node);
  const { text: name, range } = entry.name;
  const symbol =
    entry.kind === 'table'
      ? ({ kind: 'source', source: entry.source?.text ?? '', table: name, range } as const)
      : ({ kind: 'node', resourceType: entry.kind, name, version: undefined, range } as const);
  return meaningOf(project, symbol, path).keys.some((key) => keys.includes(key));
}

interface TestArgument {
  readonly scalar: YamlScalar;
  readonly key: string;
}

/** What the tests of an entry and of its columns are given, with the key that it stands under. */
function argumentsOf(entry: SchemaEntry): readonly TestArgument[] {
  const columns = [...entry.columns, ...entry.versions.flatMap((version) => version.columns)];
  return [entry, ...columns].flatMap(({ tests, node }) => [
    ...tests.flatMap(({ args }) =>
      args ? [...scalarsWithin(args)].map(({ scalar, path }) => ({ scalar, key: keyOf(path) })) : [],
    ),
    ...conditionsOf(node),
  ]);
}

/** `where:` in the configuration of tests. */
function conditionsOf(node: YamlNode): readonly TestArgument[] {
  return ['tests', 'data_tests'].flatMap((list) =>
    itemsOf(childOf(node, list)).flatMap((item) =>
      [item, ...pairsOf(item).flatMap(({ value }) => value ?? [])].flatMap(
        (holder): readonly TestArgument[] => {
          const where = childOf(childOf(holder, 'config'), 'where');
          return where?.kind === 'scalar' && textOf(where) ? [{ scalar: where, key: 'where' }] : [];
        },
      ),
    ),
  );
}

/** The last key of a path. */
function keyOf(path: readonly string[]): string {
  return path.findLast((part) => part !== '*') ?? '';
}

function renamed(source: SourceText, scalar: YamlScalar, newName: string) {
  return renameColumn(
    source,
    { name: { text: scalar.text, range: scalar.inner, verbatim: scalar.verbatim } },
    newName,
  );
}
