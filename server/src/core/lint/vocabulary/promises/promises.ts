// What a parsed name promises: the types that its stubs allow, its values, and the whole of it in words for a hover.
// Deliberately absent: whether the promise is kept (kept.ts, the rules).

import type { BaseType } from '../../../sql/baseTypes.ts';
import type { AllowedTypes, NamePromise, Stub, Vocabulary } from '../../../yaml/vocabulary.ts';
import { type NamePart, type ParsedName, parseName } from '../parseName.ts';

/** The types that a name allows, and the part that says so. */
export interface ExpectedTypes {
  readonly types: readonly BaseType[];
  readonly part: NamePart;
  readonly stub: Stub;
}

/**
 * The types that a column of this name may have with this adapter; undefined when the name promises none. The most specific
 * part decides: a stub of a later level before one of an earlier, and any level before a suffix (`n_created_at` is a count).
 */
export function expectedTypes(
  vocabulary: Vocabulary,
  name: string,
  adapterType: string | undefined,
): ExpectedTypes | undefined {
  for (const part of mostSpecificFirst(parseName(vocabulary, name))) {
    const { stub } = part;
    const types = stub?.types && typesFor(stub.types, adapterType);
    if (stub && types) return { types, part, stub };
  }
  return undefined;
}

function mostSpecificFirst({ parts }: ParsedName): readonly NamePart[] {
  const isSuffix = ({ level }: NamePart) => level === 'suffix';
  return [...parts.filter((part) => !isSuffix(part)).reverse(), ...parts.filter(isSuffix)];
}

/** A promise about the values of a column, and the part of its name that makes it. */
export interface PromiseOfName {
  readonly promise: NamePromise;
  readonly part: NamePart;
}

/**
 * What a name promises about values, in the order of its parts. Of one kind of promise the most specific part decides, as for
 * types. A suffix counts unless the name has another type than those it is for: `n_customer_id` is a count, not a key.
 */
export function promisesOf(vocabulary: Vocabulary, name: string): readonly PromiseOfName[] {
  const parsed = parseName(vocabulary, name);
  const types = expectedTypes(vocabulary, name, undefined)?.types;
  const byKind = new Map<NamePromise['kind'], PromiseOfName>();
  for (const part of mostSpecificFirst(parsed)) {
    if (part.level === 'suffix' && types && !sharesType(part.stub?.types?.all, types)) continue;
    for (const promise of part.stub?.promises ?? []) {
      if (!byKind.has(promise.kind)) byKind.set(promise.kind, { promise, part });
    }
  }
  return [...byKind.values()].sort((a, b) => a.part.range.start - b.part.range.start);
}

function sharesType(some: readonly BaseType[] | undefined, others: readonly BaseType[]): boolean {
  return some === undefined || some.some((type) => allows(others, type) || others.includes(type));
}

/** The types of a stub with an adapter; undefined: any. */
export function typesFor(
  types: AllowedTypes,
  adapterType: string | undefined,
): readonly BaseType[] | undefined {
  return (adapterType === undefined ? undefined : types.byAdapter.get(adapterType)) ?? types.all;
}

/** Whether a type is among those allowed; `number` allows integer too. */
export function allows(types: readonly BaseType[], type: BaseType): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

/**
 * A name in words: `IND · county · hpsa: 0/1 indicator, never null`. The first stub is in capitals, synonyms are their stub.
 * Undefined when the vocabulary knows nothing in the name.
 */
export function describeName(vocabulary: Vocabulary, name: string): string | undefined {
  const parsed = parseName(vocabulary, name);
  if (!parsed.parts.some(({ stub }) => stub)) return undefined;
  const words = parsed.parts.map(wordOf).filter((word) => word !== '');
  const says = meaning(vocabulary, name, parsed);
  return says === '' ? words.join(' · ') : `${words.join(' · ')}: ${says}`;
}

function wordOf(part: NamePart): string {
  const word = part.stub && !part.stub.pattern ? part.stub.name : part.text;
  return part.level === 0 && part.stub ? word.toUpperCase() : word;
}

/** The description of the first stub with one, then promises of all stubs that it doesn't already spell out. */
function meaning(vocabulary: Vocabulary, name: string, { parts }: ParsedName): string {
  const stubs = parts.flatMap(({ stub }) => stub ?? []);
  const description = stubs.find((stub) => stub.description !== undefined)?.description;
  const promises = promisesOf(vocabulary, name).flatMap(({ promise }) =>
    isSaid(promise, description ?? '') ? [] : [inWords(promise)],
  );
  return [description?.trim().replace(/\.$/, ''), ...new Set(promises)].filter(Boolean).join(', ');
}

/** A description such as "0/1 indicator" says which values there are. */
function isSaid(promise: NamePromise, description: string): boolean {
  return (
    promise.kind === 'accepted_values' && promise.values.every((value) => description.includes(String(value)))
  );
}

/** Promises in words, by the part of the name that makes them: "`id` promises never null and unique". */
export function promisesInWords(promises: readonly PromiseOfName[]): string {
  const byPart = new Map<string, string[]>();
  for (const { part, promise } of promises)
    byPart.set(part.text, [...(byPart.get(part.text) ?? []), inWords(promise)]);
  return [...byPart].map(([part, words]) => `\`${part}\` promises ${words.join(' and ')}`).join(', ');
}

/** A promise in words: `never null`. */
function inWords(promise: NamePromise): string {
  switch (promise.kind) {
    case 'not_null':
      return 'never null';
    case 'unique':
      return 'unique';
    case 'accepted_values':
      return `one of ${promise.values.join(', ')}`;
    case 'range': {
      const { min, max } = promise;
      if (min !== undefined && max !== undefined) return `from ${min} to ${max}`;
      return min !== undefined ? `at least ${min}` : `at most ${max}`;
    }
    case 'pattern':
      return `matches ${promise.pattern.source}`;
  }
}
