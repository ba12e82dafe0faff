// What the rules on columns need of the nodes that a file reads or describes, understood a step at a time, so that nobody waits for
// all of it in one go. Deliberately absent: anything that has to be right; without it findings are the same, only later.

import type { Project } from '../project.ts';
import { nodesOfEntry } from '../semantics/describedNodes.ts';
import { isYaml } from '../semantics/modelFiles.ts';
import { warmFile, warmSql } from '../semantics/sql/warmLineage.ts';
import { schemaEntries } from '../yaml/schemaFile.ts';
import { prepareBreaking } from './breaking/breakingPrepare.ts';
import { prepareTypesInUse } from './vocabulary/drift/typesInUse.ts';

/** See the head of this file. Yields after each step that there was something to do for. */
export function* prepareLint(project: Project, path: string): Generator<void, void> {
  if (!isYaml(path)) {
    yield* warmFile(project, path);
    yield* prepareBreaking(project, path);
    const { vocabulary, severities } = project.context;
    if (vocabulary && severities.get('column-name-drift') !== 'off')
      yield* prepareTypesInUse(project, vocabulary);
    yield* warmSql(project, path);
    return;
  }
  const source = project.files.text(path);
  for (const entry of source ? schemaEntries(source) : []) {
    for (const node of nodesOfEntry(project, entry, path))
      if (node.path !== undefined) yield* warmFile(project, node.path);
  }
}
