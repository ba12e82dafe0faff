// Mends of what YAML says of a node's columns: a type, test or constraint for one, one taken out, an entry for a node that has
// none. Deliberately absent: how YAML is written (yaml/editYaml.ts), and SQL.

import type { Project } from '../project.ts';
import { columnKind, hasColumnOfList, yamlEntryOf } from '../semantics/describedNodes.ts';
import { type FileNode, isYaml, nodeOfFile } from '../semantics/modelFiles.ts';
import { type YamlEntry, yamlEntries } from '../semantics/notParsedYet.ts';
import { packageNameOf, rootPackageName } from '../semantics/packages.ts';
import { columnKey } from '../sql/columns.ts';
import { type Dialect, dialectOf } from '../sql/dialect.ts';
import type { FileEdit, SourceText, TextEdit } from '../text.ts';
import { edited, sameJson } from '../yaml/editCheck.ts';
import { columnValue } from '../yaml/editColumns.ts';
import { addItem, jsonOfNew, type NewValue, removeItem, setKey } from '../yaml/editYaml.ts';
import { type SchemaColumn, type SchemaEntry, schemaEntries, schemaSections } from '../yaml/schemaFile.ts';
import { yamlDocument } from '../yaml/yamlDocument.ts';
import { childOf, itemsOf, jsonOf, pairsOf, type YamlMap } from '../yaml/yamlTree.ts';
import { isPlain, spelledAs, type WrittenName } from './quoted.ts';
import { testInStyle, testsKey } from './testStyle.ts';

/** What YAML shall say of a column. */
export interface ColumnAddition {
  /** Replaces one that is there. */
  readonly dataType?: string | undefined;
  /** As dbt takes it in YAML: `not_null`, or `{ accepted_values: { values: [...] } }`, without `arguments`. */
  readonly test?: NewValue | undefined;
  /** An item of `constraints`, such as `{ type: 'not_null' }`. */
  readonly constraint?: NewValue | undefined;
}

/** The list that a column of a node belongs into, with the map whose `columns` it is. */
export interface ColumnList {
  readonly node: YamlMap;
  readonly columns: readonly SchemaColumn[];
}

/**
 * Edits that make the YAML entry of a node say that of a column; the column is added where the entry doesn't list it. None where
 * the entry says it already, where there is none, where the column is described for several versions at once, and where the
 * outcome isn't certain.
 */
export function addToColumn(
  project: Project,
  node: FileNode,
  column: WrittenName,
  addition: ColumnAddition,
): readonly FileEdit[] {
  const described = editableEntry(project, node);
  if (!described) return [];
  const { path, entry, source } = described;
  const version = node.entry?.version;
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const list = columnList(entry, version);
  if (!list) return [];
  const found = columnsNamed(list.columns, column, dialect);
  if (found.length > 1) return [];
  if (!found[0]) {
    // A version has the columns of the model's list too, and what it says of one itself takes their place.
    if (list.node !== entry.node && isShared(entry, version, column, dialect)) return [];
    const neighbour = list.columns.at(-1)?.name.text ?? '';
    const name = spelledAs(column, neighbour, dialect);
    const quote = column.quoted && !isPlain(column, dialect);
    const value = {
      ...columnValue({ name, quote, dataType: addition.dataType }),
      ...(addition.constraint === undefined ? {} : { constraints: [addition.constraint] }),
      ...(addition.test === undefined
        ? {}
        : { [testsKey(project, source, list.columns)]: [testInStyle(project, source, addition.test)] }),
    };
    return asEdits(path, addItem(source, list.node, 'columns', value));
  }
  return asEdits(path, changedColumn(project, source, found[0], list, addition));
}

/** Edits that take a column out of the YAML entry of a node; none as in {@link addToColumn}. */
export function removeColumn(project: Project, node: FileNode, name: string): readonly FileEdit[] {
  const described = editableEntry(project, node);
  const list = described && columnList(described.entry, node.entry?.version);
  if (!list) return [];
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const [column, ...others] = columnsNamed(list.columns, { name, quoted: false }, dialect);
  if (!column || others.length > 0) return [];
  return asEdits(described.path, removeItem(described.source, list.node, 'columns', column.node));
}

/**
 * An entry for a node that has none, in the property file of its folder that describes most of its siblings. None where no file
 * there describes one.
 */
export function entryFor(project: Project, node: FileNode): readonly FileEdit[] {
  const kind = columnKind(node.resourceType);
  if (!kind || node.packageName !== rootPackageName(project) || yamlEntryOf(project, node)) return [];
  if (yamlEntries(project, kind, node.name, node.packageName).length > 0) return [];
  const folder = folderOf(node.path);
  const beside = project.files.paths.filter((path) => folderOf(path) === folder);
  const siblings = new Set(
    beside.flatMap((path) => {
      const made = path === node.path ? undefined : nodeOfFile(project, path);
      return made && made.resourceType === node.resourceType ? [made.name] : [];
    }),
  );
  let best: { path: string; source: SourceText; described: number } | undefined;
  for (const path of beside.filter(isYaml)) {
    const source = project.files.text(path);
    if (!source) continue;
    const entries = schemaEntries(source).filter((each) => each.kind === kind);
    const described = entries.filter(({ name }) => siblings.has(name.text)).length;
    if (described > (best?.described ?? 0)) best = { path, source, described };
  }
  if (!best) return [];
  const [root] = yamlDocument(best.source).roots;
  const section = pairsOf(root).find(
    ({ key }) => Object.hasOwn(schemaSections, key.text) && schemaSections[key.text] === kind,
  );
  if (root?.kind !== 'map' || !section) return [];
  return asEdits(best.path, addItem(best.source, root, section.key.text, { name: node.name }));
}

/** The YAML entry of a node, where it stands in the project itself. */
export function editableEntry(
  project: Project,
  node: FileNode,
): (YamlEntry & { readonly source: SourceText }) | undefined {
  const described = yamlEntryOf(project, node);
  const source = described && project.files.text(described.path);
  if (!source || packageNameOf(project, described.path) !== rootPackageName(project)) return undefined;
  return { ...described, source };
}

/**
 * The list that columns of a node belong into. Of a version only one of its own: the model's list is for other versions too,
 * which may not make the column.
 */
export function columnList(entry: SchemaEntry, version: string | undefined): ColumnList | undefined {
  if (entry.versions.length <= 1) {
    const [only] = entry.versions;
    return only && only.columns.length > 0 ? only : entry;
  }
  return entry.versions.find((each) => each.version.text === version);
}

/** The columns of a list that have a name, as the warehouse compares names. */
function columnsNamed(
  columns: readonly SchemaColumn[],
  column: WrittenName,
  dialect: Dialect,
): readonly SchemaColumn[] {
  return columns.filter(({ name, quote }) => {
    const inQuotes = /^(["`])(.*)\1$/.exec(name.text);
    const text = inQuotes?.[2] ?? name.text;
    const quoted = quote || inQuotes !== null;
    if (quoted && column.quoted)
      return columnKey({ name: text, quoted }, dialect) === columnKey(column, dialect);
    return text.toLowerCase() === column.name.toLowerCase();
  });
}

/** Whether a version has the column from the list of the model. */
function isShared(
  entry: SchemaEntry,
  version: string | undefined,
  column: WrittenName,
  dialect: Dialect,
): boolean {
  return columnsNamed(entry.columns, column, dialect).some(({ name }) =>
    hasColumnOfList(entry, version, name.text),
  );
}

/** One edit that makes a column say all that is added. */
function changedColumn(
  project: Project,
  source: SourceText,
  column: SchemaColumn,
  list: ColumnList,
  { dataType, test, constraint }: ColumnAddition,
): TextEdit | undefined {
  const changes: ((now: SourceText, node: YamlMap) => TextEdit | 'said' | undefined)[] = [];
  if (dataType !== undefined)
    changes.push((now, node) =>
      column.dataType?.text === dataType ? 'said' : setKey(now, node, 'data_type', dataType),
    );
  if (constraint !== undefined) changes.push((now, node) => addedTo(now, node, 'constraints', constraint));
  if (test !== undefined) {
    if (childOf(column.node, 'tests') && childOf(column.node, 'data_tests')) return undefined;
    const written = ['data_tests', 'tests'].find((key) =>
      column.node.pairs.some((pair) => pair.key.text === key),
    );
    const key = written ?? testsKey(project, source, list.columns);
    changes.push((now, node) => addedTo(now, node, key, testInStyle(project, source, test)));
  }
  let now = source;
  for (const change of changes) {
    const node = columnAt(now, column.range.start);
    const edit = node && change(now, node);
    if (edit === undefined) return undefined;
    if (edit !== 'said') now = edited(now, edit);
  }
  return now === source ? undefined : between(source.text, now.text);
}

function addedTo(
  source: SourceText,
  node: YamlMap,
  key: string,
  item: NewValue,
): TextEdit | 'said' | undefined {
  const said = itemsOf(childOf(node, key)).some((each) => sameJson(jsonOf(each), jsonOfNew(item)));
  return said ? 'said' : addItem(source, node, key, item);
}

/** The map of the column that starts at an offset: what is added to it stands behind that. */
function columnAt(source: SourceText, start: number): YamlMap | undefined {
  for (const entry of schemaEntries(source))
    for (const { columns } of [entry, ...entry.versions])
      for (const column of columns) if (column.range.start === start) return column.node;
  return undefined;
}

/** The smallest edit that makes one text of another. */
function between(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return {
    range: { start, end: before.length - end },
    newText: after.slice(start, after.length - end),
  };
}

function asEdits(path: string, edit: TextEdit | undefined): readonly FileEdit[] {
  return edit ? [{ ...edit, path }] : [];
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
