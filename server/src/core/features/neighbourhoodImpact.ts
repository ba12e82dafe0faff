// What texts that dbt hasn't parsed do to those who read: of the focus, and of the other files at hand that were edited.
// Deliberately absent: how uses are found (lint/breaking), who they are (neighbourhoodImpactReaders.ts), and its Markdown.

import type {
  GraphColumn,
  GraphImpact,
  ImpactChange,
  ImpactReader,
  LineageImpact,
} from '../../lineageProtocol.ts';
import { type ColumnUses, isUsed, mostChanges, usesOfColumn } from '../lint/breaking/breakingUses.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { type FileNode, nodeOfFile } from '../semantics/modelFiles.ts';
import { type ChangedColumn, changedColumns, isParsedAsIs } from '../semantics/sql/changedColumns.ts';
import { isUnderstood } from '../semantics/sql/columnLineage.ts';
import { editedNodes } from '../semantics/sql/editedNodes.ts';
import { fileOf, type NodeId, nodeIdOf } from '../semantics/sql/nodeId.ts';
import { impactMarkdown } from './neighbourhoodImpactMarkdown.ts';
import { peopleOf, type Reader, readersOf } from './neighbourhoodImpactReaders.ts';

/** What happens to a column. */
export interface ImpactedColumn {
  /** Its node may not have it any more. */
  readonly name: string;
  readonly impact: NonNullable<GraphColumn['impact']>;
}

/** See the head of this file. */
export interface FoundImpact {
  readonly impact: LineageImpact;
  readonly nodes: ReadonlyMap<NodeId, GraphImpact>;
  /** By node, and by the name in lower case. */
  readonly columns: ReadonlyMap<NodeId, ReadonlyMap<string, ImpactedColumn>>;
}

/** So many edited files are looked at: who has edited more reads no list of it. */
const mostFiles = 10;

/** Readers, and labels of an owner, that are listed; the others are counted. */
const mostReaders = 200;
const mostLabels = 10;

/** How many nodes may be analysed for one column beyond those that are. */
const mostAnalysed = 8;

/** A changed column with what uses it. */
interface UsedChange {
  readonly node: NodeId;
  readonly change: ChangedColumn;
  readonly uses: ColumnUses;
}

/** The models whose changes are told of, that in the focus first, and whether these are all. */
export function changedFiles(
  project: Project,
  focus: NodeId | undefined,
): { readonly files: readonly FileNode[]; readonly whole: boolean } {
  const edited = editedNodes(project).filter(({ entry }) => entry && !entry.disabled);
  const own = focus === undefined ? undefined : editedFile(project, focus);
  const files = own ? [own, ...edited.filter(({ path }) => path !== own.path)] : edited;
  return { files: files.slice(0, mostFiles), whole: files.length <= mostFiles };
}

/** The file of a node, also where the manifest has no checksum of it; undefined where dbt has parsed it as it stands. */
function editedFile(project: Project, id: NodeId): FileNode | undefined {
  const path = fileOf(project, id);
  const file = path === undefined ? undefined : nodeOfFile(project, path);
  const source = file?.entry?.uniqueId === id ? project.files.text(file.path) : undefined;
  return source && isParsedAsIs(project, id, source) === false ? file : undefined;
}

/** The columns that the text of a model's file changes, as far as they are told of. */
export function changesOf(project: Project, file: FileNode): readonly ChangedColumn[] {
  const source = project.files.text(file.path);
  return source ? changedColumns(project, nodeIdOf(file), source).slice(0, mostChanges) : [];
}

/**
 * See the head of this file; undefined where nothing changed in a way that anybody notices. Where nothing may be analysed for it, only
 * what is known already counts.
 */
export function findImpact(
  project: Project,
  focus: NodeId | undefined,
  mayAnalyse = true,
): FoundImpact | undefined {
  const { files, whole } = changedFiles(project, focus);
  const last = lastFound(project);
  const paths = files.map(({ path }) => path).join('\n');
  if (last.paths === paths) return last.found;
  const known = mayAnalyse ? files : files.filter((file) => isUnderstood(project, nodeIdOf(file)));
  const found = known.flatMap((file) =>
    changesOf(project, file).flatMap((change): readonly UsedChange[] => {
      const uses = usesOfColumn(project, file, change.column.name, mayAnalyse ? mostAnalysed : 0);
      return isUsed(uses) || uses.unknown.length > 0 ? [{ node: nodeIdOf(file), change, uses }] : [];
    }),
  );
  if (found.length === 0) return undefined;
  const changes = found.map(({ node, change }) => changeOf(node, change));
  const all = allReaders(project, found);
  const told = {
    changes,
    readers: all.slice(0, mostReaders).map(readerOf),
    more: Math.max(0, all.length - mostReaders),
    owners: ownersOf(all),
    whole: whole && known.length === files.length && found.every(({ uses }) => uses.whole),
  };
  const impact: FoundImpact = {
    impact: { ...told, markdown: impactMarkdown(project, told) },
    nodes: impactOfNodes(found, all),
    columns: impactOfColumns(found),
  };
  if (told.whole) Object.assign(last, { paths, found: impact });
  return impact;
}

/** The whole of it for the files that were looked at last: a hub's takes long, and one edit is answered for many times. */
const lastFound = memo((_: Project): { paths?: string; found?: FoundImpact } => ({}));

function changeOf(node: NodeId, change: ChangedColumn): ImpactChange {
  return { node, column: change.column.name, kind: change.kind, text: textOf(change) };
}

/** A sentence that begins with the column. */
function textOf(change: ChangedColumn): string {
  const { name } = change.column;
  switch (change.kind) {
    case 'gone':
      return `${name} is gone`;
    case 'renamed':
      return `${name} is renamed to ${change.now.name}`;
    case 'type':
      return `${name} is ${change.to} now and was ${change.from}`;
  }
}

/** A user of changed columns. */
interface ReaderOfChanges extends Reader, Pick<ImpactReader, 'columns' | 'breaks'> {
  readonly owners: readonly string[];
}

/** Everybody who uses one of the columns, each once, nearest first. */
function allReaders(project: Project, found: readonly UsedChange[]): readonly ReaderOfChanges[] {
  const merged = new Map<string, Omit<ReaderOfChanges, 'owners'>>();
  for (const { node, change, uses } of found) {
    const column = change.column.name;
    for (const reader of readersOf(project, node, column, uses)) {
      const key = `${reader.node}\n${reader.label}`;
      const known = merged.get(key);
      merged.set(key, {
        ...reader,
        columns: [...new Set([...(known?.columns ?? []), column])],
        perhaps: reader.perhaps && (known?.perhaps ?? true),
        distance: Math.min(reader.distance, known?.distance ?? reader.distance),
        // Where only a type is another a reader may well go on.
        breaks: known?.breaks === true || (!reader.perhaps && change.kind !== 'type'),
      });
    }
  }
  return [...merged.values()]
    .sort((a, b) => a.distance - b.distance || Number(a.perhaps) - Number(b.perhaps))
    .map((reader) => ({ ...reader, owners: peopleOf(project, reader.node) }));
}

function readerOf({ owners, ...reader }: ReaderOfChanges): ImpactReader {
  return { ...reader, owner: owners.length === 0 ? undefined : owners.join(', ') };
}

function ownersOf(readers: readonly ReaderOfChanges[]): LineageImpact['owners'] {
  const found = new Map<string, Set<string>>();
  for (const { owners, label } of readers)
    for (const owner of owners) found.set(owner, (found.get(owner) ?? new Set()).add(label));
  return [...found].map(([owner, labels]) => ({
    owner,
    labels: [...labels].slice(0, mostLabels),
    more: Math.max(0, labels.size - mostLabels),
  }));
}

function impactOfNodes(
  found: readonly UsedChange[],
  readers: readonly ReaderOfChanges[],
): ReadonlyMap<NodeId, GraphImpact> {
  return new Map([
    ...readers.map(({ node }) => [node, 'perhaps'] as const),
    ...found.map(({ node }) => [node, 'changed'] as const),
    ...readers.flatMap(({ node, breaks }) => (breaks ? [[node, 'breaks'] as const] : [])),
  ]);
}

function impactOfColumns(found: readonly UsedChange[]): FoundImpact['columns'] {
  const columns = new Map<NodeId, Map<string, ImpactedColumn>>();
  const add = (node: NodeId, name: string, impact: ImpactedColumn['impact']) => {
    const known = columns.get(node) ?? new Map<string, ImpactedColumn>();
    columns.set(node, known);
    known.set(name.toLowerCase(), { name, impact });
  };
  for (const { change, uses } of found)
    for (const { node, lost } of uses.readers)
      for (const name of lost) add(node, name, change.kind === 'type' ? 'type' : 'breaks');
  for (const { node, change } of found) add(node, change.column.name, change.kind);
  return columns;
}
