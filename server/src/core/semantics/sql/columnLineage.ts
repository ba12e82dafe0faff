// Where the value of a column comes from and who reads it, through the whole project, saved or not.
// Deliberately absent: words and drawings.

import type { Entry } from '../../artifacts/types.ts';
import { isFresh } from '../../derived.ts';
import { memo } from '../../memo.ts';
import type { Project } from '../../project.ts';
import type { How } from '../../sql/analysis.ts';
import { columnsOfNode } from './cells.ts';
import { columnSearch, keyOf } from './columnSearch.ts';
import { mayReadOf } from './mayReadOf.ts';
import { nodeColumn } from './nodeColumns.ts';
import type { NodeId } from './nodeId.ts';
import { type ColumnOfNode, type NodeLineage, nodeLineage } from './nodeLineage.ts';
import { consumersOf, nodeReaders } from './nodeReaders.ts';
import { prepareReaders } from './prepareReaders.ts';
import { warmNode } from './warmNode.ts';

export { type ColumnOfNode, type NodeLineage, nodeLineage } from './nodeLineage.ts';

/** A step between columns of two nodes. */
export interface ColumnEdge {
  readonly from: ColumnOfNode;
  readonly to: ColumnOfNode;
  readonly how: How;
}

/** A column of a closure. */
export interface ReachedColumn {
  readonly column: ColumnOfNode;
  /** Edges on the shortest path, from 1. */
  readonly distance: number;
  /** The least faithful step of the most faithful path. */
  readonly how: How;
}

/** Limits of a closure; all default to none. */
export interface ClosureLimits {
  readonly depth?: number;
  /**
   * Nodes that may be analysed for it, what they read included, those that are already analysed apart; when more are needed it
   * ends early.
   */
  readonly nodes?: number;
  /** Nodes from whose columns the search goes on: the nearest; what these lead to is reached yet. */
  readonly nearest?: number;
}

/** A closure of column lineage. */
export interface ColumnClosure {
  /** Nearest first. */
  readonly columns: readonly ReachedColumn[];
  /** Every edge between the columns reached and the start. */
  readonly edges: readonly ColumnEdge[];
  /** Nodes that read a column reached, but of which it can't be known what they do with it. */
  readonly unknown: readonly NodeId[];
  /** Only downstream: exposures, metrics and the like that read a model of a column reached. */
  readonly consumers: readonly Entry[];
  /** Only downstream: columns reached that decide rows of a node (conditions, joins, grouping). */
  readonly influenced: readonly {
    readonly node: NodeId;
    readonly column: ColumnOfNode;
    readonly clause: string;
  }[];
  /** False where a limit ended it early. */
  readonly whole: boolean;
}

/** Whether the columns of a node are known, so that looking at them costs nothing. */
export function isUnderstood(project: Project, id: NodeId): boolean {
  return isFresh(project, columnsOfNode, id);
}

/** Everything that a column is made of. */
export function columnUpstream(
  project: Project,
  column: ColumnOfNode,
  limits: ClosureLimits = {},
): ColumnClosure {
  return resultOf(searchUpstream(project, column, limits));
}

/** Everything that reads a column. */
export function columnDownstream(
  project: Project,
  column: ColumnOfNode,
  limits: ClosureLimits = {},
): ColumnClosure {
  return resultOf(searchDownstream(project, column, limits));
}

/** Understands all nodes that a closure takes, step by step: yields after each. Nothing is wrong without it, only later. */
export function* prepareUpstreamOf(
  project: Project,
  column: ColumnOfNode,
  limits: ClosureLimits,
): Generator<void, void> {
  yield* warmNode(project, column.node);
  yield* searchUpstream(project, column, limits, (node) => warmNode(project, node));
}

/** The same for {@link columnDownstream}. */
export function* prepareDownstreamOf(
  project: Project,
  column: ColumnOfNode,
  limits: ClosureLimits,
): Generator<void, void> {
  yield* warmNode(project, column.node);
  yield* prepareReaders(project);
  yield* searchDownstream(project, column, limits, (node) => warmNode(project, node));
}

/** What a search waits for before it looks at a node. */
type Prepare = (node: NodeId) => Iterable<void>;

const nothingFirst: Prepare = () => [];

function resultOf<Result>(search: Generator<void, Result>): Result {
  for (let step = search.next(); ; step = search.next()) if (step.done) return step.value;
}

function* searchUpstream(
  project: Project,
  column: ColumnOfNode,
  limits: ClosureLimits,
  prepare: Prepare = nothingFirst,
): Generator<void, ColumnClosure> {
  const search = columnSearch(project, asSpelled(project, column), limits);
  for (const { column: to, distance, last } of search.reached()) {
    yield* prepare(to.node);
    if (!search.mayAnalyse(to.node)) continue;
    const { upstream, reads, opaque } = nodeLineage(project, to.node);
    const inputs = upstream.get(to.column) ?? [];
    if (last) {
      if (inputs.length > 0) search.cut();
      continue;
    }
    for (const { column: from, how } of inputs)
      search.add(asSpelled(project, from), { from: asSpelled(project, from), to, how }, distance);
    // Nobody can say what else this one is made of.
    const made = nodeColumn(project, to.node, to.column)?.made;
    if (made ? !made.traced && reads.length + opaque.length > 0 : opaque.length > 0)
      search.unknown.add(to.node);
  }
  return { ...search.result(), consumers: [], influenced: [] };
}

function* searchDownstream(
  project: Project,
  column: ColumnOfNode,
  limits: ClosureLimits,
  prepare: Prepare = nothingFirst,
): Generator<void, ColumnClosure> {
  const search = columnSearch(project, asSpelled(project, column), limits);
  const influenced: ColumnClosure['influenced'][number][] = [];
  const consumers = new Set<Entry>();
  const known = nodeReaders(project, limits.nodes);
  if (!known.whole) search.cut();
  const readers = new Map<NodeId, readonly NodeId[]>();
  const uses = new Map<NodeId, ColumnUse>();
  for (const { column: from, distance, last } of search.reached()) {
    const children = readers.get(from.node) ?? known.of(from.node);
    if (!readers.has(from.node))
      for (const consumer of consumersOf(project, from.node)) consumers.add(consumer);
    readers.set(from.node, children);
    if (last) {
      if (children.length > 0) search.cut();
      continue;
    }
    const key = keyOf(from);
    for (const child of children) {
      if (!uses.has(child)) yield* prepare(child);
      if (!search.mayAnalyse(child)) continue;
      const use = uses.get(child) ?? useOf(nodeLineage(project, child));
      uses.set(child, use);
      for (const { name, how } of use.made.get(key) ?? []) {
        const to = { node: child, column: name };
        search.add(to, { from, to, how }, distance);
      }
      for (const clause of use.clauses.get(key) ?? []) influenced.push({ node: child, column: from, clause });
      // What a model reads of itself in an incremental run says nothing of others.
      if (child !== from.node && use.mayRead(from)) search.unknown.add(child);
    }
  }
  return { ...search.result(), consumers: [...consumers], influenced };
}

/** A column as its node spells it, where that is known. */
function asSpelled(project: Project, { node, column }: ColumnOfNode): ColumnOfNode {
  return { node, column: nodeColumn(project, node, column)?.name ?? column };
}

/** What a node does with the columns that it reads, by their keys. */
interface ColumnUse {
  /** The columns made of it. */
  readonly made: ReadonlyMap<string, readonly { readonly name: string; readonly how: How }[]>;
  /** The clauses by which it decides rows. */
  readonly clauses: ReadonlyMap<string, readonly string[]>;
  mayRead(column: ColumnOfNode): boolean;
}

const useOf = memo((lineage: NodeLineage): ColumnUse => {
  const { upstream, influences } = lineage;
  const made = new Map<string, { readonly name: string; readonly how: How }[]>();
  for (const [name, inputs] of upstream)
    for (const { column, how } of inputs) addTo(made, keyOf(column), { name, how });
  const clauses = new Map<string, string[]>();
  for (const { column, clause } of influences) addTo(clauses, keyOf(column), clause);
  return { made, clauses, mayRead: mayReadOf(lineage) };
});

function addTo<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}
