// How a line is drawn by what it means: the graph, its legend and the exported picture agree. Dashes as in `stroke-dasharray`.
// Deliberately absent: colours, and where lines run.

import type { GraphEdge, GraphHow, LineageGraph } from '../../server/src/lineageProtocol.ts';

/** Of a column as it is: solid; worked out: dashes; of many rows one: long and short; deciding which rows there are: dots. */
export const columnDashes: Readonly<Record<GraphHow, string | undefined>> = {
  passthrough: undefined,
  rename: undefined,
  cast: '6 3',
  expression: '6 3',
  window: '6 3',
  constant: '6 3',
  aggregate: '10 3 2 3',
  decides: '1.5 4',
};

/** Of an edge between nodes: undefined is solid. */
export function edgeDash({ through, unsaved }: Pick<GraphEdge, 'through' | 'unsaved'>): string | undefined {
  if (unsaved === 'removed') return '2 4';
  if (unsaved === 'added') return '8 4';
  return through > 0 ? '4 4' : undefined;
}

/** The edges between nodes that are drawn: lines between columns of the same two say more. */
export function nodeLines({
  edges,
  columnEdges,
}: Pick<LineageGraph, 'edges' | 'columnEdges'>): readonly GraphEdge[] {
  const refined = new Set(columnEdges.map(({ from, to }) => `${from.node}\n${to.node}`));
  return edges.filter(({ from, to }) => !refined.has(`${from}\n${to}`));
}

/** The legend's lines, in its order. */
export const lineMeanings: readonly { readonly dash: string | undefined; readonly words: string }[] = [
  { dash: undefined, words: 'Reads it; of a column: as it is, or renamed' },
  { dash: edgeDash({ through: 1, unsaved: undefined }), words: 'By way of nodes that the filter hides' },
  { dash: edgeDash({ through: 0, unsaved: 'added' }), words: 'New in the unsaved text' },
  { dash: edgeDash({ through: 0, unsaved: 'removed' }), words: 'Gone in the unsaved text' },
  { dash: columnDashes.expression, words: 'Column: worked out, another type, a window, a constant' },
  { dash: columnDashes.aggregate, words: 'Column: of many rows one' },
  { dash: columnDashes.decides, words: 'Column: decides which rows there are' },
];
