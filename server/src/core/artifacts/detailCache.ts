// A bounded cache of parsed entries, the least recently used go first. Deliberately absent: parsing.

import type { Detail, Entry } from './types.ts';

/** How many parsed entries are kept, and how many bytes of JSON they may have been made of. */
const maxEntries = 4000;
const maxBytes = 24_000_000;

/** See the head of this file. */
export interface DetailCache {
  has(entry: Entry): boolean;
  get(entry: Entry): Detail | undefined;
  /** `size` is the length in bytes of the JSON it was made of. */
  put(entry: Entry, detail: Detail, size: number): void;
  /** Everything kept, the least recently used first. */
  items(): Iterable<readonly [Entry, Detail, number]>;
}

/** An empty cache. */
export function detailCache(): DetailCache {
  const kept = new Map<Entry, { readonly detail: Detail; readonly size: number }>();
  let bytes = 0;
  return {
    has: (entry) => kept.has(entry),
    get(entry) {
      const found = kept.get(entry);
      if (!found) return undefined;
      // A Map keeps the order of insertion: the last used goes to its end.
      kept.delete(entry);
      kept.set(entry, found);
      return found.detail;
    },
    put(entry, detail, size) {
      const other = kept.get(entry);
      if (other) {
        bytes -= other.size;
        kept.delete(entry);
      }
      kept.set(entry, { detail, size });
      bytes += size;
      for (const [oldest, { size: freed }] of kept) {
        if (kept.size <= maxEntries && bytes <= maxBytes) break;
        kept.delete(oldest);
        bytes -= freed;
      }
    },
    *items() {
      for (const [entry, { detail, size }] of kept) yield [entry, detail, size] as const;
    },
  };
}
