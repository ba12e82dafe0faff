// Mends that give a column another name: where it is made, and everywhere that lineage proves. Deliberately absent: which name.

import type { Project } from '../../project.ts';
import { testChildrenOf } from '../../semantics/lineage.ts';
import { entryOf, type NodeId } from '../../semantics/sql/nodeId.ts';
import { nodeReaders } from '../../semantics/sql/nodeReaders.ts';
import { type ColumnRename, renameEverywhere, renameHere } from '../../semantics/sql/rename/renameColumn.ts';
import type { JudgedColumn } from '../columns/columns.ts';
import type { Fix } from '../rule.ts';

/**
 * The mends that rename a column of a node; none where its name can't be written, or it is known of no node. `preferred`: it is the only
 * name that will do.
 */
export function renameFixes(
  project: Project,
  { node, name }: Pick<JudgedColumn, 'node' | 'name'>,
  newName: string,
  preferred = false,
): readonly Fix[] {
  if (node === undefined || newName === name || name.includes('.')) return [];
  const here = renameHere(project, node, name, newName);
  if (here.length === 0) return [];
  const read = isRead(project, node);
  // Nothing but a rename everywhere leaves what reads it whole.
  const own: Fix = {
    title: `Rename to “${newName}” here`,
    edits: here,
    preferred: preferred && !read,
    byHand: true,
  };
  if (!read) return [own];
  let found: ColumnRename | undefined;
  const everywhere = () => {
    found ??= renameEverywhere(project, { node, column: name }, newName);
    return found;
  };
  const all: Fix = {
    title: `Rename to “${newName}” everywhere`,
    get edits() {
      return everywhere().edits;
    },
    get left() {
      return everywhere().left;
    },
    preferred,
    confirm: true,
    byHand: true,
  };
  return preferred ? [all, own] : [own, all];
}

function isRead(project: Project, node: NodeId): boolean {
  if (
    nodeReaders(project)
      .of(node)
      .some((reader) => reader !== node)
  )
    return true;
  const { manifest } = project.artifacts;
  const entry = entryOf(project, node);
  return manifest !== undefined && entry !== undefined && testChildrenOf(manifest, entry).length > 0;
}
