// The readers of a model that loses columns at this moment, understood a step at a time before its problems are asked for.
// Deliberately absent: anything that has to be right; without it some readers are named later.

import { isFresh, settle } from '../../derived.ts';
import type { Project } from '../../project.ts';
import { nodeOfFile } from '../../semantics/modelFiles.ts';
import { renderedSql, sqlOfNode } from '../../semantics/sql/cells.ts';
import { changedColumns, isParsedAsIs } from '../../semantics/sql/changedColumns.ts';
import { nodeIdOf } from '../../semantics/sql/nodeId.ts';
import { prepareReadersBefore } from '../../semantics/sql/readersBefore.ts';
import { readsInVain } from '../../semantics/sql/readsInVain.ts';
import { warmUpstream } from '../../semantics/sql/warmNode.ts';
import { sqlChildren } from './breakingLost.ts';
import { mostChanges } from './breakingUses.ts';

/** See the head of this file. Yields after each step that there was something to do for. */
export function* prepareBreaking(project: Project, path: string): Generator<void, void> {
  const node = nodeOfFile(project, path);
  const source = project.files.text(path);
  if (!node?.entry || !source || project.context.severities.get('breaking-column') === 'off') return;
  const id = nodeIdOf(node);
  if (isParsedAsIs(project, id, source) === true) {
    for (const child of sqlChildren(project, id)) {
      if (isFresh(project, readsInVain, child)) continue;
      yield* warmUpstream(project, child);
      for (const step of [renderedSql, sqlOfNode, readsInVain]) {
        settle<unknown>(project, step, child);
        yield;
      }
    }
    return;
  }
  for (const { column } of changedColumns(project, id, source).slice(0, mostChanges)) {
    yield;
    yield* prepareReadersBefore(project, { node: id, column: column.name });
  }
}
