// The nodes of files that dbt hasn't parsed as they stand: new ones, and edited ones, saved or not. Deliberately absent: what the
// edits change (textEdges.ts, changedColumns.ts).

import type { Entry, Manifest, ResourceType } from '../../artifacts/types.ts';
import { memo, memo2 } from '../../memo.ts';
import type { Project, ProjectFiles } from '../../project.ts';
import { extensionOf, type FileNode, nodeOfFile } from '../modelFiles.ts';
import { isAsParsed } from './nodeFacts.ts';

/** The models and snapshots of the project itself whose files are new or edited, in SQL or Python; in the order of paths. */
export function editedNodes(project: Project): readonly FileNode[] {
  const last = lastLook(project);
  // Files that are read from disk meanwhile may turn out to be edited.
  const texts = project.derived.texts.size;
  if (last.texts !== texts || !last.edited) {
    last.texts = texts;
    last.edited = lookAgain(project, modelFiles(project));
  }
  return last.edited;
}

const lastLook = memo((_: Project): { texts: number; edited: readonly FileNode[] | undefined } => ({
  texts: 0,
  edited: undefined,
}));

/** What was found for an earlier moment of a project. */
interface Look {
  readonly files: ProjectFiles;
  /** How many texts had been read by then. */
  readonly texts: number;
  readonly edited: readonly FileNode[];
  /** Paths that are looked at again next time: what was touched just now, and what isn't read yet. */
  readonly again: readonly string[];
}

const looks = memo((_: readonly FileNode[]): { last: Look | undefined } => ({ last: undefined }));

/**
 * Looks at what may have changed and at what was read since the last time; at all files where that can't be told. Looking at 10,000 of
 * them takes 20 ms, after each key.
 */
function lookAgain(project: Project, all: readonly FileNode[]): readonly FileNode[] {
  const { files, derived } = project;
  const texts = derived.texts.size;
  const known = looks(all);
  const { last } = known;
  const changed = last && texts >= last.texts ? changedSince(files, last.files) : undefined;
  if (!last || !changed) {
    const edited = kept(
      all.filter((file) => isEdited(project, file)),
      last,
    );
    known.last = { files, texts, edited, again: [] };
    return edited;
  }
  const now = new Set(last.edited.map(({ path }) => path));
  // Texts are kept in the order in which they are read first.
  const read = texts === last.texts ? [] : [...derived.texts.keys()].slice(last.texts);
  for (const path of new Set([...changed, ...read, ...last.again, ...now])) {
    const file = byPath(all).get(path);
    if (!file) continue;
    if (isEdited(project, file)) now.add(path);
    else now.delete(path);
  }
  const edited = kept(
    all.filter(({ path }) => now.has(path)),
    last,
  );
  const unread = last.again.filter((path) => files.atHand && !files.atHand(path));
  known.last = { files, texts, edited, again: [...new Set([...changed, ...unread])] };
  return edited;
}

/** The list of the last time where it has the same files. */
function kept(edited: readonly FileNode[], last: Look | undefined): readonly FileNode[] {
  const isSame =
    last?.edited.length === edited.length && edited.every((file, index) => file === last.edited[index]);
  return isSame ? last.edited : edited;
}

function changedSince(files: ProjectFiles, earlier: ProjectFiles): readonly string[] | undefined {
  return files === earlier ? [] : files.changedSince?.(earlier);
}

const byPath = memo(
  (files: readonly FileNode[]): ReadonlyMap<string, FileNode> =>
    new Map(files.map((file) => [file.path, file])),
);

/** Whether dbt hasn't parsed a file as it stands. What wasn't read from disk yet isn't read for this: nobody has edited it here. */
function isEdited({ files, artifacts: { manifest } }: Project, { entry, path }: FileNode): boolean {
  if (!entry) return true;
  const source = files.atHand ? files.atHand(path) : files.text(path);
  if (!source || !manifest) return false;
  const checksum = parsedChecksum(manifest, entry);
  return checksum !== '' && !isAsParsed(source, checksum);
}

/** The checksum of the text that dbt parsed, empty where it says none: read from an entry's details once. */
export function parsedChecksum(manifest: Manifest, entry: Entry): string {
  const known = checksums(entry);
  known.value ??= manifest.detail(entry)?.checksum ?? '';
  return known.value;
}

const checksums = memo((_: Entry): { value: string | undefined } => ({ value: undefined }));

const made: ReadonlySet<ResourceType> = new Set(['model', 'snapshot']);

/** The files of models and snapshots of the project itself. Typing changes none of them. */
export function modelFiles(project: Project): readonly FileNode[] {
  const { manifest } = project.artifacts;
  const known = manifest && filesKnown(manifest, project.files.paths);
  if (known?.files) return known.files;
  const files = project.files.paths.flatMap((path): readonly FileNode[] => {
    const extension = extensionOf(path);
    if (extension !== 'sql' && extension !== 'py') return [];
    if (path.startsWith(`${project.config.packagesInstallPath}/`)) return [];
    const node = nodeOfFile(project, path);
    return node && made.has(node.resourceType) ? [node] : [];
  });
  if (known) known.files = files;
  return files;
}

const filesKnown = memo2(
  (_: Manifest, __: readonly string[]): { files: readonly FileNode[] | undefined } => ({
    files: undefined,
  }),
);
