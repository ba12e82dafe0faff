// What is certain of the values of an expression or a column: whether null is among them, their limits, which there are.
// Deliberately absent: how it is found (expressionValues.ts, columnValues.ts).

/** A value that isn't null. */
export type PlainValue = string | number | boolean;

/** See the head of this file. It never says less than there may be: what isn't known is left open. */
export interface KnownValues {
  /** Whether null may be among them. */
  readonly nullable: boolean;
  /** No value is less; undefined where that isn't known. */
  readonly min: number | undefined;
  /** No value is more; undefined where that isn't known. */
  readonly max: number | undefined;
  /** All values that there may be besides null; undefined where they aren't known or are many. */
  readonly among: readonly PlainValue[] | undefined;
  /** Regular expressions that every text matches. */
  readonly patterns: readonly string[];
}

/** Nothing is known. */
export const anything: KnownValues = {
  nullable: true,
  min: undefined,
  max: undefined,
  among: undefined,
  patterns: [],
};

/** There is no value but null. */
export const onlyNull: KnownValues = {
  nullable: true,
  min: Infinity,
  max: -Infinity,
  among: [],
  patterns: [],
};

/** More values than this aren't kept apart. */
const mostValues = 30;

/** Some values, none of them null. */
export function amongValues(among: readonly PlainValue[]): KnownValues {
  const distinct = [...new Set(among)];
  const numbers = distinct.filter((value) => typeof value === 'number');
  const numeric = numbers.length === distinct.length;
  return {
    nullable: false,
    min: numeric ? Math.min(...numbers) : undefined,
    max: numeric ? Math.max(...numbers) : undefined,
    among: distinct.length > mostValues ? undefined : distinct,
    patterns: [],
  };
}

/** Numbers from one limit to another, and null where `nullable`. */
export function between(min: number | undefined, max: number | undefined, nullable: boolean): KnownValues {
  return { nullable, min, max, among: undefined, patterns: [] };
}

/** The same values, and null where `nullable`. */
export function withNull(values: KnownValues, nullable: boolean): KnownValues {
  return values.nullable === nullable ? values : { ...values, nullable };
}

/** Whether there is no value but null. */
export function isOnlyNull({ among }: KnownValues): boolean {
  return among?.length === 0;
}

/** Whether nothing is known. */
export function isAnything({ nullable, min, max, among, patterns }: KnownValues): boolean {
  return nullable && min === undefined && max === undefined && among === undefined && patterns.length === 0;
}

/** What holds of values that are of the one or of the other. */
export function eitherOf(left: KnownValues, right: KnownValues): KnownValues {
  const nullable = left.nullable || right.nullable;
  if (isOnlyNull(left)) return withNull(right, nullable);
  if (isOnlyNull(right)) return withNull(left, nullable);
  const among = left.among && right.among && [...new Set([...left.among, ...right.among])];
  return {
    nullable,
    min: left.min === undefined || right.min === undefined ? undefined : Math.min(left.min, right.min),
    max: left.max === undefined || right.max === undefined ? undefined : Math.max(left.max, right.max),
    among: among && among.length > mostValues ? undefined : among,
    patterns: left.patterns.filter((pattern) => right.patterns.includes(pattern)),
  };
}

/** What holds of values of any of a list; nothing of an empty list. */
export function anyOf(all: readonly KnownValues[]): KnownValues {
  const [first, ...others] = all;
  return first ? others.reduce(eitherOf, first) : anything;
}

/** What holds of values of which both are known to hold. */
export function bothOf(left: KnownValues, right: KnownValues): KnownValues {
  if (isAnything(left)) return right;
  if (isAnything(right)) return left;
  return {
    nullable: left.nullable && right.nullable,
    min: maxOf(left.min, right.min),
    max: minOf(left.max, right.max),
    among: left.among ?? right.among,
    patterns: [...new Set([...left.patterns, ...right.patterns])],
  };
}

function maxOf(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined ? right : right === undefined ? left : Math.max(left, right);
}

function minOf(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined ? right : right === undefined ? left : Math.min(left, right);
}
