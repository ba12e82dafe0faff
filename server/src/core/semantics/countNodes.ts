// How many nodes lie up- or downstream of one, as the texts stand. Deliberately absent: which.

import type { LineageDirection } from '../../protocol.ts';
import type { NodeGraph } from './nodeNeighbours.ts';

/** How many nodes there are in a direction, however far, without what only the text that dbt parsed reads. */
export function countAll(graph: NodeGraph, start: number, direction: LineageDirection): number {
  const seen = new Uint8Array(graph.size);
  const order = new Int32Array(graph.size);
  seen[start] = 1;
  order[0] = start;
  let count = 1;
  for (let next = 0; next < count; next++) {
    const from = order[next] ?? 0;
    const others = graph.neighbours(from, direction);
    for (let index = 0; index < others.length; index++) {
      const other = others[index] ?? 0;
      if (seen[other] === 1) continue;
      const change = direction === 'upstream' ? graph.changeOf(other, from) : graph.changeOf(from, other);
      if (change === 'removed') continue;
      seen[other] = 1;
      order[count++] = other;
    }
  }
  return count - 1;
}
