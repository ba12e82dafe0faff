// Find all references: every place of the project that means the same as the name at the cursor. Names of SQL see referencesSql.ts.
// Deliberately absent: what only looks the same.

import type { Project } from '../project.ts';
import { jinjaLocalAt } from '../semantics/jinjaLocal.ts';
import { meaningOf } from '../semantics/meaning.ts';
import { extensionOf } from '../semantics/modelFiles.ts';
import { declarationsOf } from '../semantics/namedPlaces.ts';
import type { SymbolName } from '../semantics/symbol.ts';
import { symbolAt } from '../semantics/symbolAt.ts';
import { usesOf } from '../semantics/uses.ts';
import type { TextRange } from '../text.ts';

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
  const symbol = symbolAt(project, path, offset);
  if (symbol) yield* referencesOfName(project, symbol, path, includeDeclaration);
  else yield localReferences(project, path, offset, includeDeclaration);
}

function* referencesOfName(
  project: Project,
  symbol: SymbolName,
  path: string,
  includeDeclaration: boolean,
): Generator<readonly Reference[], void> {
  const meaning = meaningOf(project, symbol, path);
  if (meaning.keys.length === 0) return;
  const declared = declarationsOf(project, symbol, path);
  const seen = new Set<string>();
  const unseen = (found: readonly Reference[]) =>
    found.filter((reference) => {
      const key = `${reference.range.start} ${reference.range.end} ${reference.path}`;
      return !seen.has(key) && seen.add(key);
    });
  const declarations = unseen(declared.map((place) => ({ path: place.path, range: place.nameRange })));
  if (includeDeclaration) yield declarations;
  for (const uses of usesOf(project, meaning)) {
    yield unseen(uses.map((use) => ({ path: use.path, range: use.range })));
  }
}

function localReferences(
  project: Project,
  path: string,
  offset: number,
  includeDeclaration: boolean,
): readonly Reference[] {
  const source = extensionOf(path) === 'sql' ? project.files.text(path) : undefined;
  const local = source && jinjaLocalAt(source, offset);
  if (!local) return [];
  return [...(includeDeclaration ? [local.binding] : []), ...local.reads].map((range) => ({ path, range }));
}
