// How often a project's column names begin and end with which words, by layer and type: the evidence of a proposal.
// Deliberately absent: which of the words are worth keeping (proposal.ts).

import type { BaseType } from '../../../sql/baseTypes.ts';
import type { ColumnInUse } from './columnsInUse.ts';
import { knownWords } from './knownWords.ts';

/** The columns whose names begin or end with a word, and aren't that word alone. */
export interface WordUse {
  readonly word: string;
  readonly at: 'start' | 'end';
  readonly columns: readonly ColumnInUse[];
}

/** The first two folders of a path: the layer that a model is in; undefined for a file outside such folders. */
export function layerOf(path: string): string | undefined {
  const folders = path.split('/').slice(0, -1);
  return folders.length < 2 ? undefined : folders.slice(0, 2).join('/');
}

/** The words that names begin with. */
export function firstWords(columns: readonly ColumnInUse[]): readonly WordUse[] {
  return grouped(columns, 'start', (tokens) => {
    const two = `${tokens[0]}_${tokens[1]}`;
    return knownWords.has(`start ${two}`) && tokens.length > 2 ? two : (tokens[0] ?? '');
  });
}

/** The words that names end with. */
export function lastWords(columns: readonly ColumnInUse[]): readonly WordUse[] {
  return grouped(columns, 'end', (tokens) => tokens.at(-1) ?? '');
}

function grouped(
  columns: readonly ColumnInUse[],
  at: WordUse['at'],
  wordOf: (tokens: readonly string[]) => string,
): readonly WordUse[] {
  const found = new Map<string, ColumnInUse[]>();
  for (const column of columns) {
    const tokens = column.name.toLowerCase().split('_');
    const word = tokens.length < 2 ? '' : wordOf(tokens);
    // Numbers and single letters besides `n` are no words.
    if (!/^\p{L}[\p{L}\p{N}_]+$|^n$/u.test(word)) continue;
    const known = found.get(word);
    if (known) known.push(column);
    else found.set(word, [column]);
  }
  return [...found].map(([word, of]) => ({ word, at, columns: of }));
}

/** How many columns there are of each type that is known, most first. */
export function typesOf(columns: readonly ColumnInUse[]): ReadonlyMap<BaseType, number> {
  const counts = new Map<BaseType, number>();
  for (const { base } of columns) if (base) counts.set(base, (counts.get(base) ?? 0) + 1);
  return new Map([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}
