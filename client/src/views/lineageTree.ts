// The tree "Upstream & downstream" of the file in front: what its node reads and what reads it, one step at a time, with the columns of
// each. What a row says comes from the server; here it is only asked for (lineageTreeItems.ts draws it).

import {
  commands,
  type Disposable,
  EventEmitter,
  type FileDecoration,
  type FileDecorationProvider,
  MarkdownString,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  type Uri,
  window,
} from 'vscode';
import {
  hoverCommands,
  type LineageChildrenParams,
  type LineageColumn,
  type LineageColumnsParams,
  type LineageDirection,
  type LineageRoots,
  type LineageRootsParams,
  type LineageRow,
  methods,
  type ShowNodeParams,
  type ShownNode,
} from '../../../server/src/protocol.ts';
import type { Cursor, CursorPlace } from '../cursor.ts';
import type { Server } from '../server.ts';
import {
  type ColumnElement,
  type ColumnsElement,
  columnElements,
  columnsElement,
  type Element,
  type RowElement,
  rootElement,
  rowElement,
  type SectionElement,
} from './lineageTreeElements.ts';
import { decorationOf, itemOf } from './lineageTreeItems.ts';

/** See the head of this file. */
export class LineageTree implements TreeDataProvider<Element>, FileDecorationProvider, Disposable {
  readonly #server: Server;
  readonly #view: TreeView<Element>;
  readonly #changed = new EventEmitter<Element | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables: Disposable[];
  /** A node that a command asked for, in place of the file in front, until another file is in front. */
  #pinned: { readonly folder: string; readonly uniqueId: string } | undefined;
  /** The place whose tree is shown. */
  #place: CursorPlace | undefined;
  /** The node at the top, to tell whether the cursor has moved to another one. */
  #shown: string | undefined;
  /** How many columns rows have, as last counted. */
  readonly #columnCounts = new Map<string, number>();
  /** The rows whose columns were counted since the tree was made anew, or are being counted. */
  #counted = new Set<string>();

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
    switch (element?.kind) {
      case undefined:
        return this.#roots();
      case 'section':
        return [...element.rows];
      case 'row':
        return this.#below(element);
      case 'columns':
        return this.#columns(element, element.of);
      case 'column':
        return this.#columns(element, element);
    }
  }

  getTreeItem(element: Element): TreeItem {
    if (element.kind !== 'columns') return itemOf(element);
    if (!this.#counted.has(element.id)) void this.#count(element);
    return itemOf(element, this.#columnCounts.get(element.id));
  }

  /** Counting may take understanding much of a project: the row stands there meanwhile. */
  async #count(element: ColumnsElement): Promise<void> {
    const counted = this.#counted.add(element.id);
    const { length } = await this.#columns(element, element.of);
    if (this.#counted !== counted || this.#columnCounts.get(element.id) === length) return;
    this.#columnCounts.set(element.id, length);
    this.#changed.fire(element);
  }

  /** The card is asked for when somebody points at a row. */
  async resolveTreeItem(item: TreeItem, element: Element): Promise<TreeItem> {
    if (element.kind !== 'row' && element.kind !== 'column') return item;
    const { folder, node, column } = element;
    const params: ShowNodeParams = { uri: folder, name: node, ...(column === undefined ? {} : { column }) };
    const shown = await this.#server.request<ShownNode | null>(methods.showNode, params);
    if (shown) {
      const tooltip = new MarkdownString(shown.markdown, true);
      tooltip.isTrusted = { enabledCommands: Object.values(hoverCommands) };
      item.tooltip = tooltip;
    }
    return item;
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    return decorationOf(uri);
  }

  /** The columns of a row in front of what it leads to. */
  async #below(above: RowElement): Promise<Element[]> {
    const { folder, row, direction, path } = above;
    const columns = row.hasColumns ? [columnsElement(above)] : [];
    if (!direction || !row.expandable) return columns;
    const params: LineageChildrenParams = { folder, direction, path };
    const rows = await this.#server.request<LineageRow[]>(methods.lineageChildren, params);
    return [...columns, ...(rows ?? []).map((each) => rowElement(folder, direction, path, each))];
  }

  /** The columns of a node, or what is a step from one of them. */
  async #columns(
    above: ColumnsElement | ColumnElement,
    { folder, node, column, direction }: RowElement | ColumnElement,
  ): Promise<Element[]> {
    const params: LineageColumnsParams = {
      folder,
      node,
      ...(column === undefined ? {} : { column }),
      ...(direction === undefined ? {} : { direction }),
    };
    const found = await this.#server.request<LineageColumn[]>(methods.lineageColumns, params);
    return columnElements(folder, above, found ?? []);
  }

  async #roots(): Promise<Element[]> {
    this.#counted = new Set();
    const roots = await this.#ask();
    this.#shown = roots?.kind === 'node' ? roots.root.uniqueId : undefined;
    const state = !roots ? 'noFile' : roots.kind === 'node' ? 'node' : roots.reason;
    await commands.executeCommand('setContext', 'dbtContext.lineageState', state);
    this.#view.message = roots?.kind === 'nothing' && roots.reason === 'noNode' ? roots.message : '';
    this.#view.description = roots?.kind === 'node' ? roots.root.label : '';
    if (roots?.kind !== 'node') return [];
    const { folder } = roots;
    const top = rootElement(folder, roots.root);
    const section = (direction: LineageDirection): SectionElement => ({
      kind: 'section',
      direction,
      rows: roots[direction].map((row) => rowElement(folder, direction, top.path, row)),
    });
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
