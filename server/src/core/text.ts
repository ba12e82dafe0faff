// Text with a line index, and ranges in it. Everything in core counts UTF-16 code units from the start of the text.
// Deliberately absent: LSP positions with other encodings, URIs and editing.

/** A piece of a text: UTF-16 offsets, `end` exclusive, `start <= end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A change of a text: what stands in the range becomes the new text. An empty range inserts. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** A change of one file of a project. */
export interface FileEdit extends TextEdit {
  /** Relative to the project's folder. */
  readonly path: string;
}

/** A zero-based line and UTF-16 character in it, as LSP counts them. */
export interface LineColumn {
  readonly line: number;
  readonly character: number;
}

/**
 * One version of a file's text. Its identity is its version: the same object means the same text, so derived values are
 * memoised on it (see memo.ts).
 */
export interface SourceText {
  readonly text: string;
  /** Offset of the first character of every line; the first entry is 0. */
  readonly lineStarts: readonly number[];
}

/** Makes a text with its line index; `\n`, `\r\n` and a lone `\r` each end a line, as in LSP. */
export function sourceText(text: string): SourceText {
  const lineStarts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13) {
      if (text.charCodeAt(i + 1) === 10) i++;
      lineStarts.push(i + 1);
    } else if (code === 10) {
      lineStarts.push(i + 1);
    }
  }
  return { text, lineStarts };
}

/** The line and character of an offset; offsets outside the text are clamped to it. */
export function positionAt(source: SourceText, offset: number): LineColumn {
  const clamped = Math.max(0, Math.min(offset, source.text.length));
  let low = 0;
  let high = source.lineStarts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= clamped) low = middle;
    else high = middle;
  }
  return { line: low, character: clamped - (source.lineStarts[low] ?? 0) };
}

/** The offset of a line and character; a character beyond the line's end is its end, a line beyond the text the text's end. */
export function offsetAt(source: SourceText, position: LineColumn): number {
  const start = source.lineStarts[position.line];
  if (start === undefined) return position.line < 0 ? 0 : source.text.length;
  const next = source.lineStarts[position.line + 1];
  let end = next ?? source.text.length;
  if (next !== undefined) {
    while (end > start && /[\r\n]/.test(source.text[end - 1] ?? '')) end--;
  }
  return Math.max(start, Math.min(start + position.character, end));
}

/** Whether the offset lies in the range or at one of its two ends (a cursor behind a name is still on it). */
export function touches(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** The text that a range covers. */
export function slice(source: SourceText, range: TextRange): string {
  return source.text.slice(range.start, range.end);
}
