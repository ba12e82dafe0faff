// What stands in the project's files though dbt hasn't parsed it yet: new versions, snapshots, sources, macros, docs and YAML
// entries. Files are first searched for the name as text, so looking is cheap where it isn't there.

import type { ResourceType } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import type { SourceText } from '../text.ts';
import { yamlDocument } from '../yaml/yamlDocument.ts';
import { childOf, itemsOf, scalarOf, textOf, type YamlMap, type YamlScalar } from '../yaml/yamlTree.ts';
import { definedBlocks } from './blocks.ts';
import { extensionOf, newFilesNamed, within } from './modelFiles.ts';
import { packageNameOf, packageOf } from './packages.ts';
import type { FoundInFile } from './resolution.ts';

/** The keys under which YAML lists entries by name, and what they are. */
export const sectionTypes: Readonly<Record<string, ResourceType>> = {
  models: 'model',
  seeds: 'seed',
  snapshots: 'snapshot',
  analyses: 'analysis',
  macros: 'macro',
  exposures: 'exposure',
  metrics: 'metric',
  semantic_models: 'semantic_model',
  saved_queries: 'saved_query',
  groups: 'group',
  unit_tests: 'unit_test',
  functions: 'function',
};

/** An entry of a section of a YAML file. */
export interface YamlEntry {
  readonly path: string;
  readonly map: YamlMap;
  readonly name: YamlScalar;
}

/** The entries of that name in a section (`models`, `groups` …) of the YAML files of a package; of any where undefined. */
export function yamlEntries(
  project: Project,
  section: string,
  name: string,
  packageName: string | undefined,
): readonly YamlEntry[] {
  return filesWith(project, isYaml, name, packageName).flatMap(({ path, source }) =>
    itemsOf(childOf(yamlDocument(source).root, section)).flatMap((map) => {
      const scalar = scalarOf(childOf(map, 'name'));
      return map.kind === 'map' && scalar?.text === name ? [{ path, map, name: scalar }] : [];
    }),
  );
}

/** An entry of a section that dbt hasn't parsed yet. */
export function newInYaml(
  project: Project,
  section: string,
  name: string,
  packageName: string | undefined,
): FoundInFile | undefined {
  const [entry] = yamlEntries(project, section, name, packageName);
  const resourceType = sectionTypes[section];
  if (!entry || !resourceType) return undefined;
  return { kind: 'file', path: entry.path, resourceType, name, range: entry.name.inner };
}

/** A source table that dbt hasn't parsed yet; without a table the source itself. */
export function newSource(
  project: Project,
  source: string,
  table: string | undefined,
  packageName: string | undefined,
): FoundInFile | undefined {
  for (const entry of yamlEntries(project, 'sources', source, packageName)) {
    if (table === undefined) {
      return {
        kind: 'file',
        path: entry.path,
        resourceType: 'source',
        name: source,
        range: entry.name.inner,
      };
    }
    for (const item of itemsOf(childOf(entry.map, 'tables'))) {
      const name = scalarOf(childOf(item, 'name'));
      if (name?.text !== table) continue;
      return { kind: 'file', path: entry.path, resourceType: 'source', name: table, range: name.inner };
    }
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
  const written = name.replace(/^test_/, '').replace(/^materialization_(.*)_.*$/, '$1');
  for (const { path, source } of filesWith(project, mayDefine(project, type), written, packageName)) {
    const block = definedBlocks(source).find((each) => each.type === type && each.name === name);
    if (block) return { kind: 'file', path, resourceType: type, name, range: block.nameRange };
  }
  return undefined;
}

/** A snapshot that dbt hasn't parsed yet: a block in SQL or an entry in YAML. */
export function newSnapshot(
  project: Project,
  name: string,
  packageName: string | undefined,
): FoundInFile | undefined {
  const block = newBlock(project, 'snapshot', name, packageName);
  if (block) return block;
  const entry = yamlEntries(project, 'snapshots', name, packageName).find(({ map }) =>
    childOf(map, 'relation'),
  );
  return entry && { kind: 'file', path: entry.path, resourceType: 'snapshot', name, range: entry.name.inner };
}

/** The file of a version that YAML lists under a model's name and that dbt hasn't parsed yet; without a version the latest. */
export function newVersion(
  project: Project,
  name: string,
  version: string | undefined,
  packageName: string | undefined,
): FoundInFile | undefined {
  for (const entry of yamlEntries(project, 'models', name, packageName)) {
    const versions = itemsOf(childOf(entry.map, 'versions')).map((item) => ({
      version: textOf(childOf(item, 'v')),
      file: textOf(childOf(item, 'defined_in')),
    }));
    const wanted = version ?? textOf(childOf(entry.map, 'latest_version')) ?? highest(versions);
    const found = versions.find((each) => each.version !== undefined && each.version === wanted);
    if (!found) continue;
    const owner = packageNameOf(project, entry.path);
    const [file] = newFilesNamed(project, found.file ?? `${name}_v${found.version}`, owner);
    if (file) return { kind: 'file', path: file.path, resourceType: 'model', name, range: undefined };
  }
  return undefined;
}

function highest(versions: readonly { readonly version: string | undefined }[]): string | undefined {
  const known = versions.flatMap(({ version }) => version ?? []);
  return known.toSorted((a, b) => Number(a) - Number(b) || a.localeCompare(b)).at(-1);
}

/** dbt reads macros in the folders of macros and of generic tests alone, and snapshots in theirs. */
function mayDefine(project: Project, type: 'macro' | 'snapshot' | 'doc'): (path: string) => boolean {
  if (type === 'doc') return (path) => extensionOf(path) === 'md';
  return (path) => {
    if (extensionOf(path) !== 'sql') return false;
    const place = packageOf(project, path);
    const { config } = place.package;
    const folders = type === 'snapshot' ? config.snapshotPaths : [...config.macroPaths, ...config.testPaths];
    return within(folders, place.path);
  };
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

function filesWith(
  project: Project,
  accepts: (path: string) => boolean,
  word: string,
  packageName: string | undefined,
): readonly { readonly path: string; readonly source: SourceText }[] {
  return project.files.paths.flatMap((path) => {
    if (!accepts(path)) return [];
    if (packageName !== undefined && packageNameOf(project, path) !== packageName) return [];
    const source = project.files.text(path);
    return source?.text.includes(word) ? [{ path, source }] : [];
  });
}
