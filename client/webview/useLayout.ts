// The layout of the graph on the screen, made anew only when what is drawn changes. Deliberately absent: the layout itself (layout/).

import { useMemo, useRef } from 'preact/hooks';
import type { LineageGraph } from '../../server/src/lineageProtocol.ts';
import { type Arrival, arrivalsOf, litOf, roomsOf } from './arrivals.ts';
import { type Item, itemsOf, sizesOf } from './canvas/boxes.ts';
import { type Layout, type LayoutMode, layOut } from './layout/layout.ts';

/** Narrower views have one box below the other. */
export const narrowWidth = 480;

/** At the right of rows, for what stands out of them. */
const rowsEnd = 12;

export interface Drawn {
  readonly graph: LineageGraph;
  readonly items: ReadonlyMap<string, Item>;
  /** What lit lines between columns say. */
  readonly arrivals: readonly Arrival[];
  readonly layout: Layout;
}

/** Undefined where there is no graph, and before the width is known. */
export function useLayout(
  graph: LineageGraph | undefined,
  allColumns: readonly string[],
  anchor: string | undefined,
  width: number | undefined,
): Drawn | undefined {
  const previous = useRef<Layout>(undefined);
  const mode: LayoutMode = width !== undefined && width < narrowWidth ? 'rows' : 'layered';
  // Rows are as wide as there is room, which isn't followed by each pixel; in columns names decide.
  const boxWidth = mode === 'rows' ? Math.floor(((width ?? 0) - rowsEnd) / 16) * 16 : undefined;
  return useMemo(() => {
    if (graph === undefined || width === undefined) return undefined;
    const items = new Map(itemsOf(graph, allColumns).map((item) => [item.id, item]));
    const arrivals = arrivalsOf(litOf(graph), items);
    const layout = layOut({
      mode,
      nodes: sizesOf([...items.values()], boxWidth, roomsOf(arrivals)),
      edges: graph.edges,
      focus: graph.focus.node,
      ...(previous.current && { previous: previous.current }),
      ...(anchor !== undefined && items.has(anchor) && { anchor }),
    });
    previous.current = layout;
    return { graph, items, arrivals, layout };
  }, [graph, allColumns, mode, boxWidth, width === undefined]);
}
