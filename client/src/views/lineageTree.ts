// The tree "Upstream & downstream" of the file in front: what its node reads and what reads it, one step at a time.
// What a row says comes from the server; here it is only drawn.

import {
  commands,
  type Disposable,
  EventEmitter,
  FileDecoration,
  type FileDecorationProvider,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
} from 'vscode';
import {
  hoverCommands,
  type LineageChildrenParams,
  type LineageDirection,
  type LineageRoots,
  type LineageRootsParams,
  type LineageRow,
  type LineageState,
  methods,
  type ShowNodeParams,
  type ShownNode,
} from '../../../server/src/protocol.ts';
import type { Cursor, CursorPlace } from '../cursor.ts';
import type { Server } from '../server.ts';

/** A row, and the way to it from the root. */
export interface RowElement {
  readonly kind: 'row';
  readonly folder: string;
  readonly row: LineageRow;
  readonly direction: LineageDirection | undefined;
  readonly path: readonly string[];
}

interface SectionElement {
  readonly kind: 'section';
  readonly direction: LineageDirection;
  readonly rows: readonly RowElement[];
}

type Element = RowElement | SectionElement;

const scheme = 'dbt-context-node';
const titles = { upstream: 'Upstream', downstream: 'Downstream' } as const;
const colors: Readonly<Partial<Record<LineageState, string>>> = {
  failed: 'list.errorForeground',
  late: 'list.warningForeground',
};

/** See the head of this file. */
export class LineageTree implements TreeDataProvider<Element>, FileDecorationProvider, Disposable {
  readonly #server: Server;
  readonly #view: TreeView<Element>;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables: Disposable[];
  /** A node that a command asked for, in place of the file in front, until another file is in front. */
  #pinned: { readonly folder: string; readonly uniqueId: string } | undefined;
  /** The place whose tree is shown. */
  #place: CursorPlace | undefined;
  /** The node at the top, to tell whether the cursor has moved to another one. */
  #shown: string | undefined;

  constructor(server: Server, cursor: Cursor) {
    this.#server = server;
    this.#place = cursor.place;
    this.#view = window.createTreeView('dbtContext.lineage', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    server.onConnection((connection) => {
      connection.onNotification(methods.lineageChanged, () => this.#refresh());
    });
    this.#disposables = [
      this.#view,
      this.#changed,
      window.registerFileDecorationProvider(this),
      cursor.onDidRest((place) => this.#follow(place)),
    ];
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  /** Shows a node's lineage and moves the focus there. */
  async show(folder: string, uniqueId: string): Promise<void> {
    this.#pinned = { folder, uniqueId };
    this.#refresh();
    await commands.executeCommand('dbtContext.lineage.focus');
  }

  /** Shows the lineage of the file in front. */
  async showActive(): Promise<void> {
    this.#pinned = undefined;
    this.#refresh();
    await commands.executeCommand('dbtContext.lineage.focus');
  }

  async getChildren(element?: Element): Promise<Element[]> {
    if (!element) return this.#roots();
    if (element.kind === 'section') return [...element.rows];
    const { folder, direction, path } = element;
    if (!direction) return [];
    const params: LineageChildrenParams = { folder, direction, path };
    const rows = await this.#server.request<LineageRow[]>(methods.lineageChildren, params);
    return (rows ?? []).map((row) => toElement(folder, direction, path, row));
  }

  getTreeItem(element: Element): TreeItem {
    return element.kind === 'section' ? sectionItem(element) : rowItem(element);
  }

  /** The card is asked for when somebody points at a row. */
  async resolveTreeItem(item: TreeItem, element: Element): Promise<TreeItem> {
    if (element.kind !== 'row') return item;
    const params: ShowNodeParams = { uri: element.folder, name: element.row.uniqueId };
    const node = await this.#server.request<ShownNode | null>(methods.showNode, params);
    if (node) {
      const tooltip = new MarkdownString(node.markdown, true);
      tooltip.isTrusted = { enabledCommands: Object.values(hoverCommands) };
      item.tooltip = tooltip;
    }
    return item;
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== scheme) return undefined;
    const { state, badge } = JSON.parse(uri.query) as { state: LineageState; badge?: string };
    const color = colors[state];
    const count = badge && (/^\d{1,2}(?!\d)/.exec(badge)?.[0] ?? '9+');
    return new FileDecoration(count, badge, color ? new ThemeColor(color) : undefined);
  }

  async #roots(): Promise<Element[]> {
    const roots = await this.#ask();
    this.#shown = roots?.kind === 'node' ? roots.root.uniqueId : undefined;
    const state = !roots ? 'noFile' : roots.kind === 'node' ? 'node' : roots.reason;
    await commands.executeCommand('setContext', 'dbtContext.lineageState', state);
    this.#view.message = roots?.kind === 'nothing' && roots.reason === 'noNode' ? roots.message : '';
    this.#view.description = roots?.kind === 'node' ? roots.root.label : '';
    if (roots?.kind !== 'node') return [];
    const { folder, root } = roots;
    const above = [root.uniqueId];
    const section = (direction: LineageDirection): SectionElement => ({
      kind: 'section',
      direction,
      rows: roots[direction].map((row) => toElement(folder, direction, above, row)),
    });
    const top: RowElement = { kind: 'row', folder, row: root, direction: undefined, path: above };
    return [top, section('upstream'), section('downstream')];
  }

  async #ask(): Promise<LineageRoots | undefined> {
    const params: LineageRootsParams | undefined = this.#pinned
      ? { uri: this.#pinned.folder, uniqueId: this.#pinned.uniqueId }
      : this.#place;
    return params && (await this.#server.request<LineageRoots>(methods.lineageRoots, params));
  }

  /** A file may have many nodes: the one at the cursor is shown. */
  async #follow(place: CursorPlace): Promise<void> {
    const before = this.#place;
    this.#place = place;
    if (place.uri !== before?.uri) {
      this.#pinned = undefined;
      this.#refresh();
    } else if (!this.#pinned && this.#view.visible) {
      const roots = await this.#ask();
      if (roots?.kind === 'node' && roots.root.uniqueId !== this.#shown) this.#refresh();
    }
  }

  #refresh(): void {
    this.#changed.fire(undefined);
  }
}

function toElement(
  folder: string,
  direction: LineageDirection,
  above: readonly string[],
  row: LineageRow,
): RowElement {
  return { kind: 'row', folder, row, direction, path: [...above, row.uniqueId] };
}

function sectionItem({ direction, rows }: SectionElement): TreeItem {
  const empty = rows.length === 0;
  const item = new TreeItem(
    titles[direction],
    empty ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Expanded,
  );
  item.id = direction;
  item.description = empty ? 'nothing' : String(rows.length);
  item.iconPath = new ThemeIcon(direction === 'upstream' ? 'arrow-up' : 'arrow-down');
  item.contextValue = 'section';
  return item;
}

function rowItem(element: RowElement): TreeItem {
  const { row, direction, path } = element;
  const expandable = row.expandable && direction !== undefined;
  const item = new TreeItem(
    row.label,
    expandable ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  const mark =
    row.mark === 'cycle' ? '↻ cycle' : row.mark === 'again' ? `⤴ also under ${row.also ?? ''}` : undefined;
  item.id = `${direction ?? 'root'}:${path.join('\n')}`;
  item.description = [mark, row.badge, row.description].filter(Boolean).join(' · ');
  const color = colors[row.state];
  item.iconPath = new ThemeIcon(row.icon, color ? new ThemeColor(color) : undefined);
  const query = JSON.stringify({ state: row.state, badge: row.badge });
  item.resourceUri = Uri.from({ scheme, path: `/${row.uniqueId}`, query });
  item.contextValue = 'row';
  item.command = { command: 'dbtContext.openNode', title: 'Open', arguments: [element] };
  item.accessibilityInformation = { label: row.spoken };
  return item;
}
