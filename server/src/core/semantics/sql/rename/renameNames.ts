// How a new name of a column is written where the old one stands: with quotes where they are needed or were there, in the case that
// the dialect gives it. Deliberately absent: where it stands.

import { type Dialect, nameKey } from '../../../sql/dialect.ts';

/** A new name of a column. */
export interface NewName {
  /** As it was asked for. */
  readonly text: string;
  /** As the warehouse will have it: what stands between quotes where they are written. */
  readonly exact: string;
}

/** Names that need no quotes in any dialect. */
const plain = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** A name, given whether the column is made with quotes around its name. */
export function newNameOf(text: string, quoted: boolean, dialect: Dialect): NewName {
  if (quoted || !plain.test(text)) return { text, exact: text };
  if (dialect.folding === 'upper') return { text, exact: text.toUpperCase() };
  return { text, exact: dialect.folding === 'lower' ? text.toLowerCase() : text };
}

/** The key by which another name is the new one. */
export function keyOfNewName(name: NewName, dialect: Dialect): string {
  return nameKey({ text: name.exact, quoted: true }, dialect);
}

/** The new name in place of what is written, quotes included. */
export function writtenName(name: NewName, written: string, dialect: Dialect): string {
  const [first = ''] = written;
  const quoted = dialect.identifierQuotes.includes(first);
  const unquoted = plain.test(name.text) && nameKey({ text: name.text, quoted: false }, dialect);
  if (!quoted && unquoted === keyOfNewName(name, dialect)) return name.text;
  const open = quoted ? first : (dialect.identifierQuotes[0] ?? '"');
  const close = open === '[' ? ']' : open;
  return open + name.exact.replaceAll(close, close + close) + close;
}
