// The graph as a picture that stands by itself: an SVG without scripts, styles or anything from elsewhere, as it lies on the screen and in
// the theme's colours. Pure: colours, measures and icons are given. Deliberately absent: selection, what can be clicked.

import type { LineageGraph } from '../../../server/src/lineageProtocol.ts';
import { arrivalsOf, litOf, madeOf } from '../arrivals.ts';
import { type Item, itemsOf } from '../canvas/boxes.ts';
import type { Measure } from '../cut.ts';
import type { Drawing } from '../icons.ts';
import type { Box, Layout } from '../layout/layout.ts';
import { lineMeanings } from '../lines.ts';
import { foldBox, nodeBox } from './svgBoxes.ts';
import { linesOf } from './svgLines.ts';
import { Pen } from './svgPen.ts';
import { element, joined, type Xml } from './xml.ts';

/** Colours of CSS. */
export interface SvgColours {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly box: string;
  readonly boxBorder: string;
  readonly edge: string;
  readonly lit: string;
  readonly failed: string;
  readonly late: string;
  readonly fine: string;
}

export interface SvgOptions {
  readonly colours: SvgColours;
  readonly fontFamily: string;
  readonly measure: Measure;
  readonly drawingOf: (icon: string) => Drawing;
  /** Ids of nodes of which every column is drawn. */
  readonly allColumns: readonly string[];
  /** What the kinds of lines mean, under the graph. */
  readonly legend: boolean;
}

/** Lines go a little way around the boxes. */
const margin = 40;
const legendLine = 20;

export function toSvg(graph: LineageGraph, layout: Layout, options: SvgOptions): string {
  const { colours, fontFamily } = options;
  const pen = new Pen(options);
  const items = new Map(itemsOf(graph, options.allColumns).map((item) => [item.id, item]));
  const legend = options.legend ? legendOf(pen, layout.bounds) : [];
  const { x, y, width, height } = whole(layout.bounds, legend.length);
  const frame = { x, y, width, height };
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      width,
      height,
      viewBox: `${x} ${y} ${width} ${height}`,
      'font-family': fontFamily,
      fill: colours.text,
    },
    element('title', {}, graph.summary || 'Lineage'),
    element('rect', { ...frame, fill: colours.background }),
    joined(linesOf(graph, items, layout, options)),
    joined(boxes(graph, items, layout, pen)),
    joined(legend),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.xml}\n`;
}

function boxes(
  graph: LineageGraph,
  items: ReadonlyMap<string, Item>,
  { boxes: places, mode }: Layout,
  pen: Pen,
): readonly Xml[] {
  // In columns the lines have words on them.
  const arrivals = mode === 'rows' ? arrivalsOf(litOf(graph), items) : [];
  return [...items.values()].flatMap((item) => {
    const place = places.get(item.id);
    if (!place) return [];
    if (item.kind === 'fold') return [foldBox(pen, item.fold, place)];
    return [nodeBox(pen, item.node, place, item.all, madeOf(arrivals, item.id))];
  });
}

function whole({ x, y, width, height }: Box, legendLines: number): Box {
  const legend = legendLines > 0 ? legendLines * legendLine + margin : 0;
  return {
    x: Math.floor(x - margin),
    y: Math.floor(y - margin),
    width: Math.ceil(Math.max(width, legend > 0 ? 420 : 0) + 2 * margin),
    height: Math.ceil(height + 2 * margin + legend),
  };
}

function legendOf(pen: Pen, { x, y, height }: Box): readonly Xml[] {
  return lineMeanings.map(({ dash, words }, index) => {
    const middle = y + height + margin + (index + 0.5) * legendLine;
    const line = { x1: x, y1: middle, x2: x + 44, y2: middle };
    return element(
      'g',
      {},
      element('line', { ...line, stroke: pen.colours.muted, 'stroke-width': 1.5, 'stroke-dasharray': dash }),
      pen.text(words, { x: x + 54, y: middle + 4, size: 11, width: 366, colour: pen.colours.muted }),
    );
  });
}
