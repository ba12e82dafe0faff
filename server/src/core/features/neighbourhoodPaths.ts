// The paths that a view asks for, of a column and between two nodes: whose nodes are shown wherever they stand, and lit. Deliberately
// absent: how a column's path is found (neighbourhoodColumnPath.ts).

import type { LineageView } from '../../lineageProtocol.ts';
import type { Project } from '../project.ts';
import type { NodeGraph } from '../semantics/nodeNeighbours.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';
import { type ColumnPath, columnPath, type PathLimits } from './neighbourhoodColumnPath.ts';
import { distancesFrom, pathBetween } from './neighbourhoodReach.ts';
import type { Placed } from './neighbourhoodWalk.ts';

/** What the graph is centred on. */
export interface Focus {
  readonly node: NodeId;
  readonly column?: string;
}

/** See the head of this file. */
export interface Paths {
  /** The path of a column that is lit; undefined where none is asked for. */
  readonly column: ColumnPath | undefined;
  /** Where the nodes of all paths stand, the nearest first; the start is one where a column is in the focus. */
  readonly nodes: ReadonlyMap<number, Placed>;
  isLit(number: number): boolean;
  isLitEdge(from: number, to: number): boolean;
  readonly notes: readonly string[];
}

/**
 * See the head of this file; the limits are those of each path. With a column in the focus, those downstream that a change concerns
 * (`impacted`) are shown beside its path: they read a name that it may not have any more.
 */
export function pathsOf(
  project: Project,
  graph: NodeGraph,
  focus: Focus,
  view: LineageView,
  limits: Pick<PathLimits, 'most' | 'mayAnalyse'>,
  impacted: readonly NodeId[],
): Paths {
  const { most } = limits;
  const own = focus.column === undefined ? undefined : { node: focus.node, column: focus.column };
  const { upstream, downstream } = view;
  const along = own && columnPath(project, own, { upstream, downstream, ...limits });
  const asked =
    view.column && columnPath(project, view.column, { upstream: 'all', downstream: 'all', ...limits });
  const column = asked ?? along;
  const nodes = new Map<number, Placed>();
  const distances = lazily(() => distancesFrom(graph, graph.numberOf(focus.node) ?? 0));
  for (const path of [along, asked]) if (path) addColumnPath(nodes, path, { graph, focus, view, distances });
  for (const id of own ? impacted : []) {
    const number = graph.numberOf(id);
    const placed = number === undefined || nodes.has(number) ? undefined : distances()(number);
    if (number !== undefined && placed?.side === 'downstream') nodes.set(number, placed);
  }
  const ends = view.path && [graph.numberOf(view.path.from), graph.numberOf(view.path.to)];
  const ways = ends?.[0] === undefined || ends[1] === undefined ? [] : pathBetween(graph, ends[0], ends[1]);
  const between = new Set(ways.slice(0, most));
  for (const number of between) if (!nodes.has(number)) nodes.set(number, distances()(number));
  const lit = new Set(column?.nodes.map(({ id }) => graph.numberOf(id)));
  const steps = new Set(column?.edges.map(({ from, to }) => `${from.node}\n${to.node}`));
  return {
    column,
    nodes,
    isLit: (number) => lit.has(number) || between.has(number),
    isLitEdge: (from, to) =>
      (between.has(from) && between.has(to)) ||
      (steps.size > 0 && steps.has(`${graph.idOf(from)}\n${graph.idOf(to)}`)),
    notes: [
      ...(column?.notes ?? []),
      ...(view.path && ways.length === 0 ? ['No way leads from the one node to the other.'] : []),
      ...(ways.length > between.size ? [`Only the shortest ways are shown: ${most} nodes.`] : []),
    ],
  };
}

interface Around {
  readonly graph: NodeGraph;
  readonly focus: Focus;
  readonly view: LineageView;
  distances(): (number: number) => Placed;
}

function addColumnPath(
  nodes: Map<number, Placed>,
  path: ColumnPath,
  { graph, focus, view, distances }: Around,
): void {
  const isOwn = path.start.node === focus.node;
  let farthest = 0;
  for (const { id, side, distance } of path.nodes) {
    const number = graph.numberOf(id);
    if (number === undefined || nodes.has(number)) continue;
    const placed: Placed = isOwn
      ? { side: id === focus.node ? 'focus' : side, distance }
      : distances()(number);
    nodes.set(number, placed);
    farthest = Math.max(farthest, placed.distance);
  }
  if (view.downstream === 0) return;
  for (const id of path.consumers) {
    const number = graph.numberOf(id);
    if (number === undefined || nodes.has(number)) continue;
    const parents = Array.from(graph.neighbours(number, 'upstream'), (parent) => nodes.get(parent));
    const nearest = parents.flatMap((parent) => (parent ? [parent.distance] : []));
    const behind: Placed = { side: 'downstream', distance: Math.min(farthest, ...nearest) + 1 };
    nodes.set(number, isOwn ? behind : distances()(number));
  }
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
