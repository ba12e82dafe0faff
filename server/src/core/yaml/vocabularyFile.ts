// Reads `contracts:` of dbt-context.yml on top of what it extends. Every key is optional; what is wrong is reported and the
// rest applies. Deliberately absent: finding presets and convo files (contextConfig.ts hands them in).

import type { BaseType } from '../sql/baseTypes.ts';
import { type ConfigReader, pick } from './configReader.ts';
import { type Severity, severities } from './severity.ts';
import { type PatternBudget, patternBudget, readStub } from './stubs.ts';
import { globPattern } from './userPattern.ts';
import {
  baseTypeNames,
  type CasePolicy,
  type Level,
  type RenameRule,
  type Scope,
  type Stub,
  type Vocabulary,
} from './vocabulary.ts';
import { itemsOf, scalarOf, type YamlNode, type YamlPair } from './yamlTree.ts';

const contractKeys = [
  'extends',
  'convo',
  'case',
  'separator',
  'max_length',
  'applies_to',
  'levels',
  'suffixes',
  'renames',
  'reserved_words',
  'base_types',
  'severity',
];
const scopeKeys = ['paths', 'resource_types', 'tags', 'layers', 'exclude'];
const namedResourceTypes = ['model', 'seed', 'snapshot', 'source'] as const;
const casePolicies: readonly CasePolicy[] = ['lower', 'upper', 'any'];

/** Where nothing is said. Sources are left out: their names aren't the project's. */
export const emptyVocabulary: Vocabulary = {
  case: 'any',
  separator: '_',
  maxLength: undefined,
  scope: { paths: [], exclude: [], resourceTypes: ['model', 'seed', 'snapshot'], tags: [], layers: [] },
  levels: [],
  suffixes: [],
  renames: [],
  reservedWords: [],
  baseTypes: new Map(),
  severities: new Map(),
};

/** The vocabulary of a `contracts:` pair on top of `base`. `ruleNames`: the rules whose severity it may set. */
export function readVocabulary(
  reader: ConfigReader,
  contracts: YamlPair,
  base: Vocabulary,
  ruleNames: readonly string[],
): Vocabulary {
  const pairs = reader.pairs(contracts, contractKeys);
  const separator = reader.text(pick(pairs, 'separator'));
  const budget = patternBudget();
  if (separator === '')
    reader.report(pick(pairs, 'separator')?.key.range ?? contracts.key.range, 'A separator can’t be empty.');
  return {
    case: reader.oneOf(pick(pairs, 'case'), casePolicies) ?? base.case,
    separator: separator || base.separator,
    maxLength: reader.count(pick(pairs, 'max_length')) ?? base.maxLength,
    scope: readScope(reader, pick(pairs, 'applies_to'), base.scope),
    levels: readLevels(reader, pick(pairs, 'levels'), base.levels, budget),
    suffixes: readStubs(reader, pick(pairs, 'suffixes'), 'suffix', base.suffixes, budget),
    renames: [...base.renames, ...readRenames(reader, pick(pairs, 'renames'))],
    reservedWords: [
      ...base.reservedWords,
      ...(reader.texts(pick(pairs, 'reserved_words')) ?? []).map((text) => text.toLowerCase()),
    ],
    baseTypes: readBaseTypes(reader, pick(pairs, 'base_types'), base.baseTypes),
    severities: new Map([...base.severities, ...readSeverities(reader, pick(pairs, 'severity'), ruleNames)]),
  };
}

/** `rule: severity` pairs. */
export function readSeverities(
  reader: ConfigReader,
  pair: YamlPair | undefined,
  ruleNames: readonly string[],
): ReadonlyMap<string, Severity> {
  const found = new Map<string, Severity>();
  for (const each of reader.pairs(pair, ruleNames)) {
    const severity = reader.oneOf(each, severities);
    if (severity !== undefined) found.set(each.key.text, severity);
  }
  return found;
}

function readScope(reader: ConfigReader, pair: YamlPair | undefined, base: Scope): Scope {
  const pairs = reader.pairs(pair, scopeKeys);
  return {
    paths: reader.texts(pick(pairs, 'paths'))?.map(globPattern) ?? base.paths,
    exclude: reader.texts(pick(pairs, 'exclude'))?.map(globPattern) ?? base.exclude,
    resourceTypes:
      reader.someOf(pick(pairs, 'resource_types'), namedResourceTypes, 'resource type with columns') ??
      base.resourceTypes,
    tags: reader.texts(pick(pairs, 'tags')) ?? base.tags,
    layers: reader.texts(pick(pairs, 'layers')) ?? base.layers,
  };
}

/** A level of the file extends the level of the same number. */
function readLevels(
  reader: ConfigReader,
  pair: YamlPair | undefined,
  base: readonly Level[],
  budget: PatternBudget,
): readonly Level[] {
  if (pair === undefined) return base;
  if (pair.value?.kind !== 'list') {
    reader.report(
      (pair.value ?? pair.key).range,
      '`levels` takes a list: the first entry is for the first token of a name.',
    );
    return base;
  }
  const written = pair.value.items.map((item, index): Level => {
    const below = base[index];
    const pairs = reader.pairs(asPair(pair, item), ['required', 'open', 'stubs']);
    return {
      required: reader.boolean(pick(pairs, 'required')) ?? below?.required ?? false,
      open: reader.boolean(pick(pairs, 'open')) ?? below?.open ?? false,
      stubs: readStubs(reader, pick(pairs, 'stubs'), 'level', below?.stubs ?? [], budget),
    };
  });
  return [...written, ...base.slice(written.length)];
}

/** Stubs of the file replace those of the same name; `name: false` takes one away. */
function readStubs(
  reader: ConfigReader,
  pair: YamlPair | undefined,
  kind: 'level' | 'suffix',
  base: readonly Stub[],
  budget: PatternBudget,
): readonly Stub[] {
  const stubs = new Map(base.map((stub) => [stub.name, stub]));
  for (const each of reader.pairs(pair, undefined)) {
    const name = each.key.text;
    if (scalarOf(each.value)?.value === false) stubs.delete(name);
    else {
      const stub = readStub(reader, each, kind, stubs.get(name), budget);
      if (stub) stubs.set(name, stub);
    }
  }
  return [...stubs.values()];
}

function readRenames(reader: ConfigReader, pair: YamlPair | undefined): readonly RenameRule[] {
  if (pair !== undefined && pair.value?.kind !== 'list') {
    reader.report((pair.value ?? pair.key).range, '`renames` takes a list of `{from, by, to}`.');
  }
  return itemsOf(pair?.value).flatMap((item) => {
    const pairs = pair ? reader.pairs(asPair(pair, item), ['from', 'by', 'to']) : [];
    const [from, by, to] = ['from', 'by', 'to'].map((key) => reader.text(pick(pairs, key)));
    if (from !== undefined && by !== undefined && to !== undefined)
      return [{ from, by: by.toLowerCase(), to }];
    reader.report(item.range, 'A rename needs `from`, `by` and `to`.');
    return [];
  });
}

/** `base_types: {geocode: string, snowflake: {vector: array}}`. */
function readBaseTypes(
  reader: ConfigReader,
  pair: YamlPair | undefined,
  base: Vocabulary['baseTypes'],
): Vocabulary['baseTypes'] {
  const all = new Map([...base].map(([adapter, types]) => [adapter, new Map(types)] as const));
  const add = (adapter: string, each: YamlPair) => {
    const type = reader.oneOf<BaseType>(each, baseTypeNames);
    if (type === undefined) return;
    const types = all.get(adapter) ?? new Map<string, BaseType>();
    all.set(adapter, types.set(each.key.text.toLowerCase(), type));
  };
  for (const each of reader.pairs(pair, undefined)) {
    if (each.value?.kind !== 'map') add('*', each);
    else for (const type of reader.pairs(each, undefined)) add(each.key.text, type);
  }
  return all;
}

/** An item of a list as the value of the list's key, so that it is read, and blamed, like one. */
function asPair(pair: YamlPair, item: YamlNode): YamlPair {
  return { key: pair.key, value: item, range: item.range };
}
