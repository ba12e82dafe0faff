// How high each box stands when nothing has to stay where it was: few crossings first, then every box as near to the middle of its
// neighbours as the others in its column allow.

import type { Graph } from './graph.ts';
import { lanesOf } from './lanes.ts';
import { mean, orderColumns } from './order.ts';
import { settle } from './settle.ts';
import { laneHeight, rowGap } from './spacing.ts';

/** The middle of each node's box. */
export function freshMiddles(graph: Graph, ranks: readonly number[], focus: number): number[] {
  const lanes = lanesOf(graph, ranks, focus);
  const { left, right } = lanes;
  const columns = orderColumns(lanes);
  const count = graph.nodes.length;
  const heights = left.map((_, item) =>
    item < count ? (graph.nodes[item]?.height ?? 0) + rowGap : laneHeight,
  );
  const middles: number[] = left.map(() => 0);
  for (const column of columns) place(column, () => ({ middle: 0, weight: 1 }));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? columns : columns.toReversed();
    for (const column of order) {
      place(column, (item) => {
        // At first only what was placed just before counts, so that a wish travels through all columns in one round.
        const sides = round % 2 === 0 ? [left[item], right[item]] : [right[item], left[item]];
        const near = mean(sides[0], middles);
        const far = mean(sides[1], middles);
        const nearWeight = (sides[0]?.length ?? 0) * (round < rounds - 2 ? 4 : 1);
        const farWeight = sides[1]?.length ?? 0;
        const weight = nearWeight + farWeight;
        if (weight === 0) return { middle: middles[item] ?? 0, weight: 0.01 };
        return { middle: ((near ?? 0) * nearWeight + (far ?? 0) * farWeight) / weight, weight };
      });
    }
  }
  return middles.slice(0, count);

  function place(
    column: readonly number[],
    wish: (item: number) => { middle: number; weight: number },
  ): void {
    const settled = settle(column.map((item) => ({ ...wish(item), height: heights[item] ?? 0 })));
    for (const [index, item] of column.entries()) middles[item] = settled[index] ?? 0;
  }
}

const rounds = 8;
