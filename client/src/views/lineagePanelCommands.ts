// The commands of the lineage panels. Each that a panel carries out is there twice: for the panel that had the focus last, and, for
// the sidebar's own title, under `dbtContext.graphView.`: a title's icon doesn't say whose it is.

import { commands, type Disposable } from 'vscode';
import type { LineageAnswer, LineageGraphParams } from '../../../server/src/lineageProtocol.ts';
import { hoverCommands, methods } from '../../../server/src/protocol.ts';
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

/** Of the answer only the focus is read. */
const focusAlone: LineageGraphParams['view'] = {
  upstream: 0,
  downstream: 0,
  expanded: [],
  unfolded: [],
  opened: [],
  filter: { kinds: [], tags: [], packages: [], folders: [], owners: [], attention: false },
  foldBy: 'folder',
};

/** What a panel that follows the cursor shows: the column there, else the node of the file or, in YAML, of the entry. */
async function targetInFront(server: Server, { place }: Cursor): Promise<PanelTarget | undefined> {
  if (!place) return undefined;
  const params: LineageGraphParams = { focus: { kind: 'cursor', ...place, columns: true }, view: focusAlone };
  const answer = await server.request<LineageAnswer>(methods.lineageGraph, params);
  return answer?.kind === 'graph' ? { folder: answer.folder, ...answer.focus } : undefined;
}
