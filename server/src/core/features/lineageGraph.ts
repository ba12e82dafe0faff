// What a node or a column is made of and what is made of it, as plain data. Deliberately absent: drawings and how it is printed.

import type { LineageDirection } from '../../protocol.ts';
import { kindOf, labelOf } from '../card/entryWords.ts';
import type { Project } from '../project.ts';
import { allNeighbours } from '../semantics/nodeNeighbours.ts';
import {
  type ColumnClosure,
  type ColumnOfNode,
  columnDownstream,
  columnUpstream,
} from '../semantics/sql/columnLineage.ts';
import { entryOf, fileOf, type NodeId } from '../semantics/sql/nodeId.ts';
import type { How } from '../sql/analysis.ts';

/** A node, or a column of one. */
export interface GraphNode {
  /** Of the node and the column; the ends of edges. */
  readonly key: string;
  /** A unique id, or `file:` and the path of what dbt hasn't parsed yet. */
  readonly node: NodeId;
  readonly column: string | undefined;
  /** For people; not escaped for any format. */
  readonly label: string;
  readonly kind: string;
}

/** What flows from one to the other. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Only between columns. */
  readonly how: How | undefined;
}

/** See the head of this file. */
export interface LineageGraph {
  readonly start: string;
  /** The start first, then the nearest. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Only of columns: rows of these nodes depend on a column, by the clause. */
  readonly influenced: readonly { readonly node: NodeId; readonly column: string; readonly clause: string }[];
  /** Only of columns: nodes of which it can't be known which columns they read. */
  readonly unknown: readonly NodeId[];
  /** Only of columns: exposures, metrics and the like that read a node of a column downstream. */
  readonly consumers: readonly NodeId[];
  /** False where the depth ended it. */
  readonly whole: boolean;
}

/** Which way to go, and how far. */
export interface GraphLimits {
  readonly upstream: boolean;
  readonly downstream: boolean;
  /** Edges from the start; undefined for all. */
  readonly depth: number | undefined;
}

/** The lineage of a column. */
export function columnGraph(project: Project, start: ColumnOfNode, limits: GraphLimits): LineageGraph {
  const depth = limits.depth === undefined ? {} : { depth: limits.depth };
  const closures: ColumnClosure[] = [];
  if (limits.upstream) closures.push(columnUpstream(project, start, depth));
  if (limits.downstream) closures.push(columnDownstream(project, start, depth));
  const columns = [start, ...closures.flatMap((closure) => closure.columns.map(({ column }) => column))];
  const nodes = columns.map((column) => graphNode(project, column.node, column.column));
  const edges = closures.flatMap((closure) =>
    closure.edges.map(({ from, to, how }) => ({ from: columnKey(from), to: columnKey(to), how })),
  );
  return {
    start: columnKey(start),
    nodes: [...new Map(nodes.map((node) => [node.key, node])).values()],
    edges: unique(edges),
    influenced: closures.flatMap(({ influenced }) =>
      influenced.map(({ node, column, clause }) => ({ node, column: columnKey(column), clause })),
    ),
    unknown: [...new Set(closures.flatMap(({ unknown }) => unknown))],
    consumers: closures.flatMap(({ consumers }) => consumers.map(({ uniqueId }) => uniqueId)),
    whole: closures.every(({ whole }) => whole),
  };
}

/** The lineage of a node. */
export function nodeGraph(project: Project, start: NodeId, limits: GraphLimits): LineageGraph {
  const found = new Set([start]);
  const edges: GraphEdge[] = [];
  let whole = true;
  const known = allNeighbours(project);
  // What only the text that dbt parsed reads is no neighbour now.
  const neighbours = (id: NodeId, direction: LineageDirection) =>
    known(id, direction).flatMap((each) => (each.change === 'removed' ? [] : [each.id]));
  const search = (next: (id: NodeId) => readonly NodeId[], edge: (from: NodeId, to: NodeId) => GraphEdge) => {
    const reached = new Map([[start, 0]]);
    for (const [id, distance] of reached) {
      const others = next(id);
      if (limits.depth !== undefined && distance >= limits.depth) {
        if (others.some((other) => !reached.has(other))) whole = false;
        continue;
      }
      for (const other of others) {
        edges.push(edge(id, other));
        found.add(other);
        if (!reached.has(other)) reached.set(other, distance + 1);
      }
    }
  };
  if (limits.upstream)
    search(
      (id) => neighbours(id, 'upstream'),
      (to, from) => ({ from, to, how: undefined }),
    );
  if (limits.downstream)
    search(
      (id) => neighbours(id, 'downstream'),
      (from, to) => ({ from, to, how: undefined }),
    );
  const nodes = [...found].map((id) => graphNode(project, id, undefined));
  return { start, nodes, edges: unique(edges), influenced: [], unknown: [], consumers: [], whole };
}

/** The name of a node for people. */
export function nodeLabel(project: Project, id: NodeId): string {
  const entry = entryOf(project, id);
  return entry ? labelOf(entry) : (fileOf(project, id) ?? id).replace(/^.*\/|\.[^.]*$/g, '');
}

function graphNode(project: Project, node: NodeId, column: string | undefined): GraphNode {
  const entry = entryOf(project, node);
  const label = nodeLabel(project, node);
  return {
    key: column === undefined ? node : columnKey({ node, column }),
    node,
    column,
    label: column === undefined ? label : `${label}.${column}`,
    kind: entry ? kindOf(entry) : 'model',
  };
}

function columnKey({ node, column }: ColumnOfNode): string {
  return `${node}#${column}`;
}

function unique(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  return [...new Map(edges.map((edge) => [`${edge.from}\n${edge.to}\n${edge.how}`, edge])).values()];
}
