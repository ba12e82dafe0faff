// Mends of what YAML says of a node's columns: a type, a test or a constraint for one, or one taken out.
// Deliberately absent: how YAML is written (yaml/editYaml.ts), entries that aren't there (mendEntry.ts), and SQL.

import type { Project } from '../../project.ts';
import type { FileNode } from '../../semantics/modelFiles.ts';
import { dialectOf } from '../../sql/dialect.ts';
import type { FileEdit, SourceText, TextEdit } from '../../text.ts';
import { editBetween } from '../../yaml/edit/editBetween.ts';
import { edited, sameJson } from '../../yaml/edit/editCheck.ts';
import { columnValue } from '../../yaml/edit/editColumns.ts';
import { addItem, jsonOfNew, type NewValue, removeItem, setKey } from '../../yaml/edit/editYaml.ts';
import { type SchemaColumn, schemaEntries } from '../../yaml/schemaFile.ts';
import { childOf, itemsOf, jsonOf, type YamlMap } from '../../yaml/yamlTree.ts';
import { isPlain, spelledAs, type WrittenName } from '../columns/quoted.ts';
import { type ColumnList, describedList, editableEntry } from './describedList.ts';
import { isSameTest, testInStyle, testsKey } from './testStyle.ts';

export { entryFor } from './mendEntry.ts';

/** What YAML shall say of a column. */
export interface ColumnAddition {
  /** Replaces one that is there. */
  readonly dataType?: string | undefined;
  /** As dbt takes it in YAML: `not_null`, or `{ accepted_values: { values: [...] } }`, without `arguments`. */
  readonly test?: NewValue | undefined;
  /** An item of `constraints`, such as `{ type: 'not_null' }`. */
  readonly constraint?: NewValue | undefined;
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
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const place = describedList(entry, node.entry?.version, column, dialect);
  if (!place) return [];
  const { list } = place;
  if (!place.column) {
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
  return asEdits(path, changedColumn(project, source, place.column, list, addition));
}

/** Edits that take a column out of the YAML entry of a node; none as in {@link addToColumn}. */
export function removeColumn(project: Project, node: FileNode, name: string): readonly FileEdit[] {
  const described = editableEntry(project, node);
  if (!described) return [];
  const { path, entry, source } = described;
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const place = describedList(entry, node.entry?.version, { name, quoted: false }, dialect);
  if (!place?.column) return [];
  const { list, column } = place;
  return asEdits(path, removeItem(source, list.node, 'columns', column.node));
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
    changes.push((now, node) => addedTo(now, node, key, testInStyle(project, source, test), isSameTest));
  }
  let now = source;
  for (const change of changes) {
    const node = columnAt(now, column.range.start);
    const edit = node && change(now, node);
    if (edit === undefined) return undefined;
    if (edit !== 'said') now = edited(now, edit);
  }
  return now === source ? undefined : editBetween(source.text, now.text);
}

function addedTo(
  source: SourceText,
  node: YamlMap,
  key: string,
  item: NewValue,
  isSame: (a: unknown, b: unknown) => boolean = sameJson,
): TextEdit | 'said' | undefined {
  const said = itemsOf(childOf(node, key)).some((each) => isSame(jsonOf(each), jsonOfNew(item)));
  return said ? 'said' : addItem(source, node, key, item);
}

/** The map of the column that starts at an offset: what is added to it stands behind that. */
function columnAt(source: SourceText, start: number): YamlMap | undefined {
  for (const entry of schemaEntries(source))
    for (const { columns } of [entry, ...entry.versions])
      for (const column of columns) if (column.range.start === start) return column.node;
  return undefined;
}

function asEdits(path: string, edit: TextEdit | undefined): readonly FileEdit[] {
  return edit ? [{ ...edit, path }] : [];
}
