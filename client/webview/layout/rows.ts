// One box below the other, for a narrow view: what is upstream above the focus, what is downstream below it, the nearest nearest. Boxes
// that were there keep their order.

import { boundsOf } from './bounds.ts';
import { type Graph, graphOf } from './graph.ts';
import type { Box, Layout, LayoutInput } from './layout.ts';
import { mean } from './order.ts';
import { ranksOf } from './ranks.ts';
import { indent, mostIndent, rowsGap, rowsMargin } from './spacing.ts';
import { stays } from './stays.ts';

export function rows(input: LayoutInput): Layout {
  const graph = graphOf(input);
  const { nodes } = graph;
  const pinned = stays(input, graph);
  const focus = graph.numbers.get(input.focus) ?? 0;
  const still = pinned?.number ?? focus;
  const ranks = ranksOf(graph, focus, []);
  const order = byRank(graph, ranks, focus);
  const sequence = pinned?.keep ? merged(graph, order, ranks, input.previous) : order;
  const row = sequence.indexOf(still);
  const tops: number[] = [];
  // The boxes of a layout in columns lie elsewhere: only its height is of use.
  let y = pinned?.box.y ?? 0;
  for (const index of sequence.slice(Math.max(0, row))) {
    tops[index] = y;
    y += (nodes[index]?.height ?? 0) + rowsGap;
  }
  y = pinned?.box.y ?? 0;
  for (const index of sequence.slice(0, Math.max(0, row)).reverse()) {
    y -= (nodes[index]?.height ?? 0) + rowsGap;
    tops[index] = y;
  }
  const boxes = new Map<string, Box>();
  for (const index of sequence) {
    const node = nodes[index];
    if (!node) continue;
    const x = Math.min(Math.abs((ranks[index] ?? 0) - (ranks[focus] ?? 0)) * indent, mostIndent);
    const width = Math.max(rowsMargin, node.width - rowsMargin - x);
    boxes.set(node.id, { x, y: tops[index] ?? 0, width, height: node.height });
  }
  const { x, width, ...rest } = boundsOf(boxes.values());
  const margin = boxes.size > 0 ? rowsMargin : 0;
  return {
    mode: 'rows',
    boxes,
    ranks: new Map([...boxes.keys()].map((id, place) => [id, place])),
    wordRooms: [],
    bounds: { ...rest, x: x - margin, width: width + margin },
  };
}

/** By rank; within one what is urgent first, then in the order of the neighbours that are nearer to the focus. */
function byRank({ nodes, after, before }: Graph, ranks: readonly number[], focus: number): number[] {
  const outward = [...grouped([...nodes.keys()], (index) => (ranks[index] ?? 0) - (ranks[focus] ?? 0))].sort(
    ([a], [b]) => Math.abs(a) - Math.abs(b) || a - b,
  );
  const place: number[] = [];
  const urgent = (index: number) => nodes[index]?.urgency ?? 0;
  for (const [rank, items] of outward) {
    const wish = new Map(items.map((item) => [item, mean((rank < 0 ? after : before)[item], place) ?? 0]));
    items.sort((a, b) => urgent(b) - urgent(a) || (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || a - b);
    for (const [index, item] of items.entries()) place[item] = index;
  }
  return outward.sort(([a], [b]) => a - b).flatMap(([, items]) => items);
}

/** What was there in its order but for what is urgent now; the rest below the last that it reads or, upstream of the focus, above the first that reads it. */
function merged(
  graph: Graph,
  order: readonly number[],
  ranks: readonly number[],
  previous: Layout | undefined,
): number[] {
  const { nodes, after, before } = graph;
  const old = (index: number) => previous?.ranks.get(nodes[index]?.id ?? '');
  const kept = order.filter((index) => old(index) !== undefined);
  kept.sort((a, b) => (old(a) ?? 0) - (old(b) ?? 0));
  urgentFirst(graph, kept, ranks);
  /** The row of the kept box that a box stands below, for a kept box its own. */
  const slots: (number | undefined)[] = nodes.map(() => undefined);
  for (const [row, index] of kept.entries()) slots[index] = row;
  const isKept = new Set(kept);
  const above = (index: number) =>
    (after[index] ?? []).reduce(
      (found, end) => Math.min(found, (slots[end] ?? Infinity) - (isKept.has(end) ? 1 : 0)),
      Infinity,
    );
  const below = (index: number) =>
    (before[index] ?? []).reduce((found, start) => Math.max(found, slots[start] ?? -Infinity), -Infinity);
  for (const index of order) {
    const slot = below(index);
    if (slots[index] === undefined && slot > -Infinity) slots[index] = slot;
  }
  for (const index of order.toReversed()) {
    const slot = above(index);
    if (slots[index] === undefined) slots[index] = slot < Infinity ? slot : kept.length;
  }
  const rank = new Map(order.map((index, place) => [index, place]));
  return order.toSorted(
    (a, b) =>
      (slots[a] ?? 0) - (slots[b] ?? 0) ||
      Number(isKept.has(b)) - Number(isKept.has(a)) ||
      (rank.get(a) ?? 0) - (rank.get(b) ?? 0),
  );
}

/** The rows that boxes of one rank have are given to them anew: the urgent ones the first. */
function urgentFirst({ nodes }: Graph, kept: number[], ranks: readonly number[]): void {
  const urgent = (index: number) => nodes[index]?.urgency ?? 0;
  const byRank = grouped(kept, (index) => ranks[index] ?? 0);
  for (const items of byRank.values()) items.sort((a, b) => urgent(b) - urgent(a)).reverse();
  for (const [row, index] of kept.entries()) kept[row] = byRank.get(ranks[index] ?? 0)?.pop() ?? index;
}

function grouped(items: readonly number[], rankOf: (item: number) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const item of items) {
    const group = groups.get(rankOf(item)) ?? [];
    group.push(item);
    groups.set(rankOf(item), group);
  }
  return groups;
}
