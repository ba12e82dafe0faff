// Edits of the columns that an entry of a property file lists: a new one in the style of those that are there, another name for
// one. Deliberately absent: what else a column may say (editYaml.ts writes any key).

import type { SourceText, TextEdit } from '../../text.ts';
import type { SchemaColumn } from '../schemaFile.ts';
import type { YamlMap } from '../yamlTree.ts';
import { escaped, scalarText } from './editScalar.ts';
import { addItems, type NewValue } from './editYaml.ts';

/** A column to write. */
export interface NewColumn {
  readonly name: string;
  /** With `quote: true`. */
  readonly quote: boolean;
  /** Undefined to write none. */
  readonly dataType: string | undefined;
}

/** Adds columns behind the last one of an entry (or of a version of it), written as that one is. Undefined as in `addItem`. */
export function addColumns(
  source: SourceText,
  owner: YamlMap,
  columns: readonly NewColumn[],
): TextEdit | undefined {
  return addItems(source, owner, 'columns', columns.map(columnValue));
}

/** A column as YAML has it. */
export function columnValue({ name, quote, dataType }: NewColumn): { readonly [key: string]: NewValue } {
  return {
    name,
    ...(quote ? { quote } : {}),
    ...(dataType === undefined ? {} : { data_type: dataType }),
  };
}

/** Puts another name in place of a column's. Undefined where the name isn't written at the place (a block scalar, an escape). */
export function renameColumn(
  source: SourceText,
  { name }: Pick<SchemaColumn, 'name'>,
  newName: string,
): TextEdit | undefined {
  if (!name.verbatim) return undefined;
  const { text } = source;
  const { start, end } = name.range;
  const before = text[start - 1] ?? '';
  if ((before === "'" || before === '"') && text[end] === before) {
    const newText = before === "'" ? newName.replaceAll("'", "''") : escaped(newName);
    return { range: name.range, newText };
  }
  return { range: name.range, newText: scalarText(newName, '', true) };
}
