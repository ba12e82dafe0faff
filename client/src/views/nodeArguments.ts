// Which node a command is about. A link in a hover or a lens gives a project's folder, a node's id and perhaps a column and a
// direction; the tree gives its row, of a node or a column; the palette and titles give nothing that says it.

import type { PanelTarget } from '../../messages.ts';
import type { NodeElement } from './lineageTreeElements.ts';

/** What a command may be called with. */
export type NodeArguments = readonly [at?: NodeElement | string | object, ...rest: (string | undefined)[]];

/** Undefined where the arguments name no node. */
export function nodeOf([at, node, column, direction]: NodeArguments): PanelTarget | undefined {
  if (typeof at === 'object') {
    if (!('node' in at)) return undefined;
    return { folder: at.folder, node: at.node, ...(at.column === undefined ? {} : { column: at.column }) };
  }
  if (typeof at !== 'string' || typeof node !== 'string') return undefined;
  return {
    folder: at,
    node,
    ...(typeof column === 'string' ? { column } : {}),
    ...(direction === 'upstream' || direction === 'downstream' ? { direction } : {}),
  };
}
