// Where a name of Jinja or YAML is defined: the file first, its entry in YAML second. Deliberately absent: names of SQL itself, and
// what has no file in the project.

import type { Project } from '../project.ts';
import {
  columnYamlPlace,
  type DefinedPlace,
  filePlace,
  ownPlace,
  sourcePlace,
  yamlPlace,
} from './definedPlaces.ts';
import { entryPlaces } from './entryPlaces.ts';
import { meaningOf } from './meaning.ts';
import { yamlEntries } from './notParsedYet.ts';
import type { FoundInFile, Resolution } from './resolution.ts';
import { resolve } from './resolve.ts';
import { dispatchTargets } from './resolveMacro.ts';
import { itemsOfNode } from './sql/columnPlaces.ts';
import { fileNodeId } from './sql/nodeId.ts';
import type { SymbolName } from './symbol.ts';

/** The places that define a name, best first; empty where no file of the project does. */
export function placesOfName(project: Project, symbol: SymbolName, path: string): readonly DefinedPlace[] {
  return placesOf(project, symbol, path).filter((place) => place !== undefined);
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
  const { name } = symbol;
  const owner = resolve(project, symbol, path);
  if (owner.kind === 'file') {
    const items = itemsOfNode(project, fileNodeId(owner.path), name);
    return items.length > 0 ? items : [filePlace(project, owner.path)];
  }
  if (owner.kind !== 'found' && owner.kind !== 'disabled') return [];
  const items = itemsOfNode(project, owner.entry.uniqueId, name);
  const made = items.length > 0 ? items : [ownPlace(project, owner.entry)];
  return [...made, columnYamlPlace(project, owner.entry, name)];
}

/** The places that make what a name means, not those that describe it: of several versions each. */
export function declarationsOf(project: Project, symbol: SymbolName, path: string): readonly DefinedPlace[] {
  const { entries } = meaningOf(project, symbol, path);
  const named = symbol.kind === 'source' && symbol.table === undefined ? [] : entries;
  if (named.length > 0) return named.flatMap((entry) => entryPlaces(project, entry).slice(0, 1));
  return placesOfName(project, symbol, path).slice(0, 1);
}
