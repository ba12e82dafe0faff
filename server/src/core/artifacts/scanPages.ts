// Gathers the small texts of entries into pages while a file is scanned, and takes them apart again.
// Deliberately absent: what the texts mean.

import { type Bytes, skipSpace, skipString, torn, unescaped } from './bytes.ts';
import type { ScanPage } from './scanTables.ts';

/** Behind a field, and between the texts of one field: neither can stand in a JSON string unescaped. */
export const fieldEnd = '\0';
const listSeparator = '\x01';
const fieldEndByte = 0;
const listSeparatorByte = 1;
/** Small, so that taking one apart never holds the main thread up for long. */
const entriesPerPage = 256;

/** Gathers texts; see {@link ScanPage}. */
export interface PageWriter {
  /** Begins entry `index` of that map; its fields follow, each with {@link PageWriter.field} or {@link PageWriter.list}. */
  begin(index: number, map: number): void;
  /** The raw text of one field; an empty range is an empty field. */
  field(bytes: Bytes, start: number, end: number): void;
  /** The strings of the JSON list that starts at `start`; anything else is an empty field. */
  list(bytes: Bytes, start: number, end: number): void;
  /** Hands the last page over. */
  finish(): void;
}

/** See {@link PageWriter}; `onPage` gets every page as soon as it is full. */
export function pageWriter(onPage: (page: ScanPage) => void): PageWriter {
  const indices = new Uint32Array(entriesPerPage);
  const maps = new Uint8Array(entriesPerPage);
  let filled = 0;
  let buffer = new Uint8Array(1 << 16);
  let length = 0;

  const room = (more: number): void => {
    if (length + more <= buffer.length) return;
    const larger = new Uint8Array((length + more) * 2);
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  };
  const copy = (bytes: Bytes, start: number, end: number): void => {
    for (let i = start; i < end; i++) {
      const c = bytes[i]!;
      // Only a torn file has control characters in a string; here they would end the field.
      buffer[length++] = Math.max(c, 0x20);
    }
  };
  const flush = (): void => {
    if (filled === 0) return;
    onPage({
      indices: indices.slice(0, filled),
      maps: maps.slice(0, filled),
      bytes: buffer.slice(0, length),
    });
    filled = 0;
    length = 0;
  };

  return {
    begin(index, map) {
      if (filled === entriesPerPage) flush();
      maps[filled] = map;
      indices[filled++] = index;
    },
    field(bytes, start, end) {
      room(end - start + 1);
      copy(bytes, start, end);
      buffer[length++] = fieldEndByte;
    },
    list(bytes, start, end) {
      room(end - start + 1);
      if (bytes[start] === 0x5b) {
        const from = length;
        let i = skipSpace(bytes, start + 1, end);
        while (i < end && bytes[i] === 0x22) {
          const after = skipString(bytes, i + 1, end);
          if (after === torn) break;
          if (length > from) buffer[length++] = listSeparatorByte;
          copy(bytes, i + 1, after - 1);
          i = skipSpace(bytes, after, end);
          if (bytes[i] === 0x2c) i = skipSpace(bytes, i + 1, end);
        }
      }
      buffer[length++] = fieldEndByte;
    },
    finish: flush,
  };
}

/** The text of a raw field; undefined where it is empty or no JSON. */
export function fieldText(raw: string | undefined): string | undefined {
  return raw === undefined || raw === '' ? undefined : unescaped(raw);
}

/** The texts of a raw field that holds several. */
export function fieldList(raw: string | undefined): readonly string[] {
  if (raw === undefined || raw === '') return noTexts;
  const texts = raw.split(listSeparator);
  return raw.includes('\\') ? texts.map((text) => unescaped(text) ?? text) : texts;
}

const noTexts: readonly string[] = Object.freeze([]);
