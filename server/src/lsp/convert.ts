// Between core's UTF-16 offsets and the positions of the protocol, in the encoding that was negotiated.

import type { Position, Range } from 'vscode-languageserver/node';
import { offsetAt, positionAt, type SourceText, type TextRange } from '../core/text.ts';

/** The unit in which a position counts characters within a line. */
export type PositionEncoding = 'utf-16' | 'utf-8';

/** UTF-16 where the client can (every client must), since nothing is converted then. */
export function chooseEncoding(offered: readonly string[] | undefined): PositionEncoding {
  return offered && !offered.includes('utf-16') && offered.includes('utf-8') ? 'utf-8' : 'utf-16';
}

export function toOffset(source: SourceText, position: Position, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return offsetAt(source, position);
  const start = source.lineStarts[position.line];
  if (start === undefined) return offsetAt(source, position);
  const end = offsetAt(source, { line: position.line, character: Number.MAX_SAFE_INTEGER });
  let bytes = 0;
  let offset = start;
  while (offset < end) {
    const code = source.text.codePointAt(offset) ?? 0;
    bytes += utf8Length(code);
    if (bytes > position.character) break;
    offset += code > 0xffff ? 2 : 1;
  }
  return offset;
}

export function toPosition(source: SourceText, offset: number, encoding: PositionEncoding): Position {
  const { line, character } = positionAt(source, offset);
  if (encoding === 'utf-16') return { line, character };
  const start = source.lineStarts[line] ?? 0;
  let bytes = 0;
  for (const letter of source.text.slice(start, start + character))
    bytes += utf8Length(letter.codePointAt(0) ?? 0);
  return { line, character: bytes };
}

export function toRange(source: SourceText, range: TextRange, encoding: PositionEncoding): Range {
  return { start: toPosition(source, range.start, encoding), end: toPosition(source, range.end, encoding) };
}

function utf8Length(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
