// One edit of whole lines that makes one text of another. Deliberately absent: several edits for changes far apart.

import type { TextEdit } from '../../text.ts';

/** The edit of the fewest lines that makes `after` of `before`. */
export function editBetween(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  start = before.lastIndexOf('\n', start - 1) + 1;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  // A line break of two characters stays whole.
  while (same > 0 && same < before.length - start && before[before.length - 1 - same] !== '\n') same--;
  return {
    range: { start, end: before.length - same },
    newText: after.slice(start, after.length - same),
  };
}
