// The packages of a project: the project itself, and what `dbt deps` installed or a local package holds. Which file belongs to
// which. Deliberately absent: packages that dbt has but that lie outside the project's folder (only the manifest knows them).

import type { Entry, Manifest } from '../artifacts/types.ts';
import { memo, memo2 } from '../memo.ts';
import type { Project, ProjectFiles } from '../project.ts';
import { type SourceText, sourceText } from '../text.ts';
import { type ProjectConfig, projectConfig, projectFile } from '../yaml/projectConfig.ts';
import { yamlDocument } from '../yaml/yamlDocument.ts';
import { booleanOf, childOf, itemsOf } from '../yaml/yamlTree.ts';
import { packagesOf, packagesWithFiles } from './names.ts';

/** A package whose files lie in the project's folder. */
export interface PackageFolder {
  /** The package's name in dbt; undefined for a root project whose name can't be known. */
  readonly name: string | undefined;
  /** Its folder relative to the project, with a slash at the end; empty for the project itself. */
  readonly folder: string;
  /** Its own dbt_project.yml; dbt's defaults where it has none. */
  readonly config: ProjectConfig;
}

/** A path within a package. */
export interface PackagePath {
  readonly package: PackageFolder;
  /** Relative to the package's folder. */
  readonly path: string;
}

/** The name of the project's own package: dbt_project.yml's, else the manifest's. */
export function rootPackageName(project: Project): string | undefined {
  return project.config.name ?? project.artifacts.manifest?.metadata.projectName;
}

/** Every package with files in the project's folder: the project itself, local packages, then installed ones, which may be copies. */
export function packageFolders(project: Project): readonly PackageFolder[] {
  return placesOf(project).folders;
}

/** The package that a path of the project belongs to, and the path within it. */
export function packageOf(project: Project, path: string): PackagePath {
  const { byFolder, root } = placesOf(project);
  if (byFolder.size > 1) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const found = byFolder.get(path.slice(0, end + 1));
      if (found) return { package: found, path: path.slice(end + 1) };
    }
  }
  return { package: root, path };
}

/** The name of the package that a path belongs to; undefined where it can't be known. */
export function packageNameOf(project: Project, path: string): string | undefined {
  return packageOf(project, path).package.name;
}

/** Where a path of a package lies in the project, if such a file is there; undefined when it isn't or is outside. */
function findInPackage(project: Project, packageName: string, path: string): string | undefined {
  if (path === '' || path.startsWith('/') || path.split('/').includes('..')) return undefined;
  const paths = pathSet(project.files.paths);
  for (const { name, folder } of packageFolders(project)) {
    if (name !== packageName) continue;
    // Fusion writes the paths of packages from the root of the project.
    for (const candidate of [folder + path, path]) {
      if (paths.has(candidate) && (candidate !== path || folder === '' || path.startsWith(folder)))
        return candidate;
    }
  }
  return undefined;
}

/** Where the file of an entry lies in the project; undefined when it isn't there (dbt's own, another project's, deleted). */
export function pathOfEntry(project: Project, entry: Entry): string | undefined {
  return findInPackage(project, entry.packageName, entry.originalFilePath);
}

/** The YAML file with the properties of an entry; undefined when there is none in the project. */
export function yamlPathOfEntry(project: Project, entry: Entry): string | undefined {
  const patchPath = project.artifacts.manifest?.detail(entry)?.patchPath;
  const path = patchPath ?? (/\.ya?ml$/i.test(entry.originalFilePath) ? entry.originalFilePath : undefined);
  return path === undefined ? undefined : findInPackage(project, entry.packageName, path);
}

/**
 * Whether everything that names are judged by is at hand: every package that is asked for is installed or in the manifest,
 * and no other project of a mesh is referred to.
 */
export function packagesComplete(project: Project): boolean {
  let wanted = 0;
  for (const name of ['packages.yml', 'dependencies.yml']) {
    const source = project.files.text(name);
    if (!source) continue;
    const { root } = yamlDocument(source);
    if (itemsOf(childOf(root, 'projects')).length > 0) return false;
    wanted += itemsOf(childOf(root, 'packages')).length;
  }
  if (wanted === 0) return true;
  const known = new Set(packageFolders(project).flatMap(({ name }) => name ?? []));
  const { manifest } = project.artifacts;
  if (manifest) {
    const own = new Set(internalPackages(manifest));
    for (const name of packagesWithFiles(manifest)) if (!own.has(name)) known.add(name);
  }
  known.delete(rootPackageName(project) ?? '');
  return known.size >= wanted;
}

/** The packages of which the macros and models are known: those with files here or in the manifest, and `dbt`. */
export function packagesWithin(project: Project): ReadonlySet<string> {
  const names = new Set<string>(['dbt']);
  for (const { name } of packageFolders(project)) if (name !== undefined) names.add(name);
  const { manifest } = project.artifacts;
  for (const name of manifest ? packagesOf(manifest) : []) names.add(name);
  return names;
}

/** Whether a package lets no other refer to its protected and private models (`restrict-access`). */
export function restrictsAccess(project: Project, packageName: string): boolean {
  const folder = packageFolders(project).find(({ name }) => name === packageName);
  const source = folder && project.files.text(folder.folder + projectFile);
  return source !== undefined && booleanOf(childOf(yamlDocument(source).root, 'restrict-access')) === true;
}

/** A flag of dbt_project.yml (`flags:`) that is switched on. */
export function hasFlag(project: Project, flag: string): boolean {
  const source = project.files.text(projectFile);
  return (
    source !== undefined && booleanOf(childOf(childOf(yamlDocument(source).root, 'flags'), flag)) === true
  );
}

/** Adapters that others build on; dbt searches the macros of both. */
const baseAdapters = ['postgres', 'spark', 'fabric', 'sqlserver', 'duckdb'];

/** The types of adapter whose macros count, as dispatch searches them: the adapter, then those it builds on. */
export const adapterTypes: (manifest: Manifest) => readonly string[] = memo((manifest) => {
  const own = manifest.metadata.adapterType;
  if (own === undefined) return [];
  const packages = packagesWithFiles(manifest);
  return [own, ...baseAdapters.filter((name) => name !== own && packages.has(`dbt_${name}`))];
});

/** dbt's own packages, in the order in which their macros are searched: the adapter's first, then `dbt`. */
export const internalPackages: (manifest: Manifest) => readonly string[] = memo((manifest) => [
  ...adapterTypes(manifest).map((name) => `dbt_${name}`),
  'dbt',
]);

const pathSet = memo((paths: readonly string[]): ReadonlySet<string> => new Set(paths));

const noVariables = {};
const defaultConfig = projectConfig(sourceText('name: ""\n'), noVariables);

const projectFilesIn = memo((paths: readonly string[]): readonly string[] =>
  paths.filter((path) => path.endsWith(`/${projectFile}`)),
);

/** The names of the folders directly in a folder. */
const foldersIn = memo((paths: readonly string[]) =>
  remembered((parent): ReadonlySet<string> => {
    const names = new Set<string>();
    const start = `${parent}/`;
    for (const path of paths) {
      const end = path.startsWith(start) ? path.indexOf('/', start.length) : -1;
      if (end > 0) names.add(path.slice(start.length, end));
    }
    return names;
  }),
);

interface Places {
  readonly root: PackageFolder;
  readonly folders: readonly PackageFolder[];
  readonly byFolder: ReadonlyMap<string, PackageFolder>;
}

function placesOf(project: Project): Places {
  return places(project.config, project.files.paths)(project.files)(rootPackageName(project) ?? '');
}

/** Typing makes other files of the same paths; packages are the same while their own dbt_project.yml is. */
const places = memo2((config: ProjectConfig, paths: readonly string[]) => {
  const projectFiles = projectFilesIn(paths);
  let known:
    | { readonly sources: readonly Source[]; readonly places: (rootName: string) => Places }
    | undefined;
  return memo((files: ProjectFiles) => {
    const sources = projectFiles.map((path) => files.text(path));
    if (!known?.sources.every((source, index) => source === sources[index]))
      known = { sources, places: remembered((rootName) => makePlaces(config, paths, sources, rootName)) };
    return known.places;
  });
});

type Source = SourceText | undefined;

function makePlaces(
  config: ProjectConfig,
  paths: readonly string[],
  sources: readonly Source[],
  rootName: string,
): Places {
  const root = { name: rootName === '' ? undefined : rootName, folder: '', config };
  const byFolder = new Map<string, PackageFolder>([['', root]]);
  for (const name of foldersIn(paths)(config.packagesInstallPath)) {
    const folder = `${config.packagesInstallPath}/${name}/`;
    byFolder.set(folder, { name, folder, config: defaultConfig });
  }
  projectFilesIn(paths).forEach((path, index) => {
    const source = sources[index];
    if (!source) return;
    const folder = path.slice(0, -projectFile.length);
    const own = projectConfig(source, noVariables);
    byFolder.set(folder, { name: own.name ?? byFolder.get(folder)?.name, folder, config: own });
  });
  const installed = `${config.packagesInstallPath}/`;
  const isInstalled = ({ folder }: PackageFolder) => folder.startsWith(installed);
  const all = [...byFolder.values()];
  const folders = [...all.filter((each) => !isInstalled(each)), ...all.filter(isInstalled)];
  return { root, folders, byFolder };
}

/** A function of one text, computed once for each. */
function remembered<Value>(compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (key) => {
    const value = known.get(key) ?? { value: compute(key) };
    known.set(key, value);
    return value.value;
  };
}
