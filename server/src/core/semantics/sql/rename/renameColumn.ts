// The edits that give a column another name: in its own SQL and YAML, and in what reads it as far as lineage proves that.
// What isn't certain is told in words. Deliberately absent: what names are allowed, and Python.

import type { Project } from '../../../project.ts';
import { dialectOf } from '../../../sql/dialect.ts';
import type { FileEdit, TextRange } from '../../../text.ts';
import { extensionOf } from '../../modelFiles.ts';
import { columnPlace } from '../columnPlace.ts';
import { columnCalled, nodeColumn } from '../nodeColumns.ts';
import { entryOf, fileOf, type NodeId, nodeIdOfFile } from '../nodeId.ts';
import type { ColumnOfNode } from '../nodeLineage.ts';
import { nodeColumnKey } from '../sameColumn.ts';
import { withEdits } from '../withEdits.ts';
import { renameInFile } from './renameFile.ts';
import { newNameOf } from './renameNames.ts';
import { renameReading } from './renameReaders.ts';
import { changedMeaning } from './renameTry.ts';
import { isInstalled, renameInOwnYaml, renameInYaml } from './renameYaml.ts';

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
  const renamed = new Map([[nodeColumnKey(node, column), { node, column }]]);
  if (changedMeaning(project, own.edits, [node], renamed, newName).length > 0) return [];
  return [...own.edits, ...renameInOwnYaml(project, { node, column }, newName).edits];
}

/** The column wherever it is certain that it is this one: here, and in all that reads it, passed on under its name too. */
export function renameEverywhere(project: Project, column: ColumnOfNode, newName: string): ColumnRename {
  return withReaders(project, column, newName, renameInOwnFile(project, column, newName));
}

/**
 * A column of any select of a file, by where its name stands: in the file, and where it becomes a column of the file's node in all
 * that reads it.
 */
export function renameFrom(project: Project, path: string, at: TextRange, newName: string): ColumnRename {
  const source = project.files.text(path);
  const node = nodeIdOfFile(project, path);
  if (!source || node === undefined) return { edits: [], left: ['no file of the project makes it'] };
  if (isInstalled(project, path)) return { edits: [], left: [`\`${path}\` belongs to an installed package`] };
  const dialect = dialectOf(project.artifacts.manifest?.metadata.adapterType);
  const written = source.text.slice(at.start, at.end);
  const quoted = dialect.identifierQuotes.includes(written[0] ?? ' ');
  const name = quoted ? written.slice(1, -1) : written;
  const wish = {
    newName: newNameOf(newName, quoted, dialect),
    read: new Set<string>(),
    own: at,
    keep: false,
  };
  const first = renameInFile(project, path, wish, name);
  const [final, ...others] = first.finals;
  if (others.length > 0) return { edits: [], left: ['it becomes several columns'] };
  if (first.problems.length > 0) return { edits: [], left: first.problems };
  if (final === undefined) {
    const same = changedMeaning(project, first.edits, [node], new Map(), newName).length === 0;
    return same ? { edits: first.edits, left: [] } : { edits: [], left: ['it would not mean the same'] };
  }
  const column = { node, column: final };
  const refused = refusalOf(project, column, newName);
  if (refused !== undefined) return { edits: [], left: [refused] };
  // What the file reads of its own table has the new name then, too.
  const again = renameInFile(project, path, { ...wish, read: new Set([nodeColumnKey(node, final)]) }, name);
  if (again.problems.length > 0) return { edits: [], left: again.problems };
  return withReaders(project, column, newName, { edits: again.edits, left: [] });
}

function withReaders(
  project: Project,
  column: ColumnOfNode,
  newName: string,
  own: ColumnRename,
): ColumnRename {
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

/** Why a column of a node can't have a name; undefined where it can. */
function refusalOf(project: Project, { node, column }: ColumnOfNode, newName: string): string | undefined {
  const path = fileOf(project, node);
  if (entryOf(project, node)?.resourceType === 'source')
    return 'the column of a source is called what its database calls it';
  if (path === undefined) return 'no file of the project makes it';
  if (isInstalled(project, path)) return `\`${path}\` belongs to an installed package`;
  if (newName === column || newName === '') return 'that is what it is called';
  const there = nodeColumn(project, node, newName);
  const known = columnCalled(project, { node, column });
  return there && there.name !== known?.name ? `there is a column \`${newName}\` already` : undefined;
}

/** The column in the file that makes it. */
function renameInOwnFile(project: Project, { node, column }: ColumnOfNode, newName: string): ColumnRename {
  const refused = refusalOf(project, { node, column }, newName);
  const path = fileOf(project, node);
  if (refused !== undefined || path === undefined) return { edits: [], left: refused ? [refused] : [] };
  const known = columnCalled(project, { node, column });
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
