// A node as a table that SQL reads. Deliberately absent: how its columns are known (nodeColumns.ts).

import { memo } from '../../memo.ts';
import type { Table } from '../../sql/analysis.ts';
import type { KnownType } from '../../sql/knownTypes.ts';
import type { TextRange } from '../../text.ts';
import type { ColumnType, NodeColumns } from './nodeColumns.ts';

/** Where a type is said that another node brings: nowhere in the text. Compared by identity. */
const elsewhere: TextRange = { start: 0, end: 0 };

/** A node's columns as an analysis takes them. The same table for the same columns. */
export const tableOf: (known: NodeColumns) => Table = memo(({ id, columns, complete }) => ({
  id,
  columns: columns.map(({ name, quoted, type }) => ({ name, quoted, type: type && knownTypeOf(type) })),
  complete,
}));

/** Whether a type of an analysis is that of a table's column, passed through. */
export function isOfTable(type: KnownType): boolean {
  return type.range === elsewhere;
}

/** `from` says nothing here: {@link isOfTable} holds. */
function knownTypeOf({ base, text }: ColumnType): KnownType {
  return { text, base, from: 'cast', range: elsewhere };
}
