// What core asks of a parser that the host may have loaded: expressions of short texts, in one call.
// Deliberately absent: the parsers themselves and their trees (host), and the structure of queries (the segmenter's).
import type { Dialect } from './dialect.ts';
import type { Expression } from './tree.ts';

/** Expressions that a parser has read, by `start:end` of their range in the text. */
export type ParsedExpressions = ReadonlyMap<string, Expression>;

/** A list of expressions that a parser read, with offsets in the text it was given. */
export interface ParsedSegment {
  readonly kind: 'parsed';
  /** One for each expression of the list, in order. */
  readonly expressions: readonly Expression[];
}

/** Why a parser gave nothing. */
export interface ParseProblem {
  readonly kind: 'problem';
  readonly message: string;
}

/** A synchronous parser. It never throws. */
export interface SqlParser {
  /**
   * Parses `select <expression>, <expression> …` without aliases. `length` expressions are expected; any other number is
   * a problem.
   */
  readonly parse: (text: string, length: number, dialect: Dialect) => ParsedSegment | ParseProblem;
}
