// How edges run, as paths of SVG. Between columns they leave a box at its right and arrive at the left of another, through the free
// places of the columns between; in rows they run in the margin. Deliberately absent: colours, heads of arrows (there is room for one).

import { freePlace } from './columns.ts';
import type { Layout, LayoutEdge } from './layout.ts';
import { rowsRoute } from './rowsRoutes.ts';
import { arrowRoom, portOf } from './spacing.ts';

/** An end of an edge: of the whole box, or of a line in it `middle` below its top. */
export interface Port {
  readonly id: string;
  readonly middle?: number | undefined;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The path of an edge between boxes; empty where an end has no box. */
export function edgePath(layout: Layout, { from, to }: LayoutEdge): string {
  return columnEdgePath(layout, { id: from }, { id: to });
}

/** The path of an edge between lines of boxes. */
export function columnEdgePath(layout: Layout, from: Port, to: Port): string {
  return route(layout, from, to)?.path ?? '';
}

/** The end of words on the straight part of what arrives there; undefined where there is no box. */
export function wordEnd({ boxes }: Layout, { id, middle }: Port): Point | undefined {
  const box = boxes.get(id);
  return box && { x: box.x - arrowRoom - wordGap, y: box.y + (middle ?? portOf(box)) };
}

/** The middle of a label on an edge; undefined where an end has no box. */
export function labelPoint(layout: Layout, from: Port, to: Port): Point | undefined {
  return route(layout, from, to)?.label;
}

export interface Route {
  readonly path: string;
  readonly label: Point;
}

function route(layout: Layout, from: Port, to: Port): Route | undefined {
  const [source, target] = [layout.boxes.get(from.id), layout.boxes.get(to.id)];
  const [start, end] = [layout.ranks.get(from.id), layout.ranks.get(to.id)];
  if (!source || !target || start === undefined || end === undefined) return undefined;
  const out = source.y + (from.middle ?? portOf(source));
  const into = target.y + (to.middle ?? portOf(target));
  if (layout.mode === 'rows') return rowsRoute(source, out, target, into, Math.abs(end - start), start);
  const first = { x: source.x + source.width, y: out };
  const last = { x: target.x - arrowRoom, y: into };
  return start < end ? forward(layout, first, start, last, end) : around(layout, first, start, last, end);
}

function forward(layout: Layout, first: Point, start: number, last: Point, end: number): Route {
  let path = `M${point(first)}`;
  let at = first;
  let label: Point | undefined;
  for (let rank = start + 1; rank < end; rank++) {
    // As straight as the boxes allow: what is left of the way is aimed at from here.
    const place = freePlace(layout, rank, (left, right) => {
      const share = ((left + right) / 2 - at.x) / (last.x - at.x);
      return at.y + (last.y - at.y) * share;
    });
    if (!place) continue;
    const entry = { x: place.left - straight(layout, rank), y: place.y };
    path += `${curve(at, entry)}H${round(place.right)}`;
    label ??= between(at, entry);
    at = { x: place.right, y: place.y };
  }
  const bend = { x: last.x - straight(layout, end), y: last.y };
  return { path: `${path}${curve(at, bend)}${straightTo(bend, last)}`, label: label ?? between(at, bend) };
}

/** Against the direction of the columns, or within one: past the box at its right, back through free places, to the target's left. */
function around(layout: Layout, first: Point, start: number, last: Point, end: number): Route {
  let path = `M${point(first)}`;
  let at = first;
  let label = first;
  for (let rank = start; rank >= end; rank--) {
    const place = freePlace(layout, rank, () => (rank === end ? (at.y + last.y) / 2 : at.y));
    if (!place) continue;
    const entry = { x: place.right, y: place.y };
    path += rank === start ? turn(at, entry, loop) : curve(at, entry);
    path += `H${round(place.left)}`;
    label = { x: (place.left + place.right) / 2, y: place.y };
    at = { x: place.left, y: place.y };
  }
  const bend = { x: last.x - straight(layout, end), y: last.y };
  return { path: `${path}${turn(at, bend, -loop)}${straightTo(bend, last)}`, label };
}

function straight({ wordRooms }: Layout, rank: number): number {
  return wordRooms[rank] ?? 0;
}

function straightTo(from: Point, { x }: Point): string {
  return from.x === x ? '' : `H${round(x)}`;
}

/** Between words and the head of an arrow. */
const wordGap = 4;

/** How far a turn reaches into the room between columns. */
const loop = 32;

function curve(from: Point, to: Point): string {
  const middle = (from.x + to.x) / 2;
  return `C${point({ x: middle, y: from.y })} ${point({ x: middle, y: to.y })} ${point(to)}`;
}

function turn(from: Point, to: Point, reach: number): string {
  const x = (reach > 0 ? Math.max(from.x, to.x) : Math.min(from.x, to.x)) + reach;
  return `C${point({ x, y: from.y })} ${point({ x, y: to.y })} ${point(to)}`;
}

function between(from: Point, to: Point): Point {
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

function point({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
