// Reads one entry of a scanned file: the ranges of its run-only members and of the fields that pages want.
// Deliberately absent: where entries stand.

import { type Bytes, skipSpace, skipString, skipValue, torn, valueAfterKey } from './bytes.ts';
import { keyIs, keyTable } from './scanKeys.ts';
import type { PageWriter } from './scanPages.ts';
import type { ScanPlan, TableBuilder } from './scanTables.ts';

/** Reads entries one after the other. */
export interface EntryReader {
  /** The position after the entry that starts at `at`, its cuts then in the table; else {@link torn}, with some of them there. */
  read(bytes: Bytes, at: number, end: number): number;
  /** Writes the fields of the entry read last. */
  write(bytes: Bytes, index: number, map: number, keyStart: number, keyEnd: number): void;
}

/** See {@link EntryReader}. */
export function entryReader(plan: ScanPlan, table: TableBuilder, pages: PageWriter): EntryReader {
  const codeOf = keyTable(plan);
  const count = plan.fields.length;
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  const listField = plan.fields.indexOf('depends_on');
  const idField = plan.fields.indexOf('unique_id');

  const writeText = (bytes: Bytes, field: number): void => {
    const start = starts[field]!;
    const first = bytes[start];
    // Nothing, null, an object, a list.
    if (start === 0 || first === 0x6e || first === 0x7b || first === 0x5b) pages.field(bytes, 0, 0);
    else if (first === 0x22) pages.field(bytes, start + 1, ends[field]! - 1);
    else pages.field(bytes, start, ends[field]!);
  };

  return {
    read(bytes, at, end) {
      for (let f = 0; f < count; f++) starts[f] = 0;
      let cutFrom = 0;
      let cutShown = -1;
      let i = skipSpace(bytes, at + 1, end);
      while (i < end) {
        const c = bytes[i]!;
        if (c === 0x2c) {
          i = skipSpace(bytes, i + 1, end);
          continue;
        }
        if (cutShown >= 0) {
          table.cut(cutFrom, i, cutShown);
          cutShown = -1;
        }
        if (c === 0x7d) return i + 1;
        if (c !== 0x22) return torn;
        const afterKey = skipString(bytes, i + 1, end);
        if (afterKey === torn) return torn;
        const start = valueAfterKey(bytes, afterKey, end);
        if (start === torn) return torn;
        const after = skipValue(bytes, start, end);
        if (after === torn) return torn;
        const code = codeOf(bytes, i + 1, afterKey - 1);
        if (code >= 0) {
          starts[code] = start;
          ends[code] = after;
        } else if (code < -1) {
          cutFrom = i;
          cutShown = code === -3 ? 1 : 0;
        }
        i = skipSpace(bytes, after, end);
      }
      return torn;
    },

    write(bytes, index, map, keyStart, keyEnd) {
      pages.begin(index, map);
      if (keyEnd === 0 && idField >= 0) writeText(bytes, idField);
      else pages.field(bytes, keyStart, keyEnd);
      for (let f = 0; f < count; f++) {
        if (f === listField) writeDependencies(bytes, starts[f]!, ends[f]!, pages);
        else if (f !== idField) writeText(bytes, f);
      }
    },
  };
}

const nodesKey = Uint8Array.from('nodes', (char) => char.charCodeAt(0));
const macrosKey = Uint8Array.from('macros', (char) => char.charCodeAt(0));

/** Writes the lists `nodes` and `macros` of the object in the range. */
function writeDependencies(bytes: Bytes, at: number, end: number, pages: PageWriter): void {
  let nodesAt = 0;
  let nodesEnd = 0;
  let macrosAt = 0;
  let macrosEnd = 0;
  let i = at > 0 && bytes[at] === 0x7b ? skipSpace(bytes, at + 1, end) : end;
  while (i < end && bytes[i] !== 0x7d) {
    if (bytes[i] === 0x2c) {
      i = skipSpace(bytes, i + 1, end);
      continue;
    }
    const afterKey = bytes[i] === 0x22 ? skipString(bytes, i + 1, end) : torn;
    const start = afterKey === torn ? torn : valueAfterKey(bytes, afterKey, end);
    const after = start === torn ? torn : skipValue(bytes, start, end);
    if (after === torn) break;
    if (keyIs(bytes, i + 1, afterKey - 1, nodesKey)) {
      nodesAt = start;
      nodesEnd = after;
    } else if (keyIs(bytes, i + 1, afterKey - 1, macrosKey)) {
      macrosAt = start;
      macrosEnd = after;
    }
    i = skipSpace(bytes, after, end);
  }
  // Anything but a list gives an empty one.
  pages.list(bytes, nodesAt, nodesEnd);
  pages.list(bytes, macrosAt, macrosEnd);
}
