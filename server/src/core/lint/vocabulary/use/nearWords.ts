// Words that are likely to be spellings of one: a letter more or less, two letters swapped, a plural, vowels left out.
// Found by what is left without a letter, so that ten thousand words cost no more than their letters. Deliberately absent: what
// the words mean, and words that differ in a digit or by another letter, which are two (`cost`, `cast`).

/** Words longer than this are compared with none: nobody writes them. */
const longest = 40;
/** So many words are compared. */
const mostWords = 5000;
/** More words than this with a piece in common are a pattern (`stepa`, `stepb` …) and no slips. */
const mostAlike = 40;

/**
 * The pairs of near words of which the first is among `words`, each once, in their order; `others` are compared with those and not
 * with each other. Case doesn't count.
 */
export function nearWords(
  words: readonly string[],
  others: readonly string[] = [],
): readonly (readonly [string, string])[] {
  const byPiece = new Map<string, string[]>();
  const found = new Map<string, readonly [string, string]>();
  const compare = (word: string, piece: string) => {
    const alike = byPiece.get(piece);
    if (!alike || alike.length > mostAlike) return alike;
    for (const known of alike)
      if (isNear(known.toLowerCase(), word.toLowerCase())) found.set(`${known} ${word}`, [known, word]);
    return alike;
  };
  for (const word of comparable(words)) {
    for (const piece of piecesOf(word.toLowerCase())) {
      const alike = compare(word, piece);
      if (alike) alike.push(word);
      else byPiece.set(piece, [word]);
    }
  }
  for (const word of comparable(others))
    for (const piece of piecesOf(word.toLowerCase())) compare(word, piece);
  return [...found.values()];
}

function comparable(words: readonly string[]): readonly string[] {
  return [...new Set(words)].filter(({ length }) => length > 2 && length <= longest).slice(0, mostWords);
}

/** What two near words have at least one of in common. */
function piecesOf(word: string): ReadonlySet<string> {
  // Words that differ in a digit are never near.
  const digits = word.replace(/\D+/g, '');
  const pieces = [word, word.replace(/e?s$/, ''), `=${skeleton(word)}`];
  for (let at = 0; at < word.length; at++) pieces.push(word.slice(0, at) + word.slice(at + 1));
  return new Set(digits === '' ? pieces : pieces.map((piece) => `${piece} ${digits}`));
}

function isNear(a: string, b: string): boolean {
  if (a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (isPlural(short, long)) return true;
  if (short.length < 4 && long.length < short.length + 3) return false;
  if (short[0] !== long[0] || short.at(-1) !== long.at(-1)) return false;
  if (short.length === long.length) return short.length > 4 && isSwapped(short, long);
  if (!isWithin(short, long)) return false;
  return (short.length > 3 && long.length === short.length + 1) || skeleton(short) === skeleton(long);
}

/** Whether one word is the other with a plural's ending. */
export function isPlural(short: string, long: string): boolean {
  return long === `${short}s` || long === `${short}es`;
}

/** The first letter and the consonants behind it, each run of one letter once. */
function skeleton(word: string): string {
  const left = word.slice(0, 1) + word.slice(1).replace(/[aeiouy]/g, '');
  const single = left.replace(/(.)\1+/g, '$1');
  return single.length < 3 ? word : single;
}

/** Whether a word is another with letters left out. */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}

function isSwapped(a: string, b: string): boolean {
  let at = 0;
  while (a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
