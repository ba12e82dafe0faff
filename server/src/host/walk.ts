// Walks folders on disk: bounded in depth, tolerant of what can't be read. Deliberately absent: which files matter to whom.

import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** What to visit. Paths are relative to the start with forward slashes. */
export interface WalkOptions {
  /** Folders below the start; 0 lists the start alone. */
  readonly depth: number;
  /** A folder that isn't entered. */
  skip(folder: string, name: string): boolean;
  /** Links to folders are entered too, but none that leads back to where the walk came from. */
  readonly followLinks: boolean;
}

const neverEntered = new Set(['node_modules', '.git', '.hg', '.svn', '__pycache__', 'site-packages']);

/** Calls `visit` with every folder and the names of the files in it. Folders that can't be read are passed over. */
export async function walk(
  start: string,
  options: WalkOptions,
  visit: (folder: string, files: readonly string[]) => void,
): Promise<void> {
  await enter('', options.depth, []);

  async function enter(folder: string, depth: number, above: readonly string[]): Promise<void> {
    const absolute = path.join(start, folder);
    const real = options.followLinks ? await realpath(absolute).catch(() => absolute) : absolute;
    // A link back to a folder that leads here.
    if (above.some((each) => each === real || each.startsWith(real + path.sep))) return;
    const entries = await readdir(absolute, { withFileTypes: true }).catch(() => []);
    // A Python environment, whatever its name.
    if (entries.some((entry) => entry.name === 'pyvenv.cfg')) return;
    const files: string[] = [];
    const folders: string[] = [];
    for (const entry of entries) {
      if (entry.isFile()) files.push(entry.name);
      else if (entry.isDirectory()) folders.push(entry.name);
      else if (entry.isSymbolicLink()) {
        const target = await stat(path.join(absolute, entry.name)).catch(() => undefined);
        if (target?.isFile()) files.push(entry.name);
        else if (target?.isDirectory() && options.followLinks) folders.push(entry.name);
      }
    }
    visit(folder, files);
    if (depth === 0) return;
    const wanted = folders
      .filter((name) => !neverEntered.has(name))
      .map((name) => ({ name, inside: folder === '' ? name : `${folder}/${name}` }))
      .filter(({ name, inside }) => !options.skip(inside, name));
    await Promise.all(wanted.map(({ inside }) => enter(inside, depth - 1, [...above, real])));
  }
}
