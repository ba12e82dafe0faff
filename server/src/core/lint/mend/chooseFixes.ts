// Which mends can be made together: those whose edits don't meet. Deliberately absent: which mends are certain, writing.

import type { FileEdit, TextEdit } from '../../text.ts';
import type { Fix } from '../rule.ts';

/** The mends, first come first served, each as a whole or not at all: none edits what another one edits or touches. */
export function chooseFixes(fixes: readonly Fix[]): readonly Fix[] {
  const taken = new Map<string, FileEdit[]>();
  return [...new Set(fixes)].filter(({ edits }) => {
    if (edits.some((edit) => (taken.get(edit.path) ?? []).some((other) => meet(edit, other)))) return false;
    if (edits.some((edit, index) => edits.some((other, at) => at < index && overlap(edit, other))))
      return false;
    for (const edit of edits) taken.set(edit.path, [...(taken.get(edit.path) ?? []), edit]);
    return true;
  });
}

/** A text with edits that don't overlap made in it. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  const ordered = edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  for (const { range, newText } of ordered) {
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}

function meet(a: FileEdit, b: FileEdit): boolean {
  return a.range.start <= b.range.end && b.range.start <= a.range.end;
}

function overlap(a: FileEdit, b: FileEdit): boolean {
  return a.path === b.path && a.range.start < b.range.end && b.range.start < a.range.end;
}
