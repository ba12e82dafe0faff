// A vocabulary that a project already keeps, from the names and types of its columns: few words, those that recur, and of their
// promises those that practically every column keeps. Deliberately absent: its text (proposalText.ts).

import type { BaseType } from '../../../sql/baseTypes.ts';
import type { ColumnInUse } from './columnsInUse.ts';
import { type KnownWord, knownWords } from './knownWords.ts';
import { firstWords, lastWords, layerOf, typesOf, type WordUse } from './wordUse.ts';

/** A word that is proposed. */
export interface ProposedStub {
  readonly word: string;
  /** Undefined for a word whose meaning only the project knows. */
  readonly description: string | undefined;
  /** Empty where too few types are known, or they differ. */
  readonly types: readonly BaseType[];
  /** How many columns of each type there are, where the word promises none of them. */
  readonly differing: ReadonlyMap<BaseType, number>;
  readonly promises: readonly ('not_null' | 'unique')[];
  /** Only suffixes: practically every column of the type ends in it. */
  readonly demanded: boolean;
  readonly columns: number;
  readonly nodes: number;
  /** Columns that have another type. */
  readonly outliers: readonly ColumnInUse[];
}

/** See the head of this file. */
export interface Proposal {
  readonly case: 'lower' | 'upper' | undefined;
  /** Folders where it holds, empty where that is everywhere but in those left out; undefined: everywhere. */
  readonly layers: readonly string[] | undefined;
  /** Folders where names are otherwise. */
  readonly leftOut: readonly string[];
  /** Every name begins with one of the prefixes. */
  readonly required: boolean;
  readonly prefixes: readonly ProposedStub[];
  readonly suffixes: readonly ProposedStub[];
  readonly columns: number;
  readonly nodes: number;
}

/** The share of columns that may be otherwise before nobody would call it a rule. */
const tolerance = 0.03;
const fewestKnown = 3;

/** The layers that may be left out are among the largest; and so often is it tried. */
const mostLayers = 8;
const mostRounds = 3;

/** The proposal for a project's columns. */
export function propose(columns: readonly ColumnInUse[]): Proposal {
  const { layers, raw } = layersOf(columns);
  const leftOut = new Set<string>(raw);
  const inLayers = columns.every(({ path }) => layerOf(path) !== undefined);
  let kept = columns.filter(({ path }) => !leftOut.has(layerOf(path) ?? ''));
  let best = draft(kept);
  // A layer goes where the others say more without it: names of others beside those that follow a style.
  for (let round = 0; round < Math.min(layers.length - raw.length - 1, mostRounds); round++) {
    const candidates = layers
      .filter((layer) => !leftOut.has(layer))
      .slice(0, mostLayers)
      .map((layer) => {
        const rest = kept.filter(({ path }) => layerOf(path) !== layer);
        return { layer, rest, made: rest.length * 2 > columns.length ? draft(rest) : undefined };
      });
    const [found] = candidates.sort((a, b) => score(b.made) - score(a.made));
    if (!found?.made || score(found.made) < score(best) * 1.1) break;
    leftOut.add(found.layer);
    kept = found.rest;
    best = found.made;
  }
  return {
    ...best,
    layers:
      leftOut.size === 0 ? undefined : inLayers ? layers.filter((layer) => !leftOut.has(layer)).sort() : [],
    leftOut: [...leftOut].sort(),
  };
}

/** The layers of a project, those with the most columns first, and those that name nothing themselves. */
function layersOf(columns: readonly ColumnInUse[]): {
  readonly layers: readonly string[];
  readonly raw: readonly string[];
} {
  const counts = new Map<string, { all: number; written: number }>();
  for (const { path, written } of columns) {
    const layer = layerOf(path);
    if (layer === undefined) continue;
    const known = counts.get(layer) ?? { all: 0, written: 0 };
    counts.set(layer, { all: known.all + 1, written: known.written + (written ? 1 : 0) });
  }
  const sorted = [...counts].sort((a, b) => b[1].all - a[1].all || (a[0] < b[0] ? -1 : 1));
  const raw = sorted.filter(([, { all, written }]) => all >= 10 && written < all * 0.1);
  const inRaw = raw.reduce((sum, [, { all }]) => sum + all, 0);
  const names = (list: typeof sorted) => list.map(([layer]) => layer);
  return { layers: names(sorted), raw: inRaw * 2 < columns.length ? names(raw) : [] };
}

/** How many columns a proposal says something of. */
function score(proposal: Proposal | undefined): number {
  if (!proposal) return 0;
  const stubs = [...proposal.prefixes, ...proposal.suffixes];
  const said = stubs.reduce((sum, { columns, types }) => sum + (types.length > 0 ? columns : columns / 2), 0);
  return said + (proposal.case ? proposal.columns / 4 : 0);
}

function draft(columns: readonly ColumnInUse[]): Proposal {
  const least = Math.max(3, Math.ceil(columns.length * 0.002));
  const prefixes = keep(firstWords(columns), least);
  const ofPrefixes = new Set(prefixes.flatMap(({ use }) => use.columns));
  // Where the first word says no type, the last one does: `is_key` shows that a key isn't always text.
  const typed = new Set(prefixes.flatMap(({ stub, use }) => (stub.types.length > 0 ? use.columns : [])));
  const suffixes = keep(lastWords(columns.filter((column) => !typed.has(column))), least).filter(
    ({ use }) => !isMirrored(use, prefixes),
  );
  const told = new Set([...prefixes, ...suffixes].flatMap(({ use }) => use.columns));
  return {
    case: caseOf(columns),
    layers: undefined,
    leftOut: [],
    required: prefixes.length > 2 && ofPrefixes.size >= columns.length * (1 - tolerance / 3),
    prefixes: prefixes.map(({ stub }) => stub),
    suffixes: suffixes.map(({ stub, use }) => ({ ...stub, demanded: isDemanded(stub, use, columns, told) })),
    columns: columns.length,
    nodes: nodesOf(columns),
  };
}

interface Kept {
  readonly stub: ProposedStub;
  readonly use: WordUse;
}

const mostUnknown = 8;
const most = 20;

function keep(uses: readonly WordUse[], least: number): readonly Kept[] {
  const kept = uses.flatMap((use) => {
    const stub = stubOf(use, least);
    return stub ? [{ stub, use }] : [];
  });
  const sorted = kept.sort((a, b) => b.stub.columns - a.stub.columns || (a.stub.word < b.stub.word ? -1 : 1));
  let unknown = 0;
  return sorted
    .filter(({ stub }) => stub.description !== undefined || unknown++ < mostUnknown)
    .slice(0, most);
}

function stubOf({ word, at, columns }: WordUse, least: number): ProposedStub | undefined {
  const names = new Set(columns.map(({ name }) => name.toLowerCase())).size;
  const nodes = nodesOf(columns);
  const known = knownWords.get(`${at} ${word}`);
  // One name alone shows a word where it is a common one and stands in several models: `created_at`.
  const isRecurring = names > 1 ? nodes > 1 : known !== undefined && nodes > 3;
  if (columns.length < least || !isRecurring) return undefined;
  const types = known ? typesOfKnown(known, columns) : typesOfUnknown(at, columns, names, nodes);
  if (!types) return undefined;
  const outliers = columns.filter(({ base }) => base && types.length > 0 && !fits(types, base));
  return {
    word,
    description: known?.description,
    types,
    differing: types.length === 0 ? typesOf(columns) : new Map(),
    promises: (['not_null', 'unique'] as const).filter((name) => isTested(columns, name)),
    demanded: false,
    columns: columns.length,
    nodes,
    outliers,
  };
}

function fits(types: readonly BaseType[], base: BaseType): boolean {
  return types.includes(base) || (base === 'integer' && types.includes('number'));
}

/** The types that a known word has here; none where they differ, undefined where it seems to mean something else. */
function typesOfKnown(known: KnownWord, columns: readonly ColumnInUse[]): readonly BaseType[] | undefined {
  const counts = typesOf(columns);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const inside = known.types.reduce((sum, type) => sum + (counts.get(type) ?? 0), 0);
  if (inside < total * 0.75) return undefined;
  if (total < fewestKnown || total - inside > Math.floor(total * tolerance)) return [];
  const types = known.types.filter((type) => (counts.get(type) ?? 0) > total * tolerance);
  // Whoever counts in floats here and there counts all the same.
  if (known.types[0] === 'number' || (known.types.includes('number') && counts.has('number')))
    return ['number', ...types.filter((type) => type !== 'number' && type !== 'integer')];
  return types;
}

/** The type of a word of the project's own: one that a name's subject doesn't decide, and without exception. */
function typesOfUnknown(
  at: WordUse['at'],
  columns: readonly ColumnInUse[],
  names: number,
  nodes: number,
): readonly BaseType[] | undefined {
  const counts = typesOf(columns);
  const [type] = counts.keys();
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (!type || total < 8 || names < 8 || nodes < 4 || total < columns.length * 0.6) return undefined;
  const telling: readonly BaseType[] =
    at === 'start' ? ['boolean', 'date', 'timestamp'] : ['boolean', 'date', 'timestamp', 'number'];
  if (!telling.includes(type)) return undefined;
  const numeric = counts.has('number') && counts.has('integer') ? 2 : 1;
  if (counts.size > numeric) return undefined;
  return [counts.has('number') ? 'number' : type];
}

/** Whether a word stands at the start far more often: what is left at the end is no style. */
function isMirrored({ word, columns }: WordUse, prefixes: readonly Kept[]): boolean {
  const start = prefixes.find(({ stub }) => stub.word === word);
  return start !== undefined && columns.length * 4 < start.stub.columns;
}

function isTested(columns: readonly ColumnInUse[], name: string): boolean {
  const tested = columns.filter(({ tests }) => tests.has(name)).length;
  return tested >= 5 && tested >= columns.length * 0.95;
}

/** Whether practically every column of a suffix's type ends in it. */
function isDemanded(
  { types }: ProposedStub,
  { columns }: WordUse,
  all: readonly ColumnInUse[],
  told: ReadonlySet<ColumnInUse>,
): boolean {
  const [type, ...others] = types;
  if (others.length > 0 || (type !== 'timestamp' && type !== 'date')) return false;
  const own = new Set(columns);
  const rest = all.filter((column) => column.base === type && !own.has(column));
  const elsewhere = rest.filter((column) => told.has(column)).length;
  const typed = columns.filter(({ base }) => base === type).length;
  return elsewhere === 0 && typed >= 20 && rest.length <= typed * 0.02;
}

/** The case of names as written, where practically all have it and the others don't recur. */
function caseOf(columns: readonly ColumnInUse[]): Proposal['case'] {
  const written = columns.filter(({ name, written: isWritten }) => isWritten && /\p{L}/u.test(name));
  for (const policy of ['lower', 'upper'] as const) {
    const others = written.filter(
      ({ name }) => name !== (policy === 'lower' ? name.toLowerCase() : name.toUpperCase()),
    );
    if (written.length >= 5 && others.length <= written.length * 0.005 && !recurs(others)) return policy;
  }
  return undefined;
}

/** Whether a name stands in several models, or many names do: then it is meant so. */
function recurs(columns: readonly ColumnInUse[]): boolean {
  const nodes = new Map<string, Set<string>>();
  for (const { name, node } of columns) nodes.set(name, (nodes.get(name) ?? new Set()).add(node));
  return nodes.size > 5 || [...nodes.values()].some((of) => of.size > 1);
}

function nodesOf(columns: readonly ColumnInUse[]): number {
  return new Set(columns.map(({ node }) => node)).size;
}
