// Suffixes that a type demands: every timestamp ends in `_at`. Deliberately absent: the type of a column (columnTypes.ts).

import type { BaseType } from '../../sql/baseTypes.ts';
import type { Stub, Vocabulary } from '../../yaml/vocabulary.ts';
import { parseName } from './parseName.ts';
import { typesFor } from './promises.ts';

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
  const demanding = vocabulary.suffixes.filter(
    ({ demanded, types }) => demanded && types && typesFor(types, adapterType)?.includes(type),
  );
  if (demanding.length === 0) return undefined;
  const parsed = parseName(vocabulary, name);
  const suffix = parsed.parts.find(({ level }) => level === 'suffix');
  if (suffix?.stub && demanding.includes(suffix.stub)) return undefined;
  if (demanding.some((stub) => endsIn(parsed.name, stub, vocabulary.separator))) return undefined;
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

/** Whether a name is a suffix, or ends in its whole tokens; also where it has a longer suffix that does. */
function endsIn(name: string, { name: own, pattern, synonyms }: Stub, separator: string): boolean {
  const written = name.toLowerCase();
  const words = pattern ? synonyms : [own, ...synonyms];
  const last = name.split(separator).at(-1) ?? '';
  return (
    words.some((word) => (separator + written).endsWith((separator + word).toLowerCase())) ||
    (pattern !== undefined && pattern.matches(last))
  );
}

/** A word in capitals where the name that it is for is. */
function likeIn(word: string, name: string): string {
  return name === name.toUpperCase() && name !== name.toLowerCase() ? word.toUpperCase() : word;
}
