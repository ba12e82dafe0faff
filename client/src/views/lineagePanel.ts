// One lineage panel in VS Code: its page, its relay and what it wants of the editor. Where it is (sidebar, editor tab) is its frame's.

import { randomBytes } from 'node:crypto';
import { Uri, type ViewColumn, type Webview, window } from 'vscode';
import type { FromPanel, PanelPlace, PanelTarget } from '../../messages.ts';
import type { Cursor } from '../cursor.ts';
import { columnOfTexts, openNode } from '../places.ts';
import type { Server } from '../server.ts';
import { copyText, saveDrawing } from './lineagePanelDeeds.ts';
import { PanelRelay } from './lineagePanelRelay.ts';
import { panelPage } from './panelPage.ts';

/** What differs between a view of the sidebar and an editor tab. */
export interface PanelFrame {
  readonly place: PanelPlace;
  /** Undefined while the panel isn't there: it was never opened, or was closed. */
  webview(): Webview | undefined;
  /** Of an editor tab. */
  column(): ViewColumn | undefined;
  isVisible(): boolean;
  /** Brings it to the front. */
  reveal(): Thenable<void>;
  /** Writes beside or on its title what it shows. */
  name(title: string): void;
}

/** What the panel needs of the rest. */
export interface PanelSurroundings {
  readonly extensionUri: Uri;
  readonly server: Server;
  readonly cursor: Cursor;
  openInEditor(target: PanelTarget): Promise<void>;
  focused(panel: LineagePanel): void;
  stateChanged(panel: LineagePanel): void;
}

/** See the head of this file. */
export class LineagePanel {
  readonly frame: PanelFrame;
  readonly relay: PanelRelay;
  readonly #extensionUri: Uri;

  constructor(frame: PanelFrame, around: PanelSurroundings) {
    const { server, cursor, openInEditor } = around;
    this.frame = frame;
    this.#extensionUri = around.extensionUri;
    this.relay = new PanelRelay({
      post: (message) => {
        frame.webview()?.postMessage(message);
      },
      request: (method, params) => server.request(method, params),
      cursor: () => cursor.place,
      open: (target) => {
        const beside = frame.place === 'editor' ? { viewColumn: columnOfTexts(frame.column()) } : {};
        return openNode(server, target, target.what, { preserveFocus: target.keepFocus, ...beside });
      },
      copy: copyText,
      save: saveDrawing,
      openInEditor,
      focused: () => around.focused(this),
      stateChanged: (state) => {
        frame.name(state.title);
        around.stateChanged(this);
      },
    });
  }

  /** Loads the page into its webview, which is new. */
  load(webview: Webview): void {
    const dist = Uri.joinPath(this.#extensionUri, 'dist');
    const address = (file: string) => webview.asWebviewUri(Uri.joinPath(dist, file)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.onDidReceiveMessage((message: FromPanel) =>
      // A command's failure is told by VS Code, a message's by nobody.
      this.relay.receive(message).catch((error: unknown) => window.showErrorMessage(String(error))),
    );
    webview.html = panelPage({
      place: this.frame.place,
      script: address('panel.js'),
      style: address('panel.css'),
      source: webview.cspSource,
      nonce: randomBytes(16).toString('hex'),
    });
  }
}
