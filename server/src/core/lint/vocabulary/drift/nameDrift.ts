// One value under two names: a column that lineage proves to be another passed on as it is, under a name that isn't that other's.
// Deliberately absent: aggregates and types.

import type { Project } from '../../../project.ts';
import { itemsOfNode } from '../../../semantics/sql/columnPlaces.ts';
import { nodeColumn } from '../../../semantics/sql/nodeColumns.ts';
import { type ColumnOfNode, nodeLineage } from '../../../semantics/sql/nodeLineage.ts';
import type { Vocabulary } from '../../../yaml/vocabulary.ts';
import type { JudgedColumn } from '../../columns/columns.ts';
import type { Problem, RelatedPlace } from '../../rule.ts';
import { isCoveredNode } from '../coveredNodes.ts';
import { nodeName } from '../nodeName.ts';
import { parseName } from '../parseName.ts';
import { renameFixes } from '../renameFixes.ts';

/** The problem of a column that is another under a new name; undefined where it is none, or that isn't certain. */
export function nameDrift(
  project: Project,
  vocabulary: Vocabulary,
  column: JudgedColumn,
): Problem | undefined {
  const origin = renamedFrom(project, column);
  if (!origin || !isCoveredNode(project, vocabulary, origin.node)) return undefined;
  if (!knowsWordOf(vocabulary, column.name) || !knowsWordOf(vocabulary, origin.column)) return undefined;
  if (isRole(vocabulary, origin.column, column.name)) return undefined;
  return {
    range: column.range,
    message: `\`${column.name}\` of ${column.owner} is \`${origin.column}\` of ${nodeName(project, origin.node)} under another name; a new name keeps the words of the old where it is a role of it.`,
    related: placesOf(project, origin),
    fixes: () => renameFixes(project, column, origin.column),
  };
}

/** The column of another node that a column passes on as it is, under another name. */
function renamedFrom(project: Project, { node, name }: JudgedColumn): ColumnOfNode | undefined {
  const own = node === undefined ? undefined : nodeColumn(project, node, name);
  if (node === undefined || own?.made?.traced !== true || own.made.hangsOn !== undefined) return undefined;
  const [only, ...more] = nodeLineage(project, node).upstream.get(own.name) ?? [];
  return only?.how === 'rename' && more.length === 0 && only.column.node !== node ? only.column : undefined;
}

/** Whether the vocabulary has a word of a name, so that the name says something by it. */
function knowsWordOf(vocabulary: Vocabulary, name: string): boolean {
  return parseName(vocabulary, name).parts.some(({ stub }) => stub);
}

/** Whether a name keeps every word of another, synonyms being one word. */
function isRole(vocabulary: Vocabulary, before: string, after: string): boolean {
  const left = wordsOf(vocabulary, after);
  return wordsOf(vocabulary, before).every((word) => {
    const at = left.indexOf(word);
    if (at < 0) return false;
    left.splice(at, 1);
    return true;
  });
}

function wordsOf(vocabulary: Vocabulary, name: string): string[] {
  return parseName(vocabulary, name).parts.map(({ text, stub }) =>
    (stub && !stub.pattern ? stub.name : text).toLowerCase(),
  );
}

/** Where a column of another node is made, for a node that is analysed already. */
function placesOf(project: Project, { node, column }: ColumnOfNode): readonly RelatedPlace[] {
  return itemsOfNode(project, node, column)
    .slice(0, 1)
    .map(({ path, nameRange }) => ({
      path,
      range: nameRange,
      message: `\`${column}\` of ${nodeName(project, node)} is named here.`,
    }));
}
