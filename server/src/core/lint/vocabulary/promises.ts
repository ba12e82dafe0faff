// What a parsed name promises: the types that its stubs allow, and the whole of it in words for a hover.
// Deliberately absent: whether the promise is kept (the rules).

import type { BaseType } from '../../sql/baseTypes.ts';
import type { AllowedTypes, NamePromise, Stub, Vocabulary } from '../../yaml/vocabulary.ts';
import { type NamePart, type ParsedName, parseName } from './parseName.ts';

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
  const { parts } = parseName(vocabulary, name);
  const levels = parts.filter(({ level }) => level !== 'suffix').reverse();
  for (const part of [...levels, ...parts.filter(({ level }) => level === 'suffix')]) {
    const { stub } = part;
    const types = stub?.types && typesFor(stub.types, adapterType);
    if (stub && types) return { types, part, stub };
  }
  return undefined;
}

function typesFor(types: AllowedTypes, adapterType: string | undefined): readonly BaseType[] | undefined {
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
  const says = meaning(parsed);
  return says === '' ? words.join(' · ') : `${words.join(' · ')}: ${says}`;
}

function wordOf(part: NamePart): string {
  const word = part.stub && !part.stub.pattern ? part.stub.name : part.text;
  return part.level === 0 && part.stub ? word.toUpperCase() : word;
}

/** The description of the first stub with one, then promises of all stubs that it doesn't already spell out. */
function meaning({ parts }: ParsedName): string {
  const stubs = parts.flatMap(({ stub }) => stub ?? []);
  const description = stubs.find((stub) => stub.description !== undefined)?.description;
  const promises = stubs.flatMap((stub) =>
    stub.promises.map((promise) => inWords(promise, description ?? '')),
  );
  return [description?.trim().replace(/\.$/, ''), ...new Set(promises)].filter(Boolean).join(', ');
}

function inWords(promise: NamePromise, description: string): string | undefined {
  switch (promise.kind) {
    case 'not_null':
      return 'never null';
    case 'unique':
      return 'unique';
    case 'accepted_values': {
      const said = promise.values.every((value) => description.includes(String(value)));
      return said ? undefined : `one of ${promise.values.join(', ')}`;
    }
    case 'range': {
      const { min, max } = promise;
      if (min !== undefined && max !== undefined) return `from ${min} to ${max}`;
      return min !== undefined ? `at least ${min}` : `at most ${max}`;
    }
    case 'pattern':
      return `matches ${promise.pattern.source}`;
  }
}
