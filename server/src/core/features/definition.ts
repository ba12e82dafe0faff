// Go to definition of every name that symbolAt finds: the file first, its entry in YAML second. Deliberately absent: names of SQL
// itself, and what has no file in the project.

import type { Entry } from '../artifacts/types.ts';
import type { Project } from '../project.ts';
import {
  columnPlace,
  columnYamlPlace,
  type DefinedPlace,
  filePlace,
  ownPlace,
  sourcePlace,
  yamlPlace,
} from '../semantics/definedPlaces.ts';
import { newFilesNamed } from '../semantics/modelFiles.ts';
import { yamlEntries } from '../semantics/notParsedYet.ts';
import type { FoundInFile, Resolution } from '../semantics/resolution.ts';
import { resolve } from '../semantics/resolve.ts';
import { dispatchTargets } from '../semantics/resolveMacro.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { symbolAt } from '../semantics/symbolAt.ts';
import type { TextRange } from '../text.ts';

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
  const symbol = symbolAt(project, path, offset);
  if (!symbol) return [];
  const found = placesOf(project, symbol, path).filter((place) => place !== undefined);
  const elsewhere = found.filter((place) => !isOrigin(place, path, symbol.range));
  // A definition itself leads to itself where it leads nowhere else, so that editors can offer its references.
  return distinct(elsewhere.length > 0 ? elsewhere : found).map(({ path: targetPath, range, nameRange }) => ({
    originRange: symbol.range,
    targetPath,
    targetRange: range,
    targetSelectionRange: nameRange,
  }));
}

function placesOf(project: Project, symbol: SymbolName, path: string): readonly (DefinedPlace | undefined)[] {
  if (symbol.kind === 'column') return columnPlaces(project, symbol, path);
  if (symbol.kind === 'macro' && symbol.dispatch) {
    return dispatchTargets(project, symbol, path).flatMap((target) => placesOfResolution(project, target));
  }
  const resolution = resolve(project, symbol, path);
  if (symbol.kind === 'this' && (resolution.kind === 'found' || resolution.kind === 'disabled')) {
    return [yamlPlace(project, resolution.entry) ?? ownPlace(project, resolution.entry)];
  }
  if (symbol.kind === 'source' && resolution.kind === 'tables') {
    return resolution.entries.map((table) => sourcePlace(project, table));
  }
  return placesOfResolution(project, resolution);
}

function placesOfResolution(project: Project, resolution: Resolution): readonly (DefinedPlace | undefined)[] {
  switch (resolution.kind) {
    case 'found':
    case 'disabled':
      return entryPlaces(project, resolution.entry);
    case 'unknown-version':
    case 'tables':
      return resolution.entries.flatMap((entry) => entryPlaces(project, entry).slice(0, 1));
    case 'file':
      return filePlaces(project, resolution);
    case 'var': {
      const { path, variable } = resolution;
      const end = Math.max(variable.range.end, variable.valueRange?.end ?? 0);
      const range = { start: variable.range.start, end };
      return project.files.text(path) ? [{ path, range, nameRange: variable.range }] : [];
    }
    case 'builtin':
    case 'unknown':
      return [];
  }
}

function entryPlaces(project: Project, entry: Entry): readonly (DefinedPlace | undefined)[] {
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

function filePlaces(project: Project, file: FoundInFile): readonly (DefinedPlace | undefined)[] {
  const { path, range, name, resourceType } = file;
  if (range) return [{ path, range, nameRange: range }];
  const described =
    resourceType === 'model' || resourceType === 'seed'
      ? yamlEntries(project, resourceType, name, undefined).map((found) => ({
          path: found.path,
          range: found.entry.range,
          nameRange: found.entry.name.range,
        }))
      : [];
  return [filePlace(project, path), ...described];
}

function columnPlaces(
  project: Project,
  symbol: Extract<SymbolName, { kind: 'column' }>,
  path: string,
): readonly (DefinedPlace | undefined)[] {
  const owner = resolve(project, symbol, path);
  if (owner.kind === 'file') {
    return [columnPlace(project, owner.path, symbol.name) ?? filePlace(project, owner.path)];
  }
  if (owner.kind !== 'found' && owner.kind !== 'disabled') return [];
  const own = ownPlace(project, owner.entry);
  return [
    (own && columnPlace(project, own.path, symbol.name)) ?? own,
    columnYamlPlace(project, owner.entry, symbol.name),
  ];
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
