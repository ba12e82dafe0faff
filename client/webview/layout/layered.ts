// Columns by rank, upstream left. Deliberately absent: which rank (ranks.ts) and how high (fresh.ts, kept.ts).

import { boundsOf } from './bounds.ts';
import { freshPorts } from './fresh.ts';
import { type Graph, graphOf } from './graph.ts';
import { keptPorts } from './kept.ts';
import type { Box, Layout, LayoutInput } from './layout.ts';
import { ranksOf } from './ranks.ts';
import { columnGap, portOf } from './spacing.ts';
import { stays } from './stays.ts';

export function layered(input: LayoutInput): Layout {
  const graph = graphOf(input);
  const pinned = stays(input, graph);
  const focus = graph.numbers.get(input.focus) ?? 0;
  const previous = pinned?.keep ? input.previous : undefined;
  const still = pinned?.number ?? focus;
  const pin = previous ? still : focus;
  const before = graph.nodes.map(({ id }) => previous?.ranks.get(id));
  const wide = ranksOf(graph, pin, before);
  const columns = columnsOf(graph, wide);
  const lefts = columnLefts(columns, wide[pin] ?? 0, previous);
  const places = new Map([...lefts.keys()].sort((a, b) => a - b).map((rank, index) => [rank, index]));
  const ranks = wide.map((rank) => places.get(rank) ?? 0);
  const left = (index: number) => lefts.get(wide[index] ?? 0) ?? 0;
  const ports = previous ? keptPorts(graph, wide, before, previous, pin) : freshPorts(graph, ranks, pin);
  const top = (index: number) => (ports[index] ?? 0) - portOf(graph.nodes[index] ?? { height: 0 });
  // What is placed afresh goes as a whole to where the box that doesn't move is.
  const right = previous ? 0 : (pinned?.box.x ?? 0) - left(still);
  const down = previous ? 0 : (pinned?.box.y ?? 0) - top(still);
  const boxes = new Map<string, Box>();
  for (const [index, { id, height }] of graph.nodes.entries()) {
    const width = columns.get(wide[index] ?? 0)?.width ?? 0;
    boxes.set(id, { x: left(index) + right, y: top(index) + down, width, height });
  }
  return {
    mode: 'layered',
    boxes,
    ranks: new Map(graph.nodes.map(({ id }, index) => [id, ranks[index] ?? 0])),
    wordRooms: [...places.keys()].map((rank) => columns.get(rank)?.wordRoom ?? 0),
    bounds: boundsOf(boxes.values()),
  };
}

interface Column {
  readonly width: number;
  readonly wordRoom: number;
}

/** By rank, what the widest box and the longest words need. */
function columnsOf({ nodes }: Graph, ranks: readonly number[]): ReadonlyMap<number, Column> {
  const columns = new Map<number, Column>();
  for (const [index, { width, wordRoom = 0 }] of nodes.entries()) {
    const rank = ranks[index] ?? 0;
    const column = columns.get(rank) ?? { width: 0, wordRoom: 0 };
    columns.set(rank, {
      width: Math.max(column.width, width),
      wordRoom: Math.max(column.wordRoom, wordRoom),
    });
  }
  return columns;
}

/** Left sides by rank; those of `previous` stay unless what lies between them and the pin's column needs the room. */
function columnLefts(
  columns: ReadonlyMap<number, Column>,
  pin: number,
  previous: Layout | undefined,
): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  for (const [id, { x }] of previous?.boxes ?? []) known.set(previous?.ranks.get(id) ?? 0, x);
  const width = (rank: number) => columns.get(rank)?.width ?? 0;
  const gap = (rank: number) => columnGap + (columns.get(rank)?.wordRoom ?? 0);
  const used = [...columns.keys()].sort((a, b) => a - b);
  const lefts = new Map([[pin, known.get(pin) ?? 0]]);
  let edge = (lefts.get(pin) ?? 0) + width(pin);
  for (const rank of used.filter((rank) => rank > pin)) {
    const left = Math.max(known.get(rank) ?? -Infinity, edge + gap(rank));
    lefts.set(rank, left);
    edge = left + width(rank);
  }
  edge = (lefts.get(pin) ?? 0) - gap(pin);
  for (const rank of used.filter((rank) => rank < pin).reverse()) {
    const left = Math.min(known.get(rank) ?? Infinity, edge - width(rank));
    lefts.set(rank, left);
    edge = left - gap(rank);
  }
  return lefts;
}
