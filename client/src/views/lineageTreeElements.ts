// What stands in the tree "Upstream & downstream": rows of nodes, the two sections, and columns below rows. Made from what the server
// says. Deliberately absent: how it is drawn (lineageTreeItems.ts), asking (lineageTree.ts).

import type { LineageColumn, LineageDirection, LineageRow } from '../../../server/src/protocol.ts';

/** A node or a column, for commands that are called from its row. */
export interface NodeElement {
  /** URI of the project's folder. */
  readonly folder: string;
  readonly node: string;
  readonly column?: string;
}

/** A row, and the way to it from the root. */
export interface RowElement extends NodeElement {
  readonly kind: 'row';
  readonly row: LineageRow;
  /** Undefined at the root. */
  readonly direction: LineageDirection | undefined;
  readonly path: readonly string[];
}

export interface SectionElement {
  readonly kind: 'section';
  readonly direction: LineageDirection;
  readonly rows: readonly RowElement[];
}

/** The columns of a row. */
export interface ColumnsElement {
  readonly kind: 'columns';
  /** Of the tree's items, the same as long as it stands at the same place. */
  readonly id: string;
  readonly of: RowElement;
}

/** A column, or what is a step from one. */
export interface ColumnElement extends NodeElement {
  readonly kind: 'column';
  readonly id: string;
  readonly row: LineageColumn;
  /** Which way it is opened; undefined for both. */
  readonly direction: LineageDirection | undefined;
}

export type Element = RowElement | SectionElement | ColumnsElement | ColumnElement;

export function rootElement(folder: string, row: LineageRow): RowElement {
  return { kind: 'row', folder, node: row.uniqueId, row, direction: undefined, path: [row.uniqueId] };
}

export function rowElement(
  folder: string,
  direction: LineageDirection,
  above: readonly string[],
  row: LineageRow,
): RowElement {
  const node = row.uniqueId;
  return { kind: 'row', folder, node, row, direction, path: [...above, node] };
}

/** The item's id of a row. */
export function rowId({ direction, path }: RowElement): string {
  return `${direction ?? 'root'}:${path.join('\n')}`;
}

export function columnsElement(of: RowElement): ColumnsElement {
  return { kind: 'columns', id: `columns:${rowId(of)}`, of };
}

/** A column below its node's or below the one that it is a step from. A column may come in several ways: each is a row of its own. */
export function columnElements(
  folder: string,
  above: ColumnsElement | ColumnElement,
  columns: readonly LineageColumn[],
): ColumnElement[] {
  const ids = new Set<string>();
  return columns.map((row) => {
    const { node, column, direction } = row;
    let id = [above.id, direction ?? '', node, column ?? ''].join('\n');
    while (ids.has(id)) id += '\n';
    ids.add(id);
    const opened = direction ?? (above.kind === 'columns' ? above.of.direction : above.direction);
    const target = { folder, node, ...(column === undefined ? {} : { column }) };
    return { kind: 'column', id, ...target, row, direction: opened };
  });
}
