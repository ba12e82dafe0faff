// dbt-context.yml: the vocabulary of column names, severities of rules, and where else facts come from. What is wrong in it
// is a problem at its place, and everything else applies. Deliberately absent: what rules and presets there are (core/lint).

import { type SourceText, sourceText } from '../text.ts';
import { type ConfigReader, configReader, pick } from './configReader.ts';
import { readConvo } from './convoFile.ts';
import type { ConfigProblem } from './projectConfig.ts';
import type { Severity } from './severity.ts';
import type { Vocabulary } from './vocabulary.ts';
import { emptyVocabulary, readSeverities, readVocabulary } from './vocabularyFile.ts';
import { yamlDocument } from './yamlDocument.ts';
import { childOf, jsonOf, pairsOf, textOf, type YamlPair } from './yamlTree.ts';

/** The name of the file, beside dbt_project.yml. */
export const contextFile = 'dbt-context.yml';

/** A named place where artifacts are, besides the project's own target folder. */
export interface EnvironmentConfig {
  readonly name: string;
  /** As written: a text, or a mapping. JSON. */
  readonly value: unknown;
}

/** See the head of this file. Immutable; one object for one state of the files it was read from. */
export interface ContextConfig {
  /** Undefined where the file has no `contracts:`: names of columns are then not judged. */
  readonly vocabulary: Vocabulary | undefined;
  /** Severities that differ from the rules' own: of presets, then `contracts: severity:`, then `rules:`. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** Keys of `meta` that name an owner, in order; undefined: those of the settings. */
  readonly ownerKeys: readonly string[] | undefined;
  readonly environments: readonly EnvironmentConfig[];
  /** The set of governance rules that is turned on; undefined: none. */
  readonly governance: 'recommended' | undefined;
  /** The target whose name templates see; undefined: what the project's profile says. */
  readonly target: string | undefined;
  readonly problems: readonly ConfigProblem[];
}

/** What reading needs besides the text. */
export interface ContextSources {
  /** Names that `rules:` may use. */
  readonly ruleNames: readonly string[];
  /** Presets by name: text of the same format as dbt-context.yml, without `extends`. */
  readonly presets: Readonly<Record<string, string>>;
  /** The text of a file of the project, for `convo:`; undefined when there is none. */
  readFile(path: string): SourceText | undefined;
}

/** What holds where there is no dbt-context.yml. */
const defaultContextConfig: ContextConfig = {
  vocabulary: undefined,
  severities: new Map(),
  ownerKeys: undefined,
  environments: [],
  governance: undefined,
  target: undefined,
  problems: [],
};

const topKeys = ['contracts', 'rules', 'owner_keys', 'environments', 'governance', 'target'];

/**
 * Reads the text of dbt-context.yml; `source` undefined: there is no such file. Projects are made with `contextOf` of
 * core/lint/context.ts, which hands in the rules and presets.
 */
export function contextConfig(source: SourceText | undefined, sources: ContextSources): ContextConfig {
  if (source === undefined) return defaultContextConfig;
  const problems: ConfigProblem[] = [];
  const reader = configReader(contextFile, problems);
  const document = yamlDocument(source);
  for (const { range, message } of document.problems.slice(0, 1)) reader.report(range, message);
  const { root } = document;
  if (root === undefined) return { ...defaultContextConfig, problems };
  const file: YamlPair = { key: { ...emptyKey, text: contextFile }, value: root, range: root.range };
  const pairs = reader.pairs(file, topKeys);

  const contracts = pick(pairs, 'contracts');
  let vocabulary: Vocabulary | undefined;
  let inherited: ReadonlyMap<string, Severity> = new Map();
  if (contracts) {
    const base = baseOf(reader, contracts, sources, problems);
    inherited = base.severities;
    vocabulary = readVocabulary(reader, contracts, base.vocabulary, sources.ruleNames);
  }
  return {
    vocabulary,
    severities: new Map([
      ...inherited,
      ...(vocabulary?.severities ?? []),
      ...readSeverities(reader, pick(pairs, 'rules'), sources.ruleNames),
    ]),
    ownerKeys: reader.texts(pick(pairs, 'owner_keys')),
    environments: reader
      .pairs(pick(pairs, 'environments'), undefined)
      .map(({ key, value }) => ({ name: key.text, value: jsonOf(value) })),
    governance: reader.oneOf(pick(pairs, 'governance'), ['recommended'] as const),
    target: reader.text(pick(pairs, 'target')),
    problems,
  };
}

/** The path of the convo file that the text names, relative to the project's folder; undefined when it names none. */
export function convoPath(source: SourceText): string | undefined {
  return textOf(childOf(childOf(yamlDocument(source).root, 'contracts'), 'convo'));
}

/** What `extends` and `convo` bring, in the order of the file's list. */
function baseOf(
  reader: ConfigReader,
  contracts: YamlPair,
  sources: ContextSources,
  problems: ConfigProblem[],
): { readonly vocabulary: Vocabulary; readonly severities: ReadonlyMap<string, Severity> } {
  let vocabulary = emptyVocabulary;
  let severities: ReadonlyMap<string, Severity> = new Map();
  const pairs = pairsOf(contracts.value);
  const presetNames = Object.keys(sources.presets);
  for (const name of reader.someOf(pick(pairs, 'extends'), presetNames, 'preset') ?? []) {
    const preset = presetPairs(sources.presets[name] ?? '');
    const quiet = configReader(name, []);
    const own = pick(preset, 'contracts');
    if (own) vocabulary = withoutPlaces(readVocabulary(quiet, own, vocabulary, sources.ruleNames));
    severities = new Map([...severities, ...readSeverities(quiet, pick(preset, 'rules'), sources.ruleNames)]);
  }
  const convo = pick(pairs, 'convo');
  const path = reader.text(convo);
  if (convo && path !== undefined) {
    const text = sources.readFile(path);
    if (text) vocabulary = readConvo(configReader(path, problems), yamlDocument(text).root, vocabulary);
    else reader.report((convo.value ?? convo.key).range, `There is no file \`${path}\` in this project.`);
  }
  return { vocabulary, severities };
}

function presetPairs(text: string): readonly YamlPair[] {
  return pairsOf(yamlDocument(sourceText(text)).root);
}

/** A preset lies in no file of the project. */
function withoutPlaces(vocabulary: Vocabulary): Vocabulary {
  return {
    ...vocabulary,
    levels: vocabulary.levels.map((level) => ({
      ...level,
      stubs: level.stubs.map((stub) => ({ ...stub, place: undefined })),
    })),
    suffixes: vocabulary.suffixes.map((stub) => ({ ...stub, place: undefined })),
  };
}

const nowhere = { start: 0, end: 0 };
const emptyKey = {
  kind: 'scalar',
  range: nowhere,
  inner: nowhere,
  value: '',
  text: '',
  verbatim: true,
  plain: true,
} as const;
