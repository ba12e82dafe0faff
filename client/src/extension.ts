// The extension's entry: wires commands, status and views. Nothing heavy is loaded until a file of a dbt project needs it.

import {
  commands,
  type Disposable,
  type ExtensionContext,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { registerCommands } from './commands.ts';
import { Cursor } from './cursor.ts';
import { answerEarly } from './early.ts';
import { languages } from './languages.ts';
import { Server } from './server.ts';
import { StatusItem } from './status.ts';
import { FindingsTree } from './views/findingsTree.ts';
import { registerPanelCommands } from './views/lineagePanelCommands.ts';
import { LineagePanels } from './views/lineagePanels.ts';
import { LineageTree } from './views/lineageTree.ts';

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('dbt metadata', { log: true });
  const started = new Server(context, log);
  server = started;
  const status = new StatusItem(started);
  const cursor = new Cursor();
  const lineage = new LineageTree(started, cursor);
  const panels = new LineagePanels(context.extensionUri, started, cursor);
  const findings = new FindingsTree(started, cursor, context.workspaceState);
  context.subscriptions.push(log, started, status, cursor, lineage, panels, findings);
  registerCommands(context, { server: started, lineage, log });
  context.subscriptions.push(...registerPanelCommands(panels, { server: started, cursor }));

  commands.executeCommand('setContext', 'dbtContext.active', true);

  let early: Disposable | undefined;
  const startFor = (document: TextDocument) => {
    if (early || started.isConnected) return;
    if (document.uri.scheme !== 'file' || !languages.includes(document.languageId)) return;
    // A view may be waiting for the server already, and somebody points at a name meanwhile.
    early = answerEarly(started);
    const isOver = () => {
      early?.dispose();
      early = undefined;
    };
    // Failures are told by the server's own start.
    started.start().then(isOver, isOver);
  };
  workspace.textDocuments.forEach(startFor);
  context.subscriptions.push(workspace.onDidOpenTextDocument(startFor));
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
