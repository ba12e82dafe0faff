// The lineage panels of a window: one in the sidebar, and editor tabs that survive a reload. Commands go to the one that had the
// focus last. Deliberately absent: what a panel is (lineagePanel.ts) and says (lineagePanelRelay.ts).

import {
  commands,
  type Disposable,
  Uri,
  ViewColumn,
  type WebviewPanel,
  type WebviewView,
  type WebviewViewProvider,
  window,
} from 'vscode';
import { methods } from '../../../server/src/protocol.ts';
import type { PanelCommand, PanelTarget } from '../../messages.ts';
import type { Cursor } from '../cursor.ts';
import type { Server } from '../server.ts';
import { LineagePanel, type PanelSurroundings } from './lineagePanel.ts';
import { endElsewhere } from './panelCommands.ts';

const viewId = 'dbtContext.graph';
const tabType = 'dbtContext.graphTab';
/** Context keys of the sidebar's own title; those of `viewId` are of the panel that had the focus last. */
const sidebarKeys = 'dbtContext.graphView';

/** See the head of this file. */
export class LineagePanels implements WebviewViewProvider, Disposable {
  readonly #around: PanelSurroundings;
  readonly #sidebar: LineagePanel;
  readonly #tabs = new Set<LineagePanel>();
  readonly #disposables: Disposable[];
  #view: WebviewView | undefined;
  #last: LineagePanel;

  constructor(extensionUri: Uri, server: Server, cursor: Cursor) {
    this.#around = {
      extensionUri,
      server,
      cursor,
      openInEditor: (target) => this.openTab(target),
      focused: (panel) => this.#focused(panel),
      stateChanged: (panel) => this.#setKeys(panel),
    };
    this.#sidebar = new LineagePanel(
      {
        place: 'sidebar',
        webview: () => this.#view?.webview,
        column: () => undefined,
        isVisible: () => this.#view?.visible ?? false,
        reveal: () => commands.executeCommand(`${viewId}.focus`),
        name: (title) => {
          if (this.#view) this.#view.description = title;
        },
      },
      this.#around,
    );
    this.#last = this.#sidebar;
    server.onConnection((connection) => {
      connection.onNotification(methods.lineageChanged, () => {
        for (const { relay } of this.#all) relay.lineageChanged();
      });
    });
    this.#disposables = [
      window.registerWebviewViewProvider(viewId, this),
      window.registerWebviewPanelSerializer(tabType, {
        deserializeWebviewPanel: async (tab) => {
          this.#addTab(tab);
        },
      }),
      cursor.onDidRest(() => {
        for (const { relay } of this.#all) relay.cursorRested();
      }),
    ];
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  /** Moves the focus to the sidebar's panel. */
  async focus(): Promise<void> {
    await this.#sidebar.frame.reveal();
  }

  /** Shows something in the sidebar's panel, once that is open. */
  show(target: PanelTarget): void {
    this.#sidebar.relay.show(target);
  }

  /** A tab with the target, or the one that is there already. */
  async openTab(target: PanelTarget): Promise<void> {
    const same = [...this.#tabs].find(({ relay }) => isSame(relay.shown, target));
    if (same) await same.frame.reveal();
    else this.#newTab(target);
  }

  /** What the sidebar's panel shows. */
  get shown(): PanelTarget | undefined {
    return this.#sidebar.relay.shown;
  }

  /** Tells the panel that had the focus last, which gets it again; without one in sight the sidebar's is opened. */
  async command(command: PanelCommand): Promise<void> {
    const panel = this.#inSight;
    const { relay, frame } = panel ?? this.#sidebar;
    relay.command(command);
    if (!panel || !endElsewhere.has(command)) await frame.reveal();
  }

  /** Tells the sidebar's panel. */
  commandSidebar(command: PanelCommand): void {
    this.#sidebar.relay.command(command);
  }

  resolveWebviewView(view: WebviewView): void {
    const { relay } = this.#sidebar;
    this.#view = view;
    view.onDidChangeVisibility(() => {
      if (!view.visible) relay.hidden();
    });
    view.onDidDispose(() => {
      if (this.#view !== view) return;
      this.#view = undefined;
      relay.hidden();
    });
    this.#sidebar.load(view.webview);
  }

  #newTab(target: PanelTarget): void {
    const { activeTab } = window.tabGroups.activeTabGroup;
    const column = activeTab ? ViewColumn.Beside : ViewColumn.Active;
    this.#addTab(window.createWebviewPanel(tabType, 'Lineage', column)).relay.show(target);
  }

  #addTab(tab: WebviewPanel): LineagePanel {
    const icon = (theme: string) => Uri.joinPath(this.#around.extensionUri, `media/lineage-${theme}.svg`);
    tab.iconPath = { light: icon('light'), dark: icon('dark') };
    const panel = new LineagePanel(
      {
        place: 'editor',
        webview: () => tab.webview,
        column: () => tab.viewColumn,
        isVisible: () => tab.visible,
        reveal: async () => tab.reveal(),
        name: (title) => {
          // A restored tab keeps its title until it shows something.
          if (title) tab.title = `Lineage: ${title}`;
        },
      },
      this.#around,
    );
    this.#tabs.add(panel);
    tab.onDidChangeViewState(() => {
      if (!tab.visible) panel.relay.hidden();
      if (tab.active) this.#focused(panel);
    });
    tab.onDidDispose(() => {
      this.#tabs.delete(panel);
      panel.relay.hidden();
      if (this.#last === panel) this.#focused(this.#sidebar);
    });
    panel.load(tab.webview);
    if (tab.active) this.#focused(panel);
    return panel;
  }

  get #all(): readonly LineagePanel[] {
    return [this.#sidebar, ...this.#tabs];
  }

  get #inSight(): LineagePanel | undefined {
    return [this.#last, ...this.#all].find(({ frame }) => frame.isVisible());
  }

  #focused(panel: LineagePanel): void {
    this.#last = panel;
    this.#setKeys(panel);
  }

  /** For title icons and for what the palette offers. */
  #setKeys(panel: LineagePanel): void {
    const { state } = panel.relay;
    const prefixes = [
      ...(panel === this.#sidebar ? [sidebarKeys] : []),
      ...(panel === this.#last ? [viewId] : []),
    ];
    for (const prefix of prefixes) {
      for (const key of ['canGoBack', 'canGoForward', 'pinned'] as const)
        commands.executeCommand('setContext', `${prefix}.${key}`, state?.[key] ?? false);
    }
  }
}

function isSame(a: PanelTarget | undefined, b: PanelTarget): boolean {
  return a?.folder === b.folder && a.node === b.node && a.column === b.column;
}
