// A vocabulary in use: how often each word stands in the names of columns, and which words stand in names without being in it.
// Deliberately absent: violations (the rules find them).

import type { Stub, Vocabulary } from '../../../yaml/vocabulary.ts';
import { parseName } from '../parseName.ts';
import { stubIndex } from '../stubIndex.ts';
import type { ColumnInUse } from './columnsInUse.ts';

/** How often a word of the vocabulary is used. */
export interface StubUse {
  readonly stub: string;
  readonly columns: number;
  readonly models: number;
  /** The words that names have for it, most first: its own, synonyms, what a pattern matches. */
  readonly words: readonly { readonly word: string; readonly columns: number }[];
}

/** A word that names have where the vocabulary has others. */
export interface Candidate {
  readonly word: string;
  /** From 1; undefined for one behind the last level, or at the end of a name. */
  readonly level: number | undefined;
  readonly columns: number;
  readonly models: number;
  /** Words of the vocabulary that are spelled nearly so. */
  readonly nearest: readonly string[];
}

/** See the head of this file. */
export interface VocabularyUse {
  readonly columns: number;
  readonly models: number;
  /** Columns whose name has at least one word of the vocabulary. */
  readonly understood: number;
  readonly levels: readonly {
    readonly required: boolean;
    readonly open: boolean;
    readonly stubs: readonly StubUse[];
  }[];
  readonly suffixes: readonly StubUse[];
  /** Most frequent first. */
  readonly candidates: readonly Candidate[];
}

class Tally {
  columns = 0;
  readonly models = new Set<string>();
  readonly words = new Map<string, number>();

  add({ node }: ColumnInUse, word: string): void {
    this.columns++;
    this.models.add(node);
    this.words.set(word, (this.words.get(word) ?? 0) + 1);
  }
}

const mostCandidates = 1000;

/** What the names of some columns use of a vocabulary. */
export function vocabularyUse(vocabulary: Vocabulary, columns: readonly ColumnInUse[]): VocabularyUse {
  const stubs = new Map<Stub, Tally>();
  const others = new Map<
    string,
    { readonly word: string; readonly level: number | undefined; readonly tally: Tally }
  >();
  let understood = 0;
  for (const column of columns) {
    const { parts } = parseName(vocabulary, column.name);
    if (parts.some(({ stub }) => stub)) understood++;
    const seen = new Set<Stub>();
    parts.forEach(({ stub, text, level }, index) => {
      const word = text.toLowerCase();
      if (stub) {
        if (!seen.has(stub)) tallyOf(stubs, stub).add(column, word);
        seen.add(stub);
        return;
      }
      // Of free words only those at the end of a name may be suffixes.
      const open = typeof level === 'number' && vocabulary.levels[level]?.open === true;
      const position = typeof level === 'number' && !open ? level + 1 : undefined;
      if (position === undefined && (index < parts.length - 1 || index === 0)) return;
      if (!/\p{L}/u.test(word)) return;
      const key = `${position} ${word}`;
      const known = others.get(key) ?? { word, level: position, tally: new Tally() };
      others.set(key, known);
      known.tally.add(column, word);
    });
  }
  const useOf = (stub: Stub): StubUse => {
    const tally = stubs.get(stub) ?? new Tally();
    const words = [...tally.words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return {
      stub: stub.name,
      columns: tally.columns,
      models: tally.models.size,
      words: words.map(([word, count]) => ({ word, columns: count })),
    };
  };
  const index = stubIndex(vocabulary);
  const candidates = [...others.values()]
    .filter(({ level, tally }) => level !== undefined || tally.columns > 1)
    .sort((a, b) => b.tally.columns - a.tally.columns || (a.word < b.word ? -1 : 1))
    .slice(0, mostCandidates);
  return {
    columns: columns.length,
    models: new Set(columns.map(({ node }) => node)).size,
    understood,
    levels: vocabulary.levels.map(({ required, open, stubs: own }) => ({
      required,
      open,
      stubs: own.map(useOf).sort(byUse),
    })),
    suffixes: vocabulary.suffixes.map(useOf).sort(byUse),
    candidates: candidates.map(({ word, level, tally }) => ({
      word,
      level,
      columns: tally.columns,
      models: tally.models.size,
      nearest: (level === undefined ? index.suffixes : index.levels[level - 1])?.nearest(word) ?? [],
    })),
  };
}

function tallyOf(stubs: Map<Stub, Tally>, stub: Stub): Tally {
  const tally = stubs.get(stub) ?? new Tally();
  stubs.set(stub, tally);
  return tally;
}

function byUse(a: StubUse, b: StubUse): number {
  return b.columns - a.columns || (a.stub < b.stub ? -1 : 1);
}
