// Python's `str.maketrans` and `str.translate`: letters for letters. Deliberately absent: letters by their number.

import { dict, isKind } from './kinds.ts';
import type { Rendering } from './rendering.ts';
import { type Arguments, unknown, type Value } from './values.ts';

/** A table of letters and what they become; null stands for nothing. */
export function translationTable(args: Arguments, run: Rendering): Value {
  const [first] = args.positional;
  if (isKind(first, 'dict') && !first.partial) return first;
  const [from, to, without = ''] = args.positional.map((value) =>
    typeof value === 'string' ? run.plain(value) : undefined,
  );
  const lost = args.positional.length < 2 || args.positional.some((value) => typeof value !== 'string');
  if (lost || from === undefined || to === undefined) return unknown("a table of letters that aren't known");
  const letters = [...to];
  return dict([
    ...[...from].map((letter, index) => [letter, letters[index] ?? null] as const),
    ...[...without].map((letter) => [letter, null] as const),
  ]);
}

/** A text with letters exchanged by such a table. */
export function translated(plain: string, table: Value | undefined, run: Rendering): Value {
  if (!isKind(table, 'dict') || table.partial) return unknown("a text with letters that aren't known");
  return [...plain]
    .map((letter) => {
      const other = table.entries.get(letter);
      return other === undefined ? letter : other === null ? '' : run.print(other);
    })
    .join('');
}
