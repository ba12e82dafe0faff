// The nodes of files that dbt hasn't parsed as they stand: new ones, and edited ones, saved or not. Deliberately absent: what the
// edits change (textEdges.ts, changedColumns.ts).

import type { Entry, Manifest, ResourceType } from '../../artifacts/types.ts';
import { memo, memo2 } from '../../memo.ts';
import type { Project } from '../../project.ts';
import type { SourceText } from '../../text.ts';
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

/** What was seen of each file, in their order: its text, and whether that was edited. */
interface Seen {
  readonly texts: (SourceText | undefined)[];
  readonly edited: boolean[];
  nodes: readonly FileNode[];
}

const seenOf = memo2(
  (_: Manifest, files: readonly FileNode[]): Seen => ({
    texts: [],
    edited: files.map(({ entry }) => !entry),
    nodes: [],
  }),
);

/** Judges anew only what has another text than the last time: after each key all files are looked at. */
function lookAgain(
  { files, artifacts: { manifest } }: Project,
  all: readonly FileNode[],
): readonly FileNode[] {
  if (!manifest) return all.filter(({ entry }) => !entry);
  const seen = seenOf(manifest, all);
  let isSame = seen.texts.length === all.length;
  all.forEach(({ entry, path }, index) => {
    // What wasn't read from disk yet isn't read for this: nobody has edited it here.
    const source = files.atHand ? files.atHand(path) : files.text(path);
    if (source === seen.texts[index] || !entry) return;
    seen.texts[index] = source;
    const edited = source !== undefined && isEdited(manifest, entry, source);
    isSame &&= edited === seen.edited[index];
    seen.edited[index] = edited;
  });
  seen.texts.length = all.length;
  if (!isSame) seen.nodes = all.filter((_, index) => seen.edited[index]);
  return seen.nodes;
}

function isEdited(manifest: Manifest, entry: Entry, source: SourceText): boolean {
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
