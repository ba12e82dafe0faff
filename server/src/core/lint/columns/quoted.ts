// Names as SQL needs them written. Deliberately absent: reserved words, which no list has for every warehouse.

import { type Dialect, nameKey } from '../../sql/dialect.ts';

/** A column's name. */
export interface WrittenName {
  readonly name: string;
  /** Taken as written. */
  readonly quoted: boolean;
}

/** Whether a name stays the same without quotes. */
export function isPlain({ name, quoted }: WrittenName, dialect: Dialect): boolean {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) return false;
  return (
    !quoted ||
    nameKey({ text: name, quoted: false }, dialect) === nameKey({ text: name, quoted: true }, dialect)
  );
}

/** A name with quotes where it needs them. */
export function quotedName(name: WrittenName, dialect: Dialect): string {
  if (isPlain(name, dialect)) return name.name;
  const open = dialect.identifierQuotes[0] ?? '"';
  const close = open === '[' ? ']' : open;
  return open + name.name.replaceAll(close, close + close) + close;
}

/** Upper-case names of a warehouse that folds to upper case, as people spell them who write the others in lower case. */
export function spelledAs(name: WrittenName, neighbour: string, dialect: Dialect): string {
  const foldsUp = dialect.folding === 'upper' && isPlain(name, dialect);
  return foldsUp && name.name === name.name.toUpperCase() && neighbour === neighbour.toLowerCase()
    ? name.name.toLowerCase()
    : name.name;
}
