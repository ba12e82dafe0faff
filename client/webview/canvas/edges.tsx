// The lines of the graph: between nodes, and between columns by how one comes from the other. Deliberately absent: where they run (layout/),
// what dashes mean (lines.ts).

import type { GraphColumnEdge, GraphEdge, LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { columnMiddle } from '../geometry.ts';
import type { Layout } from '../layout/layout.ts';
import { columnEdgePath, edgePath, labelPoint, type Port } from '../layout/routes.ts';
import { columnDashes, edgeDash, nodeLines } from '../lines.ts';
import type { Item } from './boxes.ts';

interface Props {
  readonly graph: LineageGraph;
  readonly layout: Layout;
  readonly items: ReadonlyMap<string, Item>;
  /** Those that may be seen; undefined: all. */
  readonly drawn: ReadonlySet<GraphEdge> | undefined;
  readonly drawnBoxes: ReadonlySet<string> | undefined;
}

export function Edges({ graph, layout, items, drawn, drawnBoxes }: Props) {
  const someLit = graph.edges.some(({ lit }) => lit) || graph.columnEdges.some(({ lit }) => lit);
  const nodeEdges = nodeLines(graph).filter((edge) => drawn === undefined || drawn.has(edge));
  const isDrawn = ({ from, to }: GraphColumnEdge) =>
    drawnBoxes === undefined || drawnBoxes.has(from.node) || drawnBoxes.has(to.node);
  return (
    <svg class={someLit ? 'edges someLit' : 'edges'} aria-hidden="true">
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 6 8"
          refX="0"
          refY="4"
          markerWidth="6"
          markerHeight="8"
          orient="auto"
          markerUnits="userSpaceOnUse"
        >
          <path d="M0 0L6 4L0 8z" fill="context-stroke" />
        </marker>
      </defs>
      {nodeEdges.map((edge) => (
        <NodeEdge key={`${edge.from} ${edge.to}`} edge={edge} layout={layout} />
      ))}
      {graph.columnEdges.filter(isDrawn).map((edge) => (
        <ColumnEdge
          key={[edge.from.node, edge.from.column, edge.to.node, edge.to.column, edge.how].join(' ')}
          edge={edge}
          layout={layout}
          from={portOf(items, edge.from)}
          to={portOf(items, edge.to)}
        />
      ))}
    </svg>
  );
}

/** The column's line, where it is drawn; else its node. */
function portOf(items: Props['items'], { node, column }: GraphColumnEdge['to']): Port {
  const item = items.get(node);
  if (item?.kind !== 'node' || column === undefined) return { id: node };
  return { id: node, middle: columnMiddle(item.node, column, item.all) };
}

function NodeEdge({ edge, layout }: { readonly edge: GraphEdge; readonly layout: Layout }) {
  const { through, unsaved, lit } = edge;
  const place = through > 0 ? labelPoint(layout, { id: edge.from }, { id: edge.to }) : undefined;
  return (
    <g class={['edge', unsaved, lit && 'lit'].filter(Boolean).join(' ')}>
      <path d={edgePath(layout, edge)} stroke-dasharray={edgeDash(edge)} marker-end="url(#arrow)" />
      {place && (
        <text x={place.x} y={place.y}>
          {layout.mode === 'rows' ? through : `${through} hidden`}
        </text>
      )}
    </g>
  );
}

interface ColumnEdgeProps {
  readonly edge: GraphColumnEdge;
  readonly layout: Layout;
  readonly from: Port;
  readonly to: Port;
}

function ColumnEdge({ edge, layout, from, to }: ColumnEdgeProps) {
  const { how, label, lit } = edge;
  const path = columnEdgePath(layout, from, to);
  const place = labelPoint(layout, from, to);
  return (
    <g class={lit ? 'edge ofColumns lit' : 'edge ofColumns'}>
      <path d={path} stroke-dasharray={columnDashes[how]} marker-end="url(#arrow)" />
      {/* Wide enough to point at. */}
      <path class="near" d={path} />
      {/* What passes through is what the plain line says. */}
      {place && how !== 'passthrough' && (
        <text x={place.x} y={place.y}>
          {label}
        </text>
      )}
    </g>
  );
}
