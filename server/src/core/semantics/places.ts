// Where an entry of the manifest stands in the project's files: its own file, and its YAML entry. Offsets are of the name
// where it is found there, else the start of the file.

import type { Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { blockOf } from './blocks.ts';
import { pathOfEntry, yamlPathOfEntry } from './packages.ts';

/** A place in a file of the project. */
export interface Place {
  readonly path: string;
  readonly offset: number;
}

/** Where the entry's own file defines it; undefined when the file isn't in the project. */
export function placeOf(project: Project, entry: Entry): Place | undefined {
  const path = pathOfEntry(project, entry);
  if (path === undefined || /\.ya?ml$/i.test(path)) return undefined;
  const inBlock = entry.resourceType === 'macro' || entry.resourceType === 'doc';
  const source = inBlock ? project.files.text(path) : undefined;
  return { path, offset: (source && blockOf(source, entry)?.nameRange.start) ?? 0 };
}

/** Where YAML says more of the entry; undefined when no file of the project does. */
export function yamlPlaceOf(project: Project, entry: Entry): Place | undefined {
  const path = yamlPathOfEntry(project, entry);
  return path === undefined ? undefined : { path, offset: 0 };
}
