// How high each box stands when nothing has to stay where it was: few crossings first, then every box as near to the middle of its
// neighbours as the others in its column allow.

import type { Graph } from './graph.ts';
import { lanesOf } from './lanes.ts';
import { mean, orderColumns } from './order.ts';
import { settle } from './settle.ts';
import { laneHeight, reachOf } from './spacing.ts';

/** The port of each node's box. */
export function freshPorts(graph: Graph, ranks: readonly number[], focus: number): number[] {
  const lanes = lanesOf(graph, ranks, focus);
  const { left, right } = lanes;
  const columns = orderColumns(lanes);
  const lane = { above: laneHeight / 2, below: laneHeight / 2 };
  const nodes = graph.nodes.map(reachOf);
  const ports: number[] = left.map(() => 0);
  for (const column of columns) place(column, () => ({ port: 0, weight: 1 }));
  for (let round = 0; round < rounds; round++) {
    const rightward = round % 2 === 0;
    const [near, far] = rightward ? [left, right] : [right, left];
    // At first mostly what was placed just before counts, so that a wish travels through all columns in one round.
    const favour = round < rounds - 2 ? 4 : 1;
    for (const column of rightward ? columns : columns.toReversed()) {
      place(column, (item) => {
        const [nearWeight, farWeight] = [(near[item]?.length ?? 0) * favour, far[item]?.length ?? 0];
        const weight = nearWeight + farWeight;
        if (weight === 0) return { port: ports[item] ?? 0, weight: unlinked };
        const sum = (mean(near[item], ports) ?? 0) * nearWeight + (mean(far[item], ports) ?? 0) * farWeight;
        return { port: sum / weight, weight };
      });
    }
  }
  return ports.slice(0, nodes.length);

  function place(column: readonly number[], wish: (item: number) => { port: number; weight: number }): void {
    const settled = settle(column.map((item) => ({ ...wish(item), ...(nodes[item] ?? lane) })));
    for (const [index, item] of column.entries()) ports[item] = settled[index] ?? 0;
  }
}

const rounds = 8;
/** The weight of a box that nothing leads to: it gives way. */
const unlinked = 0.01;
