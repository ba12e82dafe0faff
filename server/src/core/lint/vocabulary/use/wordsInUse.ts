// How often the words of a vocabulary stand in some names, and which words stand where it leaves them free.
// Deliberately absent: where the names are from.

import type { Stub, Vocabulary } from '../../../yaml/vocabulary.ts';
import { parseName } from '../parseName.ts';

/** See the head of this file. */
export interface WordsInUse {
  /** In how many columns a stub stands. */
  of(stub: Stub): number;
  /** Words in lower case that are no stubs, by how many columns have them: at an open level, or at the end of names. */
  free(position: number | 'suffix'): ReadonlyMap<string, number>;
}

/** See the head of this file. `counts`: how many columns have each name. */
export function wordsInUse(vocabulary: Vocabulary, counts: ReadonlyMap<string, number>): WordsInUse {
  const stubs = new Map<Stub, number>();
  const free = new Map<number | 'suffix', Map<string, number>>();
  for (const [name, count] of counts) {
    const { parts } = parseName(vocabulary, name);
    for (const stub of new Set(parts.map((part) => part.stub))) if (stub) add(stubs, stub, count);
    parts.forEach(({ stub, text, level }, index) => {
      if (stub) return;
      // Which level a free word is at is its place, as long as no stub of several words stands before it.
      const place = typeof level === 'number' ? level : index;
      if (vocabulary.levels[place]?.open) add(at(free, place), text.toLowerCase(), count);
      if (index > 0 && index === parts.length - 1) add(at(free, 'suffix'), text.toLowerCase(), count);
    });
  }
  return { of: (stub) => stubs.get(stub) ?? 0, free: (position) => free.get(position) ?? new Map() };
}

function at<Key>(maps: Map<Key, Map<string, number>>, key: Key): Map<string, number> {
  const known = maps.get(key) ?? new Map<string, number>();
  maps.set(key, known);
  return known;
}

function add<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
