// The references of a name of SQL: in its file all that is the same column, CTE or relation; of a column of a node, in the project too.
// Deliberately absent: names of Jinja and YAML (references.ts).

import type { Project } from '../project.ts';
import { columnsMeant } from '../semantics/sql/columnsMeant.ts';
import { usesOfSymbol } from '../semantics/sql/sameColumnUses.ts';
import { sqlSymbolsAt } from '../semantics/sql/sqlSymbolsAt.ts';
import { type FoundPlace, placesOfColumn } from './referencesColumn.ts';

/** See the head of this file; a step looks at one file. The same place may come several times. */
export function* placesOfSql(
  project: Project,
  path: string,
  offset: number,
): Generator<readonly FoundPlace[], void> {
  const symbols = sqlSymbolsAt(project, path, offset);
  for (const symbol of symbols) {
    const uses = usesOfSymbol(symbol);
    yield uses.map(({ range, made }) => ({ path, range, made }));
  }
  const columns = new Map(
    symbols.flatMap((symbol) => {
      const { own, read } = columnsMeant(project, symbol);
      return [...own, ...read].map((column) => [`${column.id}\n${column.name}`, column] as const);
    }),
  );
  for (const { id, name } of columns.values()) yield* placesOfColumn(project, id, name);
}
