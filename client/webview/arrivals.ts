// The words on lines between columns, once for each place where lines arrive: how the column there is made. Pure. Deliberately absent: lines
// of columns as they are, which say it themselves, and where lines run (layout/).

import type { GraphColumnEdge, LineageGraph } from '../../server/src/lineageProtocol.ts';
import { type Item, portOf } from './canvas/boxes.ts';
import { cut } from './cut.ts';
import { handleWidth } from './geometry.ts';
import type { Port } from './layout/routes.ts';
import { arrowRoom, columnGap } from './layout/spacing.ts';
import { textWidth } from './textWidth.ts';

export interface Arrival {
  /** The last of the lines: the words aren't covered by another. */
  readonly edge: GraphColumnEdge;
  readonly port: Port;
  /** "sum(…)"; of different ones all. */
  readonly words: string;
  /** Names of the columns where the lines with words come from. */
  readonly sources: readonly string[];
  /** In front of the place, taken by the handle of the box's neighbours. */
  readonly handle: number;
}

const wordSize = 11;
/** Longer words are cut: about 14 letters. */
const mostWide = 88;
/** Around words, and in front of the arrow's head. */
const wordMargin = 8;

export function litOf({ columnEdges }: Pick<LineageGraph, 'columnEdges'>): readonly GraphColumnEdge[] {
  return columnEdges.filter(({ lit }) => lit);
}

export function arrivalsOf(
  edges: readonly GraphColumnEdge[],
  items: ReadonlyMap<string, Item>,
): readonly Arrival[] {
  const byPlace = new Map<string, { edge: GraphColumnEdge; words: Set<string>; sources: Set<string> }>();
  for (const edge of edges) {
    if (edge.how === 'passthrough' || edge.label === '') continue;
    const { id, middle } = portOf(items, edge.to);
    const key = `${middle ?? ''} ${id}`;
    const { words, sources } = byPlace.get(key) ?? { words: new Set(), sources: new Set() };
    byPlace.set(key, { edge, words: words.add(edge.label), sources: sources.add(edge.from.column) });
  }
  return [...byPlace.values()].map(({ edge, words, sources }) => {
    const port = portOf(items, edge.to);
    return {
      edge,
      port,
      words: [...words].join(', '),
      sources: [...sources],
      handle: port.middle === undefined ? handleOf(items.get(port.id)) : 0,
    };
  });
}

function handleOf(item: Item | undefined): number {
  return item?.kind === 'node' ? handleWidth(item.node.more.upstream) : 0;
}

/** What words take in front of a box, at most. */
function roomFor({ words, handle }: Arrival): number {
  return Math.min(mostWide, measured(words)) + 2 * wordMargin + handle;
}

/** As much of the words as there is room for, and how wide that is. */
export function wordsIn({ words, handle }: Arrival, wordRoom: number): Words {
  const least = columnGap - arrowRoom - 2 * wordMargin;
  const room = Math.min(mostWide, Math.max(least, wordRoom - 2 * wordMargin) - handle);
  const text = cut(words, room, measured);
  return { text, width: measured(text) };
}

interface Words {
  readonly text: string;
  readonly width: number;
}

function measured(text: string): number {
  return textWidth(text, wordSize);
}

/** By the nodes' ids, what the words in front of each take. */
export function roomsOf(arrivals: readonly Arrival[]): ReadonlyMap<string, number> {
  const rooms = new Map<string, number>();
  for (const arrival of arrivals) {
    const { id } = arrival.port;
    rooms.set(id, Math.max(rooms.get(id) ?? 0, roomFor(arrival)));
  }
  return rooms;
}

/** By the node's columns, how each is made: "from amt_fare: sum(…)". */
export function madeOf(arrivals: readonly Arrival[], node: string): ReadonlyMap<string, Made> {
  const made = new Map<string, Made>();
  for (const { edge, port, words, sources } of arrivals) {
    const { column } = edge.to;
    if (port.id !== node || port.middle === undefined || column === undefined) continue;
    const more = sources.length - mostSources;
    const from = [...sources.slice(0, mostSources), ...(more > 0 ? [`${more} more`] : [])].join(', ');
    made.set(column, { words, sentence: `from ${from}: ${words}` });
  }
  return made;
}

const mostSources = 3;

export interface Made {
  /** "sum(…)". */
  readonly words: string;
  readonly sentence: string;
}
