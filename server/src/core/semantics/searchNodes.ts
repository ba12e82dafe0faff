// What lies up- or downstream of a node, however far, as the texts stand: how much, and by which way it is reached first. What only the
// text that dbt parsed reads isn't followed. Deliberately absent: what is shown of it.

import type { LineageDirection } from '../../protocol.ts';
import { memo } from '../memo.ts';
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
  const found = emptySearch(graph.size);
  const count = search(graph, start, direction, found);
  return {
    count: count - 1,
    before(number) {
      const known = number === start ? 0 : (found.from[number] ?? 0);
      return known === 0 ? undefined : known - 1;
    },
  };
}

/** How many nodes a search reaches, the start apart. */
export function countNodes(graph: NodeGraph, start: number, direction: LineageDirection): number {
  return reachedNodes(graph, start, direction).length;
}

/** The nodes that a search reaches, the nearest first, the start apart. */
export function reachedNodes(graph: NodeGraph, start: number, direction: LineageDirection): Int32Array {
  const found = searchingIn(graph);
  const count = search(graph, start, direction, found);
  for (let index = 0; index < count; index++) found.from[found.order[index] ?? 0] = 0;
  return found.order.slice(1, count);
}

interface Found {
  /** What is reached, in the order in which it is. */
  readonly order: Int32Array;
  /** Of what is reached, from where, plus one; the start is reached from itself. */
  readonly from: Int32Array;
}

function emptySearch(size: number): Found {
  return { order: new Int32Array(size), from: new Int32Array(size) };
}

/** Left empty by each search: as much memory as the graph is large, for every answer, has the garbage collector stop answers. */
const searchingIn = memo((graph: NodeGraph) => emptySearch(graph.size));

/** How many nodes are reached, with the start. */
function search(
  graph: NodeGraph,
  start: number,
  direction: LineageDirection,
  { order, from }: Found,
): number {
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
  return count;
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
