// Everything that a place of a file's SQL stands for: text in the body of a loop stands for as many names as there are rounds.
// Deliberately absent: names inside Jinja (symbolAt.ts).

import type { Project } from '../../project.ts';
import type { TextRange } from '../../text.ts';
import { type SqlSymbol, sqlSymbolAt, symbolsOfSql } from './sqlSymbol.ts';

/** The names at a place, all with the same range; empty where there is none. */
export function sqlSymbolsAt(project: Project, path: string, offset: number): readonly SqlSymbol[] {
  const first = sqlSymbolAt(project, path, offset);
  if (!first) return [];
  const others = symbolsOfSql(first.sql).filter(
    (symbol) => symbol !== first && symbol.kind === first.kind && sameRange(symbol.range, first.range),
  );
  return [first, ...others];
}

function sameRange(a: TextRange, b: TextRange): boolean {
  return a.start === b.start && a.end === b.end;
}
