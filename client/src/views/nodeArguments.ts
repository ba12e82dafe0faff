// Which node a command is about. A link in a hover or a lens gives a project's folder, a node's id and perhaps a column and a
// direction; the tree gives its row; the palette and titles give nothing that says it.

import type { PanelTarget } from '../../messages.ts';
import type { RowElement } from './lineageTree.ts';

/** What a command may be called with. */
export type NodeArguments = readonly [at?: RowElement | string | object, ...rest: (string | undefined)[]];

/** Undefined where the arguments name no node. */
export function nodeOf([at, node, column, direction]: NodeArguments): PanelTarget | undefined {
  if (typeof at === 'object' && 'row' in at) return { folder: at.folder, node: at.row.uniqueId };
  if (typeof at !== 'string' || typeof node !== 'string') return undefined;
  return {
    folder: at,
    node,
    ...(typeof column === 'string' ? { column } : {}),
    ...(direction === 'upstream' || direction === 'downstream' ? { direction } : {}),
  };
}
