// Where keys lead in a layout. Pure.

import { columnsOf } from './columns.ts';
import type { Layout, LayoutEdge } from './layout.ts';

export type Arrow = 'left' | 'right' | 'above' | 'below';

/**
 * The box that a key leads to: left and right along an edge, upstream and downstream, to the nearest; up and down to the next box in
 * the column, in rows to the next row. Undefined where there is none.
 */
export function step(
  layout: Layout,
  edges: readonly LayoutEdge[],
  from: string,
  arrow: Arrow,
): string | undefined {
  const rank = layout.ranks.get(from);
  if (rank === undefined) return undefined;
  if (arrow === 'left' || arrow === 'right') return alongEdge(layout, edges, from, arrow);
  const by = arrow === 'above' ? -1 : 1;
  if (layout.mode === 'rows') return columnsOf(layout)[rank + by]?.entries[0]?.id;
  const entries = columnsOf(layout)[rank]?.entries ?? [];
  return entries[entries.findIndex(({ id }) => id === from) + by]?.id;
}

function alongEdge(
  layout: Layout,
  edges: readonly LayoutEdge[],
  from: string,
  arrow: 'left' | 'right',
): string | undefined {
  const middle = (id: string) => {
    const box = layout.boxes.get(id);
    return box && box.y + box.height / 2;
  };
  const start = middle(from) ?? 0;
  let nearest: { id: string; away: number } | undefined;
  for (const edge of edges) {
    const [near, id] = arrow === 'left' ? [edge.to, edge.from] : [edge.from, edge.to];
    const there = near === from && id !== from ? middle(id) : undefined;
    if (there === undefined) continue;
    const away = Math.abs(there - start);
    if (!nearest || away < nearest.away) nearest = { id, away };
  }
  return nearest?.id;
}
