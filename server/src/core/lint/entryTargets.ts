// Whether an entry of YAML has something that it describes, as dbt looks for it: in its own package, then in any; and whether
// that stands under the right key. Deliberately absent: what is said of it.

import type { Entry, ResourceType } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import { newFilesNamed, nodeOfFile } from '../semantics/modelFiles.ts';
import { entriesNamed, refablesNamed, refableTypes } from '../semantics/names.ts';
import { newSnapshot } from '../semantics/notParsedYet.ts';
import { packageNameOf, pathOfEntry } from '../semantics/packages.ts';
import { resolveMacro } from '../semantics/resolveMacro.ts';
import type { SchemaEntry, SchemaVersion } from '../yaml/schemaFile.ts';
import { childOf, type YamlMap } from '../yaml/yamlTree.ts';

/** What an entry describes: something `there`, nothing, or something of another type, whose entries stand under `key`. */
export type EntryTarget = 'there' | 'missing' | OtherType;

/** A node of another type than an entry is for. */
export interface OtherType {
  readonly type: ResourceType;
  readonly key: string;
}

/** What an entry of that kind and name in the file `path` describes. */
export function targetOfEntry(
  project: Project,
  path: string,
  kind: ResourceType,
  name: string,
  node?: YamlMap,
): EntryTarget {
  const own = packageNameOf(project, path);
  const { manifest } = project.artifacts;
  if (kind === 'macro') {
    return resolveMacro(project, { name, package: own }, path).kind === 'unknown' ? 'missing' : 'there';
  }
  if (kind === 'snapshot' && childOf(node, 'relation')) return 'there';
  const ofKind = manifest ? entriesNamed(manifest, kind, name) : [];
  if (ofKind.some((entry) => entry.disabled || entry.packageName !== own || hasFile(project, entry)))
    return 'there';
  if (isNewFile(project, name, kind)) return 'there';
  if (!refableTypes.includes(kind)) return 'missing';
  if (newSnapshot(project, name, own)) return kind === 'snapshot' ? 'there' : otherType('snapshot');
  const [other] = manifest ? refablesNamed(manifest, name).filter((entry) => !entry.disabled) : [];
  if (other && other.resourceType !== kind && hasFile(project, other)) return otherType(other.resourceType);
  const [file] = newFilesNamed(project, name, own);
  return file ? otherType(file.resourceType) : 'missing';
}

/** The file that a version of a model's entry is made by. */
export function targetOfVersion(
  project: Project,
  path: string,
  entry: SchemaEntry,
  { version, definedIn }: SchemaVersion,
): 'there' | 'missing' {
  const { manifest } = project.artifacts;
  const own = packageNameOf(project, path);
  const name = entry.name.text;
  const parsed = (manifest ? entriesNamed(manifest, 'model', name) : []).some(
    (each) =>
      each.packageName === own && (each.version === version.text || each.disabled) && hasFile(project, each),
  );
  if (parsed || hasFileNamed(project, definedIn?.text ?? `${name}_v${version.text}`)) return 'there';
  // The latest version may stand in a file without a suffix.
  return version.text === latestOf(entry) && hasFileNamed(project, name) ? 'there' : 'missing';
}

function latestOf({ latestVersion, versions }: SchemaEntry): string | undefined {
  if (latestVersion) return latestVersion.text;
  const texts = versions.map(({ version }) => version.text);
  return texts.toSorted((a, b) => Number(a) - Number(b) || a.localeCompare(b)).at(-1);
}

function otherType(type: ResourceType): OtherType {
  return { type, key: `${type}s` };
}

/**
 * Whether the file of an entry is still there. Nobody can tell that it isn't unless others of its folder are listed, nor of seeds,
 * which people keep out of version control.
 */
function hasFile(project: Project, entry: Entry): boolean {
  if (entry.disabled || entry.resourceType === 'seed') return true;
  if (pathOfEntry(project, entry) !== undefined) return true;
  const { originalFilePath: path } = entry;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return (
    folder === '' ||
    !project.files.paths.some((each) => each.startsWith(folder)) ||
    hasFileNamed(project, stemOf(path))
  );
}

function isNewFile(project: Project, name: string, kind: ResourceType): boolean {
  return (pathsByStem(project.files.paths).get(name) ?? []).some((path) => {
    const made = nodeOfFile(project, path);
    return made?.resourceType === kind && !made.entry;
  });
}

function hasFileNamed(project: Project, stem: string): boolean {
  return (pathsByStem(project.files.paths).get(stem) ?? []).some((path) => nodeOfFile(project, path));
}

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
