// The lines of the graph: between nodes, and between columns by how one comes from the other. Deliberately absent: where they run (layout/),
// what dashes mean (lines.ts).

import type { GraphColumnEdge, GraphEdge, LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { type Arrival, arrivalsOf, wordsIn } from '../arrivals.ts';
import type { Layout } from '../layout/layout.ts';
import { columnEdgePath, edgePath, labelPoint, wordEnd } from '../layout/routes.ts';
import { columnDashes, edgeDash, nodeLines } from '../lines.ts';
import { type Item, portOf } from './boxes.ts';

interface Props {
  readonly graph: LineageGraph;
  readonly layout: Layout;
  readonly items: ReadonlyMap<string, Item>;
  readonly arrivals: readonly Arrival[];
  /** Those that may be seen; undefined: all. */
  readonly drawn: ReadonlySet<GraphEdge> | undefined;
  readonly drawnBoxes: ReadonlySet<string> | undefined;
}

export function Edges({ graph, layout, items, arrivals, drawn, drawnBoxes }: Props) {
  const someLit = graph.edges.some(({ lit }) => lit) || graph.columnEdges.some(({ lit }) => lit);
  const nodeEdges = nodeLines(graph).filter((edge) => drawn === undefined || drawn.has(edge));
  const isDrawn = ({ from, to }: GraphColumnEdge) =>
    drawnBoxes === undefined || drawnBoxes.has(from.node) || drawnBoxes.has(to.node);
  const byEdge = new Map(arrivals.map((arrival) => [arrival.edge, arrival]));
  // Those that aren't lit say it while they are pointed at.
  const arrivalOf = (edge: GraphColumnEdge) =>
    byEdge.get(edge) ?? (edge.lit ? undefined : arrivalsOf([edge], items)[0]);
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
          items={items}
          arrival={arrivalOf(edge)}
        />
      ))}
    </svg>
  );
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
  readonly items: ReadonlyMap<string, Item>;
  readonly arrival: Arrival | undefined;
}

function ColumnEdge({ edge, layout, items, arrival }: ColumnEdgeProps) {
  const { how, label, lit } = edge;
  const path = columnEdgePath(layout, portOf(items, edge.from), portOf(items, edge.to));
  return (
    <g class={lit ? 'edge ofColumns lit' : 'edge ofColumns'}>
      <title>{arrival?.words ?? label}</title>
      <path d={path} stroke-dasharray={columnDashes[how]} marker-end="url(#arrow)" />
      {/* Wide enough to point at. */}
      <path class="near" d={path} />
      {arrival && layout.mode === 'layered' && <Words {...{ arrival, layout }} />}
    </g>
  );
}

/** In front of the column that is made so; beside rows there is no room: the column's own line says it. */
function Words({ arrival, layout }: { readonly arrival: Arrival; readonly layout: Layout }) {
  const end = wordEnd(layout, arrival.port);
  if (end === undefined) return null;
  const room = layout.wordRooms[layout.ranks.get(arrival.port.id) ?? 0] ?? 0;
  const { text, width } = wordsIn(arrival, room);
  const x = end.x - arrival.handle;
  return (
    <>
      <rect x={x - width - 3} y={end.y - 8} width={width + 6} height="16" />
      <text class="words" x={x} y={end.y}>
        {text}
      </text>
    </>
  );
}
