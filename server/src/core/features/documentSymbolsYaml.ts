// The outline of an entry of a property file: its tables, versions and columns. Deliberately absent: tests and everything else in it.

import type { SchemaColumn, SchemaEntry } from '../yaml/schemaFile.ts';
import type { OutlineEntry } from './documentSymbols.ts';

/** An entry with what has a name in it. */
export function entryOutline(entry: SchemaEntry): OutlineEntry {
  const { kind, name, range, tables, versions, columns } = entry;
  const children = [
    ...tables.map(entryOutline),
    ...columns.map(columnOutline),
    ...versions.map(
      (each): OutlineEntry => ({
        name: `v${each.version.text}`,
        detail: each.definedIn?.text,
        kind: 'version',
        range: each.range,
        nameRange: each.version.range,
        children: each.columns.map(columnOutline),
      }),
    ),
  ];
  return {
    name: name.text,
    detail: kind.replaceAll('_', ' '),
    kind,
    range,
    nameRange: name.range,
    children: children.sort((a, b) => a.range.start - b.range.start),
  };
}

function columnOutline({ name, range, dataType }: SchemaColumn): OutlineEntry {
  return {
    name: name.text,
    detail: dataType?.text,
    kind: 'column',
    range,
    nameRange: name.range,
    children: [],
  };
}
