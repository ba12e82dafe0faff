// A graph as boxes to lay out, and as lists by id. Pure. Deliberately absent: where boxes lie (layout/).

import type { GraphFold, GraphNode, LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { columnMiddle, columnsOf, foldSize, foldWidth, nodeSize, widthOf } from '../geometry.ts';
import type { LayoutNode } from '../layout/layout.ts';
import type { Port } from '../layout/routes.ts';

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

/** `width`: of all; undefined: what the name of each asks for. `wordRooms`: by ids, what words on lines take in front of each. */
export function sizesOf(
  items: readonly Item[],
  width: number | undefined,
  wordRooms: ReadonlyMap<string, number>,
): readonly LayoutNode[] {
  return items.map((item): LayoutNode => {
    const { id } = item;
    const wordRoom = wordRooms.get(id) ?? 0;
    if (item.kind === 'fold') return { id, wordRoom, ...foldSize(width ?? foldWidth(item.fold)) };
    const { node, all } = item;
    const size = nodeSize(node, all, width ?? widthOf(node));
    return { id, wordRoom, ...size, urgency: urgencies[node.impact ?? 'changed'] };
  });
}

const urgencies = { breaks: 2, perhaps: 1, changed: 0 };

/** The column's line in its box, where it is drawn; else its node. */
export function portOf(
  items: ReadonlyMap<string, Item>,
  { node, column }: { readonly node: string; readonly column?: string },
): Port {
  const item = items.get(node);
  if (item?.kind !== 'node' || column === undefined) return { id: node };
  return { id: node, middle: columnMiddle(item.node, column, item.all) };
}

/** The columns that are drawn, from the top. */
export function namesDrawn(item: Item | undefined): readonly string[] {
  return item?.kind === 'node' ? columnsOf(item.node, item.all).map(({ name }) => name) : [];
}
