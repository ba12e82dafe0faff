// A model is its file: which node a file makes, known to dbt or not yet, and which file a name could stand for.
// Deliberately absent: what a file says of itself (`config(enabled=false)` in a new file is not read).

import type { Entry, ResourceType } from '../artifacts/types.ts';
import { memo } from '../memo.ts';
import type { Project } from '../project.ts';
import type { ProjectConfig } from '../yaml/projectConfig.ts';
import { entriesInFile } from './names.ts';
import { packageOf } from './packages.ts';

/** The node that a file makes. */
export interface FileNode {
  readonly path: string;
  /** Undefined where the package's name can't be known. */
  readonly packageName: string | undefined;
  readonly resourceType: ResourceType;
  /** As dbt knows it, else the file's name without its extension. */
  readonly name: string;
  /** What dbt knows of it; undefined while dbt hasn't parsed it. */
  readonly entry: Entry | undefined;
}

/** Types of nodes that a file of its own makes. */
const madeByFile: ReadonlySet<ResourceType> = new Set([
  'model',
  'seed',
  'snapshot',
  'analysis',
  'test',
  'function',
]);

/** What the manifest has of a file, macros and YAML entries too; enabled ones first. */
export function entriesAt(project: Project, path: string): readonly Entry[] {
  const { manifest } = project.artifacts;
  if (!manifest) return [];
  const place = packageOf(project, path);
  if (place.package.name === undefined) return [];
  const found = entriesInFile(manifest, place.package.name, place.path);
  return found.length === 0 && place.path !== path
    ? entriesInFile(manifest, place.package.name, path)
    : found;
}

/** The node that a file makes; undefined for YAML, macros, documentation and what lies in no folder of dbt. */
export function nodeOfFile(project: Project, path: string): FileNode | undefined {
  const extension = extensionOf(path);
  if (extension !== 'sql' && extension !== 'py' && extension !== 'csv') return undefined;
  const place = packageOf(project, path);
  const packageName = place.package.name;
  const entry = entriesAt(project, path).find((each) => madeByFile.has(each.resourceType));
  if (entry) return { path, packageName, resourceType: entry.resourceType, name: entry.name, entry };
  const resourceType = typeOfPath(place.package.config, place.path, extension);
  return resourceType && { path, packageName, resourceType, name: stemOf(path), entry: undefined };
}

/**
 * Models, seeds and Python models of that file name that dbt hasn't parsed yet: files that no entry of the manifest is made
 * by. With a package only its own.
 */
export function newFilesNamed(
  project: Project,
  name: string,
  packageName: string | undefined,
): readonly FileNode[] {
  return (byStem(project.files.paths).get(name) ?? []).flatMap((path) => {
    const node = nodeOfFile(project, path);
    if (!node || node.entry || !(node.resourceType === 'model' || node.resourceType === 'seed')) return [];
    return packageName === undefined || node.packageName === packageName ? [node] : [];
  });
}

/** The kind of node that a file of a package would make, by its folder and extension alone. */
function typeOfPath(config: ProjectConfig, path: string, extension: string): ResourceType | undefined {
  if (extension === 'csv') return within(config.seedPaths, path) ? 'seed' : undefined;
  if (extension === 'py') {
    if (within(config.modelPaths, path)) return 'model';
    return within(config.functionPaths, path) ? 'function' : undefined;
  }
  // A generic test is a macro; a file in a folder below another's counts for the deepest, as `models/tests` would.
  if (config.testPaths.some((folder) => within([`${folder}/generic`], path))) return undefined;
  const folders: readonly (readonly [ResourceType | undefined, readonly string[]])[] = [
    ['model', config.modelPaths],
    ['snapshot', config.snapshotPaths],
    ['analysis', config.analysisPaths],
    ['test', config.testPaths],
    ['function', config.functionPaths],
    [undefined, config.macroPaths],
  ];
  let best: { type: ResourceType | undefined; length: number } | undefined;
  for (const [type, paths] of folders) {
    for (const folder of paths) {
      if (within([folder], path) && folder.length > (best?.length ?? -1))
        best = { type, length: folder.length };
    }
  }
  return best?.type;
}

/** Whether a path lies in one of the folders. */
export function within(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => folder === '.' || folder === '' || path.startsWith(`${folder}/`));
}

/** A path's extension in lower case, without its dot; empty when it has none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Whether a path is that of a YAML file. */
export function isYaml(path: string): boolean {
  return /^ya?ml$/.test(extensionOf(path));
}

/** The file's name without folders and extension. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

const byStem = memo((paths: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const stems = new Map<string, string[]>();
  for (const path of paths) {
    if (!/\.(?:sql|py|csv)$/i.test(path)) continue;
    const stem = stemOf(path);
    const known = stems.get(stem);
    if (known) known.push(path);
    else stems.set(stem, [path]);
  }
  return stems;
});
