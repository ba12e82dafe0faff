// Whether what a column's name promises is kept, by a test, a constraint or the SQL itself, and what keeps others from it.
// Deliberately absent: finding them (columnTests.ts, columnConstraints.ts, provenValues.ts).

import type { NamePromise } from '../../../yaml/vocabulary.ts';
import type { ColumnConstraint } from './columnConstraints.ts';
import type { ColumnTest } from './columnTests.ts';
import type { Holds } from './testMeanings.ts';

/** What is known of a promise. */
export interface Kept {
  readonly kept: boolean;
  /** What keeps it: the names of tests, types of constraints, `SQL` for what makes the column. Of several some that do. */
  readonly by: readonly string[];
  /** Sentences on what comes near to keeping it, where nothing does. */
  readonly notes: readonly string[];
}

interface Holding {
  readonly what: string;
  readonly holds: Holds;
}

/** What tests, constraints and the SQL (as of provenValues.ts) say of a promise. The SQL is asked where the others don't keep it. */
export function keptBy(
  promise: NamePromise,
  tests: readonly ColumnTest[],
  constraints: readonly ColumnConstraint[],
  proven: () => readonly Holds[],
): Kept {
  const notes: string[] = [];
  const holding: Holding[] = [];
  const consider = (what: string, said: string, holds: readonly Holds[], gap: string | undefined) => {
    const near = holds.filter((each) => isNear(promise, each));
    if (near.length === 0) return;
    if (gap === undefined) holding.push(...near.map((each) => ({ what, holds: each })));
    else notes.push(`${said} ${gap}.`);
    const lacks = gap === undefined ? near.flatMap((each) => lacksOf(promise, each) ?? []) : [];
    if (lacks[0] !== undefined) notes.push(`${said} ${lacks[0]}.`);
  };
  for (const { name, holds, gap } of tests) {
    if (!isNamed(promise.fulfilledBy, name)) consider(name, `\`${name}\``, holds, gap);
    else if (gap === undefined) return { kept: true, by: [name], notes: [] };
    else notes.push(`\`${name}\` ${gap}.`);
  }
  for (const { type, holds, gap } of constraints) consider(type, `The constraint \`${type}\``, holds, gap);
  const by = holdersOf(promise, holding) ?? holdersOf(promise, [...holding, ...provenOf(promise, proven)]);
  return by ? { kept: true, by, notes: [] } : { kept: false, by: [], notes: [...new Set(notes)] };
}

/** No SQL proves that a value comes once. */
function provenOf(promise: NamePromise, proven: () => readonly Holds[]): readonly Holding[] {
  if (promise.kind === 'unique') return [];
  return proven().flatMap((holds) => (isNear(promise, holds) ? [{ what: 'SQL', holds }] : []));
}

/** Whether a test of this name is one that the vocabulary says fulfils a promise: with its package, or whatever package it is of. */
export function isNamed(fulfilledBy: readonly string[], test: string): boolean {
  return fulfilledBy.includes(test) || fulfilledBy.includes(test.slice(test.lastIndexOf('.') + 1));
}

/** Whether something that holds is of the kind that a promise is. */
function isNear(promise: NamePromise, holds: Holds): boolean {
  if (promise.kind === holds.kind) return true;
  return holds.kind === 'accepted_values' && (promise.kind === 'range' || promise.kind === 'pattern');
}

/** What keeps a promise; undefined where nothing does. */
function holdersOf(promise: NamePromise, holding: readonly Holding[]): readonly string[] | undefined {
  const holderOf = (part: NamePromise) =>
    holding.find(({ holds }) => lacksOf(part, holds) === undefined)?.what;
  if (promise.kind !== 'range') {
    const holder = holderOf(promise);
    return holder === undefined ? undefined : [holder];
  }
  // One test may hold the lower limit and another the upper one.
  const limits = (['min', 'max'] as const).filter((bound) => promise[bound] !== undefined);
  const holders = limits.flatMap(
    (bound) => holderOf({ ...promise, min: undefined, max: undefined, [bound]: promise[bound] }) ?? [],
  );
  return holders.length === limits.length ? [...new Set(holders)] : undefined;
}

/** What of a promise something that holds leaves open, as the end of a sentence; undefined where nothing, or where nobody knows. */
function lacksOf(promise: NamePromise, holds: Holds): string | undefined {
  if (holds.kind === 'accepted_values') {
    const allowed = holds.values?.find((value) => !isPromised(promise, value));
    return allowed === undefined ? undefined : `allows \`${String(allowed)}\` too`;
  }
  if (promise.kind !== 'range' || holds.kind !== 'range') return undefined;
  const { min, max } = promise;
  if (min !== undefined && holds.min !== 'unknown' && !(holds.min !== undefined && holds.min >= min))
    return `allows less than ${min}`;
  if (max !== undefined && holds.max !== 'unknown' && !(holds.max !== undefined && holds.max <= max))
    return `allows more than ${max}`;
  return undefined;
}

function isPromised(promise: NamePromise, value: unknown): boolean {
  switch (promise.kind) {
    case 'accepted_values':
      return promise.values.some((each) => String(each) === String(value));
    case 'range': {
      const number = Number(value);
      return (
        !(number < (promise.min ?? -Infinity) || number > (promise.max ?? Infinity)) && !Number.isNaN(number)
      );
    }
    case 'pattern':
      return promise.pattern.matches(String(value));
    default:
      return true;
  }
}

/** Whether a promise is broken whenever something doesn't hold: what is promised is no more than what would hold. */
export function breaks(promise: NamePromise, holds: Holds): boolean {
  if (promise.kind === 'accepted_values')
    return (
      holds.kind === 'accepted_values' &&
      holds.values !== undefined &&
      promise.values.every((value) => holds.values?.some((each) => String(each) === String(value)))
    );
  if (promise.kind === 'pattern') {
    const { source } = promise.pattern;
    return holds.kind === 'pattern' && [source, `^${source}$`, anchored(source)].includes(holds.source ?? '');
  }
  if (promise.kind !== 'range') return promise.kind === holds.kind;
  return (
    holds.kind === 'range' &&
    isOutside(promise.min, holds.min, holds.open, -1) &&
    isOutside(promise.max, holds.max, holds.open, 1)
  );
}

/** A regular expression of the whole text for those who look for it anywhere in the text. */
export function anchored(source: string): string {
  return source.startsWith('^') && source.endsWith('$') ? source : `^(${source})$`;
}

/** Whether a limit that would hold lets everything by that the promised limit allows. */
function isOutside(
  promised: number | undefined,
  held: number | 'unknown' | undefined,
  open: boolean,
  sign: 1 | -1,
): boolean {
  if (held === undefined) return true;
  if (held === 'unknown' || promised === undefined) return false;
  return open ? sign * held > sign * promised : sign * held >= sign * promised;
}
