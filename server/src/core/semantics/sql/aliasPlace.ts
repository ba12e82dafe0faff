// Whether the alias of a relation may be typed behind some tokens: `from orders …`, `join (select …) as …`.
// Deliberately absent: which relation that is, and which clause is open (sqlAt.ts).

import type { Token } from '../../sql/tokens.ts';

/** Words between `from` or `join` and what is read. */
const beforeRelation = new Set(['lateral', 'only']);

/** `bare` right behind a relation, `as` behind the `as` that follows one; undefined elsewhere. For tokens in a FROM. */
export function aliasPlace(tokens: readonly Token[]): 'bare' | 'as' | undefined {
  let at = tokens.length - 1;
  const behindAs = tokens[at]?.kind === 'word' && tokens[at]?.text === 'as';
  if (behindAs) at--;
  const end = tokens[at];
  if (!end) return undefined;
  if (end.kind === 'close') {
    if (end.match < 0) return undefined;
    at = end.match - 1;
    // A function of rows.
    if (isName(tokens[at]) && !begins(tokens[at])) at = beforePath(tokens, at);
  } else if (isName(end) && !begins(end)) at = beforePath(tokens, at);
  else return undefined;
  while (tokens[at]?.kind === 'word' && beforeRelation.has(tokens[at]?.text ?? '')) at--;
  return begins(tokens[at]) ? (behindAs ? 'as' : 'bare') : undefined;
}

/** The index before a dotted name that ends at one. */
function beforePath(tokens: readonly Token[], end: number): number {
  let at = end;
  while (tokens[at - 1]?.text === '.' && isName(tokens[at - 2])) at -= 2;
  return at - 1;
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'quoted';
}

/** Whether a relation stands behind a token. */
function begins(token: Token | undefined): boolean {
  if (token?.kind === 'word') return /^(?:from|join)$/.test(token.text) || beforeRelation.has(token.text);
  return token?.kind === 'operator' && token.text === ',';
}
