// Lineage as a call hierarchy, for every editor: incoming calls are downstream (who reads it), outgoing calls upstream (what it reads).
// Of nodes and of columns, as the texts stand, one step at a time. Deliberately absent: which of them is a column's (callHierarchyColumns.ts).

import type { LineageDirection } from '../../protocol.ts';
import type { Project } from '../project.ts';
import { meaningOf, meaningOfOwner, nodesOf } from '../semantics/meaning.ts';
import { nodeAt } from '../semantics/nodeAt.ts';
import { columnsMeant } from '../semantics/sql/columnsMeant.ts';
import { entryOf, type NodeId, nodeIdOfFile } from '../semantics/sql/nodeId.ts';
import { sqlSymbolsAt } from '../semantics/sql/sqlSymbolsAt.ts';
import { symbolAt } from '../semantics/symbolAt.ts';
import { columnCalls, columnItem } from './callHierarchyColumns.ts';
import {
  type HierarchyCall,
  type HierarchyItem,
  type HierarchySubject,
  nodeCalls,
  nodeItem,
} from './callHierarchyNodes.ts';

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
  { node, column }: HierarchySubject,
  direction: LineageDirection,
): Generator<void, readonly HierarchyCall[]> {
  return column === undefined
    ? yield* nodeCalls(project, node, direction)
    : yield* columnCalls(project, { node, column }, direction);
}

function subjectsAt(project: Project, path: string, offset: number): readonly HierarchySubject[] {
  const symbol = symbolAt(project, path, offset);
  if (symbol?.kind === 'column')
    return distinct(
      nodesOf(meaningOfOwner(project, symbol, path)).map((node) => ({ node, column: symbol.name })),
    );
  const named = symbol ? nodesOf(meaningOf(project, symbol, path)).filter((id) => inGraph(project, id)) : [];
  if (named.length > 0) return named.map((node) => ({ node, column: undefined }));
  const columns = symbol
    ? []
    : sqlSymbolsAt(project, path, offset).flatMap((each) => {
        // Of a column that is passed on where it stands, the one that is made there.
        const { own, read } = columnsMeant(project, each);
        return (own.length > 0 ? own : read).map(({ id, name }) => ({ node: id, column: name }));
      });
  if (columns.length > 0) return distinct(columns);
  const around = nodeAt(project, path, offset)?.uniqueId ?? nodeIdOfFile(project, path);
  return around === undefined ? [] : [{ node: around, column: undefined }];
}

/** Macros, groups and the like have no lineage. */
const outside: ReadonlySet<string> = new Set(['macro', 'doc', 'group', 'operation', 'test', 'unit_test']);

function inGraph(project: Project, id: NodeId): boolean {
  const entry = entryOf(project, id);
  return entry ? !entry.disabled && !outside.has(entry.resourceType) : true;
}

function distinct(subjects: readonly HierarchySubject[]): readonly HierarchySubject[] {
  return [...new Map(subjects.map((each) => [`${each.node}\n${each.column?.toLowerCase()}`, each])).values()];
}
