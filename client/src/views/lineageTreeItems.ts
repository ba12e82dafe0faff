// How the tree "Upstream & downstream" draws its elements. The words are the server's.

import { FileDecoration, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { LineageState } from '../../../server/src/protocol.ts';
import {
  type ColumnElement,
  type ColumnsElement,
  type Element,
  type RowElement,
  rowId,
  type SectionElement,
} from './lineageTreeElements.ts';

const scheme = 'dbt-context-node';
const titles = { upstream: 'Upstream', downstream: 'Downstream' } as const;
const colors: Readonly<Partial<Record<LineageState, string>>> = {
  failed: 'list.errorForeground',
  late: 'list.warningForeground',
};
const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

/** `columnCount`: of the columns of a row, where it is known. */
export function itemOf(element: Element, columnCount?: number): TreeItem {
  switch (element.kind) {
    case 'section':
      return sectionItem(element);
    case 'row':
      return rowItem(element);
    case 'columns':
      return columnsItem(element, columnCount);
    case 'column':
      return columnItem(element);
  }
}

/** The colour and the count of failing tests of a row; undefined for files of others. */
export function decorationOf(uri: Uri): FileDecoration | undefined {
  if (uri.scheme !== scheme) return undefined;
  const { state, badge } = JSON.parse(uri.query) as { state: LineageState; badge?: string };
  const color = colors[state];
  const count = badge && (/^\d{1,2}(?!\d)/.exec(badge)?.[0] ?? '9+');
  return new FileDecoration(count, badge, color ? new ThemeColor(color) : undefined);
}

function sectionItem({ direction, rows }: SectionElement): TreeItem {
  const empty = rows.length === 0;
  const item = new TreeItem(titles[direction], empty ? None : Expanded);
  item.id = direction;
  item.description = empty ? 'nothing' : String(rows.length);
  item.iconPath = new ThemeIcon(direction === 'upstream' ? 'arrow-up' : 'arrow-down');
  item.contextValue = 'section';
  return item;
}

function rowItem(element: RowElement): TreeItem {
  const { row, direction, node } = element;
  const expandable = row.hasColumns || (row.expandable && direction !== undefined);
  const mark =
    row.mark === 'cycle' ? '↻ cycle' : row.mark === 'again' ? `⤴ also under ${row.also ?? ''}` : undefined;
  const item = nodeItem(element, {
    id: rowId(element),
    expandable,
    path: node,
    description: [mark, row.badge, row.description].filter(Boolean).join(' · '),
  });
  item.contextValue = 'row';
  return item;
}

function columnsItem({ id, of: { row } }: ColumnsElement, count: number | undefined): TreeItem {
  const item = new TreeItem('Columns', count === 0 ? None : Collapsed);
  item.id = id;
  const known = count === 0 ? 'none known' : count?.toString();
  item.description = known ?? '';
  item.iconPath = new ThemeIcon('list-unordered');
  item.contextValue = 'columns';
  item.accessibilityInformation = { label: [`Columns of ${row.label}`, known].filter(Boolean).join(', ') };
  return item;
}

function columnItem(element: ColumnElement): TreeItem {
  const { id, row, node, column } = element;
  const item = nodeItem(element, {
    id,
    expandable: row.expandable,
    path: column === undefined ? node : `${node}/${column}`,
    description: row.description,
  });
  item.contextValue = column === undefined ? 'row' : 'column';
  return item;
}

/** What rows of nodes and of columns have in common. */
function nodeItem(
  element: RowElement | ColumnElement,
  {
    id,
    expandable,
    path,
    description,
  }: {
    readonly id: string;
    readonly expandable: boolean;
    readonly path: string;
    readonly description: string;
  },
): TreeItem {
  const { row } = element;
  const item = new TreeItem(row.label, expandable ? Collapsed : None);
  const color = colors[row.state];
  item.id = id;
  item.description = description;
  item.iconPath = new ThemeIcon(row.icon, color ? new ThemeColor(color) : undefined);
  const query = JSON.stringify({ state: row.state, badge: row.badge });
  item.resourceUri = Uri.from({ scheme, path: `/${path}`, query });
  item.command = { command: 'dbtContext.openNode', title: 'Open', arguments: [element] };
  item.accessibilityInformation = { label: row.spoken };
  return item;
}
