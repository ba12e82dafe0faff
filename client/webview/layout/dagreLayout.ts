// A first layout by dagre: where boxes of one graph lie when nothing was on the screen before. The only file that knows dagre.

import { Graph, layout } from '@dagrejs/dagre';
import type { LayoutEdge, LayoutNode } from './layout.ts';

/** The middles of boxes. */
export function dagreLayout(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree', nodesep: 16, ranksep: 64 });
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const { from, to } of edges) {
    if (from !== to && graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to, {});
  }
  if (nodes.length > 0) layout(graph);
  return new Map(
    nodes.map(({ id }) => {
      const { x, y } = graph.node(id);
      return [id, { x: Number(x), y: Number(y) }];
    }),
  );
}
