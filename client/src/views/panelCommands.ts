// The lineage panel's commands by the ends of their ids in package.json, where each stands under `dbtContext.graph.` and
// `dbtContext.graphView.` (see lineagePanelCommands.ts).

import type { PanelCommand } from '../../messages.ts';

/** Two ids for one command have two titles, of which one is offered at a time. */
export const panelCommands = {
  back: 'back',
  forward: 'forward',
  pin: 'togglePin',
  unpin: 'togglePin',
  search: 'search',
  filter: 'filter',
  fit: 'fit',
  expandUpstream: 'expandUpstream',
  expandDownstream: 'expandDownstream',
  expandAll: 'expandAll',
  collapse: 'collapse',
  details: 'details',
  copyImpact: 'copyImpact',
  exportSvg: 'exportSvg',
  exportPng: 'exportPng',
  exportMermaid: 'exportMermaid',
  exportDot: 'exportDot',
  exportJson: 'exportJson',
} as const satisfies Readonly<Record<string, PanelCommand>>;

/** They end outside the panel, on the clipboard or in a file; who runs another one goes on in the panel. */
export const endElsewhere: ReadonlySet<PanelCommand> = new Set([
  'copyImpact',
  'exportSvg',
  'exportPng',
  'exportMermaid',
  'exportDot',
  'exportJson',
]);
