// One structural pass over the bytes of an artifact: the byte range of every entry of its top-level maps, and the entries'
// small texts. With an earlier file at hand, what is equal to it is jumped over and told apart from what changed.
// Deliberately absent: validation. An entry found here may still be refused by JSON.parse.

import {
  type Bytes,
  type ByteTools,
  plainByteTools,
  skipMark,
  skipSpace,
  skipString,
  skipValue,
  torn,
  valueAfterKey,
  walkObject,
} from './bytes.ts';
import { type EarlierFile, earlierFile } from './scanCompare.ts';
import { keyTable, keyText } from './scanKeys.ts';
import { pageWriter } from './scanPages.ts';
import {
  type ScannedFile,
  type ScanPage,
  type ScanPart,
  type ScanPlan,
  type ScanTables,
  sameness,
  tableBuilder,
} from './scanTables.ts';

/** What a scan found. */
export type ScanResult =
  | {
      readonly status: 'whole';
      readonly tables: ScanTables;
      /** The texts of every entry that isn't the same as before. */
      readonly pages: readonly ScanPage[];
      /** Of every entry: the index of the one with the same key in the earlier file, or -1. */
      readonly before: Int32Array;
      /** Of every entry: {@link sameness}, how it compares with that one. */
      readonly same: Uint8Array;
    }
  /** The file ends before its JSON does, or goes on behind it: it is being written. */
  | { readonly status: 'torn' }
  /** Something else than an object. */
  | { readonly status: 'other' };

const tornResult: ScanResult = { status: 'torn' };
const disabledMap = 'disabled';

/** Scans a file as `plan` says; `earlier` is the last good version of it, scanned with the same plan. */
export function scan(
  bytes: Bytes,
  plan: ScanPlan,
  earlier?: ScannedFile,
  tools: ByteTools = plainByteTools,
): ScanResult {
  const end = bytes.length;
  const first = skipSpace(bytes, skipMark(bytes), end);
  if (first >= end) return tornResult;
  if (bytes[first] !== 0x7b) return { status: 'other' };

  const expected = earlier?.tables.count ?? 1024;
  const table = tableBuilder(expected);
  const pages = pageWriter();
  const before: number[] = [];
  const same: number[] = [];
  const known: EarlierFile | undefined = earlier && earlierFile(earlier, tools);
  const keys = keyTable(plan);
  const fieldStarts = new Uint32Array(plan.fields.length);
  const fieldEnds = new Uint32Array(plan.fields.length);
  const listField = plan.fields.indexOf('depends_on');
  const idField = plan.fields.indexOf('unique_id');
  const parts: ScanPart[] = [];

  /** Reads an entry's members: its cuts into the table, its fields into the arrays above. */
  const members = (at: number): number => {
    fieldStarts.fill(0);
    fieldEnds.fill(0);
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
      const keyStart = i + 1;
      const afterKey = skipString(bytes, keyStart, end);
      if (afterKey === torn) return torn;
      const start = valueAfterKey(bytes, afterKey, end);
      if (start === torn) return torn;
      const after = skipValue(bytes, start, end);
      if (after === torn) return torn;
      const key = keys(bytes, keyStart, afterKey - 1);
      if (key >= 0) {
        fieldStarts[key] = start;
        fieldEnds[key] = after;
      } else if (key < -1) {
        cutFrom = i;
        cutShown = key === -3 ? 1 : 0;
      }
      i = skipSpace(bytes, after, end);
    }
    return torn;
  };

  const writeFields = (index: number, keyStart: number, keyEnd: number): void => {
    pages.begin(index);
    if (keyEnd === 0 && idField >= 0) text(fieldStarts[idField]!, fieldEnds[idField]!);
    else pages.field(bytes, keyStart, keyEnd);
    for (let f = 0; f < plan.fields.length; f++) {
      if (f === idField) continue;
      const start = fieldStarts[f]!;
      if (f === listField) dependencies(start, fieldEnds[f]!);
      else text(start, fieldEnds[f]!);
    }
  };
  const text = (start: number, after: number): void => {
    const c = bytes[start];
    if (start === 0 || c === 0x6e || c === 0x7b || c === 0x5b) pages.field(bytes, 0, 0);
    else if (c === 0x22) pages.field(bytes, start + 1, after - 1);
    else pages.field(bytes, start, after);
  };
  const dependencies = (start: number, after: number): void => {
    let from = 0;
    let to = 0;
    if (start > 0) {
      walkObject(bytes, start, after, (keyStart, keyEnd, valueStart, valueEnd) => {
        if (keyText(bytes, keyStart, keyEnd) !== 'nodes') return;
        from = valueStart;
        to = valueEnd;
      });
    }
    pages.list(bytes, from, to);
  };

  /** Reads one entry. */
  const entry = (map: number, keyStart: number, keyEnd: number, at: number): number => {
    const old = known ? known.find(map, bytes, keyStart, keyEnd) : -1;
    const cuts = table.cutCount();
    if (known && old >= 0) {
      const after = known.follow(old, bytes, at, end, table);
      if (after >= 0) {
        table.add(map, keyStart, keyEnd, at, after);
        before.push(old);
        same.push(known.lastSameness());
        return after;
      }
      table.dropCuts(cuts);
    }
    const after = members(at);
    if (after === torn) return torn;
    const index = table.add(map, keyStart, keyEnd, at, after);
    const level = known && old >= 0 ? known.compare(old, bytes, at, after, plan) : sameness.changed;
    before.push(old);
    same.push(level);
    if (level === sameness.changed) writeFields(index, keyStart, keyEnd);
    return after;
  };

  /** Reads a list of entries, as `disabled` holds them. */
  const entryList = (map: number, keyStart: number, keyEnd: number, at: number): number => {
    let i = skipSpace(bytes, at + 1, end);
    while (i < end) {
      const c = bytes[i]!;
      if (c === 0x5d) return i + 1;
      if (c === 0x2c) i++;
      else {
        i = c === 0x7b ? entry(map, keyStart, keyEnd, i) : skipValue(bytes, i, end);
        if (i === torn) return torn;
      }
      i = skipSpace(bytes, i, end);
    }
    return torn;
  };

  const entryMap = (map: number, at: number): number => {
    let i = skipSpace(bytes, at + 1, end);
    while (i < end) {
      const c = bytes[i]!;
      if (c === 0x7d) return i + 1;
      if (c === 0x2c) {
        i = skipSpace(bytes, i + 1, end);
        continue;
      }
      if (c !== 0x22) return torn;
      const keyStart = i + 1;
      const afterKey = skipString(bytes, keyStart, end);
      if (afterKey === torn) return torn;
      const start = valueAfterKey(bytes, afterKey, end);
      if (start === torn) return torn;
      const value = bytes[start];
      if (value === 0x7b) i = entry(map, keyStart, afterKey - 1, start);
      else if (value === 0x5b) i = entryList(map, keyStart, afterKey - 1, start);
      else i = skipValue(bytes, start, end);
      if (i === torn) return torn;
      i = skipSpace(bytes, i, end);
    }
    return torn;
  };

  let i = skipSpace(bytes, first + 1, end);
  for (;;) {
    if (i >= end) return tornResult;
    const c = bytes[i]!;
    if (c === 0x7d) break;
    if (c === 0x2c) {
      i = skipSpace(bytes, i + 1, end);
      continue;
    }
    if (c !== 0x22) return tornResult;
    const afterKey = skipString(bytes, i + 1, end);
    if (afterKey === torn) return tornResult;
    const name = keyText(bytes, i + 1, afterKey - 1);
    const start = valueAfterKey(bytes, afterKey, end);
    if (start === torn || start >= end) return tornResult;
    const map = plan.maps.indexOf(name);
    let after: number;
    if (map >= 0 && bytes[start] === 0x7b) after = entryMap(map, start);
    else if (name === disabledMap && map >= 0 && bytes[start] === 0x5b) after = entryList(map, 0, 0, start);
    else after = known?.skipPart(name, bytes, start, end) ?? skipValue(bytes, start, end);
    if (after === torn) return tornResult;
    parts.push({ name, start, end: after });
    i = skipSpace(bytes, after, end);
  }
  if (skipSpace(bytes, i + 1, end) !== end) return tornResult;
  return {
    status: 'whole',
    tables: table.finish(parts),
    pages: pages.finish(),
    before: Int32Array.from(before),
    same: Uint8Array.from(same),
  };
}
