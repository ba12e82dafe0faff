// Whether something that dbt knows has gone from the project's files since: its file was removed, its YAML entry or its block.
// Deliberately absent: what isn't of the project itself, and files that are broken at this moment.

import type { Entry, Manifest } from '../../artifacts/types.ts';
import { memo, memo2 } from '../../memo.ts';
import type { Project } from '../../project.ts';
import { definedBlocks } from '../../semantics/blocks.ts';
import { describedBy } from '../../semantics/definedPlaces.ts';
import { isYaml, nodeOfFile } from '../../semantics/modelFiles.ts';
import { entriesOfType } from '../../semantics/names.ts';
import { newBlock, newSnapshot, newSource } from '../../semantics/notParsedYet.ts';
import { pathOfEntry, rootPackageName, yamlPathOfEntry } from '../../semantics/packages.ts';
import type { SourceText } from '../../text.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';

/** Whether an entry has gone from the files of the project; false wherever that isn't certain. */
export function isGone(project: Project, entry: Entry): boolean {
  const { packageName, name } = entry;
  if (packageName !== rootPackageName(project)) return false;
  switch (entry.resourceType) {
    case 'model':
      return !hasFile(project, entry);
    case 'snapshot':
      return !hasFile(project, entry) && !newSnapshot(project, name, packageName);
    case 'source':
      return isGoneFromYaml(project, entry) && !newSource(project, entry.sourceName ?? '', name, packageName);
    case 'macro':
    case 'doc':
      return isGoneFromFile(project, entry) && !newBlock(project, entry.resourceType, name, packageName);
    default:
      return false;
  }
}

/**
 * Whether the file of an entry is still there. Nobody can tell that it isn't where most files of the project are elsewhere, nor of
 * seeds, which people keep out of version control.
 */
export function hasFile(project: Project, entry: Entry): boolean {
  if (entry.disabled || entry.resourceType === 'seed') return true;
  if (pathOfEntry(project, entry) !== undefined || hasFileNamed(project, stemOf(entry.originalFilePath)))
    return true;
  const { manifest } = project.artifacts;
  return !manifest || !isAtHand(manifest, project.files.paths).of(project);
}

/** Whether the files of a project are there, by its models: a manifest may come without them. */
const isAtHand = memo2((manifest: Manifest, _: readonly string[]) => {
  let known: boolean | undefined;
  return {
    of(project: Project): boolean {
      if (known !== undefined) return known;
      const root = rootPackageName(project);
      const own = entriesOfType(manifest, 'model').filter(
        (each) => !each.disabled && each.packageName === root,
      );
      const there = own.filter((each) => pathOfEntry(project, each) !== undefined);
      known = there.length * 2 > own.length;
      return known;
    },
  };
});

/** Whether a file of that name, without its extension, makes a node. */
export function hasFileNamed(project: Project, stem: string): boolean {
  return filesNamed(project, stem).some((path) => nodeOfFile(project, path));
}

/** The files of that name, without their extension, that could make a node. */
export function filesNamed(project: Project, stem: string): readonly string[] {
  return pathsByStem(project.files.paths).get(stem) ?? [];
}

function isGoneFromYaml(project: Project, entry: Entry): boolean {
  const path = yamlPathOfEntry(project, entry);
  const source = path === undefined ? undefined : project.files.text(path);
  if (!source || yamlDocument(source).problems.length > 0) return false;
  return describedBy(project, entry) === undefined;
}

function isGoneFromFile(project: Project, entry: Entry): boolean {
  const path = pathOfEntry(project, entry);
  const source = path === undefined || isYaml(path) ? undefined : project.files.text(path);
  if (!source || blocksOf(source).has(`${entry.resourceType} ${entry.name}`)) return false;
  // A block that is being typed may not be read as one.
  const bare = entry.name.replace(/^test_|^materialization_/, '');
  return !source.text.includes(bare);
}

const blocksOf = memo(
  (source: SourceText): ReadonlySet<string> =>
    new Set(definedBlocks(source).map(({ type, name }) => `${type} ${name}`)),
);

const pathsByStem = memo((paths: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    if (!/\.(?:sql|py|csv)$/i.test(path)) continue;
    const stem = stemOf(path);
    const known = groups.get(stem);
    if (known) known.push(path);
    else groups.set(stem, [path]);
  }
  return groups;
});

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
