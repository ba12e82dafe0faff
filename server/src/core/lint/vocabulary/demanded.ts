// Suffixes that a type demands: every timestamp ends in `_at`. Deliberately absent: the type of a column (columnTypes.ts).

import { memo } from '../../memo.ts';
import type { BaseType } from '../../sql/baseTypes.ts';
import type { UserPattern } from '../../yaml/userPattern.ts';
import type { Stub, Vocabulary } from '../../yaml/vocabulary.ts';
import { parseName } from './parseName.ts';
import { typesFor } from './promises/promises.ts';
import { longestToken } from './stubIndex.ts';

/** No suffix has more. */
const mostTokens = 100;

/** A name that lacks a suffix that its type demands. */
export interface LackedSuffix {
  /** The suffixes of which it should have one, as the vocabulary writes them. */
  readonly suffixes: readonly string[];
  /** The name with the first of them, in place of another suffix of the vocabulary; undefined where that would be no good name. */
  readonly better: string | undefined;
}

/**
 * What the name of a column of this type lacks; undefined where it lacks nothing. Synonyms of a suffix will do. An integer isn't
 * demanded of by a suffix of `number`: most integers are no such number.
 */
export function lackedSuffix(
  vocabulary: Vocabulary,
  name: string,
  type: BaseType,
  adapterType: string | undefined,
): LackedSuffix | undefined {
  const { demanding, words, patterns } = demandsOf(vocabulary, type, adapterType);
  if (demanding.length === 0) return undefined;
  const parsed = parseName(vocabulary, name);
  const suffix = parsed.parts.find(({ level }) => level === 'suffix');
  if (suffix?.stub && demanding.includes(suffix.stub)) return undefined;
  if (endsIn(parsed.name, words, patterns, vocabulary.separator)) return undefined;
  const word = demanding.find((stub) => !stub.pattern)?.name;
  const stem = suffix ? parsed.name.slice(0, suffix.range.start) : parsed.name + vocabulary.separator;
  // `date_day_date` is no better: where the word stands elsewhere, the whole name is to be thought of.
  const isElsewhere = stem
    .toLowerCase()
    .split(vocabulary.separator)
    .includes(word?.toLowerCase() ?? '');
  return {
    suffixes: demanding.map((stub) => stub.name),
    better: word === undefined || isElsewhere ? undefined : stem + likeIn(word, parsed.name),
  };
}

interface Demands {
  readonly demanding: readonly Stub[];
  /** In lower case. */
  readonly words: ReadonlySet<string>;
  readonly patterns: readonly UserPattern[];
}

const demandsByType = memo((_: Vocabulary) => new Map<string, Demands>());

/** The suffixes that a type demands. */
function demandsOf(vocabulary: Vocabulary, type: BaseType, adapterType: string | undefined): Demands {
  const known = demandsByType(vocabulary);
  const key = `${type} ${adapterType}`;
  const before = known.get(key);
  if (before) return before;
  const demanding = vocabulary.suffixes.filter(
    ({ demanded, types }) => demanded && types && typesFor(types, adapterType)?.includes(type),
  );
  const words = demanding.flatMap(({ name, pattern, synonyms }) =>
    pattern ? synonyms : [name, ...synonyms],
  );
  const made = {
    demanding,
    words: new Set(words.map((word) => word.toLowerCase())),
    patterns: demanding.flatMap(({ pattern }) => pattern ?? []),
  };
  known.set(key, made);
  return made;
}

/** Whether a name is a suffix, or ends in its whole tokens; also where it has a longer suffix that does. */
function endsIn(
  name: string,
  words: ReadonlySet<string>,
  patterns: readonly UserPattern[],
  separator: string,
): boolean {
  const tokens = name.toLowerCase().split(separator);
  for (let from = Math.max(0, tokens.length - mostTokens); from < tokens.length; from++)
    if (words.has(tokens.slice(from).join(separator))) return true;
  const last = name.split(separator).at(-1) ?? '';
  return last.length <= longestToken && patterns.some((pattern) => pattern.matches(last));
}

/** A word in capitals where the name that it is for is. */
function likeIn(word: string, name: string): string {
  return name === name.toUpperCase() && name !== name.toLowerCase() ? word.toUpperCase() : word;
}
