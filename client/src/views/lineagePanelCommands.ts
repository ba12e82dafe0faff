// The commands of the lineage panels. Each that a panel carries out is there twice: for the panel that had the focus last, and, for
// the sidebar's own title, under `dbtContext.graphView.`: a title's icon doesn't say whose it is.

import { commands, type Disposable } from 'vscode';
import { hoverCommands, type LineageRoots, methods } from '../../../server/src/protocol.ts';
import type { PanelCommand, PanelTarget } from '../../messages.ts';
import type { Cursor } from '../cursor.ts';
import type { Server } from '../server.ts';
import type { LineagePanels } from './lineagePanels.ts';
import { type NodeArguments, nodeOf } from './nodeArguments.ts';
import { panelCommands } from './panelCommands.ts';

/** Registers them; all end with what is given back. */
export function registerPanelCommands(
  panels: LineagePanels,
  { server, cursor }: { readonly server: Server; readonly cursor: Cursor },
): Disposable[] {
  const register = commands.registerCommand;
  const inFront = () => targetInFront(server, cursor);
  // The sidebar says why there is nothing to open.
  const openTab = (target: PanelTarget | undefined) => (target ? panels.openTab(target) : panels.focus());
  return [
    register(hoverCommands.showLineage, async (...of: NodeArguments) => {
      const target = nodeOf(of);
      if (target) panels.show(target);
      await Promise.all([panels.focus(), target ?? inFront().then((found) => found && panels.show(found))]);
    }),
    register('dbtContext.openLineage', async (...of: NodeArguments) =>
      openTab(nodeOf(of) ?? (await inFront())),
    ),
    register('dbtContext.graphView.openLineage', () => openTab(panels.shown)),
    ...Object.entries(panelCommands).flatMap(([id, command]: readonly [string, PanelCommand]) => [
      register(`dbtContext.graph.${id}`, () => panels.command(command)),
      register(`dbtContext.graphView.${id}`, () => panels.commandSidebar(command)),
    ]),
  ];
}

/** The node of the file in front; in YAML the one at the cursor. */
async function targetInFront(server: Server, cursor: Cursor): Promise<PanelTarget | undefined> {
  if (!cursor.place) return undefined;
  const roots = await server.request<LineageRoots>(methods.lineageRoots, cursor.place);
  return roots?.kind === 'node' ? { folder: roots.folder, node: roots.root.uniqueId } : undefined;
}
