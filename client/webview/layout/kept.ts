// How high each box stands where boxes were on the screen before: those that kept their column don't move except to make room for one
// that grew, the others go to the free places nearest to their neighbours.

import { fill } from './fill.ts';
import type { Graph } from './graph.ts';
import type { Layout } from './layout.ts';
import { mean } from './order.ts';
import { portOf, rowGap } from './spacing.ts';

/** The port of each node's box; `before` are the ranks of `previous`, and the pin doesn't move. */
export function keptPorts(
  graph: Graph,
  ranks: readonly number[],
  before: readonly (number | undefined)[],
  previous: Layout,
  pin: number,
): number[] {
  const { nodes } = graph;
  const ports: (number | undefined)[] = nodes.map(() => undefined);
  const columns = new Map<number, { stays: number[]; moved: number[]; added: number[] }>();
  for (const [index, node] of nodes.entries()) {
    const rank = ranks[index] ?? 0;
    const column = columns.get(rank) ?? { stays: [], moved: [], added: [] };
    columns.set(rank, column);
    const box = previous.boxes.get(node.id);
    if (!box) column.added.push(index);
    else if (before[index] === rank) column.stays.push(index);
    else column.moved.push(index);
    if (box) ports[index] = box.y + portOf(node);
  }
  for (const { stays } of columns.values()) stack(graph, stays, previous, pin, ports);
  const settled = ports.map((port) => port !== undefined);
  guess(graph, ports);
  const known = ports.map((port) => port ?? 0);
  const away = (rank: number) => Math.abs(rank - (ranks[pin] ?? 0));
  for (const [, { stays, moved, added }] of [...columns].sort(([a], [b]) => away(a) - away(b))) {
    fill(nodes, stays, moved, known);
    for (const index of added) {
      const near = [...(graph.after[index] ?? []), ...(graph.before[index] ?? [])];
      known[index] =
        mean(
          near.filter((neighbour) => settled[neighbour]),
          known,
        ) ??
        known[index] ??
        0;
    }
    fill(nodes, [...stays, ...moved], added, known);
    for (const index of added) settled[index] = true;
  }
  return known;
}

/** What stays in a column, in its order: a box that grew pushes what is below it; what touched one that shrank follows it. */
function stack(
  { nodes }: Graph,
  column: number[],
  previous: Layout,
  pin: number,
  ports: (number | undefined)[],
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
  for (const [place, index] of column.entries()) {
    ports[index] = (tops[place] ?? 0) + portOf({ height: tall(index) });
  }
}

/** Ports for boxes without: in the middle of the neighbours that have one, from those on. */
function guess({ nodes, after, before }: Graph, ports: (number | undefined)[]): void {
  let front = [...nodes.keys()].filter((index) => ports[index] !== undefined);
  while (front.length > 0) {
    const next = new Map<number, { sum: number; count: number }>();
    for (const index of front) {
      for (const neighbour of [...(after[index] ?? []), ...(before[index] ?? [])]) {
        if (ports[neighbour] !== undefined) continue;
        const { sum, count } = next.get(neighbour) ?? { sum: 0, count: 0 };
        next.set(neighbour, { sum: sum + (ports[index] ?? 0), count: count + 1 });
      }
    }
    for (const [index, { sum, count }] of next) ports[index] = sum / count;
    front = [...next.keys()];
  }
}
