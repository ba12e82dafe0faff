// What stands in the project's files though dbt hasn't parsed it yet: new versions, snapshots, sources, macros, docs and YAML
// entries. YAML files have an index of their names, others of the words behind their keywords: looking is cheap.

import { memo, memo2 } from '../memo.ts';
import type { Project } from '../project.ts';
import type { SourceText } from '../text.ts';
import type { SchemaEntry, SchemaKind } from '../yaml/schemaFile.ts';
import { schemaEntriesNamed } from '../yaml/schemaIndex.ts';
import { childOf } from '../yaml/yamlTree.ts';
import { definedBlocks } from './blocks.ts';
import { extensionOf, newFilesNamed, within } from './modelFiles.ts';
import { type PackageFolder, packageFolders, packageNameOf, packageOf } from './packages.ts';
import type { FoundInFile } from './resolution.ts';

/** An entry of a YAML file. */
export interface YamlEntry {
  readonly path: string;
  readonly entry: SchemaEntry;
}

/** The entries of that kind and name in the YAML files of a package; of any where undefined. */
export function yamlEntries(
  project: Project,
  kind: SchemaKind,
  name: string,
  packageName: string | undefined,
): readonly YamlEntry[] {
  return (byExtension(project.files.paths).get('yml') ?? []).flatMap((path) => {
    const source = project.files.text(path);
    const entries = source ? schemaEntriesNamed(source, kind, name) : [];
    if (entries.length === 0 || !isOf(project, packageName, path)) return [];
    return entries.map((entry) => ({ path, entry }));
  });
}

/** An entry that dbt hasn't parsed yet. */
export function newInYaml(
  project: Project,
  kind: Exclude<SchemaKind, 'source' | 'table'>,
  name: string,
  packageName: string | undefined,
): FoundInFile | undefined {
  const [found] = yamlEntries(project, kind, name, packageName);
  return found && { kind: 'file', path: found.path, resourceType: kind, name, range: found.entry.name.range };
}

/** A source table that dbt hasn't parsed yet; without a table the source itself. */
export function newSource(
  project: Project,
  source: string,
  table: string | undefined,
  packageName: string | undefined,
): FoundInFile | undefined {
  for (const { path, entry } of yamlEntries(project, 'source', source, packageName)) {
    const named = table === undefined ? entry : entry.tables.find((each) => each.name.text === table);
    if (!named) continue;
    return { kind: 'file', path, resourceType: 'source', name: named.name.text, range: named.name.range };
  }
  return undefined;
}

/** A macro, snapshot or docs block in a file that dbt hasn't parsed yet; macros are named as in the manifest. */
export function newBlock(
  project: Project,
  type: 'macro' | 'snapshot' | 'doc',
  name: string,
  packageName: string | undefined,
): FoundInFile | undefined {
  const bare = name.replace(/^test_/, '');
  const written = [name, bare, bare.replace(/^materialization_(.*)_.*$/, '$1')];
  for (const path of filesDefining(project, type)) {
    const source = project.files.text(path);
    const words = source && definedWords(source);
    if (!words || !written.some((each) => words.has(each)) || !isOf(project, packageName, path)) continue;
    const block = definedBlocks(source).find((each) => each.type === type && each.name === name);
    if (block) return { kind: 'file', path, resourceType: type, name, range: block.nameRange };
  }
  return undefined;
}

/** The words behind a keyword of definitions: all names that a text defines, and more; without reading its Jinja. */
const definedWords = memo((source: SourceText): ReadonlySet<string> => {
  const keyword = /\b(?:macro|test|data_test|materialization|snapshot|docs)\s+([^\s!-/:-@[-^`{-~]+)/g;
  return new Set(Array.from(source.text.matchAll(keyword), ([, word]) => word ?? ''));
});

/** A snapshot that dbt hasn't parsed yet: a block in SQL or an entry in YAML. */
export function newSnapshot(
  project: Project,
  name: string,
  packageName: string | undefined,
): FoundInFile | undefined {
  const block = newBlock(project, 'snapshot', name, packageName);
  if (block) return block;
  const found = yamlEntries(project, 'snapshot', name, packageName).find(({ entry }) =>
    childOf(entry.node, 'relation'),
  );
  if (!found) return undefined;
  return { kind: 'file', path: found.path, resourceType: 'snapshot', name, range: found.entry.name.range };
}

/** The file of a version that YAML lists under a model's name and that dbt hasn't parsed yet; without a version the latest. */
export function newVersion(
  project: Project,
  name: string,
  version: string | undefined,
  packageName: string | undefined,
): FoundInFile | undefined {
  for (const { path, entry } of yamlEntries(project, 'model', name, packageName)) {
    const versions = entry.versions.map((each) => each.version.text);
    const wanted = version ?? entry.latestVersion?.text ?? highest(versions);
    const found = entry.versions.find((each) => each.version.text === wanted);
    if (!found) continue;
    const stem = found.definedIn?.text ?? `${name}_v${wanted}`;
    const [file] = newFilesNamed(project, stem, packageNameOf(project, path));
    if (file) return { kind: 'file', path: file.path, resourceType: 'model', name, range: undefined };
  }
  return undefined;
}

function highest(versions: readonly string[]): string | undefined {
  return versions.toSorted((a, b) => Number(a) - Number(b) || a.localeCompare(b)).at(-1);
}

/** Whether dbt reads such blocks in a file: macros in the folders of macros and tests alone, snapshots in theirs. */
export function mayDefine(project: Project, type: 'macro' | 'snapshot' | 'doc', path: string): boolean {
  if (type === 'doc') return true;
  const place = packageOf(project, path);
  const { config } = place.package;
  const folders = type === 'snapshot' ? config.snapshotPaths : [...config.macroPaths, ...config.testPaths];
  return within(folders, place.path);
}

/** Whether a file is of a package; of any where undefined. */
function isOf(project: Project, packageName: string | undefined, path: string): boolean {
  return packageName === undefined || packageNameOf(project, path) === packageName;
}

/** The files in which dbt reads such blocks. */
function filesDefining(project: Project, type: 'macro' | 'snapshot' | 'doc'): readonly string[] {
  const known = filesByBlock(packageFolders(project), project.files.paths);
  const paths =
    known.get(type) ??
    (byExtension(project.files.paths).get(type === 'doc' ? 'md' : 'sql') ?? []).filter((path) =>
      mayDefine(project, type, path),
    );
  known.set(type, paths);
  return paths;
}

const filesByBlock = memo2(
  (_: readonly PackageFolder[], __: readonly string[]) => new Map<string, readonly string[]>(),
);

const byExtension = memo((paths: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>([
    ['yml', []],
    ['sql', []],
    ['md', []],
  ]);
  for (const path of paths) {
    const extension = extensionOf(path);
    groups.get(extension === 'yaml' ? 'yml' : extension)?.push(path);
  }
  return groups;
});
