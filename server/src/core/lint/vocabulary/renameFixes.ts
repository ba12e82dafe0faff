// Mends that give a column another name: where it is made, and everywhere that lineage proves. Deliberately absent: which name.

import type { Project } from '../../project.ts';
import { renameEverywhere, renameHere } from '../../semantics/sql/renameColumn.ts';
import type { JudgedColumn } from '../columns.ts';
import type { Fix } from '../rule.ts';

/** The mends that rename a column of a node; none where its name can't be written, or it is known of no node. */
export function renameFixes(
  project: Project,
  { node, name }: Pick<JudgedColumn, 'node' | 'name'>,
  newName: string,
): readonly Fix[] {
  if (node === undefined || newName === name) return [];
  const here = renameHere(project, node, name, newName);
  if (here.length === 0) return [];
  const { edits, left } = renameEverywhere(project, { node, column: name }, newName);
  const own: Fix = { title: `Rename to “${newName}” here`, edits: here };
  if (edits.length <= here.length) return [own];
  const not = left.length > 0 ? ` (not: ${left.join('; ')})` : '';
  return [own, { title: `Rename to “${newName}” everywhere${not}`, edits, confirm: true }];
}
