// Compares a file being scanned with an earlier one, entry by entry: equal bytes are jumped over, run-only members are put
// aside, and only what then differs counts as changed. Deliberately absent: parsing; values are compared as written.

import {
  type Bytes,
  type ByteTools,
  skipSpace,
  skipString,
  skipValue,
  torn,
  valueAfterKey,
  walkObject,
} from './bytes.ts';
import { keyText } from './scanKeys.ts';
import { type ScannedFile, type ScanPlan, sameness, type TableBuilder } from './scanTables.ts';

/** An earlier file to compare with. */
export interface EarlierFile {
  /** The index of the entry with that key in that map, or -1. */
  find(map: number, bytes: Bytes, keyStart: number, keyEnd: number): number;
  /**
   * Where the entry at `at` ends, if it is entry `old` but for the values of its run-only members: its cuts are then in
   * `table`, and {@link EarlierFile.lastSameness} says how much is the same. Else {@link torn}, with some cuts added.
   */
  follow(old: number, bytes: Bytes, at: number, end: number, table: TableBuilder): number;
  lastSameness(): number;
  /** How the entry in that range compares with entry `old`, whatever the order of its members. */
  compare(old: number, bytes: Bytes, start: number, end: number, plan: ScanPlan): number;
  /** Where the top-level value at `at` ends, if it is what it was; else undefined. */
  skipPart(name: string, bytes: Bytes, at: number, end: number): number | undefined;
}

/** See {@link EarlierFile}. */
export function earlierFile(earlier: ScannedFile, tools: ByteTools): EarlierFile {
  const { bytes: was, tables } = earlier;
  const { starts, ends, keyStarts, keyEnds, maps, cutIndex, cutStarts, cutEnds, cutShown } = tables;
  let next = 0;
  let byHash: Map<number, number> | undefined;
  let last: number = sameness.detail;

  const isAt = (index: number, map: number, bytes: Bytes, start: number, end: number): boolean => {
    const from = keyStarts[index]!;
    const length = end - start;
    if (maps[index] !== map || keyEnds[index]! - from !== length) return false;
    for (let i = 0; i < length; i++) if (was[from + i] !== bytes[start + i]) return false;
    return true;
  };
  const hashes = (): Map<number, number> => {
    const table = new Map<number, number>();
    for (let i = tables.count - 1; i >= 0; i--) table.set(hash(maps[i]!, was, keyStarts[i]!, keyEnds[i]!), i);
    return table;
  };

  return {
    find(map, bytes, keyStart, keyEnd) {
      // Files keep their order as a rule, so the next one is tried before any table is made.
      if (next < tables.count && isAt(next, map, bytes, keyStart, keyEnd)) return next++;
      byHash ??= hashes();
      const index = byHash.get(hash(map, bytes, keyStart, keyEnd));
      if (index === undefined || !isAt(index, map, bytes, keyStart, keyEnd)) return -1;
      next = index + 1;
      return index;
    },

    follow(old, bytes, at, end, table) {
      const start = starts[old]!;
      const stop = ends[old]!;
      const whole = stop - start;
      const firstCut = cutIndex[old]!;
      const lastCut = cutIndex[old + 1]!;
      last = sameness.detail;
      if (at + whole <= end && tools.equal(was, start, bytes, at, whole)) {
        for (let c = firstCut; c < lastCut; c++) {
          table.cut(cutStarts[c]! - start + at, cutEnds[c]! - start + at, cutShown[c]!);
        }
        return at + whole;
      }
      let from = start;
      let i = at;
      for (let c = firstCut; c < lastCut; c++) {
        const kept = cutStarts[c]! - from;
        if (i + kept > end || !tools.equal(was, from, bytes, i, kept)) return torn;
        i += kept;
        const cutStart = cutStarts[c]!;
        const length = cutEnds[c]! - cutStart;
        // Compiled code is long and mostly the same: comparing is faster than stepping through it.
        const equal = cutShown[c] === 1 && i + length <= end && tools.equal(was, cutStart, bytes, i, length);
        const afterCut = equal ? i + length : skipMember(was, cutStart, bytes, i, end);
        if (afterCut === torn) return torn;
        if (!equal && cutShown[c] === 1) last = sameness.meaning;
        table.cut(i, afterCut, cutShown[c]!);
        i = afterCut;
        from = cutEnds[c]!;
      }
      const kept = stop - from;
      if (i + kept > end || !tools.equal(was, from, bytes, i, kept)) return torn;
      return i + kept;
    },
    lastSameness: () => last,

    compare(old, bytes, start, end, plan) {
      const before = new Map<string, readonly [start: number, end: number]>();
      walkObject(was, starts[old]!, ends[old]!, (keyStart, keyEnd, from, to) => {
        before.set(keyText(was, keyStart, keyEnd), [from, to]);
      });
      let result: number = sameness.detail;
      const note = (name: string, equal: boolean): void => {
        const kind = plan.cuts[name];
        if (equal || kind === 'hidden') return;
        result = kind === 'shown' ? Math.min(result, sameness.meaning) : sameness.changed;
      };
      walkObject(bytes, start, end, (keyStart, keyEnd, from, to) => {
        const name = keyText(bytes, keyStart, keyEnd);
        const value = before.get(name);
        before.delete(name);
        const length = to - from;
        note(
          name,
          value !== undefined &&
            value[1] - value[0] === length &&
            tools.equal(was, value[0], bytes, from, length),
        );
      });
      for (const name of before.keys()) note(name, false);
      return result;
    },

    skipPart(name, bytes, at, end) {
      const part = tables.parts.find((candidate) => candidate.name === name);
      if (!part) return undefined;
      const length = part.end - part.start;
      if (length < 2 || at + length > end || !tools.equal(was, part.start, bytes, at, length))
        return undefined;
      const first = bytes[at];
      // Only brackets and quotes say by themselves where a value ends.
      return first === 0x7b || first === 0x5b || first === 0x22 ? at + length : undefined;
    },
  };
}

/** The position after the member at `at` and the comma behind it, if its key is written like the one at `wasAt`. */
function skipMember(was: Bytes, wasAt: number, bytes: Bytes, at: number, end: number): number {
  if (at >= end || bytes[at] !== 0x22) return torn;
  const afterKey = skipString(bytes, at + 1, end);
  if (afterKey === torn) return torn;
  for (let i = at; i < afterKey; i++) if (bytes[i] !== was[wasAt + i - at]) return torn;
  const value = valueAfterKey(bytes, afterKey, end);
  if (value === torn) return torn;
  const afterValue = skipValue(bytes, value, end);
  if (afterValue === torn) return torn;
  const i = skipSpace(bytes, afterValue, end);
  return bytes[i] === 0x2c ? skipSpace(bytes, i + 1, end) : i;
}

/** FNV-1a. */
function hash(map: number, bytes: Bytes, start: number, end: number): number {
  let value = 0x811c9dc5 ^ map;
  for (let i = start; i < end; i++) value = Math.imul(value ^ bytes[i]!, 0x01000193);
  return value;
}
