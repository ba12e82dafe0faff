// Whether an entry of YAML has something that it describes, as dbt looks for it: in its own package, then in any; and whether
// that stands under the right key. Deliberately absent: what is said of it.

import type { ResourceType } from '../../artifacts/types.ts';
import type { Project } from '../../project.ts';
import { newFilesNamed, nodeOfFile } from '../../semantics/modelFiles.ts';
import { entriesNamed, refablesNamed, refableTypes } from '../../semantics/names.ts';
import { newSnapshot } from '../../semantics/notParsedYet.ts';
import { packageNameOf } from '../../semantics/packages.ts';
import { resolveMacro } from '../../semantics/resolveMacro.ts';
import type { SchemaEntry, SchemaVersion } from '../../yaml/schemaFile.ts';
import { childOf, type YamlMap } from '../../yaml/yamlTree.ts';
import { filesNamed, hasFile, hasFileNamed } from './goneEntries.ts';

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

function isNewFile(project: Project, name: string, kind: ResourceType): boolean {
  return filesNamed(project, name).some((path) => {
    const made = nodeOfFile(project, path);
    return made?.resourceType === kind && !made.entry;
  });
}
