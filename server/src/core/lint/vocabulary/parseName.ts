// Reads a column's name by a vocabulary: its tokens, the stub that each is, and what doesn't belong.
// Deliberately absent: types and promises of the stubs (promises.ts), and letter case, which column-name-pattern judges.

import { memo } from '../../memo.ts';
import type { TextRange } from '../../text.ts';
import type { Stub, Vocabulary } from '../../yaml/vocabulary.ts';
import { type StubIndex, stubIndex } from './stubIndex.ts';

/** A stub in a name, or a token that is none. Ranges count from the start of the name. */
export interface NamePart {
  readonly text: string;
  readonly range: TextRange;
  /** Index of the level; `suffix` for a suffix, undefined for a token behind the last level, which is free. */
  readonly level: number | 'suffix' | undefined;
  /** Undefined for a free token and one that is no stub. */
  readonly stub: Stub | undefined;
}

/** Something in a name that its vocabulary doesn't have. */
export type NameProblem =
  /** A token that is none of the level's stubs. */
  | { readonly kind: 'unknown'; readonly part: NamePart; readonly level: number }
  /** A stub that may follow others only. */
  | { readonly kind: 'misplaced'; readonly part: NamePart; readonly after: readonly string[] }
  /** The name ends before a level that is required. */
  | { readonly kind: 'missing'; readonly level: number };

/** A name as its vocabulary reads it. */
export interface ParsedName {
  /** The name that was judged: the last segment of a path into a struct. */
  readonly name: string;
  /** Where it starts in the name as given. */
  readonly offset: number;
  readonly parts: readonly NamePart[];
  readonly problems: readonly NameProblem[];
}

/** Names longer than this are cut: no warehouse has them. */
const longest = 1000;
const cacheSize = 5000;

const caches = memo((_: Vocabulary) => new Map<string, ParsedName>());

/** Reads a name. Of a dotted path only the last segment counts. */
export function parseName(vocabulary: Vocabulary, name: string): ParsedName {
  const cache = caches(vocabulary);
  const known = cache.get(name);
  if (known) return known;
  const parsed = parse(vocabulary, stubIndex(vocabulary), name);
  if (cache.size >= cacheSize) cache.clear();
  cache.set(name, parsed);
  return parsed;
}

function parse(vocabulary: Vocabulary, index: StubIndex, given: string): ParsedName {
  const offset = given.lastIndexOf('.') + 1;
  const name = given.slice(offset, offset + longest);
  const { separator } = vocabulary;
  const tokens = name.split(separator);
  const starts: number[] = [];
  let length = 0;
  for (const token of tokens) {
    starts.push(length);
    length += token.length + separator.length;
  }
  const part = (at: number, count: number, level: NamePart['level'], stub: Stub | undefined): NamePart => {
    const start = starts[at] ?? 0;
    const end = (starts[at + count - 1] ?? 0) + (tokens[at + count - 1]?.length ?? 0);
    return { text: name.slice(start, end), range: { start, end }, level, stub };
  };

  const suffix = findSuffix(index, tokens);
  const last = tokens.length - (suffix?.length ?? 0);
  const parts: NamePart[] = [];
  const problems: NameProblem[] = [];
  let at = 0;
  let level = 0;
  while (at < last) {
    const before = parts.at(-1)?.stub;
    const follower = before && findFollower(index, before, level, tokens, at);
    const set = index.levels[level];
    const found = follower ?? set?.find(tokens, at);
    const fits = found !== undefined && at + found.length <= last ? found : undefined;
    const free = set === undefined || set.stubs.length === 0;
    const own = follower?.sameLevel ? level - 1 : level;
    const made = part(at, fits?.length ?? 1, free && !fits ? undefined : own, fits?.stub);
    parts.push(made);
    const leaders = index.leaders.get((fits?.stub.name ?? made.text).toLowerCase());
    if (leaders && !leaders.has(before?.name.toLowerCase() ?? '')) {
      problems.push({ kind: 'misplaced', part: made, after: [...leaders] });
    } else if (!fits && !free && vocabulary.levels[level]?.open !== true) {
      problems.push({ kind: 'unknown', part: made, level });
    }
    // A follower from its leader's own level takes none of the levels behind it.
    if (!follower?.sameLevel) level++;
    at += fits?.length ?? 1;
  }
  if (suffix) parts.push(part(last, suffix.length, 'suffix', suffix.stub));
  const missing = vocabulary.levels.findIndex((each, i) => i >= level && each.required);
  // A name that already has a word too many or a wrong one needs no second remark.
  if (missing >= 0 && problems.length === 0) problems.push({ kind: 'missing', level: missing });
  return { name, offset, parts, problems };
}

/** The longest suffix that leaves at least one token in front of it. */
function findSuffix(
  index: StubIndex,
  tokens: readonly string[],
): { readonly stub: Stub; readonly length: number } | undefined {
  for (let at = 1; at < tokens.length; at++) {
    const found = index.suffixes.find(tokens, at);
    if (found && at + found.length === tokens.length) return found;
  }
  return undefined;
}

const followersOf = memo((stub: Stub) => new Set(stub.followers.map((name) => name.toLowerCase())));

/** The stub that a token is because the one in front of it lets it follow. */
function findFollower(
  index: StubIndex,
  leader: Stub,
  level: number,
  tokens: readonly string[],
  at: number,
): { readonly stub: Stub; readonly length: number; readonly sameLevel: boolean } | undefined {
  if (leader.followers.length === 0) return undefined;
  const allowed = followersOf(leader);
  for (const [set, sameLevel] of [
    [index.levels[level], false],
    [index.levels[level - 1], true],
  ] as const) {
    const found = set?.find(tokens, at);
    if (found && allowed.has(found.stub.name.toLowerCase())) return { ...found, sameLevel };
  }
  return undefined;
}
