// A rendered text with its source map. Deliberately absent: how it is made (render.ts).

import type { SourceText, TextRange } from '../../text.ts';
import type { Mark } from './marks.ts';
import type { Value } from './values.ts';

/** A stretch of the rendered text and what made it. */
export interface RenderedPiece {
  /** In the rendered text. */
  readonly range: TextRange;
  /** In the source: the same text where `verbatim`, else the output tag that printed it. */
  readonly origin: TextRange;
  /** The piece is its origin, character by character. */
  readonly verbatim: boolean;
}

/** A condition that isn't known, and what was taken. */
export interface RenderedChoice {
  /** The block or the expression, in the source; of a choice in a macro the tag that led to it. */
  readonly range: TextRange;
  /** The body that was taken, of a choice in a macro the same tag; undefined where none was. */
  readonly taken: TextRange | undefined;
  readonly why: string;
}

/** See the head of this file. */
export interface Rendered {
  readonly source: SourceText;
  readonly text: string;
  /** In order; they cover the rendered text without gaps or overlaps. Origins of several pieces may be the same (a loop). */
  readonly pieces: readonly RenderedPiece[];
  /** In order of their start, outer before inner. */
  readonly marks: readonly Mark[];
  /** In the order in which they were made; one at most for each tag that leads to choices in macros. */
  readonly choices: readonly RenderedChoice[];
  /** What `config(…)` said. */
  readonly config: ReadonlyMap<string, Value>;
  /** Why the rendering was broken off (a limit, `exceptions.raise_compiler_error`), for people; undefined when it came to its end. */
  readonly cut: string | undefined;
}

/** A place in the source. */
export interface SourcePlace {
  readonly range: TextRange;
  /** Every character of the range is the one at the same place in the rendered text. */
  readonly verbatim: boolean;
}

/** Where a range of the rendered text comes from: the smallest range of the source that made all of it. Never fails. */
export function toSource(rendered: Rendered, range: TextRange): SourcePlace {
  const { pieces } = rendered;
  const first = pieceAt(pieces, range.start);
  // The piece of the last character: an end on a border belongs to the piece before it.
  const last = pieceAt(pieces, Math.max(range.start, range.end - 1));
  if (!first || !last) return { range: { start: 0, end: 0 }, verbatim: false };
  const within = (piece: RenderedPiece, offset: number) =>
    piece.origin.start + Math.min(offset - piece.range.start, piece.origin.end - piece.origin.start);
  if (first === last) {
    if (!first.verbatim) return { range: first.origin, verbatim: false };
    return { range: { start: within(first, range.start), end: within(first, range.end) }, verbatim: true };
  }
  const start = first.verbatim ? within(first, range.start) : first.origin.start;
  const end = last.verbatim ? within(last, range.end) : last.origin.end;
  return { range: start <= end ? { start, end } : { start: end, end: start }, verbatim: false };
}

/**
 * Where a place of the source stands in the rendered text, in order: none (a branch that wasn't taken, inside of a tag), one, or
 * several (a loop). A place on the border of two pieces is the end of the one and the start of the other.
 */
export function toRendered(rendered: Rendered, offset: number): readonly number[] {
  const found: number[] = [];
  for (const { range, origin, verbatim } of rendered.pieces) {
    if (!verbatim || offset < origin.start || offset > origin.end) continue;
    const place = range.start + (offset - origin.start);
    if (found.at(-1) !== place) found.push(place);
  }
  return found;
}

function pieceAt(pieces: readonly RenderedPiece[], offset: number): RenderedPiece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.range.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return pieces[low];
}
