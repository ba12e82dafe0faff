// How a run writes paths. Deliberately absent: what in a path could move a cursor (the formats for people).

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../host/folders.ts';
import { relativeTo } from '../../host/paths.ts';
import type { ShowPath } from './report.ts';

/** Relative to a folder with forward slashes, also where that leads out of it. */
export function showFrom(folder: string): ShowPath {
  return (file) => path.relative(folder, file).replaceAll(path.sep, '/');
}

/** The folder of the repository: as GitHub's workflows say, else the nearest one upwards with a `.git`, else the folder itself. */
export function repositoryOf(folder: string, environment: Environment): string {
  const workspace = environment['GITHUB_WORKSPACE'];
  if (workspace !== undefined && path.isAbsolute(workspace) && relativeTo(workspace, folder) !== undefined)
    return workspace;
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return folder;
  }
}
