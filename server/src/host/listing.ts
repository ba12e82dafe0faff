// Which files of a project dbt would read: those under the paths of dbt_project.yml, and the same of every package, installed or
// local.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { memo } from '../core/memo.ts';
import { sourceText } from '../core/text.ts';
import { localPackagesIn, packagesFiles } from '../core/yaml/packagesFile.ts';
import { type ProjectConfig, projectConfig } from '../core/yaml/projectConfig.ts';
import { readText } from './files.ts';
import type { Environment } from './folders.ts';
import { walk } from './walk.ts';

const extensions = /\.(sql|ya?ml|py|md|csv)$/i;
const rootFiles = new Set([
  'dbt_project.yml',
  'dbt-context.yml',
  'packages.yml',
  'dependencies.yml',
  'selectors.yml',
]);
const depth = 24;

/** The folders of a project whose files dbt reads, relative with forward slashes; `''` is the project's own folder. */
export const sourceFolders: (config: ProjectConfig) => readonly string[] = memo((config) => {
  const written = [
    config.modelPaths,
    config.seedPaths,
    config.snapshotPaths,
    config.macroPaths,
    config.testPaths,
    config.analysisPaths,
    config.docsPaths,
    config.functionPaths,
  ].flat();
  const folders = [...new Set(written.map(inside))].filter((folder) => folder !== undefined);
  // A folder within another one is listed with it.
  return folders.filter((folder) => !folders.some((other) => other !== folder && within(other, folder)));
});

/** Whether dbt would read this file of a project; files of installed packages apart. */
export function isSourceFile(config: ProjectConfig, file: string): boolean {
  if (rootFiles.has(file)) return true;
  if (!extensions.test(file) || isGenerated(config, file)) return false;
  return sourceFolders(config).some((folder) => within(folder, file));
}

/** Whether a path lies in the target folder, as far as dbt_project.yml says, or among the installed packages. */
export function isGenerated(config: ProjectConfig, file: string): boolean {
  const target = targetOf(config);
  return (target !== undefined && target !== '' && within(target, file)) || isInPackages(config, file);
}

/** Whether a path lies among the installed packages. */
export function isInPackages(config: ProjectConfig, file: string): boolean {
  return packageFolders(config).some((folder) => within(folder, file));
}

/** Where packages are installed; the two default names count even when another is written. */
export const packageFolders: (config: ProjectConfig) => readonly string[] = memo((config) => {
  const written = inside(config.packagesInstallPath);
  return [...new Set([...(written ? [written] : []), 'dbt_packages', 'dbt_modules'])];
});

const targetOf = memo((config: ProjectConfig) => inside(config.targetPath));

/** The folders inside a project that its packages.yml names as packages (`local:`). */
export function localPackages(project: string): readonly string[] {
  const written = packagesFiles.flatMap((name) => {
    const text = readText(path.join(project, name));
    return text === undefined ? [] : localPackagesIn(sourceText(text));
  });
  return [...new Set(written.flatMap((folder) => inside(folder) || []))];
}

/** Every path that dbt would read, packages included, sorted. */
export async function listFiles(
  project: string,
  config: ProjectConfig,
  environment: Environment,
): Promise<readonly string[]> {
  const own = listOwn(project, config);
  const packages = packageFolders(config).map(async (folder) => {
    const names: string[] = [];
    await walk(
      path.join(project, folder),
      { depth: 1, followLinks: true, skip: () => false },
      (inner, files) => {
        if (inner !== '' && files.includes('dbt_project.yml')) names.push(`${folder}/${inner}`);
      },
    );
    const lists = names.map((name) => listPackage(project, name, environment));
    return (await Promise.all(lists)).flat();
  });
  const local = localPackages(project).map((folder) => listPackage(project, folder, environment));
  return [...new Set((await Promise.all([own, ...packages, ...local])).flat())].sort();
}

async function listPackage(project: string, folder: string, environment: Environment): Promise<string[]> {
  const absolute = path.join(project, folder);
  const text = await readFile(path.join(absolute, 'dbt_project.yml'), 'utf8').catch(() => '');
  const files = await listOwn(absolute, projectConfig(sourceText(text), environment));
  return files.map((file) => `${folder}/${file}`);
}

async function listOwn(project: string, config: ProjectConfig): Promise<string[]> {
  const found: string[] = [];
  const add = (folder: string, files: readonly string[]) => {
    for (const name of files) {
      const file = folder === '' ? name : `${folder}/${name}`;
      if (isSourceFile(config, file)) found.push(file);
    }
  };
  await walk(project, { depth: 0, followLinks: false, skip: () => true }, add);
  const walks = sourceFolders(config).map((start) =>
    walk(
      path.join(project, start),
      { depth, followLinks: true, skip: (folder) => isGenerated(config, join(start, folder)) },
      (folder, files) => add(join(start, folder), files),
    ),
  );
  await Promise.all(walks);
  return found;
}

/** A path of dbt_project.yml as it is used here; undefined when it leaves the project. */
function inside(written: string): string | undefined {
  const folder = path.posix.normalize(written.replaceAll('\\', '/')).replace(/\/$/, '');
  if (folder.startsWith('..') || path.posix.isAbsolute(folder) || /^[A-Za-z]:/.test(folder)) return undefined;
  return folder === '.' ? '' : folder;
}

/** Whether a path is a folder or lies in it; in the project's own, `''`, lies everything. */
export function within(folder: string, file: string): boolean {
  return folder === '' || file === folder || file.startsWith(`${folder}/`);
}

function join(folder: string, name: string): string {
  return folder === '' ? name : name === '' ? folder : `${folder}/${name}`;
}
