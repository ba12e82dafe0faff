// A type as the SQL says it: its text, its base type, where it is said. Deliberately absent: which expression has which
// (expressionTypes.ts).
import type { TextRange } from '../text.ts';
import { type BaseType, baseTypeOfCast } from './baseTypes.ts';

/** What is known of a column's type from its SQL. */
export interface KnownType {
  /** A warehouse type as written for a cast; otherwise the name of the base type. */
  readonly text: string;
  readonly from: 'cast' | 'literal' | 'function' | 'aggregate' | 'predicate';
  /** The base type where it doesn't depend on the adapter; undefined for a cast, whose text is to be normalised. */
  readonly base: BaseType | undefined;
  /** Where it is said. */
  readonly range: TextRange;
}

/** A base type as a known one. */
export function baseTypeKnown(base: BaseType, from: KnownType['from'], range: TextRange): KnownType {
  return { text: base, from, base, range };
}

/** Whether two known types are written the same. */
export function sameType(left: KnownType, right: KnownType): boolean {
  return left.base === right.base && left.text.toLowerCase() === right.text.toLowerCase();
}

/** The base type of a known type; undefined where a cast's type isn't known. `extra` as in `baseType`. */
export function baseOfKnown(
  type: KnownType,
  adapterType: string | undefined,
  extra: Readonly<Record<string, BaseType>> = {},
): BaseType | undefined {
  return type.base ?? baseTypeOfCast(type.text, adapterType, extra);
}
