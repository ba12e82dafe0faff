// The whole path of a column through the nodes: what it is made of, what is made of it, and whose rows it decides, on unsaved text.
// Deliberately absent: other columns of these nodes (neighbourhoodColumns.ts), and where anything is drawn.

import type { GraphColumnEdge } from '../../lineageProtocol.ts';
import type { Project } from '../project.ts';
import {
  type ClosureLimits,
  type ColumnClosure,
  type ColumnEdge,
  type ColumnOfNode,
  columnDownstream,
  columnUpstream,
  isUnderstood,
  nodeLineage,
} from '../semantics/sql/columnLineage.ts';
import { wordOfClause, wordOfHow } from '../semantics/sql/howWords.ts';
import { columnCalled, nodeColumns } from '../semantics/sql/nodeColumns.ts';
import type { NodeId } from '../semantics/sql/nodeId.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';
import { consumersOf } from '../semantics/sql/nodeReaders.ts';

/** How far a path is followed. */
export interface PathLimits {
  /** Steps from the column. */
  readonly upstream: number | 'all';
  readonly downstream: number | 'all';
  /** Nodes at most, the start's counted. */
  readonly most: number;
  /** Whether nodes may be analysed for it. */
  readonly mayAnalyse: boolean;
}

/** A node on the path of a column, by what it has of it. */
export interface PathNode {
  readonly id: NodeId;
  /** `both`: the start's node, and one of a cycle. */
  readonly side: 'upstream' | 'downstream' | 'both';
  /** Steps from the start, 0 for its own node. */
  readonly distance: number;
}

/** See the head of this file. */
export interface ColumnPath {
  /** The column whose path it is, as its node spells it. */
  readonly start: ColumnOfNode;
  /** The start's node first, then the nearest. */
  readonly nodes: readonly PathNode[];
  /** Between its columns, and from a column to a node whose rows it decides; all of them lit. */
  readonly edges: readonly GraphColumnEdge[];
  /** Exposures, metrics and the like that read the start's node or one downstream that has a column of the path. */
  readonly consumers: readonly NodeId[];
  /** Sentences on what isn't known of it. */
  readonly notes: readonly string[];
  /** False where a limit ended it. */
  readonly whole: boolean;
}

/** What a column is found by: names are compared without case. */
function keyOfColumn({ node, column }: ColumnOfNode): string {
  return `${node}\n${column.toLowerCase()}`;
}

/** What an edge is found by, as its ends are spelled. */
export function keyOfEdge({ from, to }: Pick<GraphColumnEdge, 'from' | 'to'>): string {
  return `${from.node}\n${from.column}\n${to.node}\n${to.column ?? ''}`;
}

/** The limits of the closure on one side. */
export function closureLimits(
  steps: number | 'all',
  { most, mayAnalyse }: Pick<PathLimits, 'most' | 'mayAnalyse'>,
): ClosureLimits {
  const limits = mayAnalyse ? { nearest: most } : { nearest: most, nodes: 0 };
  return steps === 'all' ? limits : { depth: steps, ...limits };
}

/** See the head of this file. */
export function columnPath(project: Project, asked: ColumnOfNode, limits: PathLimits): ColumnPath {
  if (!limits.mayAnalyse && !isUnderstood(project, asked.node)) return startAlone(asked);
  const start = { node: asked.node, column: columnCalled(project, asked)?.name ?? asked.column };
  const upstream = columnUpstream(project, start, closureLimits(limits.upstream, limits));
  const downstream = columnDownstream(project, start, closureLimits(limits.downstream, limits));
  const found = nodesOf(start, upstream, downstream);
  const nodes = found.slice(0, limits.most);
  const kept = new Set(nodes.map(({ id }) => id));
  const readers = new Set([start.node, ...downstream.columns.map(({ column }) => column.node)]);
  const consumers = [...readers].flatMap((id) => (kept.has(id) ? consumersOf(project, id) : []));
  // Around a cycle both directions go by the same edges.
  const edges = new Map<string, GraphColumnEdge>();
  for (const edge of [
    ...[...upstream.edges, ...downstream.edges].map((each) => valueEdge(project, each, true)),
    ...decidingEdges(downstream),
  ])
    if (kept.has(edge.from.node) && kept.has(edge.to.node)) edges.set(keyOfEdge(edge), edge);
  return {
    start,
    nodes,
    edges: [...edges.values()],
    consumers: [...new Set(consumers.map(({ uniqueId }) => uniqueId))],
    notes: [
      ...notesOf(project, start, upstream, downstream),
      ...(found.length > nodes.length
        ? [`The path goes on: only the nearest ${nodes.length} nodes of it are shown.`]
        : []),
    ],
    whole: upstream.whole && downstream.whole && nodes.length === found.length,
  };
}

function startAlone(start: ColumnOfNode): ColumnPath {
  return {
    start,
    nodes: [{ id: start.node, side: 'both', distance: 0 }],
    edges: [],
    consumers: [],
    notes: [],
    whole: false,
  };
}

/** An edge by which a value flows. */
export function valueEdge(project: Project, { from, to, how }: ColumnEdge, lit: boolean): GraphColumnEdge {
  const aggregate = how === 'aggregate' ? nodeLineage(project, to.node).aggregates.get(to.column) : undefined;
  return { from, to, how, label: aggregate === undefined ? wordOfHow(how) : `${aggregate}(…)`, lit };
}

/** Every node once, by its nearest column. */
function nodesOf(
  start: ColumnOfNode,
  upstream: ColumnClosure,
  downstream: ColumnClosure,
): readonly PathNode[] {
  const found = new Map<NodeId, PathNode>([[start.node, { id: start.node, side: 'both', distance: 0 }]]);
  const add = (id: NodeId, side: 'upstream' | 'downstream', distance: number) => {
    const known = found.get(id);
    if (!known) found.set(id, { id, side, distance });
    else if (known.side !== side || known.distance > distance)
      found.set(id, {
        id,
        side: known.side === side ? side : 'both',
        distance: Math.min(known.distance, distance),
      });
  };
  for (const { column, distance } of upstream.columns) add(column.node, 'upstream', distance);
  const distances = new Map([[keyOfColumn(start), 0]]);
  for (const { column, distance } of downstream.columns) {
    add(column.node, 'downstream', distance);
    distances.set(keyOfColumn(column), distance);
  }
  for (const { node, column } of downstream.influenced)
    add(node, 'downstream', (distances.get(keyOfColumn(column)) ?? 0) + 1);
  return [...found.values()].sort((a, b) => a.distance - b.distance);
}

/** From a column to each node whose rows it decides, with all the clauses by which it does. */
function decidingEdges({ influenced }: ColumnClosure): readonly GraphColumnEdge[] {
  const found = new Map<string, { from: ColumnOfNode; node: NodeId; words: Set<string> }>();
  for (const { node, column: from, clause } of influenced) {
    const key = `${keyOfColumn(from)}\n${node}`;
    const known = found.get(key) ?? { from, node, words: new Set() };
    found.set(key, known);
    known.words.add(wordOfClause(clause));
  }
  return [...found.values()].map(({ from, node, words }) => ({
    from,
    to: { node },
    how: 'decides',
    label: [...words].join(', '),
    lit: true,
  }));
}

/** Names in one sentence. */
const namesShown = 3;

function notesOf(
  project: Project,
  start: ColumnOfNode,
  upstream: ColumnClosure,
  downstream: ColumnClosure,
): readonly string[] {
  const { columns, complete } = nodeColumns(project, start.node);
  const isGone = complete && !columns.some(({ name }) => name === start.column);
  const list = (ids: readonly NodeId[]) => {
    const names = ids.slice(0, namesShown).map((id) => nameOfNode(project, id));
    const rest = ids.length - names.length;
    return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
  };
  const sure = new Set([
    ...downstream.columns.map(({ column }) => column.node),
    ...downstream.influenced.map(({ node }) => node),
  ]);
  const perhaps = downstream.unknown.filter((id) => !sure.has(id));
  return [
    ...(isGone
      ? [`${nameOfNode(project, start.node)} has no column ${start.column} as its text stands.`]
      : []),
    ...(upstream.unknown.length > 0
      ? [`In ${list(upstream.unknown)} not everything that the column is made of is known.`]
      : []),
    ...(perhaps.length > 0
      ? [
          // The verb comes first: what a narrow panel cuts off are names.
          `May read it too: ${list(perhaps)} — which columns ${perhaps.length === 1 ? 'it reads' : 'they read'} isn’t known.`,
        ]
      : []),
  ];
}
