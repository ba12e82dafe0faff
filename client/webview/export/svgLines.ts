// The lines of the picture: between nodes and between columns, with their heads, and words where a column is changed on its way.

import type { GraphColumnEdge, LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { columnMiddle } from '../geometry.ts';
import type { Layout } from '../layout/layout.ts';
import { columnEdgePath, edgePath, labelPoint, type Port } from '../layout/routes.ts';
import { columnDashes, edgeDash, nodeLines } from '../lines.ts';
import type { SvgOptions } from './svg.ts';
import { Pen } from './svgPen.ts';
import { type Attributes, element, type Xml } from './xml.ts';

/** With more of them, words would cover each other. */
const mostLabels = 60;

export function linesOf(graph: LineageGraph, layout: Layout, options: SvgOptions): readonly Xml[] {
  const { colours } = options;
  const look = (lit: boolean): Attributes => ({
    stroke: lit ? colours.lit : colours.edge,
    'stroke-width': lit ? 2 : 1.3,
    'marker-end': lit ? 'url(#litHead)' : 'url(#head)',
  });
  const edges = litLast(nodeLines(graph)).map((edge) =>
    line(edgePath(layout, edge), { ...look(edge.lit), 'stroke-dasharray': edgeDash(edge) }, titleOf(edge)),
  );
  const port = portsOf(graph, options.allColumns);
  const columnEdges = litLast(graph.columnEdges).map((edge) =>
    line(
      columnEdgePath(layout, port(edge.from), port(edge.to)),
      { ...look(edge.lit), 'stroke-dasharray': columnDashes[edge.how] },
      edge.label,
    ),
  );
  // In rows all lines run in one narrow margin.
  const hasRoom = layout.mode === 'layered' && graph.columnEdges.length <= mostLabels;
  const labels = hasRoom ? labelsOf(graph.columnEdges, layout, port, options) : [];
  return [heads(colours.edge, colours.lit), ...edges, ...columnEdges, ...labels];
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

/** Where a column's line in its box is; of one that isn't drawn, the box. */
function portsOf({ nodes }: LineageGraph, allColumns: readonly string[]) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return ({ node: id, column }: { readonly node: string; readonly column?: string }): Port => {
    const node = byId.get(id);
    if (!node || column === undefined) return { id };
    return { id, middle: columnMiddle(node, column, allColumns.includes(id)) };
  };
}

function labelsOf(
  columnEdges: readonly GraphColumnEdge[],
  layout: Layout,
  port: ReturnType<typeof portsOf>,
  options: SvgOptions,
): readonly Xml[] {
  const pen = new Pen(options);
  return columnEdges.flatMap(({ from, to, how, label }) => {
    const at = how === 'passthrough' ? undefined : labelPoint(layout, port(from), port(to));
    if (!at || label === '') return [];
    const width = Math.min(mostWide, pen.width(label, 10) + 6);
    const behind = {
      x: at.x - width / 2,
      y: at.y - 7,
      width,
      height: 14,
      rx: 3,
      fill: options.colours.background,
    };
    const text = { x: at.x, y: at.y + 3.5, size: 10, width: mostWide - 4, colour: options.colours.muted };
    return [element('g', {}, element('rect', behind), pen.text(label, { ...text, anchor: 'middle' }))];
  });
}

const mostWide = 90;
