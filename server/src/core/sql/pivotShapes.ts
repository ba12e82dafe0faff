// Between the brackets of `pivot` and `unpivot`: values, keys and the names of the columns that they make.
// Deliberately absent: shapes without a fixed list (subqueries, `any`, several keys) and match_recognize.
import { readItem } from './items.ts';
import {
  inside,
  isReserved,
  isSign,
  isWord,
  nameAt,
  type Reading,
  rangeOf,
  skip,
  splitByComma,
  tokenAt,
} from './reading.ts';
import type { ColumnItem, Name, PivotShape } from './tree.ts';

/** Reads a region as `values for key in (…)`; undefined where it isn't one with a fixed list. */
export function readPivotShape(reading: Reading, start: number, end: number): PivotShape | undefined {
  let at = start;
  while (at < end && !isWord(reading, at, end, 'for')) at = skip(reading, at, end);
  const key = nameAt(reading, at + 1, end);
  if (!key || key.opaque || !isWord(reading, at + 2, end, 'in') || !isSign(reading, at + 3, end, '('))
    return undefined;
  if (skip(reading, at + 3, end) < end) return undefined;
  const [from, to] = inside(reading, at + 3, end);
  const entries = splitByComma(reading, from, to).map(([first, last]) => readEntry(reading, first, last));
  const known = entries.filter((entry) => entry !== undefined);
  if (known.length < entries.length || known.length === 0) return undefined;
  const values = splitByComma(reading, start, at).flatMap(([first, last]) => readItem(reading, first, last));
  const items = values.filter((item): item is ColumnItem => item.kind === 'column');
  if (items.length < values.length || items.length === 0) return undefined;
  return { values: items, key, entries: known };
}

function readEntry(reading: Reading, start: number, end: number): PivotShape['entries'][number] | undefined {
  const token = tokenAt(reading, start, end);
  if (!token || token.kind === 'operator' || token.kind === 'open' || token.kind === 'close')
    return undefined;
  if (token.kind === 'word' && (token.text === 'any' || isReserved(token.text))) return undefined;
  const range = rangeOf(reading, start, start + 1);
  const written = nameAt(reading, start, end);
  const name: Name | undefined =
    token.kind === 'number'
      ? { text: reading.text.slice(range.start, range.end), quoted: true, range }
      : written;
  if (!name || name.opaque) return undefined;
  const literal = token.kind === 'string' || token.kind === 'number';
  const at = isWord(reading, start + 1, end, 'as') ? start + 2 : start + 1;
  if (at >= end) return { name, literal, alias: undefined };
  const alias = nameAt(reading, at, end);
  return alias && !alias.opaque && at + 1 === end ? { name, literal, alias } : undefined;
}
