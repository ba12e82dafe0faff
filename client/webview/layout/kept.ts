// How high each box stands where boxes were on the screen before: those that kept their column don't move except to make room for one
// that grew, the others go to the free places nearest to their neighbours.

import type { Graph } from './graph.ts';
import type { Layout } from './layout.ts';
import { settle } from './settle.ts';
import { rowGap } from './spacing.ts';

interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** The middle of each node's box; `before` are the ranks of `previous`, and the pin doesn't move. */
export function keptMiddles(
  graph: Graph,
  ranks: readonly number[],
  before: readonly (number | undefined)[],
  previous: Layout,
  pin: number,
): number[] {
  const { nodes } = graph;
  const middles: (number | undefined)[] = nodes.map(() => undefined);
  const columns = new Map<number, { stays: number[]; moved: number[]; added: number[] }>();
  for (const [index, { id }] of nodes.entries()) {
    const rank = ranks[index] ?? 0;
    const column = columns.get(rank) ?? { stays: [], moved: [], added: [] };
    columns.set(rank, column);
    const box = previous.boxes.get(id);
    if (!box) column.added.push(index);
    else if (before[index] === rank) column.stays.push(index);
    else column.moved.push(index);
    if (box) middles[index] = box.y + box.height / 2;
  }
  for (const { stays } of columns.values()) stack(graph, stays, previous, pin, middles);
  wish(graph, middles);
  const fromPin = [...columns].sort(
    ([a], [b]) => Math.abs(a - (ranks[pin] ?? 0)) - Math.abs(b - (ranks[pin] ?? 0)),
  );
  for (const [, { stays, moved, added }] of fromPin) {
    fill(graph, stays, moved, middles);
    fill(graph, [...stays, ...moved], added, middles);
  }
  return middles.map((middle) => middle ?? 0);
}

/** What stays in a column, in its order: a box that grew pushes what is below it; what touched one that shrank follows it. */
function stack(
  { nodes }: Graph,
  column: number[],
  previous: Layout,
  pin: number,
  middles: (number | undefined)[],
): void {
  const old = (index: number) => previous.boxes.get(nodes[index]?.id ?? '') ?? { y: 0, height: 0 };
  const tall = (index: number) => nodes[index]?.height ?? 0;
  column.sort((a, b) => old(a).y - old(b).y || a - b);
  const fixed = Math.max(0, column.indexOf(pin));
  const tops = column.map((index) => old(index).y);
  for (let place = fixed + 1; place < column.length; place++) {
    const above = old(column[place - 1] ?? 0);
    const need = (tops[place - 1] ?? 0) + tall(column[place - 1] ?? 0) + rowGap;
    const touched = (tops[place] ?? 0) - above.y - above.height <= rowGap;
    tops[place] = touched ? need : Math.max(tops[place] ?? 0, need);
  }
  for (let place = fixed - 1; place >= 0; place--) {
    const limit = (tops[place + 1] ?? 0) - rowGap - tall(column[place] ?? 0);
    tops[place] = Math.min(tops[place] ?? 0, limit);
  }
  for (const [place, index] of column.entries()) middles[index] = (tops[place] ?? 0) + tall(index) / 2;
}

/** Middles for boxes without: of the neighbours that have one, nearest first. */
function wish({ nodes, after, before }: Graph, middles: (number | undefined)[]): void {
  let front = [...nodes.keys()].filter((index) => middles[index] !== undefined);
  while (front.length > 0) {
    const next = new Map<number, { sum: number; count: number }>();
    for (const index of front) {
      for (const neighbour of [...(after[index] ?? []), ...(before[index] ?? [])]) {
        if (middles[neighbour] !== undefined) continue;
        const { sum, count } = next.get(neighbour) ?? { sum: 0, count: 0 };
        next.set(neighbour, { sum: sum + (middles[index] ?? 0), count: count + 1 });
      }
    }
    for (const [index, { sum, count }] of next) middles[index] = sum / count;
    front = [...next.keys()];
  }
}

/** Puts `items` between what stands in a column: each where there is room nearest to its wish. */
function fill(
  { nodes }: Graph,
  standing: readonly number[],
  items: readonly number[],
  middles: (number | undefined)[],
): void {
  if (items.length === 0) return;
  const tall = (index: number) => (nodes[index]?.height ?? 0) + rowGap;
  const middle = (index: number) => middles[index] ?? 0;
  const gaps = gapsBetween(
    standing.map((index) => ({
      top: middle(index) - tall(index) / 2,
      bottom: middle(index) + tall(index) / 2,
    })),
  ).map((gap) => ({ ...gap, free: gap.bottom - gap.top, items: [] as number[] }));
  for (const item of items.toSorted((a, b) => middle(a) - middle(b) || a - b)) {
    const away = ({ top, bottom }: Span) =>
      Math.max(0, top - middle(item) + tall(item) / 2, middle(item) + tall(item) / 2 - bottom);
    let best = gaps[0];
    for (const gap of gaps) {
      if (gap.free >= tall(item) && (!best || best.free < tall(item) || away(gap) < away(best))) best = gap;
    }
    if (!best) continue;
    best.items.push(item);
    best.free -= tall(item);
  }
  for (const { top, bottom, items: inside } of gaps) {
    const wishes = inside.map((item) => ({ middle: middle(item), height: tall(item), weight: 1 }));
    for (const [place, settled] of settle(wishes, top, bottom).entries())
      middles[inside[place] ?? 0] = settled;
  }
}

/** What is free in a column, above all and below all included. */
function gapsBetween(spans: Span[]): Span[] {
  const gaps: Span[] = [];
  let end = -Infinity;
  for (const { top, bottom } of spans.sort((a, b) => a.top - b.top)) {
    if (top > end) gaps.push({ top: end, bottom: top });
    end = Math.max(end, bottom);
  }
  return [...gaps, { top: end, bottom: Infinity }];
}
