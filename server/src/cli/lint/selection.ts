// Which projects and which of their files a run is about: the paths given, else the whole of the project, or of all projects below.
// Deliberately absent: loading projects, and which of the files dbt reads.

import { statSync } from 'node:fs';
import path from 'node:path';
import { globPattern } from '../../core/yaml/userPattern.ts';
import { projectFolderOf, projectsBelow } from '../../host/discover.ts';
import { relativeTo } from '../../host/paths.ts';
import { type Terminal, WrongUse } from '../terminal.ts';
import type { LintOptions } from './options.ts';

/** A project with what of it is wanted. */
export interface Selection {
  readonly folder: string;
  /** All of its files are. */
  readonly whole: boolean;
  /** Whether a file is wanted, by its absolute path. */
  wants(file: string): boolean;
  /** Files that were named one by one. */
  readonly named: readonly string[];
}

type Part = { readonly matches: (file: string) => boolean; readonly named?: string } | 'whole';

/** What is wanted, and the named files that belong to no project. */
export async function select(
  options: Pick<LintOptions, 'paths' | 'projectDir'>,
  terminal: Pick<Terminal, 'environment' | 'workingFolder'>,
): Promise<{ readonly projects: readonly Selection[]; readonly outside: readonly string[] }> {
  const { environment, workingFolder } = terminal;
  const parts = new Map<string, Part[]>();
  const outside: string[] = [];
  const add = (folder: string, part: Part) => {
    const known = parts.get(folder);
    if (known) known.push(part);
    else parts.set(folder, [part]);
  };
  const projects = new Map<string, string | undefined>();
  const projectOf = (folder: string) => {
    if (!projects.has(folder)) projects.set(folder, projectFolderOf(folder, environment));
    return projects.get(folder);
  };

  const addFolder = async (folder: string, given: string, matches?: (file: string) => boolean) => {
    const around = projectOf(folder);
    const found = around === undefined ? await projectsBelow(folder, environment) : [around];
    if (found.length === 0)
      throw new WrongUse(`There is no dbt_project.yml in ${given}, above it or below it.`);
    for (const project of found) {
      const inFolder = (file: string) => relativeTo(folder, file) !== undefined;
      const all = matches === undefined && relativeTo(folder, project) !== undefined;
      add(project, all ? 'whole' : { matches: matches ?? inFolder });
    }
  };

  const start = path.resolve(workingFolder, options.projectDir);
  if (options.paths.length === 0) {
    const around = kindOf(start) === 'folder' ? projectOf(start) : undefined;
    await addFolder(around ?? start, options.projectDir === '.' ? start : options.projectDir);
  }
  for (const given of options.paths) {
    const absolute = path.resolve(workingFolder, given);
    const kind = kindOf(absolute);
    if (kind === 'folder') await addFolder(absolute, given);
    else if (kind === 'file') {
      const project = projectOf(path.dirname(absolute));
      if (project === undefined) outside.push(absolute);
      else add(project, { matches: (file) => file === absolute, named: absolute });
    } else if (/[*?{]/.test(given)) {
      const fixed = given.replace(/[^\\/]*[*?{].*$/s, '');
      const base = path.resolve(workingFolder, fixed || '.');
      const glob = globPattern(given.slice(fixed.length));
      await addFolder(base, given, (file) => {
        const inside = relativeTo(base, file);
        return inside !== undefined && glob.matches(inside);
      });
    } else throw new WrongUse(`There is no file or folder ${given}.`);
  }
  const selected = [...parts].map(([folder, own]): Selection => {
    const whole = own.includes('whole');
    const filters = own.filter((part) => part !== 'whole');
    const exact = new Set(filters.flatMap(({ named }) => named ?? []));
    const wide = filters.filter(({ named }) => named === undefined);
    return {
      folder,
      whole,
      wants: (file) => whole || exact.has(file) || wide.some((part) => part.matches(file)),
      named: [...exact],
    };
  });
  return { projects: selected.sort((a, b) => (a.folder < b.folder ? -1 : 1)), outside };
}

function kindOf(file: string): 'file' | 'folder' | undefined {
  const status = statSync(file, { throwIfNoEntry: false });
  return status?.isDirectory() ? 'folder' : status?.isFile() ? 'file' : undefined;
}
