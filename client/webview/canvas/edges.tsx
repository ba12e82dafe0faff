// The lines of the graph: between nodes, and between columns by how one comes from the other. Deliberately absent: where they run (layout/).

import type { GraphColumnEdge, GraphEdge, LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { columnMiddle, headMiddle } from '../geometry.ts';
import type { Layout } from '../layout/layout.ts';
import type { Item } from './boxes.ts';
import { curve } from './curve.ts';

interface Props {
  readonly graph: LineageGraph;
  readonly layout: Layout;
  readonly items: ReadonlyMap<string, Item>;
  readonly dim: boolean;
}

export function Edges({ graph, layout, items, dim }: Props) {
  const y = (id: string, column: string | undefined): number => {
    const item = items.get(id);
    if (item?.kind !== 'node' || column === undefined) return headMiddle;
    return columnMiddle(item.node, column, item.all) ?? headMiddle;
  };
  return (
    <svg class={dim ? 'edges someLit' : 'edges'} aria-hidden="true">
      {graph.edges.map((edge) => {
        const [from, to] = [layout.boxes.get(edge.from), layout.boxes.get(edge.to)];
        if (!from || !to) return null;
        return (
          <path
            key={`${edge.from} ${edge.to}`}
            class={classesOf(edge)}
            d={curve(from, headMiddle, to, headMiddle)}
          />
        );
      })}
      {graph.columnEdges.map((edge) => {
        const [from, to] = [layout.boxes.get(edge.from.node), layout.boxes.get(edge.to.node)];
        if (!from || !to) return null;
        return (
          <path
            key={keyOf(edge)}
            class={`edge column ${edge.how}${edge.lit ? ' lit' : ''}`}
            d={curve(from, y(edge.from.node, edge.from.column), to, y(edge.to.node, edge.to.column))}
          />
        );
      })}
    </svg>
  );
}

function classesOf({ through, unsaved, lit }: GraphEdge): string {
  return ['edge', through > 0 && 'through', unsaved, lit && 'lit'].filter(Boolean).join(' ');
}

function keyOf({ from, to, how }: GraphColumnEdge): string {
  return [from.node, from.column, to.node, to.column, how].join(' ');
}
