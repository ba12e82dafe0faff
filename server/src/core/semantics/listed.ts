// Every name that a project could say at a place: models, sources, macros, docs, variables, of the manifest and of files that dbt
// hasn't parsed yet. Deliberately absent: which of them a place may use, and in which order they are shown.

import type { Entry, ResourceType } from '../artifacts/types.ts';
import { memo, memo2 } from '../memo.ts';
import type { Project, ProjectFiles } from '../project.ts';
import type { ProjectConfig } from '../yaml/projectConfig.ts';
import { schemaEntriesNamed, schemaNames } from '../yaml/schemaIndex.ts';
import { definedBlocks } from './blocks.ts';
import { entriesAt, extensionOf, isYaml, nodeOfFile } from './modelFiles.ts';
import { entriesOfType, refableTypes, versionKey } from './names.ts';
import { mayDefine } from './notParsedYet.ts';
import { packageNameOf } from './packages.ts';

/** Something with a name that dbt knows (`entry`), or a file says (`path`). */
export interface Listed {
  readonly name: string;
  /** Undefined where it can't be known. */
  readonly packageName: string | undefined;
  readonly resourceType: ResourceType;
  readonly entry: Entry | undefined;
  /** Of what dbt hasn't parsed yet. */
  readonly path: string | undefined;
  /** Versions as written in a `ref`, in the order of the manifest; empty where there are none. */
  readonly versions: readonly string[];
}

/** What `ref` can name, each name of a package once, in the order of their names; disabled ones aren't there. */
export function listRefables(project: Project): readonly Listed[] {
  const lists = listsOf(project);
  lists.refables ??= readRefables(project);
  return lists.refables;
}

/** The tables of each source, by the source's name. */
export function listSources(project: Project): ReadonlyMap<string, readonly Listed[]> {
  return sourcesOf(project.files, project.artifacts.manifest ?? noManifest)(project);
}

/** Macros of every package by the package's name, generic tests and materializations too; named as in the manifest. */
export function listMacros(project: Project): ReadonlyMap<string, readonly Listed[]> {
  return blocksOf(project.files, project.artifacts.manifest ?? noManifest)(project).macros;
}

/** Docs blocks of every package. */
export function listDocs(project: Project): readonly Listed[] {
  return blocksOf(project.files, project.artifacts.manifest ?? noManifest)(project).docs;
}

const noManifest = {};

interface Lists {
  refables: readonly Listed[] | undefined;
}

/** They change with the manifest and the list of files, not with each letter. */
const holders = memo2((_: ProjectConfig, __: readonly string[]) =>
  memo((_manifest: object): Lists => ({ refables: undefined })),
);

function listsOf(project: Project): Lists {
  return holders(project.config, project.files.paths)(project.artifacts.manifest ?? noManifest);
}

function readRefables(project: Project): readonly Listed[] {
  const { manifest } = project.artifacts;
  const found = new Map<string, Listed>();
  for (const type of manifest ? refableTypes : []) {
    for (const entry of manifest ? entriesOfType(manifest, type) : []) {
      if (entry.disabled) continue;
      const { name, packageName } = entry;
      const key = `${packageName}\n${name}`;
      const known = found.get(key);
      const version = versionKey(entry);
      const versions = [...(known?.versions ?? []), ...(version === undefined ? [] : [version])];
      found.set(key, { name, packageName, resourceType: type, entry, path: undefined, versions });
    }
  }
  for (const path of project.files.paths) {
    if (!/\.(?:sql|py|csv)$/i.test(path)) continue;
    const node = nodeOfFile(project, path);
    if (!node || node.entry) continue;
    const { packageName, resourceType } = node;
    for (const name of namesMade(project, path, resourceType, node.name)) {
      const key = `${packageName}\n${name}`;
      if (!found.has(key))
        found.set(key, { name, packageName, resourceType, entry: undefined, path, versions: [] });
    }
  }
  return [...found.values()].sort(byName);
}

/** The names of what a file makes that `ref` can mean. */
function namesMade(project: Project, path: string, type: ResourceType, stem: string): readonly string[] {
  if (type === 'model' || type === 'seed') return [stem];
  const source = type === 'snapshot' ? project.files.text(path) : undefined;
  return source
    ? definedBlocks(source).flatMap((block) => (block.type === 'snapshot' ? [block.name] : []))
    : [];
}

const sourcesOf = memo2((files: ProjectFiles, _: object) => {
  let known: ReadonlyMap<string, readonly Listed[]> | undefined;
  return (project: Project) => {
    known ??= readSources(project, files);
    return known;
  };
});

function readSources(project: Project, files: ProjectFiles): ReadonlyMap<string, readonly Listed[]> {
  const { manifest } = project.artifacts;
  const found = new Map<string, Map<string, Listed>>();
  const add = (source: string, listed: Listed) => {
    const tables = found.get(source) ?? new Map<string, Listed>();
    found.set(source, tables);
    if (!tables.has(listed.name)) tables.set(listed.name, listed);
  };
  for (const entry of manifest ? entriesOfType(manifest, 'source') : []) {
    if (entry.disabled) continue;
    const { name, packageName } = entry;
    add(entry.sourceName ?? '', {
      ...{ name, packageName, resourceType: 'source', entry, path: undefined, versions: [] },
    });
  }
  for (const path of files.paths) {
    if (!isYaml(path)) continue;
    const source = files.text(path);
    for (const name of source ? schemaNames(source, 'source') : []) {
      for (const { tables } of source ? schemaEntriesNamed(source, 'source', name) : []) {
        for (const table of tables) {
          const packageName = packageNameOf(project, path);
          add(name, {
            ...{ name: table.name.text, packageName, resourceType: 'source', entry: undefined, path },
            versions: [],
          });
        }
      }
    }
  }
  return new Map([...found].map(([source, tables]) => [source, [...tables.values()].sort(byName)]));
}

interface Blocks {
  readonly macros: ReadonlyMap<string, readonly Listed[]>;
  readonly docs: readonly Listed[];
}

const blocksOf = memo2((files: ProjectFiles, _: object) => {
  let known: Blocks | undefined;
  return (project: Project) => {
    known ??= readBlocks(project, files);
    return known;
  };
});

function readBlocks(project: Project, files: ProjectFiles): Blocks {
  const { manifest } = project.artifacts;
  const macros = new Map<string, Map<string, Listed>>();
  const docs = new Map<string, Listed>();
  const add = (listed: Listed) => {
    const packageName = listed.packageName ?? '';
    if (listed.resourceType === 'doc') {
      const key = `${packageName}\n${listed.name}`;
      if (!docs.has(key)) docs.set(key, listed);
      return;
    }
    const own = macros.get(packageName) ?? new Map<string, Listed>();
    macros.set(packageName, own);
    if (!own.has(listed.name)) own.set(listed.name, listed);
  };
  for (const type of ['macro', 'doc'] as const) {
    for (const entry of manifest ? entriesOfType(manifest, type) : []) {
      const { name, packageName } = entry;
      add({ name, packageName, resourceType: type, entry, path: undefined, versions: [] });
    }
  }
  for (const { path, type } of blockFiles(project)) {
    const source = files.text(path);
    if (!source) continue;
    const blocks = definedBlocks(source).filter((block) => block.type === type);
    if (blocks.length === 0) continue;
    const packageName = packageNameOf(project, path);
    for (const { name } of blocks)
      add({ name, packageName, resourceType: type, entry: undefined, path, versions: [] });
  }
  return {
    macros: new Map([...macros].map(([name, own]) => [name, [...own.values()].sort(byName)])),
    docs: [...docs.values()].sort(byName),
  };
}

interface BlockFile {
  readonly path: string;
  readonly type: 'macro' | 'doc';
}

/** Files of the project itself, or that dbt hasn't parsed, in which macros and docs blocks may stand. */
function blockFiles(project: Project): readonly BlockFile[] {
  const installed = `${project.config.packagesInstallPath}/`;
  const known = (path: string) => path.startsWith(installed) && entriesAt(project, path).length > 0;
  return mayDefinePaths(project.config, project.files.paths)(project).filter(({ path }) => !known(path));
}

const mayDefinePaths = memo2((_: ProjectConfig, paths: readonly string[]) => {
  let known: readonly BlockFile[] | undefined;
  return (project: Project) => {
    known ??= paths.flatMap((path): readonly BlockFile[] => {
      const extension = extensionOf(path);
      if (extension === 'md') return [{ path, type: 'doc' }];
      return extension === 'sql' && mayDefine(project, 'macro', path) ? [{ path, type: 'macro' }] : [];
    });
    return known;
  };
});

function byName(a: Listed, b: Listed): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
