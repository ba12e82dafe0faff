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
  const lefts = columnLefts(graph, wide, wide[pin] ?? 0, previous);
  const places = new Map([...lefts.keys()].sort((a, b) => a - b).map((rank, index) => [rank, index]));
  const ranks = wide.map((rank) => places.get(rank) ?? 0);
  const left = (index: number) => lefts.get(wide[index] ?? 0) ?? 0;
  const ports = previous ? keptPorts(graph, wide, before, previous, pin) : freshPorts(graph, ranks, pin);
  const top = (index: number) => (ports[index] ?? 0) - portOf(graph.nodes[index] ?? { height: 0 });
  // What is placed afresh goes as a whole to where the box that doesn't move is.
  const right = previous ? 0 : (pinned?.box.x ?? 0) - left(still);
  const down = previous ? 0 : (pinned?.box.y ?? 0) - top(still);
  const boxes = new Map<string, Box>();
  for (const [index, { id, width, height }] of graph.nodes.entries()) {
    boxes.set(id, { x: left(index) + right, y: top(index) + down, width, height });
  }
  return {
    mode: 'layered',
    boxes,
    ranks: new Map(graph.nodes.map(({ id }, index) => [id, ranks[index] ?? 0])),
    bounds: boundsOf(boxes.values()),
  };
}

/** Left sides by rank; those of `previous` stay unless boxes between them and the pin's column need the room. */
function columnLefts(
  { nodes }: Graph,
  ranks: readonly number[],
  pin: number,
  previous: Layout | undefined,
): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  for (const [id, { x }] of previous?.boxes ?? []) known.set(previous?.ranks.get(id) ?? 0, x);
  const widths = new Map<number, number>();
  for (const [index, { width }] of nodes.entries()) {
    const rank = ranks[index] ?? 0;
    widths.set(rank, Math.max(widths.get(rank) ?? 0, width));
  }
  const used = [...widths.keys()].sort((a, b) => a - b);
  const lefts = new Map([[pin, known.get(pin) ?? 0]]);
  let edge = (lefts.get(pin) ?? 0) + (widths.get(pin) ?? 0) + columnGap;
  for (const rank of used.filter((rank) => rank > pin)) {
    const left = Math.max(known.get(rank) ?? edge, edge);
    lefts.set(rank, left);
    edge = left + (widths.get(rank) ?? 0) + columnGap;
  }
  edge = lefts.get(pin) ?? 0;
  for (const rank of used.filter((rank) => rank < pin).reverse()) {
    const need = edge - columnGap - (widths.get(rank) ?? 0);
    edge = Math.min(known.get(rank) ?? need, need);
    lefts.set(rank, edge);
  }
  return lefts;
}
