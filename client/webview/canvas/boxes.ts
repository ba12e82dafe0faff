// A graph as boxes to lay out, and as lists by id. Pure. Deliberately absent: where boxes lie (layout/).

import type { GraphFold, GraphNode, LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { columnsOf, foldSize, nodeSize } from '../geometry.ts';
import type { LayoutNode } from '../layout/layout.ts';

export type Item =
  | { readonly kind: 'node'; readonly id: string; readonly node: GraphNode; readonly all: boolean }
  | { readonly kind: 'fold'; readonly id: string; readonly fold: GraphFold };

/** The nodes in their order, the folds after them. `allColumns`: nodes of which every column is drawn. */
export function itemsOf(graph: LineageGraph, allColumns: readonly string[]): readonly Item[] {
  return [
    ...graph.nodes.map((node): Item => {
      return { kind: 'node', id: node.id, node, all: allColumns.includes(node.id) };
    }),
    ...graph.folds.map((fold): Item => ({ kind: 'fold', id: fold.id, fold })),
  ];
}

export function sizesOf(items: readonly Item[], width: number): readonly LayoutNode[] {
  return items.map((item) => {
    const size = item.kind === 'node' ? nodeSize(item.node, item.all, width) : foldSize(width);
    return { id: item.id, ...size };
  });
}

/** The columns that are drawn, from the top. */
export function namesDrawn(item: Item | undefined): readonly string[] {
  return item?.kind === 'node' ? columnsOf(item.node, item.all).map(({ name }) => name) : [];
}
