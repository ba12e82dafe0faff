// The commands. Those that links in a hover name take what the server wrote there, and trust none of it further than opening a
// file of the workspace's projects.

import { commands, type ExtensionContext, env, type LogOutputChannel, Range, Uri, window } from 'vscode';
import {
  hoverCommands,
  methods,
  type ProtocolLocation,
  type ProtocolPosition,
  type ShowNodeParams,
  type ShownNode,
} from '../../server/src/protocol.ts';
import type { Server } from './server.ts';
import type { LineageTree, RowElement } from './views/lineageTree.ts';

/** Registers every command of the extension. */
export function registerCommands(
  context: ExtensionContext,
  { server, lineage, log }: { server: Server; lineage: LineageTree; log: LogOutputChannel },
): void {
  const register = (id: string, run: (...args: never[]) => unknown) => {
    context.subscriptions.push(commands.registerCommand(id, run));
  };
  const node = (uri: string, name: string) =>
    server.request<ShownNode | null>(methods.showNode, { uri, name } satisfies ShowNodeParams);

  register(hoverCommands.open, (uri: string, position: ProtocolPosition) =>
    open({ uri, range: { start: position, end: position } }),
  );
  register(hoverCommands.showLineage, (folder?: string | Uri, uniqueId?: string) =>
    typeof folder === 'string' && uniqueId ? lineage.show(folder, uniqueId) : lineage.showActive(),
  );
  // From a row of the tree, or from a link in a hover.
  const nodeAt = (at: RowElement | string, uniqueId?: string) =>
    typeof at === 'string' ? node(at, uniqueId ?? '') : node(at.folder, at.row.uniqueId);
  register(hoverCommands.openNode, async (at: RowElement | string, uniqueId?: string) => {
    const found = await nodeAt(at, uniqueId);
    const place = found?.file ?? found?.yaml;
    if (place) await open(place);
    else window.showInformationMessage('It has no file in this project.');
  });
  register(hoverCommands.openYaml, async (at: RowElement | string, uniqueId?: string) => {
    const found = await nodeAt(at, uniqueId);
    if (found?.yaml) await open(found.yaml);
    else window.showInformationMessage('It has no entry in a YAML file of this project.');
  });
  register('dbtContext.copyUniqueId', (element: RowElement) => env.clipboard.writeText(element.row.uniqueId));
  register('dbtContext.reload', () => server.request(methods.reload, {}));
  register('dbtContext.restartServer', () => server.restart());
  register('dbtContext.showLog', () => log.show());
}

async function open({ uri, range: { start, end } }: ProtocolLocation): Promise<void> {
  const target = Uri.parse(uri, true);
  if (target.scheme !== 'file') return;
  const selection = new Range(start.line, start.character, end.line, end.character);
  await window.showTextDocument(target, { selection });
}
