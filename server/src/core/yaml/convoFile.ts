// Reads a convo file (github.com/emilyriederer/convo) as it is: levels in order, each a mapping from stubs to `desc`, `valid`
// and `rename`. Deliberately absent: running pointblank's checks; those that say a type or a promise are taken as such.

import type { BaseType } from '../sql/baseTypes.ts';
import { type ConfigReader, pick } from './configReader.ts';
import { isStubName, type PatternBudget, patternBudget, stubPattern } from './stubs.ts';
import type { Level, NamePromise, RenameRule, Stub, Vocabulary } from './vocabulary.ts';
import { itemsOf, pairsOf, scalarsOf, textOf, type YamlNode, type YamlPair } from './yamlTree.ts';

const stubKeys = ['desc', 'valid', 'rename'];

const typeChecks: ReadonlyMap<string, BaseType> = new Map([
  ['col_is_numeric', 'number'],
  ['col_is_integer', 'integer'],
  ['col_is_character', 'string'],
  ['col_is_factor', 'string'],
  ['col_is_logical', 'boolean'],
  ['col_is_date', 'date'],
  ['col_is_posix', 'timestamp'],
]);

/** The levels and renames of a convo file put on top of `base`. */
export function readConvo(reader: ConfigReader, root: YamlNode | undefined, base: Vocabulary): Vocabulary {
  if (root?.kind !== 'map') {
    reader.report(root?.range ?? { start: 0, end: 0 }, 'A convo file is a mapping from levels to stubs.');
    return base;
  }
  const renames: RenameRule[] = [];
  const budget = patternBudget();
  const levels = pairsOf(root).map(
    (pair): Level => ({
      required: false,
      open: false,
      stubs: reader
        .pairs(pair, undefined)
        .flatMap((each) => readConvoStub(reader, each, renames, budget) ?? []),
    }),
  );
  return {
    ...base,
    // A name has at least its first level; a name with fewer tokens than levels is allowed.
    levels: levels.map((level, index) => ({ ...level, required: index === 0 })),
    renames: [...base.renames, ...renames],
    case: caseOf(levels) ?? base.case,
  };
}

/** convo compares as written, so stubs all in one case make it the case of names; patterns say nothing. */
function caseOf(levels: readonly Level[]): Vocabulary['case'] | undefined {
  const names = levels.flatMap(({ stubs }) =>
    stubs.filter(({ pattern }) => !pattern).map(({ name }) => name),
  );
  if (names.length === 0) return undefined;
  if (names.every((name) => name === name.toUpperCase() && name !== name.toLowerCase())) return 'upper';
  return names.every((name) => name === name.toLowerCase() && name !== name.toUpperCase())
    ? 'lower'
    : undefined;
}

function readConvoStub(
  reader: ConfigReader,
  pair: YamlPair,
  renames: RenameRule[],
  budget: PatternBudget,
): Stub | undefined {
  const name = pair.key.text;
  if (!isStubName(reader, name, pair.key.range)) return undefined;
  const empty = pair.value?.kind === 'list' && pair.value.items.length === 0;
  const pairs = empty ? [] : reader.pairs(pair, stubKeys);
  let pattern: Stub['pattern'];
  if (!/^[\p{L}\p{N}_]+$/u.test(name)) {
    pattern = stubPattern(reader, name, pair.key.range, budget);
    if (!pattern) return undefined;
  }
  for (const rule of itemsOf(pick(pairs, 'rename')?.value)) {
    const by = textOf(pairsOf(rule).find(({ key }) => key.text === 'when')?.value);
    const to = textOf(pairsOf(rule).find(({ key }) => key.text === 'then')?.value);
    if (by !== undefined && to !== undefined) renames.push({ from: name, by: by.toLowerCase(), to });
    else reader.report(rule.range, 'A rename of a convo file needs `when` and `then`.');
  }
  const checks = scalarsOf(pick(pairs, 'valid')?.value).map(({ text }) => text);
  const types = checks.flatMap((check) => typeChecks.get(/^\s*(\w+)\s*\(/.exec(check)?.[1] ?? '') ?? []);
  return {
    name,
    pattern,
    description: reader.text(pick(pairs, 'desc')),
    types: types.length > 0 ? { all: types, byAdapter: new Map() } : undefined,
    promises: checks.flatMap((check) => promiseOf(check) ?? []),
    synonyms: [],
    followers: [],
    demanded: false,
    place: { path: reader.path, range: pair.key.range },
  };
}

/** The promise of a pointblank call as text; undefined for a call that promises nothing that a test can fulfil. */
function promiseOf(check: string): NamePromise | undefined {
  const call = /^\s*(\w+)\s*\((.*)\)\s*$/s.exec(check);
  const [name, args] = [call?.[1], call?.[2] ?? ''];
  const values = [...args.matchAll(/"([^"]*)"|'([^']*)'|(?<![\w.])(-?\d+(?:\.\d+)?)L?(?![\w.])/g)].map(
    (match) => match[1] ?? match[2] ?? Number(match[3]),
  );
  const numbers = values.filter((value) => typeof value === 'number');
  const fulfilledBy: readonly string[] = [];
  switch (name) {
    case 'col_vals_not_null':
      return { kind: 'not_null', fulfilledBy };
    case 'rows_distinct':
      return { kind: 'unique', fulfilledBy };
    case 'col_vals_in_set':
      return values.length > 0 ? { kind: 'accepted_values', values, fulfilledBy } : undefined;
    case 'col_vals_between':
      return numbers.length > 1
        ? { kind: 'range', min: numbers[0], max: numbers[1], fulfilledBy }
        : undefined;
    case 'col_vals_gte':
    case 'col_vals_gt':
      return numbers.length > 0 ? { kind: 'range', min: numbers[0], max: undefined, fulfilledBy } : undefined;
    case 'col_vals_lte':
    case 'col_vals_lt':
      return numbers.length > 0 ? { kind: 'range', min: undefined, max: numbers[0], fulfilledBy } : undefined;
    default:
      return undefined;
  }
}
