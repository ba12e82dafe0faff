// Find all references: every place of the project that means the same as the name at the cursor. Names of SQL see
// referencesSql.ts. Deliberately absent: what only looks the same.

import type { Project } from '../project.ts';
import { jinjaLocalIn } from '../semantics/jinjaLocal.ts';
import { meaningOf, meaningOfOwner, nodesOf } from '../semantics/meaning.ts';
import { declarationsOf } from '../semantics/namedPlaces.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { symbolAt } from '../semantics/symbolAt.ts';
import { usesOf } from '../semantics/uses.ts';
import type { TextRange } from '../text.ts';
import { type FoundPlace, placesOfColumn } from './referencesColumn.ts';
import { placesOfSql } from './referencesSql.ts';

/** A place that names what the cursor is on; the range is empty, at the start, for a whole file. */
export interface Reference {
  readonly path: string;
  readonly range: TextRange;
}

/**
 * The references of the name at a place of a file, as they are found: a step looks at one file at most, so that a caller can pause
 * or stop between two. No place comes twice.
 */
export function* references(
  project: Project,
  path: string,
  offset: number,
  includeDeclaration: boolean,
): Generator<readonly Reference[], void> {
  const seen = new Set<string>();
  for (const found of foundFrom(project, path, offset)) {
    // What is made counts as seen also where it isn't asked for: it may be found again as a name.
    const fresh = found.filter(({ path: file, range }) => {
      const key = `${range.start} ${range.end} ${file}`;
      return !seen.has(key) && seen.add(key);
    });
    yield fresh
      .filter(({ made }) => includeDeclaration || !made)
      .map(({ path: file, range }) => ({ path: file, range }));
  }
}

/** What is made comes before other names of the same place. */
function* foundFrom(project: Project, path: string, offset: number): Generator<readonly FoundPlace[], void> {
  const symbol = symbolAt(project, path, offset);
  if (symbol?.kind === 'column') {
    const holder = meaningOfOwner(project, symbol, path);
    const nodes = nodesOf(holder);
    for (const id of nodes) yield* placesOfColumn(project, id, symbol.name);
    if (nodes.length === 0) yield* placesNaming(project, symbol, path);
  } else if (symbol) {
    yield* placesNaming(project, symbol, path);
  } else {
    const local = jinjaLocalIn(project, path, offset);
    if (local) {
      yield [
        { path, range: local.binding, made: true },
        ...local.reads.map((range) => ({ path, range, made: false })),
      ];
    } else {
      yield* placesOfSql(project, path, offset);
    }
  }
}

/** Names of Jinja and YAML. */
function* placesNaming(
  project: Project,
  symbol: SymbolName,
  path: string,
): Generator<readonly FoundPlace[], void> {
  const meaning = meaningOf(project, symbol, path);
  if (meaning.keys.length === 0) return;
  yield declarationsOf(project, symbol, path).map((place) => ({
    path: place.path,
    range: place.nameRange,
    made: true,
  }));
  for (const uses of usesOf(project, meaning)) {
    yield uses.map((use) => ({ path: use.path, range: use.range, made: false }));
  }
}
