// Document highlight: the places of one file that mean the same as the name at the cursor, made or read: columns,
// CTEs and aliases of SQL, names of Jinja and YAML. Deliberately absent: what only looks the same.

import type { Project } from '../project.ts';
import { type JinjaLocal, jinjaLocalIn } from '../semantics/jinjaLocal.ts';
import { meaningOf } from '../semantics/meaning.ts';
import { declarationsOf } from '../semantics/namedPlaces.ts';
import { usesOfSymbol } from '../semantics/sql/sameColumnUses.ts';
import { sqlSymbolsAt } from '../semantics/sql/sqlSymbolsAt.ts';
import { symbolAt } from '../semantics/symbolAt.ts';
import { usesIn } from '../semantics/uses.ts';
import type { TextRange } from '../text.ts';

/** A place of the file; `write` where it is made. */
export interface Highlight {
  readonly range: TextRange;
  readonly kind: 'read' | 'write';
}

/** The highlights of the name at a place of a file, in order; empty where there is none. */
export function highlights(project: Project, path: string, offset: number): readonly Highlight[] {
  const symbol = symbolAt(project, path, offset);
  const local = symbol ? undefined : jinjaLocalIn(project, path, offset);
  if (local) return localHighlights(local);
  if (!symbol) return sqlHighlights(project, path, offset);
  const meaning = meaningOf(project, symbol, path);
  const made = declarationsOf(project, symbol, path).filter((place) => place.path === path);
  return usesIn(project, meaning, path).map(({ range }) => ({
    range,
    kind: made.some(({ nameRange }) => nameRange.start === range.start && nameRange.end === range.end)
      ? 'write'
      : 'read',
  }));
}

function localHighlights(local: JinjaLocal): readonly Highlight[] {
  const reads = local.reads.map((range) => ({ range, kind: 'read' as const }));
  const all = [{ range: local.binding, kind: 'write' as const }, ...reads];
  return all.sort((a, b) => a.range.start - b.range.start);
}

/** A column with all that is the same column in this file, a CTE, an alias. */
function sqlHighlights(project: Project, path: string, offset: number): readonly Highlight[] {
  const found = new Map<string, Highlight>();
  for (const symbol of sqlSymbolsAt(project, path, offset)) {
    for (const { range, made } of usesOfSymbol(symbol))
      found.set(`${range.start}:${range.end}`, { range, kind: made ? 'write' : 'read' });
  }
  return [...found.values()].sort((a, b) => a.range.start - b.range.start);
}
