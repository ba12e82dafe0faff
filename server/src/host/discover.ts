// Which dbt project a file belongs to, and which projects a folder holds. A project is a folder with a dbt_project.yml that
// isn't a package of another one, installed or local. Deliberately absent: loading them.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { sourceText } from '../core/text.ts';
import { type ProjectConfig, projectConfig, projectFile } from '../core/yaml/projectConfig.ts';
import { readText } from './files.ts';
import type { Environment } from './folders.ts';
import { isGenerated, localPackages, packageFolders } from './listing.ts';
import { relativeTo } from './paths.ts';
import { walk } from './walk.ts';

const searchDepth = 8;

/**
 * The folder of the project that a file or folder belongs to: the nearest one upwards, but a package's own folder belongs to
 * the project that installed it or names it in its packages.yml (`local:`). Undefined outside of every project.
 */
export function projectFolderOf(file: string, environment: Environment): string | undefined {
  const outermostFirst = ancestors(file)
    .filter((folder) => existsSync(path.join(folder, projectFile)))
    .reverse();
  let found: string | undefined;
  for (const folder of outermostFirst) {
    const inside = found === undefined ? undefined : relativeTo(found, folder);
    const isPackage =
      found !== undefined &&
      inside !== undefined &&
      (isGenerated(readConfig(found, environment), `${inside}/${projectFile}`) ||
        localPackages(found).includes(inside));
    if (!isPackage) found = folder;
  }
  return found;
}

/** Every project at or below a folder, outermost first. Links aren't followed. */
export async function projectsBelow(folder: string, environment: Environment): Promise<readonly string[]> {
  const found: string[] = [];
  const packages = new Set(packageFolders(readConfig(folder, environment)));
  await walk(
    folder,
    {
      depth: searchDepth,
      followLinks: false,
      skip: (_, name) => packages.has(name) || name === 'target',
    },
    (inner, files) => {
      if (files.includes(projectFile)) found.push(path.join(folder, inner));
    },
  );
  return found
    .filter((project) => projectFolderOf(project, environment) === project)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** dbt_project.yml as it is on disk; the defaults where it can't be read. */
export function readConfig(folder: string, environment: Environment): ProjectConfig {
  return projectConfig(sourceText(readText(path.join(folder, projectFile)) ?? ''), environment);
}

function ancestors(file: string): string[] {
  const above = path.dirname(file);
  return above === file ? [file] : [file, ...ancestors(above)];
}
