// Tries edits that only give columns another name: of which nodes the columns would then be made of something else than before.
// Deliberately absent: the edits.

import type { Project } from '../../../project.ts';
import type { FileEdit } from '../../../text.ts';
import { nodeColumn } from '../nodeColumns.ts';
import type { NodeId } from '../nodeId.ts';
import { type ColumnOfNode, nodeLineage } from '../nodeLineage.ts';
import { nodeColumnKey } from '../sameColumn.ts';
import { withEdits } from '../withEdits.ts';

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
  const before = ids.map((id) => factsOf(project, id, keyOf));
  const after = withEdits(project, edits, (edited) => ids.map((id) => factsOf(edited, id, plainKey)));
  return ids.filter((_, index) => !isKept(before[index] ?? noFacts, after[index] ?? noFacts));
}

/** What is known of a node's columns. */
interface Facts {
  /** What they are made of, and what decides the rows, a text for each. */
  readonly known: ReadonlySet<string>;
  /** The columns of which everything is known that they are made of. */
  readonly whole: ReadonlySet<string>;
}

const noFacts: Facts = { known: new Set(), whole: new Set() };

/** Whether all that was known still holds, and no column that was known wholly is made of more. */
function isKept(before: Facts, after: Facts): boolean {
  for (const each of before.known) if (!after.known.has(each)) return false;
  for (const each of after.known) {
    const [column = ''] = each.split(' from ', 1);
    if (before.whole.has(column) && !before.known.has(each)) return false;
  }
  return true;
}

function factsOf(project: Project, id: NodeId, keyOf: (column: ColumnOfNode) => string): Facts {
  const { upstream, influences } = nodeLineage(project, id);
  const known = new Set<string>();
  const whole = new Set<string>();
  for (const [name, inputs] of upstream) {
    const column = keyOf({ node: id, column: name });
    known.add(column);
    if (nodeColumn(project, id, name)?.made?.traced) whole.add(column);
    for (const input of inputs) {
      const how = input.how === 'rename' ? 'passthrough' : input.how;
      known.add(`${column} from ${keyOf(input.column)} ${how}`);
    }
  }
  for (const { column, clause } of influences) known.add(`${clause} by ${keyOf(column)}`);
  return { known, whole };
}
