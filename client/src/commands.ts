// The commands. Those that links in a hover name take what the server wrote there, and trust none of it further than opening a
// file of the workspace's projects.

import { commands, type ExtensionContext, env, type LogOutputChannel } from 'vscode';
import { hoverCommands, methods, type ProtocolPosition } from '../../server/src/protocol.ts';
import { openNode, openPlace } from './places.ts';
import type { Server } from './server.ts';
import type { LineageTree } from './views/lineageTree.ts';
import type { NodeElement } from './views/lineageTreeElements.ts';
import { type NodeArguments, nodeOf } from './views/nodeArguments.ts';

/** Registers every command of the extension. */
export function registerCommands(
  context: ExtensionContext,
  { server, lineage, log }: { server: Server; lineage: LineageTree; log: LogOutputChannel },
): void {
  const register = (id: string, run: (...args: never[]) => unknown) => {
    context.subscriptions.push(commands.registerCommand(id, run));
  };

  register(hoverCommands.open, (uri: string, position: ProtocolPosition) =>
    openPlace({ uri, range: { start: position, end: position } }),
  );
  const openWhat =
    (what: 'file' | 'yaml') =>
    async (...of: NodeArguments) => {
      const target = nodeOf(of);
      if (target) await openNode(server, target, what);
    };
  register(hoverCommands.openNode, openWhat('file'));
  register(hoverCommands.openYaml, openWhat('yaml'));
  register('dbtContext.showTree', async (...of: NodeArguments) => {
    const target = nodeOf(of);
    await (target ? lineage.show(target.folder, target.node) : lineage.showActive());
  });
  register('dbtContext.copyUniqueId', ({ node }: NodeElement) => env.clipboard.writeText(node));
  register('dbtContext.reload', () => server.request(methods.reload, {}));
  register('dbtContext.restartServer', () => server.restart());
  register('dbtContext.showLog', () => log.show());
}
