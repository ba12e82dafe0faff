// Document highlight: the places of one file that mean the same as the name at the cursor, written or read. Names of SQL see
// highlightSql.ts. Deliberately absent: what only looks the same.

import type { Project } from '../project.ts';
import { jinjaLocalAt } from '../semantics/jinjaLocal.ts';
import { meaningOf } from '../semantics/meaning.ts';
import { extensionOf } from '../semantics/modelFiles.ts';
import { declarationsOf } from '../semantics/namedPlaces.ts';
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
  if (!symbol) return localHighlights(project, path, offset);
  const meaning = meaningOf(project, symbol, path);
  const made = declarationsOf(project, symbol, path).filter((place) => place.path === path);
  return usesIn(project, meaning, path).map(({ range }) => ({
    range,
    kind: made.some(({ nameRange }) => nameRange.start === range.start && nameRange.end === range.end)
      ? 'write'
      : 'read',
  }));
}

function localHighlights(project: Project, path: string, offset: number): readonly Highlight[] {
  const source = extensionOf(path) === 'sql' ? project.files.text(path) : undefined;
  const local = source && jinjaLocalAt(source, offset);
  if (!local) return [];
  const reads = local.reads.map((range) => ({ range, kind: 'read' as const }));
  const all = [{ range: local.binding, kind: 'write' as const }, ...reads];
  return all.sort((a, b) => a.range.start - b.range.start);
}
