// Where things of a project lie that its own files don't say: the target folder by setting and environment, and our cache.

import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';

/** Environment variables. One object for a process's life, since values are memoised on it. */
export type Environment = Readonly<Record<string, string>>;

/** The environment variables of this process. */
export function processEnvironment(): Environment {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The target folder, by dbt's precedence: flag (here a setting), DBT_TARGET_PATH, dbt_project.yml, `target`. */
export function targetFolder(
  project: string,
  from: { readonly setting: string; readonly environment: Environment; readonly config: string },
): string {
  const written = from.setting || from.environment['DBT_TARGET_PATH'] || from.config;
  return path.resolve(project, written);
}

/** Our folder in the user's cache for one project: outside of it, and gone without harm. */
export function cacheFolder(project: string, environment: Environment): string {
  const key = createHash('sha256').update(project).digest('hex').slice(0, 16);
  return path.join(cacheRoot(environment), 'dbt-metadata-context', `${path.basename(project)}-${key}`);
}

function cacheRoot(environment: Environment): string {
  // A relative XDG_CACHE_HOME is invalid by its specification and would lie in the project.
  const xdg = environment['XDG_CACHE_HOME'];
  if (xdg && path.isAbsolute(xdg)) return xdg;
  const home = environment['HOME'] ?? homedir();
  if (process.platform === 'win32') {
    return environment['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local');
  }
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches');
  return path.join(home, '.cache');
}
