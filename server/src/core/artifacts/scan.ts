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
} from './bytes.ts';
import { type EarlierFile, earlierFile } from './scanCompare.ts';
import { entryReader } from './scanEntry.ts';
import { keyText } from './scanKeys.ts';
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
      /** Of every entry: the index of the one with the same key in the earlier file, or -1. */
      readonly before: Int32Array;
      /** Of every entry: {@link sameness}, how it compares with that one. */
      readonly same: Uint8Array;
    }
  /** The file ends before its JSON does, or goes on behind it: it is being written. */
  | { readonly status: 'torn' }
  /** Something else than an object. */
  | { readonly status: 'other' };

/** What surrounds a scan. */
export interface ScanOptions {
  readonly plan: ScanPlan;
  /** The last good version of the file, scanned with the same plan. */
  readonly earlier?: ScannedFile | undefined;
  readonly tools?: ByteTools | undefined;
  /** Gets the texts of entries that aren't the same as before, while the scan goes on. */
  readonly onPage: (page: ScanPage) => void;
}

/** A scan that follows a file as it is read. */
export interface Scanner {
  /** Goes on as far as the first `available` bytes allow; false once nothing more can come of it. */
  advance(available: number): boolean;
  /** Takes what is there for the whole file. */
  finish(): ScanResult;
}

/** Scans bytes that are all there. */
export function scan(bytes: Bytes, options: ScanOptions): ScanResult {
  return startScan(bytes, options).finish();
}

/** Starts to scan `bytes`, which are still being filled from their start. */
export function startScan(whole: Bytes, options: ScanOptions): Scanner {
  const { plan } = options;
  const table = tableBuilder(options.earlier?.tables.count ?? 1024);
  const pages = pageWriter(options.onPage);
  const reader = entryReader(plan, table, pages);
  const known: EarlierFile | undefined =
    options.earlier && earlierFile(options.earlier, options.tools ?? plainByteTools);
  const before: number[] = [];
  const same: number[] = [];
  const parts: ScanPart[] = [];

  let bytes = whole.subarray(0, 0);
  let end = 0;
  let final = false;
  let position = 0;
  let place: 'start' | 'top' | 'map' | 'list' | 'behind' | 'other' = 'start';
  /** The top-level member that is being read. */
  let part = { name: '', map: 0, start: 0 };
  /** The key of the list that is being read; empty at 0 where the list is the top-level member itself. */
  let listKey = { start: 0, end: 0 };

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
    const after = reader.read(bytes, at, end);
    if (after === torn) {
      table.dropCuts(cuts);
      return torn;
    }
    const index = table.add(map, keyStart, keyEnd, at, after);
    const level = known && old >= 0 ? known.compare(old, bytes, at, after, plan) : sameness.changed;
    before.push(old);
    same.push(level);
    if (level === sameness.changed) reader.write(bytes, index, map, keyStart, keyEnd);
    return after;
  };

  // Each of the following reads one thing at `position` and the comma before it, or doesn't move and answers false.

  const atStart = (): boolean => {
    const first = skipSpace(bytes, skipMark(bytes), end);
    if (first >= end) return false;
    place = bytes[first] === 0x7b ? 'top' : 'other';
    position = first + 1;
    return true;
  };

  /** The start of the value whose key is at `at`; {@link torn} where it isn't there yet. */
  const afterKey = (at: number): { readonly keyEnd: number; readonly start: number } | undefined => {
    const closed = bytes[at] === 0x22 ? skipString(bytes, at + 1, end) : torn;
    const start = closed === torn ? torn : valueAfterKey(bytes, closed, end);
    return start === torn || start >= end ? undefined : { keyEnd: closed - 1, start };
  };

  const atTop = (): boolean => {
    const at = skipComma(bytes, position, end);
    if (at >= end) return false;
    if (bytes[at] === 0x7d) {
      position = at + 1;
      place = 'behind';
      return true;
    }
    const member = afterKey(at);
    if (!member) return false;
    const { start } = member;
    const name = keyText(bytes, at + 1, member.keyEnd);
    const map = plan.maps.indexOf(name);
    const first = bytes[start];
    if (map >= 0 && (first === 0x7b || first === 0x5b)) {
      part = { name, map, start };
      listKey = { start: 0, end: 0 };
      place = first === 0x7b ? 'map' : 'list';
      position = start + 1;
      return true;
    }
    const after = known?.skipPart(name, bytes, start, end) ?? skipValue(bytes, start, end);
    // A number may go on in what isn't there yet.
    if (after === torn || (after === end && !final)) return false;
    parts.push({ name, start, end: after });
    position = after;
    return true;
  };

  const partEnds = (after: number): boolean => {
    parts.push({ name: part.name, start: part.start, end: after });
    position = after;
    place = 'top';
    return true;
  };

  const inMap = (): boolean => {
    const at = skipComma(bytes, position, end);
    if (at >= end) return false;
    if (bytes[at] === 0x7d) return partEnds(at + 1);
    const member = afterKey(at);
    if (!member) return false;
    const { start, keyEnd } = member;
    const first = bytes[start];
    if (first === 0x5b) {
      listKey = { start: at + 1, end: keyEnd };
      place = 'list';
      position = start + 1;
      return true;
    }
    const after = first === 0x7b ? entry(part.map, at + 1, keyEnd, start) : skipValue(bytes, start, end);
    if (after === torn) return false;
    position = after;
    return true;
  };

  const inList = (): boolean => {
    const at = skipComma(bytes, position, end);
    if (at >= end) return false;
    if (bytes[at] === 0x5d) {
      if (listKey.end === 0) return partEnds(at + 1);
      position = at + 1;
      place = 'map';
      return true;
    }
    const isEntry = bytes[at] === 0x7b;
    const after = isEntry ? entry(part.map, listKey.start, listKey.end, at) : skipValue(bytes, at, end);
    if (after === torn) return false;
    position = after;
    return true;
  };

  const step = (): boolean => {
    switch (place) {
      case 'start':
        return atStart();
      case 'top':
        return atTop();
      case 'map':
        return inMap();
      case 'list':
        return inList();
      case 'behind':
      case 'other':
        return false;
    }
  };

  const advance = (available: number): boolean => {
    end = available;
    // A view, so that a search never runs on into what hasn't been read.
    bytes = whole.subarray(0, available);
    while (step());
    return place !== 'other';
  };

  return {
    advance,
    finish() {
      final = true;
      advance(whole.length);
      if (place === 'other') return { status: 'other' };
      if (place !== 'behind' || skipSpace(bytes, position, end) !== end) return { status: 'torn' };
      pages.finish();
      return {
        status: 'whole',
        tables: table.finish(parts),
        before: Int32Array.from(before),
        same: Uint8Array.from(same),
      };
    },
  };
}

/** The position after white space and commas. */
function skipComma(bytes: Bytes, at: number, end: number): number {
  let i = skipSpace(bytes, at, end);
  while (i < end && bytes[i] === 0x2c) i = skipSpace(bytes, i + 1, end);
  return i;
}
