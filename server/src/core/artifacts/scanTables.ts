// What a scan leaves: compact tables of byte ranges, made of typed arrays so that a worker can hand them over.
// Deliberately absent: the bytes themselves, and texts.

import type { Bytes } from './bytes.ts';

/** Byte ranges of the entries of a JSON file's top-level maps. Offsets count from the start of the file, ends exclusive. */
export interface ScanTables {
  readonly count: number;
  /** Of every entry: the index in {@link ScanPlan.maps} of the map it stands in. */
  readonly maps: Uint8Array;
  /** Range of an entry's value, from `{` to behind `}`. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Range of an entry's key without quotes; empty at 0 where a list holds the entry. */
  readonly keyStarts: Uint32Array;
  readonly keyEnds: Uint32Array;
  /** Cuts of entry i: from `cutIndex[i]` to before `cutIndex[i + 1]`. */
  readonly cutIndex: Uint32Array;
  /** Ranges of run-only members: from the key's quote to the next key's or the closing brace. */
  readonly cutStarts: Uint32Array;
  readonly cutEnds: Uint32Array;
  /** 1 where a {@link Detail} shows what the cut holds. */
  readonly cutShown: Uint8Array;
  /** The file's top-level members, each with the range of its value. */
  readonly parts: readonly ScanPart[];
}

/** A top-level member of a scanned file. */
export interface ScanPart {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Texts of some entries, `\0` between fields: raw JSON, without quotes. Several texts of one field have `\x01` between them. */
export interface ScanPage {
  /** Which entries, in the order of the fields. */
  readonly indices: Uint32Array;
  /** Of each of them, the map it stands in. */
  readonly maps: Uint8Array;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What to look for in a kind of file. */
export interface ScanPlan {
  /** Names of the top-level maps whose entries are wanted. */
  readonly maps: readonly string[];
  /** Members of an entry whose text is wanted, behind the entry's key. `depends_on` gives two: its `nodes` and its `macros`. */
  readonly fields: readonly string[];
  /** Members that say nothing of what an entry means, and whether a reader of its detail sees them. */
  readonly cuts: Readonly<Record<string, 'shown' | 'hidden'>>;
}

/** How an entry compares with the one of the same key in the earlier file. */
export const sameness = { changed: 0, meaning: 1, detail: 2 } as const;

/** A file that has been scanned. */
export interface ScannedFile {
  readonly bytes: Bytes;
  readonly tables: ScanTables;
}

/** Growing {@link ScanTables}. */
export interface TableBuilder {
  add(map: number, keyStart: number, keyEnd: number, start: number, end: number): number;
  cut(start: number, end: number, shown: number): void;
  /** How many cuts there are, for {@link TableBuilder.dropCuts}. */
  cutCount(): number;
  /** Forgets the cuts behind the first `count`. */
  dropCuts(count: number): void;
  finish(parts: readonly ScanPart[]): ScanTables;
}

/** An empty table; `expected` entries fit without growing. Cuts are added before the entry they belong to. */
export function tableBuilder(expected: number): TableBuilder {
  let count = 0;
  let cuts = 0;
  let maps = new Uint8Array(expected);
  /** Per entry: start, end, keyStart, keyEnd, end of its cuts. */
  let rows = new Uint32Array(expected * 5);
  let cutRows = new Uint32Array(expected * 4);
  let cutShown = new Uint8Array(expected * 2);
  const column = (offset: number): Uint32Array => {
    const values = new Uint32Array(count);
    for (let i = 0; i < count; i++) values[i] = rows[i * 5 + offset]!;
    return values;
  };
  return {
    add(map, keyStart, keyEnd, start, end) {
      if (count === maps.length) {
        maps = grown(maps, new Uint8Array(count * 2 + 64));
        rows = grown(rows, new Uint32Array(maps.length * 5));
      }
      maps[count] = map;
      const at = count * 5;
      rows[at] = start;
      rows[at + 1] = end;
      rows[at + 2] = keyStart;
      rows[at + 3] = keyEnd;
      rows[at + 4] = cuts;
      return count++;
    },
    cut(start, end, shown) {
      if (cuts === cutShown.length) {
        cutShown = grown(cutShown, new Uint8Array(cuts * 2 + 64));
        cutRows = grown(cutRows, new Uint32Array(cutShown.length * 2));
      }
      cutShown[cuts] = shown;
      cutRows[cuts * 2] = start;
      cutRows[cuts * 2 + 1] = end;
      cuts++;
    },
    cutCount: () => cuts,
    dropCuts(kept) {
      cuts = kept;
    },
    finish(parts) {
      const cutIndex = new Uint32Array(count + 1);
      for (let i = 0; i < count; i++) cutIndex[i + 1] = rows[i * 5 + 4]!;
      const cutStarts = new Uint32Array(cuts);
      const cutEnds = new Uint32Array(cuts);
      for (let i = 0; i < cuts; i++) {
        cutStarts[i] = cutRows[i * 2]!;
        cutEnds[i] = cutRows[i * 2 + 1]!;
      }
      return {
        count,
        maps: maps.slice(0, count),
        starts: column(0),
        ends: column(1),
        keyStarts: column(2),
        keyEnds: column(3),
        cutIndex,
        cutStarts,
        cutEnds,
        cutShown: cutShown.slice(0, cuts),
        parts,
      };
    },
  };
}

function grown<T extends Uint8Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** The buffers of tables, for handing them over without a copy. */
export function buffersOf(tables: ScanTables): ArrayBufferLike[] {
  const { maps, starts, ends, keyStarts, keyEnds, cutIndex, cutStarts, cutEnds, cutShown } = tables;
  const arrays = [maps, starts, ends, keyStarts, keyEnds, cutIndex, cutStarts, cutEnds, cutShown];
  return arrays.map((array) => array.buffer);
}
