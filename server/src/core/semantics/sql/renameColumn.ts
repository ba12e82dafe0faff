// The edits that give a column another name: in its own SQL and YAML, and in what reads it as far as lineage proves that.
// What isn't certain is told in words. Deliberately absent: what names are allowed, and Python.

import type { Project } from '../../project.ts';
import { dialectOf } from '../../sql/dialect.ts';
import type { FileEdit } from '../../text.ts';
import { extensionOf } from '../modelFiles.ts';
import { columnPlace } from './columnPlace.ts';
import { nodeColumn } from './nodeColumns.ts';
import { entryOf, fileOf, type NodeId } from './nodeId.ts';
import type { ColumnOfNode } from './nodeLineage.ts';
import { renameInFile } from './renameFile.ts';
import { newNameOf } from './renameNames.ts';
import { renameReading } from './renameReaders.ts';
import { isInstalled, renameInOwnYaml, renameInYaml } from './renameYaml.ts';
import { nodeColumnKey } from './sameColumn.ts';
import { withEdits } from './withEdits.ts';

/** The edits of a rename, and in words what names the column, or may, and isn't edited. */
export interface ColumnRename {
  /** Empty where it can't be done; `left` then says why. */
  readonly edits: readonly FileEdit[];
  readonly left: readonly string[];
}

/** The column in its node's own SQL and in the YAML that describes it; empty where its name can't be written there. */
export function renameHere(
  project: Project,
  node: NodeId,
  column: string,
  newName: string,
): readonly FileEdit[] {
  const own = renameInOwnFile(project, { node, column }, newName);
  if (own.edits.length === 0) return [];
  return [...own.edits, ...renameInOwnYaml(project, { node, column }, newName).edits];
}

/** The column wherever it is certain that it is this one: here, and in all that reads it, passed on under its name too. */
export function renameEverywhere(project: Project, column: ColumnOfNode, newName: string): ColumnRename {
  const own = renameInOwnFile(project, column, newName);
  if (own.edits.length === 0) return own;
  const yml = renameInYaml(project, column, newName);
  const readers = renameReading(project, column, newName, own.edits);
  if (!readers) return { edits: [], left: ['it would not mean the same everywhere'] };
  return {
    edits: once([...own.edits, ...yml.edits, ...readers.edits]),
    left: [...new Set([...own.left, ...yml.left, ...readers.left])],
  };
}

/** The readers alone of a column that has its new name in its own SQL already; `from` is what it was called. */
export function renameReaders(project: Project, from: ColumnOfNode, newName: string): ColumnRename {
  const back = renameInOwnFile(project, { node: from.node, column: newName }, from.column);
  if (back.edits.length === 0) return back;
  const yml = renameInYaml(project, from, newName);
  const readers = withEdits(project, back.edits, (before) => {
    const own = renameInOwnFile(before, from, newName);
    return own.edits.length === 0 ? undefined : renameReading(before, from, newName, own.edits);
  });
  if (!readers) return { edits: [], left: ['what reads it would not mean the same'] };
  return {
    edits: once([...yml.edits, ...readers.edits]),
    left: [...new Set([...yml.left, ...readers.left])],
  };
}

/** The column in the file that makes it. */
function renameInOwnFile(project: Project, { node, column }: ColumnOfNode, newName: string): ColumnRename {
  const path = fileOf(project, node);
  if (entryOf(project, node)?.resourceType === 'source')
    return { edits: [], left: ['the column of a source is called what its database calls it'] };
  if (path === undefined) return { edits: [], left: ['no file of the project makes it'] };
  if (isInstalled(project, path)) return { edits: [], left: [`\`${path}\` belongs to an installed package`] };
  if (newName === column || newName === '') return { edits: [], left: ['that is what it is called'] };
  const there = nodeColumn(project, node, newName);
  const known = nodeColumn(project, node, column);
  if (there && there.name !== known?.name)
    return { edits: [], left: [`there is a column \`${newName}\` already`] };
  const extension = extensionOf(path);
  if (extension === 'csv') {
    const place = columnPlace(project, path, column);
    const plain = /^[\w ]+$/.test(newName);
    if (!place || !plain) return { edits: [], left: [`\`${path}\` doesn’t name it`] };
    return { edits: [{ path, range: place.nameRange, newText: newName }], left: [] };
  }
  if (extension !== 'sql') return { edits: [], left: [`\`${path}\` is no SQL`] };
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const found = renameInFile(
    project,
    path,
    {
      newName: newNameOf(newName, known?.quoted === true, dialect),
      read: new Set([nodeColumnKey(node, column)]),
      own: column,
      keep: false,
    },
    column,
  );
  return found.problems.length > 0 ? { edits: [], left: found.problems } : { edits: found.edits, left: [] };
}

/** The same place is reached by several ways. */
function once(edits: readonly FileEdit[]): readonly FileEdit[] {
  return [
    ...new Map(edits.map((edit) => [`${edit.path}\n${edit.range.start} ${edit.range.end}`, edit])).values(),
  ];
}
