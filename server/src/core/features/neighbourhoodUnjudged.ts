// What the graph says of edited models that lose columns while not all of theirs are known: why nothing is said to break. Deliberately
// absent: what certainly breaks (neighbourhoodImpact.ts).

import { visibleLine } from '../card/visible.ts';
import type { Project } from '../project.ts';
import { isUnderstood } from '../semantics/sql/columnLineage.ts';
import { type NodeId, nodeIdOf } from '../semantics/sql/nodeId.ts';
import { nameOfNode } from '../semantics/sql/nodeNames.ts';
import { unjudgedChange } from '../semantics/sql/unjudgedChange.ts';
import { changedFiles } from './neighbourhoodImpact.ts';

/** Names in one sentence. */
const namesShown = 3;

/** One sentence at most. */
export function unjudgedNotes(
  project: Project,
  focus: NodeId | undefined,
  mayAnalyse: boolean,
): readonly string[] {
  const found = changedFiles(project, focus).files.flatMap((file) => {
    const id = nodeIdOf(file);
    const source = project.files.text(file.path);
    if (!source || (!mayAnalyse && !isUnderstood(project, id))) return [];
    const by = unjudgedChange(project, id, source);
    return by === undefined ? [] : [{ name: visibleLine(nameOfNode(project, id)), by }];
  });
  if (found.length === 0) return [];
  const names = found.slice(0, namesShown).map(({ name }) => name);
  const more = found.length > names.length ? ` and ${found.length - names.length} more` : '';
  const isHelped = !project.artifacts.catalog && found.some(({ by }) => by === 'columns upstream');
  return [
    `Not all columns of ${names.join(', ')}${more} are known, so what ${found.length === 1 ? 'its edit breaks' : 'their edits break'} isn’t either.` +
      (isHelped ? ' Run "dbt docs generate" to have them.' : ''),
  ];
}
