// The lines of the picture: between nodes and between columns, with their heads, and words where a column is changed on its way.

import type { LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { type Arrival, arrivalsOf, litOf, wordsIn } from '../arrivals.ts';
import { type Item, portOf } from '../canvas/boxes.ts';
import type { Layout } from '../layout/layout.ts';
import { columnEdgePath, edgePath, wordEnd } from '../layout/routes.ts';
import { columnDashes, edgeDash, nodeLines } from '../lines.ts';
import type { SvgOptions } from './svg.ts';
import { Pen } from './svgPen.ts';
import { type Attributes, element, type Xml } from './xml.ts';

/** With more of them, words would cover each other. */
const mostLabels = 60;

export function linesOf(
  graph: LineageGraph,
  items: ReadonlyMap<string, Item>,
  layout: Layout,
  options: SvgOptions,
): readonly Xml[] {
  const { colours } = options;
  const look = (lit: boolean): Attributes => ({
    stroke: lit ? colours.lit : colours.edge,
    'stroke-width': lit ? 2 : 1.3,
    'marker-end': lit ? 'url(#litHead)' : 'url(#head)',
  });
  const edges = litLast(nodeLines(graph)).map((edge) =>
    line(edgePath(layout, edge), { ...look(edge.lit), 'stroke-dasharray': edgeDash(edge) }, titleOf(edge)),
  );
  const columnEdges = litLast(graph.columnEdges).map((edge) =>
    line(
      columnEdgePath(layout, portOf(items, edge.from), portOf(items, edge.to)),
      { ...look(edge.lit), 'stroke-dasharray': columnDashes[edge.how] },
      edge.label,
    ),
  );
  return [
    heads(colours.edge, colours.lit),
    ...edges,
    ...columnEdges,
    ...words(graph, items, layout, options),
  ];
}

/** So that nothing lies over what is lit. */
function litLast<T extends { readonly lit: boolean }>(lines: readonly T[]): readonly T[] {
  return [...lines.filter(({ lit }) => !lit), ...lines.filter(({ lit }) => lit)];
}

function titleOf({ through, unsaved }: LineageGraph['edges'][number]): string {
  if (unsaved) return unsaved === 'added' ? 'new, not saved' : 'gone, not saved';
  return through > 0 ? `by way of ${through} hidden` : '';
}

function line(path: string, attributes: Attributes, title: string): Xml {
  if (path === '') return element('g', {});
  const named = title === '' ? [] : [element('title', {}, title)];
  return element('path', { d: path, fill: 'none', ...attributes }, ...named);
}

function heads(edge: string, lit: string): Xml {
  return element('defs', {}, head('head', edge), head('litHead', lit));
}

function head(id: string, colour: string): Xml {
  const size = { viewBox: '0 0 8 8', markerWidth: 6, markerHeight: 6, markerUnits: 'userSpaceOnUse' };
  const place = { refX: 1, refY: 4, orient: 'auto' };
  return element('marker', { id, ...size, ...place }, element('path', { d: 'M0 0L8 4L0 8Z', fill: colour }));
}

/** Of the lines that are lit; where none is, of all. In rows all lines run in one narrow margin. */
function words(
  graph: LineageGraph,
  items: ReadonlyMap<string, Item>,
  layout: Layout,
  options: SvgOptions,
): readonly Xml[] {
  const lit = litOf(graph);
  const said = lit.length > 0 ? lit : graph.columnEdges;
  if (layout.mode === 'rows' || said.length > mostLabels) return [];
  const pen = new Pen(options);
  return arrivalsOf(said, items).flatMap((arrival) => wordsAt(pen, arrival, layout) ?? []);
}

function wordsAt(pen: Pen, arrival: Arrival, layout: Layout): Xml | undefined {
  const { port, handle } = arrival;
  const end = wordEnd(layout, port);
  if (!end) return undefined;
  const { text, width } = wordsIn(arrival, layout.wordRooms[layout.ranks.get(port.id) ?? 0] ?? 0);
  const place = { x: end.x - handle, y: end.y + 3.5, size: 10, width, colour: pen.colours.muted };
  const behind = { x: place.x - width - 3, y: end.y - 7, width: width + 6, height: 14, rx: 3 };
  return element(
    'g',
    {},
    element('rect', { ...behind, fill: pen.colours.background }),
    pen.text(text, { ...place, anchor: 'end' }),
  );
}
