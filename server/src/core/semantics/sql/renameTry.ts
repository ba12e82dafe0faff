// Tries edits that only give columns another name: of which nodes the columns would then be made of something else than before.
// Deliberately absent: the edits.

import type { Project } from '../../project.ts';
import type { FileEdit } from '../../text.ts';
import type { NodeId } from './nodeId.ts';
import { type ColumnOfNode, nodeLineage } from './nodeLineage.ts';
import { nodeColumnKey } from './sameColumn.ts';
import { withEdits } from './withEdits.ts';

/** The nodes that would mean something else; `renamed` are the columns with the new name, by nodeColumnKey. */
export function changedMeaning(
  project: Project,
  edits: readonly FileEdit[],
  ids: readonly NodeId[],
  renamed: ReadonlyMap<string, ColumnOfNode>,
  newName: string,
): readonly NodeId[] {
  const keyOf = ({ node, column }: ColumnOfNode) => {
    const key = nodeColumnKey(node, column);
    return renamed.has(key) ? nodeColumnKey(node, newName) : key;
  };
  const plainKey = ({ node, column }: ColumnOfNode) => nodeColumnKey(node, column);
  const before = new Map(ids.map((id) => [id, drawn(project, id, keyOf)]));
  const after = withEdits(project, edits, (edited) => ids.map((id) => drawn(edited, id, plainKey)));
  return ids.filter((id, index) => before.get(id) !== after[index]);
}

/** What a node's columns are made of, and what decides its rows, as one text. */
function drawn(project: Project, id: NodeId, keyOf: (column: ColumnOfNode) => string): string {
  const { upstream, influences } = nodeLineage(project, id);
  const columns = [...upstream].map(([column, inputs]) => {
    const from = inputs.map(
      (input) => `${keyOf(input.column)} ${input.how === 'rename' ? 'passthrough' : input.how}`,
    );
    return `${keyOf({ node: id, column })} from ${from.sort().join(', ')}`;
  });
  const decided = influences.map(({ column, clause }) => `${clause} ${keyOf(column)}`);
  return [...columns.sort(), ...decided.sort()].join('\n');
}
