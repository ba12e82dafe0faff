// The edges of the graph: all that the project has between what is shown, those of folds put together, and those that lead through
// what the filter hides. Deliberately absent: edges between columns (neighbourhoodColumns.ts).

import type { GraphEdge } from '../../lineageProtocol.ts';
import type { NodeGraph } from '../semantics/nodeNeighbours.ts';
import { isRemoved } from '../semantics/searchNodes.ts';
import type { Fold } from './neighbourhoodFolds.ts';

/** What edges can end at. */
export interface EdgeEnds {
  readonly shown: Iterable<number>;
  readonly folds: readonly Fold[];
  readonly hidden: ReadonlySet<number>;
  /** Whether an edge lies on the path that is lit. */
  isLit(from: number, to: number): boolean;
}

/** Steps through hidden nodes at most, for all edges together. */
const mostSteps = 200_000;

/** See the head of this file. No two have both ends in common. */
export function edgesOf(graph: NodeGraph, ends: EdgeEnds): readonly GraphEdge[] {
  const ids = new Map<number, string>();
  for (const number of ends.shown) ids.set(number, graph.idOf(number));
  for (const { id, members } of ends.folds) for (const number of members) ids.set(number, id);
  const edges: EdgesByEnds = new Map();
  for (const [to, toId] of ids) {
    const parents = graph.neighbours(to, 'upstream');
    for (let index = 0; index < parents.length; index++) {
      const from = parents[index] ?? 0;
      const fromId = ids.get(from);
      if (fromId === undefined || fromId === toId) continue;
      const known = edges.get(fromId)?.get(toId);
      const unsaved = graph.changeOf(from, to);
      const lit = unsaved !== 'removed' && ends.isLit(from, to);
      if (!known) put(edges, { from: fromId, to: toId, through: 0, unsaved, lit });
      else if ((lit && !known.lit) || (known.unsaved && known.unsaved !== unsaved))
        put(edges, {
          ...known,
          unsaved: known.unsaved === unsaved ? unsaved : undefined,
          lit: known.lit || lit,
        });
    }
  }
  if (ends.hidden.size > 0) addThrough(graph, ends.hidden, ids, edges);
  return [...edges.values()].flatMap((row) => [...row.values()]);
}

/** By where they begin, then by where they end. */
type EdgesByEnds = Map<string, Map<string, GraphEdge>>;

function put(edges: EdgesByEnds, edge: GraphEdge): void {
  const row = edges.get(edge.from);
  if (row) row.set(edge.to, edge);
  else edges.set(edge.from, new Map([[edge.to, edge]]));
}

/** Adds edges between what is connected by hidden nodes alone, as the texts stand; of several ways the shortest counts. */
function addThrough(
  graph: NodeGraph,
  hidden: ReadonlySet<number>,
  ids: ReadonlyMap<number, string>,
  edges: EdgesByEnds,
): void {
  let left = mostSteps;
  for (const [start, from] of ids) {
    const seen = new Set<number>();
    let front = [start];
    for (let through = 0; front.length > 0 && left > 0; through++) {
      const next: number[] = [];
      for (const node of front) {
        const children = graph.neighbours(node, 'downstream');
        left -= children.length;
        for (let index = 0; index < children.length; index++) {
          const child = children[index] ?? 0;
          if (isRemoved(graph, node, child, 'downstream')) continue;
          const to = ids.get(child);
          if (to === undefined && hidden.has(child) && !seen.has(child)) {
            seen.add(child);
            next.push(child);
          }
          if (to === undefined || to === from || through === 0) continue;
          const known = edges.get(from)?.get(to);
          if (known && known.through <= through) continue;
          put(edges, { from, to, through, unsaved: undefined, lit: false });
        }
      }
      front = next;
    }
  }
}
