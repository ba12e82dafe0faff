// The boxes of the picture: nodes with their facts and columns, and folds. What a colour says is said in words too.

import type { GraphColumn, GraphFold, GraphNode } from '../../../server/src/lineageProtocol.ts';
import type { Made } from '../arrivals.ts';
import { columnTail, nameTail } from '../cut.ts';
import {
  badgeHeight,
  columnHeight,
  columnsHeadHeight,
  columnsOf,
  headHeight,
  mostBadges,
} from '../geometry.ts';
import type { Box } from '../layout/layout.ts';
import { cornersOf, shapeOf } from '../shapes.ts';
import { columnCount, columnImpactWords, foldText, foldTrouble } from '../words.ts';
import type { Pen, TextPlace } from './svgPen.ts';
import { type Attributes, element, joined, type Xml } from './xml.ts';

const inset = 8;
const iconSize = 16;
const badgeIcon = 12;

/** `all`: every column is drawn. `made`: by columns, what is said beside them of how they are made. */
export function nodeBox(
  pen: Pen,
  node: GraphNode,
  box: Box,
  all: boolean,
  made: ReadonlyMap<string, Made>,
): Xml {
  const { x, y, width, height } = box;
  const { label, icon, owner, context, badges, spoken } = node;
  const { colours } = pen;
  const start = x + inset + iconSize + 6;
  const room = width - (start - x) - inset;
  const under = [context, owner].filter(Boolean).join(' · ');
  const facts = badges.slice(0, mostBadges).map((badge, index) => {
    const top = y + headHeight + index * badgeHeight;
    const colour = pen.stateColour(badge.state);
    const place = { x: start, y: top + 12, size: 11, width: room, colour };
    return joined([
      pen.icon(badge.icon, x + inset + 2, top + 2, badgeIcon, colour),
      pen.text(badge.text, place),
    ]);
  });
  return element(
    'g',
    {},
    element('title', {}, spoken),
    element('path', { d: outline(box, node.kind), fill: colours.box, ...border(pen, node) }),
    ...stripe(pen, node, { x, y, width, height }),
    pen.icon(icon, x + inset, y + 7, iconSize, colours.text),
    pen.text(label, {
      ...{ x: start, y: y + 20, size: 13, width: room },
      tail: nameTail,
      bold: node.side === 'focus',
    }),
    pen.text(under, { x: start, y: y + 37, size: 11, width: room, colour: colours.muted }),
    joined(facts),
    joined(
      columnLines(pen, node, { x, y: y + headHeight + facts.length * badgeHeight, width, height }, all, made),
    ),
  );
}

function outline({ x, y, width, height }: Box, kind: string): string {
  const { left, right } = cornersOf(shapeOf(kind));
  const corner = (radius: number, dx: number, dy: number) => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  return [
    `M${x + left} ${y}`,
    `h${width - left - right}`,
    corner(right, right, right),
    `v${height - 2 * right}`,
    corner(right, -right, right),
    `h${left + right - width}`,
    corner(left, -left, -left),
    `v${2 * left - height}`,
    `${corner(left, left, -left)}z`,
  ].join('');
}

function border({ colours }: Pen, { side, lit, impact }: GraphNode): Attributes {
  if (impact === 'breaks') return { stroke: colours.failed, 'stroke-width': 2 };
  if (impact === 'perhaps') return { stroke: colours.late, 'stroke-width': 2, 'stroke-dasharray': '5 3' };
  if (impact === 'changed' || side === 'focus' || lit) return { stroke: colours.lit, 'stroke-width': 2 };
  return { stroke: colours.boxBorder, 'stroke-width': 1 };
}

/** At the left, of what failed or is late. */
function stripe(pen: Pen, { state, kind }: GraphNode, { x, y, height }: Box): readonly Xml[] {
  if (state !== 'failed' && state !== 'late') return [];
  // Where the corners are round it is as long as the straight part.
  const inset = shapeOf(kind) === 'begin' ? cornersOf('begin').left : 0;
  const place = { x, y: y + inset, width: 3, height: height - 2 * inset, rx: 1.5 };
  return [element('rect', { ...place, fill: pen.stateColour(state) })];
}

function columnLines(
  pen: Pen,
  node: GraphNode,
  { x, y, width }: Box,
  all: boolean,
  made: ReadonlyMap<string, Made>,
): readonly Xml[] {
  if (!node.columns) return [];
  const { muted } = pen.colours;
  const drawn = columnsOf(node, all);
  return [
    element('line', { x1: x, y1: y, x2: x + width, y2: y, stroke: pen.colours.boxBorder }),
    pen.text(columnCount(node.columns, drawn.length), {
      x: x + inset,
      y: y + columnsHeadHeight - 8,
      size: 10,
      width: width - 2 * inset,
      colour: muted,
    }),
    ...drawn.map((column, index) => {
      const middle = y + columnsHeadHeight + (index + 0.5) * columnHeight;
      return columnLine(pen, column, { x, middle, width }, made.get(column.name)?.words);
    }),
  ];
}

function columnLine(
  pen: Pen,
  column: GraphColumn,
  { x, middle, width }: { readonly x: number; readonly middle: number; readonly width: number },
  made: string | undefined,
): Xml {
  const { name, type, lit, impact, classified, tests, spoken } = column;
  const { colours } = pen;
  const failing = tests && tests.failing > 0 ? `${tests.failing} of ${tests.all} fail` : undefined;
  const words = [impact && columnImpactWords[impact], failing, classified, made ?? type]
    .filter(Boolean)
    .join(' · ');
  const right = roomFor(pen, words, width * 0.45);
  const isAlarming = impact !== undefined || failing !== undefined;
  const colour = lit ? colours.lit : colours.text;
  const base = middle + 4;
  return element(
    'g',
    {},
    element('title', {}, spoken),
    pen.text(name, {
      ...{ x: x + inset, y: base, size: 11, width: width - 2 * inset - right },
      ...{ tail: columnTail, colour, bold: lit },
    }),
    ...atTheEnd(pen, words, {
      ...{ x: x + width - inset, y: base, width: right },
      colour: isAlarming ? colours.failed : colours.muted,
    }),
  );
}

export function foldBox(pen: Pen, fold: GraphFold, { x, y, width, height }: Box): Xml {
  const { colours } = pen;
  const trouble = foldTrouble(fold);
  const right = roomFor(pen, trouble, width * 0.5);
  const base = y + height / 2 + 4;
  const look = { fill: colours.box, stroke: colours.boxBorder, 'stroke-dasharray': '4 3' };
  return element(
    'g',
    {},
    element('title', {}, fold.spoken),
    element('rect', { x, y, width, height, rx: 4, ...look }),
    pen.text(foldText(fold), {
      ...{ x: x + inset, y: base, size: 12, width: width - 2 * inset - right },
      tail: nameTail,
    }),
    ...atTheEnd(pen, trouble, {
      ...{ x: x + width - inset, y: base, width: right },
      colour: fold.failed > 0 ? colours.failed : colours.late,
    }),
  );
}

const smallSize = 10;

/** What small words at the end of a line take of it, `most` at most. */
function roomFor(pen: Pen, words: string, most: number): number {
  return words === '' ? 0 : Math.min(most, pen.width(words, smallSize) + 8);
}

function atTheEnd(pen: Pen, words: string, place: Omit<TextPlace, 'size' | 'anchor'>): readonly Xml[] {
  return words === '' ? [] : [pen.text(words, { ...place, size: smallSize, anchor: 'end' })];
}
