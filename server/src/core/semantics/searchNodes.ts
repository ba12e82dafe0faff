// What lies up- or downstream of a node, however far, as the texts stand: how much, and by which way it is reached first. What only the
// text that dbt parsed reads isn't followed. Deliberately absent: what is shown of it.

import type { LineageDirection } from '../../protocol.ts';
import type { NodeGraph } from './nodeNeighbours.ts';

/** What a search has reached. */
export interface NodeSearch {
  /** How many nodes, the start apart. */
  readonly count: number;
  /** The node before one on the first of the shortest ways to it; undefined for the start and for what isn't reached. */
  before(number: number): number | undefined;
}

/** See the head of this file. */
export function searchNodes(graph: NodeGraph, start: number, direction: LineageDirection): NodeSearch {
  const order = new Int32Array(graph.size);
  /** Of what is reached, from where, plus one. */
  const from = new Int32Array(graph.size);
  order[0] = start;
  from[start] = start + 1;
  let count = 1;
  for (let next = 0; next < count; next++) {
    const node = order[next] ?? 0;
    const others = graph.neighbours(node, direction);
    for (let index = 0; index < others.length; index++) {
      const other = others[index] ?? 0;
      if (from[other] !== 0 || isRemoved(graph, node, other, direction)) continue;
      from[other] = node + 1;
      order[count++] = other;
    }
  }
  return {
    count: count - 1,
    before(number) {
      const known = number === start ? 0 : (from[number] ?? 0);
      return known === 0 ? undefined : known - 1;
    },
  };
}

/** Whether the text that dbt parsed has the step from a node to another one, and the text as it stands hasn't. */
export function isRemoved(
  graph: NodeGraph,
  node: number,
  other: number,
  direction: LineageDirection,
): boolean {
  const change = direction === 'upstream' ? graph.changeOf(other, node) : graph.changeOf(node, other);
  return change === 'removed';
}
