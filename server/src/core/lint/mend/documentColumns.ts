// Mends that write columns of a node into its YAML entry, in the style of those that are there.
// Deliberately absent: an entry or a list where there is none yet.

import type { Project } from '../../project.ts';
import type { FileNode } from '../../semantics/modelFiles.ts';
import type { YamlEntry } from '../../semantics/notParsedYet.ts';
import type { ModelSql } from '../../semantics/sql/modelSql.ts';
import { type NodeColumn, nodeColumns } from '../../semantics/sql/nodeColumns.ts';
import { nodeIdOf } from '../../semantics/sql/nodeId.ts';
import { columnKey, type NamedColumn } from '../../sql/columns.ts';
import { addColumns, type NewColumn } from '../../yaml/edit/editColumns.ts';
import { isPlain, spelledAs } from '../columns/quoted.ts';
import type { Fix } from '../rule.ts';
import { columnList } from './describedList.ts';

/** The mends for columns of a node that its YAML entry doesn't list: these, and `all` that it doesn't. */
export function additionsFor(
  project: Project,
  node: FileNode,
  { path, entry }: YamlEntry,
  { dialect }: ModelSql,
  all: readonly NamedColumn[],
): (columns: readonly NamedColumn[]) => readonly Fix[] {
  const list = columnList(
    entry,
    node.entry?.version,
    all.map(({ name }) => name),
  );
  const source = project.files.text(path);
  if (!list || list.columns.length === 0 || !source || all.length === 0) return () => [];
  const neighbour = list.columns.at(-1)?.name.text ?? '';
  const typed = list.columns.filter(({ dataType }) => dataType).length * 2 > list.columns.length;
  const known = typed ? nodeColumns(project, nodeIdOf(node)).columns : [];
  const types = new Map(known.map((column) => [columnKey(column, dialect), typeToWrite(column)]));
  const asYaml = (column: NamedColumn): NewColumn => ({
    name: spelledAs(column, neighbour, dialect),
    quote: column.quoted && !isPlain(column, dialect),
    dataType: types.get(columnKey(column, dialect)),
  });
  const fixOf = (columns: readonly NamedColumn[], what: string): readonly Fix[] => {
    const edit = addColumns(source, list.node, columns.map(asYaml));
    return edit ? [{ title: `Add ${what} to the YAML of “${node.name}”`, edits: [{ ...edit, path }] }] : [];
  };
  const every = all.length > 1 ? fixOf(all, `all ${all.length} columns`) : [];
  return (columns) => {
    const [first] = columns;
    if (!first || (columns.length === all.length && every.length > 0)) return every;
    const what = columns.length === 1 ? `“${first.name}”` : `these ${columns.length} columns`;
    return [...fixOf(columns, what), ...every];
  };
}

/** A type as the warehouse or somebody wrote it; a base type's own name may be none of the warehouse. */
function typeToWrite({ type }: NodeColumn): string | undefined {
  switch (type?.from) {
    case 'catalog':
    case 'contract':
    case 'YAML':
    case 'seed':
    case 'cast':
      return type.text;
    default:
      return undefined;
  }
}
