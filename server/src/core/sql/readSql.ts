// The entry of core/sql: text → tree, by the segmenter alone or with a parser for what the own reader doesn't know.
// Deliberately absent: Jinja (the text comes masked) and any state but the cache that the caller holds.
import type { TextRange } from '../text.ts';
import type { Dialect } from './dialect.ts';
import { readExpression } from './expressions.ts';
import type { ParsedExpressions } from './parser.ts';
import { readQuery } from './queries.ts';
import { type ExpressionSlot, isSign, type Reading, skip, startsQuery } from './reading.ts';
import { tokenize } from './tokens.ts';
import type { Query } from './tree.ts';

const none: ParsedExpressions = new Map();

/** A reading of a text and where its expressions are. */
export interface Segments {
  /** Undefined where no statement of the text is a query. */
  readonly query: Query | undefined;
  readonly slots: readonly ExpressionSlot[];
}

/**
 * Reads the last statement that is a query. `opaque` are the ranges of placeholders, in order: a name that one lies in is
 * never taken for a real one. `parsed` are expressions that a parser has read for this text.
 */
export function segment(
  text: string,
  dialect: Dialect,
  opaque: readonly TextRange[] = [],
  parsed: ParsedExpressions = none,
): Segments {
  const tokens = tokenize(text, dialect);
  const slots: ExpressionSlot[] = [];
  const reading: Reading = {
    text,
    tokens,
    dialect,
    opaque,
    parsed,
    slots,
    incomplete: false,
    depth: 0,
    grammar: { query: readQuery, expression: readExpression },
  };
  const [start, end] = finalStatement(reading);
  return { query: start === undefined ? undefined : readQuery(reading, start, end), slots };
}

/** The query of the last statement that has one: `create table t as select …` and leading placeholders are passed over. */
function finalStatement(reading: Reading): readonly [number | undefined, number] {
  const end = reading.tokens.length;
  let found: readonly [number | undefined, number] = [undefined, end];
  let from = 0;
  for (let i = 0; i <= end; i = i < end ? skip(reading, i, end) : end + 1) {
    if (i < end && !isSign(reading, i, end, ';')) continue;
    let at = from;
    while (at < i && !startsQuery(reading, at, i)) at = skip(reading, at, i);
    if (at < i) found = [at, i];
    from = i + 1;
  }
  return found;
}
