// Which node a `ref` means, as dbt looks it up: https://docs.getdbt.com/reference/dbt-jinja-functions/ref. Where the manifest has
// none, a file that dbt hasn't parsed yet is it. Deliberately absent: who may refer to it (access.ts).

import type { Entry, Manifest } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { handsNamesOn } from './handsNamesOn.ts';
import { newFilesNamed } from './modelFiles.ts';
import { entriesNamed, refablesNamed, versionKey } from './names.ts';
import { newSnapshot, newVersion } from './notParsedYet.ts';
import { packageNameOf, packagesComplete, packagesWithin, pathOfEntry } from './packages.ts';
import {
  type Found,
  type FoundDisabled,
  type FoundInFile,
  packagesToSearch,
  type Unknown,
  type UnknownVersion,
} from './resolution.ts';

/** A `ref` as written; a version is compared as text, as dbt does. */
export interface RefName {
  readonly name: string;
  readonly package: string | undefined;
  readonly version: string | undefined;
}

/** What a `ref` can turn out to be. */
export type RefResolution = Found | FoundInFile | FoundDisabled | UnknownVersion | Unknown;

/** What a `ref` in the file `fromPath` means. */
export function resolveRef(project: Project, ref: RefName, fromPath: string): RefResolution {
  const { manifest } = project.artifacts;
  const own = packageNameOf(project, fromPath);
  const packages = packagesToSearch(project, ref.package, own);
  for (const packageName of packages) {
    const entry = manifest && findRefable(manifest, ref, packageName);
    if (entry) return { kind: 'found', entry, path: pathOfEntry(project, entry) };
    const file = fileByName(project, ref, packageName);
    if (file) return file;
  }
  const entries = manifest ? refablesNamed(manifest, ref.name) : [];
  const candidates = entries.filter(
    (entry) => packages.includes(undefined) || packages.includes(entry.packageName),
  );
  const disabled = candidates.find((entry) => entry.disabled && isVersion(entry, ref.version));
  if (disabled) return { kind: 'disabled', entry: disabled, path: pathOfEntry(project, disabled) };
  // Only now, since these look into files.
  for (const packageName of packages) {
    const file =
      newVersion(project, ref.name, ref.version, packageName) ??
      (ref.version === undefined ? newSnapshot(project, ref.name, packageName) : undefined);
    if (file) return file;
  }
  const others = candidates.filter((entry) => !entry.disabled);
  if (others.length > 0) return { kind: 'unknown-version', entries: others };
  const complete =
    packagesComplete(project) &&
    (ref.package === undefined || packagesWithin(project).has(ref.package)) &&
    handsNamesOn(project, 'ref', fromPath);
  return { kind: 'unknown', complete };
}

/** The enabled node of a package (of any, the first, where undefined) that the name and version mean. */
function findRefable(manifest: Manifest, ref: RefName, packageName: string | undefined): Entry | undefined {
  const of = (name: string, version: string | undefined) =>
    refablesNamed(manifest, name).find(
      (entry) =>
        !entry.disabled &&
        (packageName === undefined || entry.packageName === packageName) &&
        (version === undefined ? isUnpinned(manifest, entry) : versionKey(entry) === version),
    );
  const found = of(ref.name, ref.version);
  if (found || ref.version !== undefined) return found;
  // dbt keeps a version under `name.v1`, so that spelling is found as well.
  const split = /^(.+)\.v([^.].*)$/.exec(ref.name);
  return split ? of(split[1]!, split[2]) : undefined;
}

/** What a `ref` without a version means: a model without versions, or the latest. */
function isUnpinned(manifest: Manifest, entry: Entry): boolean {
  if (entry.version === undefined) return true;
  const latest = manifest.detail(entry)?.latestVersion;
  if (latest !== undefined) return latest === entry.version;
  const versions = entriesNamed(manifest, 'model', entry.name).filter(
    (other) => other.packageName === entry.packageName && !other.disabled,
  );
  return versions.every((other) => !isNewer(other.version, entry.version));
}

/** dbt compares as numbers where both are, else as text. */
function isNewer(a: string | undefined, b: string | undefined): boolean {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? (a ?? '') > (b ?? '') : x > y;
}

function isVersion(entry: Entry, version: string | undefined): boolean {
  return version === undefined || versionKey(entry) === version;
}

function fileByName(
  project: Project,
  ref: RefName,
  packageName: string | undefined,
): FoundInFile | undefined {
  const stem = ref.version === undefined ? ref.name : `${ref.name}_v${ref.version}`;
  const [file] = newFilesNamed(project, stem, packageName);
  if (!file) return undefined;
  const { path, resourceType, name } = file;
  return { kind: 'file', path, resourceType, name, range: undefined };
}
