// Where an entry of the manifest is made and described in the project's files, best first. Deliberately absent: names that lead to it
// (namedPlaces.ts), and what has no file in the project.

import type { Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import { type DefinedPlace, filePlace, ownPlace, yamlPlace } from './definedPlaces.ts';
import { newFilesNamed } from './modelFiles.ts';

/** The file or block of an entry, if it has one, then its entry in YAML. */
export function entryPlaces(project: Project, entry: Entry): readonly DefinedPlace[] {
  return [ownPlace(project, entry) ?? movedPlace(project, entry), yamlPlace(project, entry)].filter(
    (place) => place !== undefined,
  );
}

/** The file of a model that was moved since dbt last parsed the project. */
function movedPlace(project: Project, entry: Entry): DefinedPlace | undefined {
  if (entry.resourceType !== 'model' && entry.resourceType !== 'seed') return undefined;
  const stem = entry.version === undefined ? entry.name : `${entry.name}_v${entry.version}`;
  const [file] = newFilesNamed(project, stem, entry.packageName);
  return file && filePlace(project, file.path);
}
