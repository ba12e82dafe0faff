// One step from a column: what it is made of, and who reads it, as the texts stand. Deliberately absent: what lies further
// (columnLineage.ts), and words.

import type { LineageDirection } from '../../../protocol.ts';
import type { Project } from '../../project.ts';
import type { How } from '../../sql/analysis.ts';
import { childrenOf } from '../lineage.ts';
import { mayReadColumns } from '../nodeTypes.ts';
import { columnDownstream, prepareDownstreamOf } from './columnLineage.ts';
import { mayComeFrom } from './mayReadOf.ts';
import { columnCalled } from './nodeColumns.ts';
import { entryOf, type NodeId } from './nodeId.ts';
import { type ColumnOfNode, nodeLineage } from './nodeLineage.ts';
import { warmNode } from './warmNode.ts';

/** See the head of this file. */
export interface ColumnSteps {
  /** Each once for each way. */
  readonly columns: readonly { readonly column: ColumnOfNode; readonly how: How }[];
  /** Only downstream: nodes whose rows it decides, each once, with the clauses. */
  readonly decides: readonly { readonly node: NodeId; readonly clauses: readonly string[] }[];
  /** Nodes that it may be made of, or that may read it: nobody knows by which columns. */
  readonly perhaps: readonly NodeId[];
  /** Only downstream: exposures, metrics and the like that read the node; by which columns isn't known. */
  readonly consumers: readonly NodeId[];
}

const nearest = { depth: 1 } as const;

/** See the head of this file. Understands every reader: `prepareColumnSteps` does that in steps. */
export function columnSteps(
  project: Project,
  column: ColumnOfNode,
  direction: LineageDirection,
): ColumnSteps {
  const known = columnCalled(project, column);
  const asked = { node: column.node, column: known?.name ?? column.column };
  if (direction === 'upstream') {
    const lineage = nodeLineage(project, asked.node);
    const columns = lineage.upstream.get(asked.column) ?? [];
    const perhaps = known?.made?.traced ? [] : mayComeFrom(lineage);
    return { columns, decides: [], perhaps, consumers: [] };
  }
  const { edges, influenced, unknown } = columnDownstream(project, asked, nearest);
  const clauses = new Map<NodeId, Set<string>>();
  for (const { node, clause } of influenced)
    clauses.set(node, (clauses.get(node) ?? new Set<string>()).add(clause));
  const readers = new Set(edges.map(({ to }) => to.node));
  return {
    columns: edges.map(({ to, how }) => ({ column: to, how })),
    decides: [...clauses].map(([node, all]) => ({ node, clauses: [...all] })),
    perhaps: unknown.filter((id) => !readers.has(id) && !clauses.has(id)),
    consumers: consumersOfNode(project, asked.node),
  };
}

function consumersOfNode(project: Project, id: NodeId): readonly NodeId[] {
  const { manifest } = project.artifacts;
  const entry = entryOf(project, id);
  if (!manifest || !entry) return [];
  return childrenOf(manifest, entry).flatMap(({ resourceType, uniqueId }) =>
    mayReadColumns(resourceType) ? [] : [uniqueId],
  );
}

/** Has what {@link columnSteps} needs; yields after each step. */
export function* prepareColumnSteps(
  project: Project,
  column: ColumnOfNode,
  direction: LineageDirection,
): Generator<void, void> {
  if (direction === 'upstream') yield* warmNode(project, column.node);
  else yield* prepareDownstreamOf(project, column, nearest);
}
