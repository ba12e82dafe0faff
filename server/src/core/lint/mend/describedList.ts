// Where YAML lists the columns of a node, and a column in that list. Versions of a model have lists of their own.
// Deliberately absent: edits (mendYaml.ts).

import type { Project } from '../../project.ts';
import { hasColumnOfList, yamlEntryOf } from '../../semantics/describedNodes.ts';
import type { FileNode } from '../../semantics/modelFiles.ts';
import type { YamlEntry } from '../../semantics/notParsedYet.ts';
import { packageNameOf, rootPackageName } from '../../semantics/packages.ts';
import { columnKey } from '../../sql/columns.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { SourceText } from '../../text.ts';
import type { SchemaColumn, SchemaEntry } from '../../yaml/schemaFile.ts';
import type { YamlMap } from '../../yaml/yamlTree.ts';
import type { WrittenName } from '../columns/quoted.ts';

/** A list of columns, with the map whose `columns` it is. */
export interface ColumnList {
  readonly node: YamlMap;
  readonly columns: readonly SchemaColumn[];
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
 * The list that columns of those names belong into. Of several versions only one of its own: the model's list is for other
 * versions too, which may not make the columns. Undefined for a version that YAML doesn't have.
 */
export function columnList(
  entry: SchemaEntry,
  version: string | undefined,
  names: readonly string[],
): ColumnList | undefined {
  const own = entry.versions.find((each) => each.version.text === version);
  if (entry.versions.length > 1) return own;
  return own && !names.every((name) => hasColumnOfList(entry, version, name)) ? own : entry;
}

/**
 * The column of a version, or of a model without versions, in the list that describes it for that version alone; where it is
 * in none, the list to add it to. Undefined where its description is for several versions, or two have its name.
 */
export function describedList(
  entry: SchemaEntry,
  version: string | undefined,
  column: WrittenName,
  dialect: Dialect,
): { readonly list: ColumnList; readonly column: SchemaColumn | undefined } | undefined {
  const own = entry.versions.find((each) => each.version.text === version);
  const inOwn = columnsNamed(own?.columns ?? [], column, dialect);
  const shared = columnsNamed(entry.columns, column, dialect).filter(({ name }) =>
    hasColumnOfList(entry, version, name.text),
  );
  // What a version says of a column itself takes the place of what the model's list says of it.
  const [found, ...others] = inOwn.length > 0 ? inOwn : shared;
  if (others.length > 0) return undefined;
  if (own && found && inOwn.length > 0) return { list: own, column: found };
  if (found) return isForOne(entry, found) ? { list: entry, column: found } : undefined;
  const list = columnList(entry, version, [column.name]);
  return list && { list, column: undefined };
}

/** Whether a column of the model's list is for one version at most. */
function isForOne(entry: SchemaEntry, { name }: SchemaColumn): boolean {
  const having = entry.versions.filter(({ version }) => hasColumnOfList(entry, version.text, name.text));
  return entry.versions.length === 0 || having.length === 1;
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
