// What the readers of queries and of expressions share: a region of tokens, names, lists, placeholders.
// Deliberately absent: any grammar.
import type { TextRange } from '../text.ts';
import type { Dialect } from './dialect.ts';
import type { ParsedExpressions } from './parser.ts';
import type { Token } from './tokens.ts';
import type { Expression, Name, Query } from './tree.ts';

/** The readers that call each other around a circle. */
export interface Grammar {
  /** Reads a region as a query. */
  readonly query: (reading: Reading, start: number, end: number) => Query;
  /** Reads the expression that begins at `start`; undefined where none does. `power`: the operators it may take. */
  readonly expression: (
    reading: Reading,
    start: number,
    end: number,
    power?: number,
  ) => { readonly expression: Expression; readonly next: number } | undefined;
}

/** What one reading of a text goes by. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly dialect: Dialect;
  /** In order, without overlaps. */
  readonly opaque: readonly TextRange[];
  /** Expressions that a parser has read for this text; empty where there is none. */
  readonly parsed: ParsedExpressions;
  /** Collects what was read. */
  readonly slots: ExpressionSlot[];
  /** Set by a reader that came upon something it doesn't know; reset by who asks. */
  incomplete: boolean;
  /** How deep the reader is in queries and expressions; what is deeper than `maxDepth` isn't entered. */
  depth: number;
  readonly grammar: Grammar;
}

/** A place in the tree that holds an expression of its own (a select item, a condition). */
export interface ExpressionSlot {
  readonly range: TextRange;
  readonly expression: Expression;
  /** Whether the own reader understood all of it. */
  readonly complete: boolean;
}

/** Brackets nested deeper than this are not entered: no such SQL is written by hand, and the stack has an end. */
export const maxDepth = 200;

/** The token at an index of a region; undefined at and behind its end. */
export function tokenAt(reading: Reading, index: number, end: number): Token | undefined {
  return index < end ? reading.tokens[index] : undefined;
}

/** Whether the token at an index is this word. */
export function isWord(reading: Reading, index: number, end: number, ...words: readonly string[]): boolean {
  const token = tokenAt(reading, index, end);
  return token?.kind === 'word' && words.includes(token.text);
}

/** Whether the token at an index is this operator or bracket. */
export function isSign(reading: Reading, index: number, end: number, sign: string): boolean {
  const token = tokenAt(reading, index, end);
  return token !== undefined && token.text === sign && token.kind !== 'word';
}

/** The index behind a token; behind its closing bracket where it opens one (behind the region where that is missing). */
export function skip(reading: Reading, index: number, end: number): number {
  const token = reading.tokens[index];
  if (token === undefined) return end;
  if (token.kind === 'open') return token.match < 0 ? end : Math.min(token.match + 1, end);
  return token.match > index ? Math.min(token.match + 1, end) : index + 1;
}

/** Start and end of what stands between the brackets that open at an index. */
export function inside(reading: Reading, index: number, end: number): readonly [number, number] {
  const match = reading.tokens[index]?.match ?? -1;
  return [index + 1, match < 0 ? end : Math.min(match, end)];
}

/** The regions between the commas of a region; none for an empty one. A trailing comma adds none. */
export function splitByComma(
  reading: Reading,
  start: number,
  end: number,
): readonly (readonly [number, number])[] {
  const parts: (readonly [number, number])[] = [];
  let from = start;
  for (let i = start; i < end; i = skip(reading, i, end)) {
    if (!isSign(reading, i, end, ',')) continue;
    if (i > from) parts.push([from, i]);
    from = i + 1;
  }
  if (end > from) parts.push([from, end]);
  return parts;
}

/** The text range of a region of tokens; empty behind the token before it where the region is empty. */
export function rangeOf(reading: Reading, start: number, end: number): TextRange {
  const first = reading.tokens[start];
  const last = reading.tokens[end - 1];
  if (end > start && first && last) return { start: first.start, end: last.end };
  const at = last?.end ?? first?.start ?? 0;
  return { start: at, end: at };
}

/** Whether a placeholder lies in a range, in part or whole. */
export function isOpaque(reading: Reading, range: TextRange): boolean {
  let low = 0;
  let high = reading.opaque.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reading.opaque[middle]?.end ?? 0) <= range.start) low = middle + 1;
    else high = middle;
  }
  const next = reading.opaque[low];
  return next !== undefined && next.start < range.end;
}

/** The name that a word, a quoted identifier or (as some dialects allow for an alias) a string is. */
export function nameAt(reading: Reading, index: number, end: number): Name | undefined {
  const token = tokenAt(reading, index, end);
  if (token === undefined || !(token.kind === 'word' || token.kind === 'quoted' || token.kind === 'string'))
    return undefined;
  const range = { start: token.start, end: token.end };
  const opaque = isOpaque(reading, range) ? ({ opaque: true } as const) : {};
  const written = reading.text.slice(token.start, token.end);
  if (token.kind === 'word') return { text: written, quoted: false, range, ...opaque };
  return { text: unquote(written), quoted: true, range, ...opaque };
}

function unquote(written: string): string {
  const open = written.charAt(0);
  const close = open === '[' ? ']' : open;
  const closed = written.length > 1 && written.endsWith(close);
  return written.slice(1, closed ? -1 : undefined).replaceAll(close + close, close);
}

/** The names of a bracketed list `(a, b)` that opens at an index; entries that aren't names are left out. */
export function namesIn(reading: Reading, open: number, end: number): readonly Name[] {
  const [from, to] = inside(reading, open, end);
  return splitByComma(reading, from, to).flatMap(([start, stop]) => nameAt(reading, start, stop) ?? []);
}

/** Words that begin a query. */
export function startsQuery(reading: Reading, index: number, end: number): boolean {
  let at = index;
  while (isSign(reading, at, end, '(')) at++;
  if (isWord(reading, at, end, 'select', 'with')) return true;
  // `from` first and `values` are queries too, but only with something behind them: they can be names.
  return isWord(reading, at, end, 'from', 'values') && at + 1 < end && !isSign(reading, at + 1, end, ',');
}

const reserved = new Set(
  `select from where group having order limit union intersect except minus on using join inner left right full cross
   natural qualify when then else end as and or not in is between like ilike case by over window with fetch
   lateral set into straight_join anti semi asof distinct all`.split(/\s+/),
);

/** Whether a word can't stand unquoted as a name or alias. */
export function isReserved(word: string): boolean {
  return reserved.has(word);
}
