// What of a layout can be seen, so that the rest isn't drawn.

import { columnsOf, firstBelow } from './columns.ts';
import type { Box, Layout, LayoutEdge } from './layout.ts';

export interface Visible<Edge extends LayoutEdge> {
  readonly boxes: ReadonlySet<string>;
  readonly edges: ReadonlySet<Edge>;
}

/**
 * Boxes that `viewport` (in the layout's pixels) touches, `margin` around it counted, and edges that may run through it. What is the
 * same as in `previous` is the same object.
 */
export function visible<Edge extends LayoutEdge>(
  layout: Layout,
  edges: readonly Edge[],
  viewport: Box,
  margin: number,
  previous?: Visible<Edge>,
): Visible<Edge> {
  const [left, right] = [viewport.x - margin, viewport.x + viewport.width + margin];
  const [top, bottom] = [viewport.y - margin, viewport.y + viewport.height + margin];
  const boxes = new Set<string>();
  for (const column of columnsOf(layout)) {
    if (column.right < left || column.left > right) continue;
    for (let index = firstBelow(column.entries, top); index < column.entries.length; index++) {
      const { id, box } = column.entries[index] ?? {};
      if (!box || id === undefined || box.y > bottom) break;
      if (box.x <= right && box.x + box.width >= left) boxes.add(id);
    }
  }
  const runs = new Set<Edge>();
  for (const edge of edges) {
    const [from, to] = [layout.boxes.get(edge.from), layout.boxes.get(edge.to)];
    if (!from || !to) continue;
    // Edges go out of their way around boxes.
    const [west, east] = [Math.min(from.x, to.x), Math.max(from.x + from.width, to.x + to.width)];
    const [north, south] = [Math.min(from.y, to.y), Math.max(from.y + from.height, to.y + to.height)];
    if (west - detour <= right && east + detour >= left && north - detour <= bottom && south + detour >= top)
      runs.add(edge);
  }
  const next = { boxes: kept(previous?.boxes, boxes), edges: kept(previous?.edges, runs) };
  return previous && next.boxes === previous.boxes && next.edges === previous.edges ? previous : next;
}

const detour = 200;

function kept<Item>(previous: ReadonlySet<Item> | undefined, next: ReadonlySet<Item>): ReadonlySet<Item> {
  if (previous?.size !== next.size) return next;
  for (const item of next) if (!previous.has(item)) return next;
  return previous;
}
