// The names nearest to a mistyped one, for "did you mean". Deliberately absent: what a name stands for.

import { distance } from 'fastest-levenshtein';

/** Names longer than this are not compared: the cost grows with the product of both lengths. */
const longest = 200;

/**
 * The names that somebody may have meant, best first, at most three: few edits for the name's length, letter case and
 * underscores aside counting less than others. Empty when nothing is near.
 */
export function nearestNames(name: string, candidates: Iterable<string>, limit = 3): readonly string[] {
  if (name === '' || name.length > longest) return [];
  const folded = fold(name);
  const most = Math.max(1, Math.floor(name.length / 3));
  const found: { readonly candidate: string; readonly edits: number; readonly same: number }[] = [];
  for (const candidate of new Set(candidates)) {
    if (candidate === name || candidate.length > longest) continue;
    if (Math.abs(candidate.length - name.length) > most + 1) continue;
    const edits = distance(folded, fold(candidate));
    if (edits <= most) found.push({ candidate, edits, same: distance(name, candidate) });
  }
  const best = Math.min(...found.map(({ edits }) => edits));
  return found
    .filter(({ edits }) => edits <= best + 1)
    .sort((a, b) => a.edits - b.edits || a.same - b.same || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

/** "; did you mean `a` or `b`?", or nothing. */
export function didYouMean(names: readonly string[]): string {
  if (names.length === 0) return '';
  return `; did you mean ${names.map((name) => `\`${name}\``).join(' or ')}?`;
}
