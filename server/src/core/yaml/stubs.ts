// Reads the stubs of a vocabulary: a word or pattern with what it promises.
// Deliberately absent: levels, suffixes and everything else of a vocabulary (vocabularyFile.ts).

import type { TextRange } from '../text.ts';
import { type ConfigReader, pick } from './configReader.ts';
import { type UserPattern, userPattern } from './userPattern.ts';
import { type AllowedTypes, baseTypeNames, type NamePromise, type Stub } from './vocabulary.ts';
import { itemsOf, jsonOf, pairsOf, scalarOf, type YamlNode, type YamlPair } from './yamlTree.ts';

const commonKeys = ['description', 'types', 'promises', 'synonyms', 'pattern'];
const levelKeys = [...commonKeys, 'then'];
const suffixKeys = [...commonKeys, 'demanded'];
const promiseNames = ['not_null', 'unique', 'accepted_values', 'range', 'pattern'];

/** Letters, digits and underscores: a word as it stands in names. Anything else in a stub's name makes it a pattern. */
const word = /^[\p{L}\p{N}_$-]+$/u;

/** What the patterns of a vocabulary may be together: every token is compared with all of them. */
const largestPatterns = 5000;
const smallestPattern = 3;
/** In characters; no name has more. */
const longestStub = 200;

/** How much the patterns of a vocabulary may still be. */
export interface PatternBudget {
  left: number;
  told: boolean;
}

/** The budget of one vocabulary. */
export function patternBudget(): PatternBudget {
  return { left: largestPatterns, told: false };
}

/** The pattern of a stub, as long as the vocabulary has room for it; undefined with a report otherwise. */
export function stubPattern(
  reader: ConfigReader,
  source: string,
  range: TextRange,
  budget: PatternBudget,
): UserPattern | undefined {
  // A pattern is never smaller.
  const read = budget.left < smallestPattern ? undefined : userPattern(source);
  if (read && 'problem' in read) {
    reader.report(range, read.problem);
    return undefined;
  }
  if (!read || read.pattern.size > budget.left) {
    const message =
      'The patterns of this vocabulary are too many or too large together; this one, and others behind it, are left out.';
    if (!budget.told) reader.report(range, message);
    budget.told = true;
    return undefined;
  }
  budget.left -= read.pattern.size;
  return read.pattern;
}

/** Whether the name of a stub can be that of one; reported otherwise. */
export function isStubName(reader: ConfigReader, name: string, range: TextRange): boolean {
  if (name.length <= longestStub) return true;
  reader.report(
    range,
    `The name of a stub has at most ${longestStub} characters, and this one has ${name.length.toLocaleString('en-US')}.`,
  );
  return false;
}

/**
 * Reads the stub under a key; undefined where its pattern can't be read. `inherited` is the stub of that name in what this
 * vocabulary extends: keys that aren't given stay as they are there.
 */
export function readStub(
  reader: ConfigReader,
  pair: YamlPair,
  kind: 'level' | 'suffix',
  inherited: Stub | undefined,
  budget: PatternBudget,
): Stub | undefined {
  const name = pair.key.text;
  if (!isStubName(reader, name, pair.key.range)) return undefined;
  // An empty list or nothing is a stub without attributes, as in convo files.
  const empty = pair.value?.kind === 'list' && pair.value.items.length === 0;
  const pairs = empty ? [] : reader.pairs(pair, kind === 'level' ? levelKeys : suffixKeys);
  const written = pick(pairs, 'pattern');
  const source = reader.text(written) ?? (word.test(name) ? undefined : name);
  let pattern = inherited?.pattern;
  if (source !== undefined) {
    pattern = stubPattern(reader, source, (written?.value ?? pair.key).range, budget);
    if (!pattern) return undefined;
  }
  return {
    name,
    pattern,
    description: reader.text(pick(pairs, 'description')) ?? inherited?.description,
    types: readTypes(reader, pick(pairs, 'types')) ?? inherited?.types,
    promises: readPromises(reader, pick(pairs, 'promises')) ?? inherited?.promises ?? [],
    synonyms: reader.texts(pick(pairs, 'synonyms')) ?? inherited?.synonyms ?? [],
    followers: reader.texts(pick(pairs, 'then')) ?? inherited?.followers ?? [],
    demanded: reader.boolean(pick(pairs, 'demanded')) ?? inherited?.demanded ?? false,
    place: { path: reader.path, range: pair.key.range },
  };
}

/** `[integer, string]`, or a mapping from adapters (`default` for the others) to such lists. */
function readTypes(reader: ConfigReader, pair: YamlPair | undefined): AllowedTypes | undefined {
  if (pair?.value?.kind !== 'map') {
    const all = reader.someOf(pair, baseTypeNames, 'base type');
    return all === undefined || all.length === 0 ? undefined : { all, byAdapter: new Map() };
  }
  const lists = reader.pairs(pair, undefined).map((each) => {
    return [each.key.text, reader.someOf(each, baseTypeNames, 'base type') ?? []] as const;
  });
  const byAdapter = new Map(lists.filter(([key, list]) => key !== 'default' && list.length > 0));
  return { all: lists.find(([key]) => key === 'default')?.[1], byAdapter };
}

function readPromises(reader: ConfigReader, pair: YamlPair | undefined): readonly NamePromise[] | undefined {
  if (pair === undefined) return undefined;
  if (pair.value?.kind !== 'list') {
    reader.report((pair.value ?? pair.key).range, '`promises` takes a list of promises.');
    return undefined;
  }
  return pair.value.items.flatMap((item) => readPromise(reader, item) ?? []);
}

function readPromise(reader: ConfigReader, item: YamlNode): NamePromise | undefined {
  const scalar = scalarOf(item);
  if (scalar) {
    if (scalar.text === 'not_null' || scalar.text === 'unique') return { kind: scalar.text, fulfilledBy: [] };
    reader.report(scalar.range, unknownPromise(scalar.text));
    return undefined;
  }
  const pairs = pairsOf(item);
  const own = pairs.find(({ key }) => promiseNames.includes(key.text));
  const by = pairs.find(({ key }) => key.text === 'fulfilled_by');
  const other = pairs.find((pair) => pair !== own && pair !== by);
  if (other) reader.report(other.key.range, unknownPromise(other.key.text));
  if (!own) {
    if (!other) reader.report(item.range, 'A promise is a name, or a mapping from its name to its value.');
    return undefined;
  }
  const fulfilledBy = reader.texts(by) ?? [];
  switch (own.key.text) {
    case 'accepted_values': {
      const values = itemsOf(own.value).flatMap((each) => scalarOf(each)?.value ?? []);
      if (values.length > 0) return { kind: 'accepted_values', values, fulfilledBy };
      reader.report(own.key.range, '`accepted_values` takes a list of values.');
      return undefined;
    }
    case 'range': {
      const bounds = reader.pairs(own, ['min', 'max']);
      const min = reader.number(pick(bounds, 'min'));
      const max = reader.number(pick(bounds, 'max'));
      if (min !== undefined || max !== undefined) return { kind: 'range', min, max, fulfilledBy };
      reader.report(own.key.range, '`range` takes `min`, `max` or both.');
      return undefined;
    }
    case 'pattern': {
      const source = reader.text(own);
      if (source === undefined) return undefined;
      const read = userPattern(source);
      if ('pattern' in read) return { kind: 'pattern', pattern: read.pattern, fulfilledBy };
      reader.report((own.value ?? own.key).range, read.problem);
      return undefined;
    }
    default:
      return jsonOf(own.value) === false
        ? undefined
        : { kind: own.key.text === 'unique' ? 'unique' : 'not_null', fulfilledBy };
  }
}

function unknownPromise(text: string): string {
  return `\`${text}\` is no promise (${promiseNames.join(', ')}).`;
}
