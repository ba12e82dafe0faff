// Finds the stub that a run of tokens is. Built once for each vocabulary, so that ten thousand stubs cost no more than ten.
// Deliberately absent: which tokens of a name are looked up where (parseName.ts).

import { memo } from '../../memo.ts';
import { nearestNames } from '../../nearest.ts';
import type { Stub, Vocabulary } from '../../yaml/vocabulary.ts';

/** The stubs of one level, or the suffixes. */
export interface StubSet {
  readonly stubs: readonly Stub[];
  /** The stub that starts (`end` false) or ends at a token, and how many tokens it takes; the longest wins. */
  find(tokens: readonly string[], at: number): { readonly stub: Stub; readonly length: number } | undefined;
  /** Every word that a stub is known by. */
  readonly words: readonly string[];
  /** The words nearest to a token, best first; looked for once for each token. */
  nearest(token: string): readonly string[];
}

/** The stubs of a vocabulary, ready to be looked up. */
export interface StubIndex {
  readonly levels: readonly StubSet[];
  readonly suffixes: StubSet;
  /** By a word that may only follow other stubs: those stubs' names, in lower case. */
  readonly leaders: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The index of a vocabulary. */
export const stubIndex = memo((vocabulary: Vocabulary): StubIndex => {
  const leaders = new Map<string, Set<string>>();
  for (const stub of vocabulary.levels.flatMap((level) => level.stubs)) {
    for (const follower of stub.followers) {
      const known = leaders.get(follower.toLowerCase()) ?? new Set<string>();
      leaders.set(follower.toLowerCase(), known.add(stub.name.toLowerCase()));
    }
  }
  return {
    levels: vocabulary.levels.map((level) => stubSet(level.stubs, vocabulary.separator)),
    suffixes: stubSet(vocabulary.suffixes, vocabulary.separator),
    leaders,
  };
});

/** In characters; a longer token is no pattern's: no warehouse has such names, and patterns take their time. */
export const longestToken = 100;
const mostNearest = 2000;

function stubSet(stubs: readonly Stub[], separator: string): StubSet {
  const byWord = new Map<string, Stub>();
  let longest = 1;
  for (const stub of stubs) {
    // A stub's own name goes before another's synonym.
    for (const synonym of stub.synonyms) if (!byWord.has(key(synonym))) byWord.set(key(synonym), stub);
  }
  for (const stub of stubs) if (!stub.pattern) byWord.set(key(stub.name), stub);
  for (const word of byWord.keys()) longest = Math.max(longest, word.split(key(separator)).length);
  const patterns = stubs.filter((stub) => stub.pattern);
  const words = [...byWord.keys()];
  const near = new Map<string, readonly string[]>();
  return {
    stubs,
    words,
    nearest(token) {
      const known = near.get(token);
      if (known) return known;
      if (near.size >= mostNearest) near.clear();
      const found = nearestNames(token, words);
      near.set(token, found);
      return found;
    },
    find(tokens, at) {
      for (let length = Math.min(longest, tokens.length - at); length > 0; length--) {
        const stub = byWord.get(key(tokens.slice(at, at + length).join(separator)));
        if (stub) return { stub, length };
      }
      const token = tokens[at];
      const stub =
        token === undefined || token.length > longestToken
          ? undefined
          : patterns.find(({ pattern }) => pattern?.matches(token));
      return stub && { stub, length: 1 };
    },
  };
}

/** Case of a word is the matter of one rule, column-name-pattern; everywhere else a word is the same in any case. */
function key(word: string): string {
  return word.toLowerCase();
}
