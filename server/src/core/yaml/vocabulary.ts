// What a vocabulary of column names says, merged from presets, a convo file and the project's own file.
// Deliberately absent: reading it (vocabularyFile.ts, convoFile.ts) and judging names by it (lint/vocabulary).

import type { BaseType } from '../sql/baseTypes.ts';
import type { TextRange } from '../text.ts';
import type { Severity } from './severity.ts';
import type { UserPattern } from './userPattern.ts';

/** The types that a vocabulary speaks of; warehouse types are normalised to them. `number` allows integer too. */
export const baseTypeNames = [
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'timestamp',
  'time',
  'binary',
  'array',
  'object',
] as const satisfies readonly BaseType[];

/** The types that a stub allows. */
export interface AllowedTypes {
  /** For every adapter that has no entry of its own; undefined: any. */
  readonly all: readonly BaseType[] | undefined;
  readonly byAdapter: ReadonlyMap<string, readonly BaseType[]>;
}

/** What a name promises about values, and the names of the tests (`package.test`) that fulfil it besides dbt's own. */
export type NamePromise = { readonly fulfilledBy: readonly string[] } & (
  | { readonly kind: 'not_null' | 'unique' }
  | { readonly kind: 'accepted_values'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'range'; readonly min: number | undefined; readonly max: number | undefined }
  | { readonly kind: 'pattern'; readonly pattern: UserPattern }
);

/** A word of the vocabulary. */
export interface Stub {
  /** As written: a word, several joined by the separator, or a regular expression. */
  readonly name: string;
  /** Set where the stub is a regular expression over one whole token. */
  readonly pattern: UserPattern | undefined;
  readonly description: string | undefined;
  readonly types: AllowedTypes | undefined;
  readonly promises: readonly NamePromise[];
  /** Words that mean the same and carry the same types and promises. */
  readonly synonyms: readonly string[];
  /** `then:` stubs that may follow this one and no other that doesn't name them. */
  readonly followers: readonly string[];
  /** Only suffixes: every column of its types must end in it. */
  readonly demanded: boolean;
  /** Where it is defined; undefined for presets. */
  readonly place: { readonly path: string; readonly range: TextRange } | undefined;
}

/** The stubs of one position in a name, counted from its start. */
export interface Level {
  /** A name must have a token here. */
  readonly required: boolean;
  /** Tokens that aren't stubs are allowed here. */
  readonly open: boolean;
  readonly stubs: readonly Stub[];
}

/** `from` of a column becomes `to` where `by` aggregates it: `sum(ind_x)` is `n_x`. */
export interface RenameRule {
  readonly from: string;
  /** In lower case. */
  readonly by: string;
  readonly to: string;
}

/** Which columns a vocabulary is for. */
export interface Scope {
  /** Globs of which one must match; empty: every path. */
  readonly paths: readonly UserPattern[];
  readonly exclude: readonly UserPattern[];
  readonly resourceTypes: readonly string[];
  /** Tags of which the node must have one; empty: doesn't matter. */
  readonly tags: readonly string[];
  /** Names of folders of which one must be in the path; empty: doesn't matter. */
  readonly layers: readonly string[];
}

/** How letters of a name are written; names are judged as written, never as a catalog folds them. */
export type CasePolicy = 'lower' | 'upper' | 'any';

/** See the head of this file. Immutable; one object for one state of the files it was read from. */
export interface Vocabulary {
  readonly case: CasePolicy;
  readonly separator: string;
  /** In characters; undefined: any length. */
  readonly maxLength: number | undefined;
  readonly scope: Scope;
  readonly levels: readonly Level[];
  readonly suffixes: readonly Stub[];
  readonly renames: readonly RenameRule[];
  /** Words that are no names here, besides those reserved in SQL; in lower case. */
  readonly reservedWords: readonly string[];
  /** Warehouse types that the product doesn't know, in lower case without parameters; the key `*` holds those of every adapter. */
  readonly baseTypes: ReadonlyMap<string, ReadonlyMap<string, BaseType>>;
  readonly severities: ReadonlyMap<string, Severity>;
}
