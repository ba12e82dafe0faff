// What a graph that follows the cursor is centred on. Deliberately absent: the graph.

import type { Project } from '../project.ts';
import { columnsAt } from '../semantics/columnsAt.ts';
import { entriesAt, nodeOfFile } from '../semantics/modelFiles.ts';
import { nodeAt } from '../semantics/nodeAt.ts';
import { columnCalled } from '../semantics/sql/nodeColumns.ts';
import { nodeIdOf } from '../semantics/sql/nodeId.ts';
import type { Focus } from './neighbourhoodPaths.ts';

/** The node of a file, in YAML that of the entry at the cursor; where `columns` are asked for the column there. */
export function focusAt(
  project: Project,
  path: string,
  offset: number | undefined,
  columns: boolean,
): Focus | undefined {
  if (columns && offset !== undefined) {
    for (const column of columnsAt(project, path, offset)) {
      const known = columnCalled(project, column);
      if (known) return { node: column.node, column: known.name };
    }
  }
  const entry = nodeAt(project, path, offset);
  if (entry) return { node: entry.uniqueId };
  const file = nodeOfFile(project, path);
  return file && { node: nodeIdOf(file) };
}

/** Why a file is no node: dbt was told not to build it; undefined where it simply makes none. */
export function disabledAt(project: Project, path: string): string | undefined {
  const [entry] = entriesAt(project, path);
  return entry?.disabled ? entry.name : undefined;
}
