// The manifest's names: which entries bear a name, and which a file makes. Every index is built once for each manifest, when
// it is first asked for, in one pass. Deliberately absent: which of several entries dbt would take (resolve*.ts).

import type { Detail, Entry, Manifest, ResourceType } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import { testChildrenOf } from './lineage.ts';

/** What `ref()` can name. */
export const refableTypes: readonly ResourceType[] = ['model', 'seed', 'snapshot'];

const none: readonly Entry[] = [];

/** All entries of a type, disabled ones last. */
export function entriesOfType(manifest: Manifest, type: ResourceType): readonly Entry[] {
  return byType(manifest).get(type) ?? none;
}

/** The entries of a type with that exact name, of every package and version; disabled ones last. For sources the name is the table's. */
export function entriesNamed(manifest: Manifest, type: ResourceType, name: string): readonly Entry[] {
  const entries = byType(manifest).get(type);
  return (entries && byName(entries).get(name)) ?? none;
}

/** Models, seeds and snapshots with that exact name, of every package and version; disabled ones last. */
export function refablesNamed(manifest: Manifest, name: string): readonly Entry[] {
  const found = refableTypes.flatMap((type) => entriesNamed(manifest, type, name));
  return found.length > 1 ? [...found.filter(enabled), ...found.filter((entry) => entry.disabled)] : found;
}

/** The tables of that source and name in every package; disabled ones last. */
export function sourcesNamed(manifest: Manifest, source: string, table: string): readonly Entry[] {
  return entriesNamed(manifest, 'source', table).filter((entry) => entry.sourceName === source);
}

/** All tables of a source, in every package; disabled ones last. */
export function tablesOfSource(manifest: Manifest, source: string): readonly Entry[] {
  return bySource(manifest).get(source) ?? none;
}

/** The first group of that name; undefined when there is none. */
export function groupByName(manifest: Manifest, name: string): Entry | undefined {
  return entriesNamed(manifest, 'group', name)[0];
}

/** A macro by its package and name; undefined when there is none. */
export function macroIn(manifest: Manifest, packageName: string, name: string): Entry | undefined {
  return entriesNamed(manifest, 'macro', name).find((entry) => entry.packageName === packageName);
}

/** The packages that the manifest has something of (dbt's own and other projects of a mesh too), in the order of the file. */
export const packagesOf: (manifest: Manifest) => ReadonlySet<string> = memo(
  (manifest) => new Set(manifest.entries.map((entry) => entry.packageName)),
);

/** The packages that the manifest has something of that stands in a file of theirs, so not other projects of a mesh. */
export const packagesWithFiles: (manifest: Manifest) => ReadonlySet<string> = memo(
  (manifest) =>
    new Set(
      manifest.entries.filter((entry) => entry.originalFilePath !== '').map((entry) => entry.packageName),
    ),
);

/**
 * Every entry whose `originalFilePath` is that path of that package: the model of an SQL file, all macros of a file, all
 * sources and tests of a YAML file. Disabled ones last.
 */
export function entriesInFile(manifest: Manifest, packageName: string, path: string): readonly Entry[] {
  return byFile(manifest).get(`${packageName}\n${path}`) ?? none;
}

/**
 * The version as dbt writes it behind `.v` in the unique id, which a `ref` is compared with; the JSON number `2.0` can't be
 * told from `2`, the id can. Undefined for what isn't versioned.
 */
export function versionKey(entry: Entry): string | undefined {
  if (entry.version === undefined) return undefined;
  const stem = `${entry.resourceType}.${entry.packageName}.${entry.name}.v`;
  return entry.uniqueId.startsWith(stem) ? entry.uniqueId.slice(stem.length) : entry.version;
}

/**
 * The data tests and unit tests that judge a node, in the order of the manifest; of `among`, tests that depend on it, by default
 * all. A test that merely reads it (the `to` of `relationships`) isn't one; a singular test is one of every node that it reads.
 */
export function testsOn(
  manifest: Manifest,
  entry: Entry,
  among: readonly Entry[] = testChildrenOf(manifest, entry),
): readonly Entry[] {
  return among.filter((test) => {
    // What reads nothing else is meant for it: most tests, whose details needn't be read for this.
    if (test.resourceType === 'test' && test.dependsOn.length === 1) return true;
    const detail = manifest.detail(test);
    if (!detail) return false;
    if (test.resourceType === 'test') return judges(test, detail, entry);
    return detail.model === undefined || detail.model === entry.name;
  });
}

function judges(test: Entry, detail: Detail, entry: Entry): boolean {
  if (detail.attachedNode !== undefined) return detail.attachedNode === entry.uniqueId;
  if (detail.testName === undefined || test.dependsOn.length < 2) return true;
  // A generic test lists what its arguments name first.
  return test.dependsOn.at(-1) === entry.uniqueId;
}

function enabled(entry: Entry): boolean {
  return !entry.disabled;
}

const byType = memo((manifest: Manifest) => group(manifest.entries, (entry) => entry.resourceType));

const byName = memo((entries: readonly Entry[]) => group(entries, (entry) => entry.name));

const bySource = memo((manifest: Manifest) =>
  group(entriesOfType(manifest, 'source'), (entry) => entry.sourceName ?? ''),
);

const byFile = memo((manifest: Manifest) =>
  group(manifest.entries, (entry) => `${entry.packageName}\n${entry.originalFilePath}`),
);

function group<Key>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => Key,
): ReadonlyMap<Key, readonly Entry[]> {
  const groups = new Map<Key, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const known = groups.get(key);
    if (known) known.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}
