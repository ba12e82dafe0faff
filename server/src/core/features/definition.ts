// Go to definition: of every name that symbolAt finds, the file first, its entry in YAML second; of names of SQL see
// definitionSql.ts. Deliberately absent: what has no file in the project.

import type { Project } from '../project.ts';
import type { DefinedPlace } from '../semantics/definedPlaces.ts';
import { jinjaLocalIn } from '../semantics/jinjaLocal.ts';
import { isYaml } from '../semantics/modelFiles.ts';
import { placesOfName } from '../semantics/namedPlaces.ts';
import { symbolAt } from '../semantics/symbolAt.ts';
import type { TextRange } from '../text.ts';
import { sqlDefinition } from './definitionSql.ts';

/** A link from a name to a place, as LSP's `LocationLink` has it; the path is relative to the project's folder. */
export interface DefinitionLink {
  readonly originRange: TextRange;
  readonly targetPath: string;
  /** The whole definition. */
  readonly targetRange: TextRange;
  /** What to select of it, inside `targetRange`. */
  readonly targetSelectionRange: TextRange;
}

/** Where the name at a place of a file is defined, best first; empty where no file of the project says. */
export function definition(project: Project, path: string, offset: number): readonly DefinitionLink[] {
  const found = placesAt(project, path, offset);
  if (!found) return [];
  const { range, places } = found;
  const elsewhere = places.filter((place) => !isOrigin(place, path, range));
  // A definition itself leads to itself where it leads nowhere else, so that editors can offer its references.
  return linksTo(elsewhere.length > 0 ? elsewhere : places, range);
}

/** Where YAML describes or makes what the name at a place of a file means; empty where it doesn't. */
export function typeDefinition(project: Project, path: string, offset: number): readonly DefinitionLink[] {
  const found = placesAt(project, path, offset);
  if (!found) return [];
  const places = found.places.filter((place) => isYaml(place.path));
  return linksTo(places, found.range);
}

function placesAt(
  project: Project,
  path: string,
  offset: number,
): { readonly range: TextRange; readonly places: readonly DefinedPlace[] } | undefined {
  const symbol = symbolAt(project, path, offset);
  if (symbol) return { range: symbol.range, places: placesOfName(project, symbol, path) };
  const local = jinjaLocalIn(project, path, offset);
  if (local)
    return { range: local.range, places: [{ path, range: local.binding, nameRange: local.binding }] };
  return sqlDefinition(project, path, offset);
}

function linksTo(places: readonly DefinedPlace[], originRange: TextRange): readonly DefinitionLink[] {
  return distinct(places).map(({ path: targetPath, range, nameRange }) => ({
    originRange,
    targetPath,
    targetRange: range,
    targetSelectionRange: nameRange,
  }));
}

function isOrigin(place: DefinedPlace, path: string, origin: TextRange): boolean {
  return place.path === path && place.nameRange.start === origin.start && place.nameRange.end === origin.end;
}

function distinct(places: readonly DefinedPlace[]): readonly DefinedPlace[] {
  return places.filter(
    (place, index) =>
      places.findIndex(
        (other) => other.path === place.path && other.nameRange.start === place.nameRange.start,
      ) === index,
  );
}
