// What of a layout can be seen, so that the rest isn't drawn.

import { columnsOf, firstBelow } from './columns.ts';
import type { Box, Layout, LayoutEdge } from './layout.ts';

export interface Visible<Edge extends LayoutEdge> {
  readonly boxes: ReadonlySet<string>;
  readonly edges: ReadonlySet<Edge>;
}

/** Boxes that `viewport` (in the layout's pixels) touches, and edges that may run through it. */
export function visible<Edge extends LayoutEdge>(
  layout: Layout,
  edges: readonly Edge[],
  viewport: Box,
): Visible<Edge> {
  const [left, right] = [viewport.x, viewport.x + viewport.width];
  const [top, bottom] = [viewport.y, viewport.y + viewport.height];
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
  return { boxes, edges: runs };
}

const detour = 200;
