// Whole lines put into a YAML text in block style, or taken out of it.
// Deliberately absent: what the lines say (editWrite.ts) and flow style (editFlow.ts).

import type { SourceText, TextEdit, TextRange } from '../../text.ts';
import { lineStartOf } from './editStyle.ts';

/**
 * Lines behind the line that an offset lies on, and behind comments below it that are indented by so many columns or more.
 * Undefined where more than a comment stands behind the offset on its line.
 */
export function linesBehind(
  source: SourceText,
  end: number,
  lines: readonly string[],
  columns: number,
): TextEdit | undefined {
  if (!endsLine(source, end)) return undefined;
  const { text } = source;
  const at = behind(source, end, columns);
  const eol = eolAt(source, end);
  const open = at > 0 && !/[\r\n]/.test(text[at - 1] ?? '');
  const added = lines.join(eol);
  return { range: { start: at, end: at }, newText: open ? eol + added : added + eol };
}

/** Whether nothing but a comment stands behind an offset on its line. */
export function endsLine({ text }: SourceText, end: number): boolean {
  const rest = /[^\r\n]*/y;
  rest.lastIndex = end;
  const [written = ''] = rest.exec(text) ?? [];
  return (
    written.trim() === '' || (written.trimStart().startsWith('#') && / |\t/.test(before(text, end, written)))
  );
}

/** The character that a comment needs before it. */
function before(text: string, end: number, written: string): string {
  return written.startsWith('#') ? (text[end - 1] ?? '') : (written[0] ?? '');
}

/** The end of the line that an offset lies on: `\n` or `\r\n`, as most of the file has it on the last line. */
export function eolAt({ text }: SourceText, offset: number): string {
  const next = text.indexOf('\n', offset);
  const near = next >= 0 ? next : text.lastIndexOf('\n');
  return near > 0 && text[near - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * The start of the line behind an offset, and behind comments below that are indented by so many columns or more; the text's
 * end where that is the last line.
 */
export function behind(source: SourceText, end: number, columns: number): number {
  const { text, lineStarts } = source;
  let line = lineStarts.findIndex((start) => start > end);
  if (line < 0) return text.length;
  for (let next = line; next < lineStarts.length; next++) {
    const written = text.slice(lineStarts[next] ?? 0, lineStarts[next + 1] ?? text.length).trimEnd();
    const indent = written.search(/\S/);
    if (written !== '' && !(written[indent] === '#' && indent >= columns)) break;
    if (written !== '') line = next + 1;
  }
  return lineStarts[line] ?? text.length;
}

/**
 * The lines from the one of `start` to that of `end` taken out, with comments below that are indented by so many columns or
 * more. Blank lines go with them on one side where some stand on both, where the text ends, and below the first of a list.
 */
export function withoutLines(
  source: SourceText,
  { start, end }: TextRange,
  columns: number,
  isFirst: boolean,
): TextEdit {
  const { text } = source;
  let from = lineStartOf(source, start);
  let to = behind(source, end, columns);
  const blank = /(?:[ \t]*(?:\r\n|\r|\n))*/y;
  blank.lastIndex = to;
  blank.exec(text);
  const blankEnd = blank.lastIndex;
  const above = startOfBlanks(text, from);
  const last = columnAt(text, blankEnd) < columnAt(text, from);
  if (above < from && (last || blankEnd === text.length)) from = above;
  else if (above < from || isFirst) to = blankEnd;
  if (to === text.length && from > 0 && !/[\r\n]$/.test(text)) {
    // A text without a last line break keeps none.
    from -= text.endsWith('\r\n', from) ? 2 : 1;
  }
  return { range: { start: from, end: to }, newText: '' };
}

/** Where the blank lines above a line begin. */
function startOfBlanks(text: string, lineStart: number): number {
  let at = lineStart;
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at--;
  if (at === 0) return 0;
  const rest = /[^\S\r\n]*(?:\r\n|\r|\n)/y;
  rest.lastIndex = at;
  rest.exec(text);
  return Math.min(rest.lastIndex, lineStart);
}

function columnAt(text: string, lineStart: number): number {
  const indent = /[ \t]*/y;
  indent.lastIndex = lineStart;
  indent.exec(text);
  return lineStart >= text.length ? -1 : indent.lastIndex - lineStart;
}
