// Lineage as a call hierarchy, for every editor: incoming calls are downstream (who reads it), outgoing calls upstream (what it reads).
// Of nodes and of columns, as the texts stand, one step at a time. Deliberately absent: which of them is a column's (callHierarchyColumns.ts).

import type { LineageDirection } from '../../protocol.ts';
import type { Project } from '../project.ts';
import { columnsAt } from '../semantics/columnsAt.ts';
import { meaningOf, nodesOf } from '../semantics/meaning.ts';
import { nodeAt } from '../semantics/nodeAt.ts';
import { entryOf, type NodeId, type NodeOrColumn, nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import { symbolAt } from '../semantics/symbolAt.ts';
import { columnCalls, columnItem } from './callHierarchyColumns.ts';
import { type HierarchyCall, type HierarchyItem, nodeCalls, nodeItem } from './callHierarchyNodes.ts';

/**
 * What stands at a place of a file: a column by its name, a node by any name of it; anywhere else the node of the file, in YAML
 * that of the entry. Empty where nothing there has lineage or a place of its own.
 */
export function prepareCallHierarchy(
  project: Project,
  path: string,
  offset: number,
): readonly HierarchyItem[] {
  return subjectsAt(project, path, offset).flatMap(
    ({ node, column }) =>
      (column === undefined ? nodeItem(project, node) : columnItem(project, { node, column })) ?? [],
  );
}

/** The calls of an item by its ids; a step understands part of a node at most. Empty where these are gone. */
export function* hierarchyCalls(
  project: Project,
  { node, column }: NodeOrColumn,
  direction: LineageDirection,
): Generator<void, readonly HierarchyCall[]> {
  return column === undefined
    ? yield* nodeCalls(project, node, direction)
    : yield* columnCalls(project, { node, column }, direction);
}

function subjectsAt(project: Project, path: string, offset: number): readonly NodeOrColumn[] {
  const symbol = symbolAt(project, path, offset);
  const named =
    symbol && symbol.kind !== 'column'
      ? nodesOf(meaningOf(project, symbol, path)).filter((id) => inGraph(project, id))
      : [];
  if (named.length > 0) return named.map((node) => ({ node, column: undefined }));
  const columns = columnsAt(project, path, offset);
  if (columns.length > 0) return columns;
  const around = nodeAt(project, path, offset)?.uniqueId ?? nodeIdOfFile(project, path);
  return around === undefined || entryOf(project, around)?.disabled
    ? []
    : [{ node: around, column: undefined }];
}

/** Macros, groups and the like have no lineage. */
const outside: ReadonlySet<string> = new Set(['macro', 'doc', 'group', 'operation', 'test', 'unit_test']);

function inGraph(project: Project, id: NodeId): boolean {
  const entry = entryOf(project, id);
  return entry ? !entry.disabled && !outside.has(entry.resourceType) : true;
}
