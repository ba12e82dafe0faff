// Go to definition of names of SQL: columns, CTEs, aliases. Deliberately absent: names of Jinja and YAML (definition.ts).

import type { Project } from '../project.ts';
import type { DefinedPlace } from '../semantics/definedPlaces.ts';
import { placesOfSqlSymbol } from '../semantics/sql/sqlPlaces.ts';
import { sqlSymbolsAt } from '../semantics/sql/sqlSymbolsAt.ts';
import type { TextRange } from '../text.ts';

/** Where what stands at a place of a file's SQL is defined; undefined where nothing of SQL stands there. */
export function sqlDefinition(
  project: Project,
  path: string,
  offset: number,
): { readonly range: TextRange; readonly places: readonly DefinedPlace[] } | undefined {
  const symbols = sqlSymbolsAt(project, path, offset);
  const [first] = symbols;
  if (!first) return undefined;
  return { range: first.range, places: symbols.flatMap((symbol) => placesOfSqlSymbol(project, symbol)) };
}
