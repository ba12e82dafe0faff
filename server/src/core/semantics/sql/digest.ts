// A short text that is the same where two plain values say the same, to remember what a value said without keeping it.
// Deliberately absent: cycles and classes; facts are plain.

import { memo } from '../../memo.ts';

/** The digest of a value. Texts of files count by identity. Two values have the same by chance once in some 10^15 times. */
export function digest(value: unknown): string {
  return typeof value === 'object' && value !== null ? ofObject(value) : made(value);
}

/** Large answers are the same object as long as they are the same. */
const ofObject = memo((value: object): string => made(value));

function made(value: unknown): string {
  const json = JSON.stringify(value, (key, part: unknown) =>
    key === 'source' && typeof part === 'object' && part !== null ? numberOf(part) : part,
  );
  return json === undefined ? '' : json.length <= 20 ? json : hash(json);
}

let objects = 0;
const numberOf = memo((_: object) => ++objects);

/** Two hashes of 32 bits in one text. */
function hash(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x9e3779b9 ^ text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul((second ^ code) + (second << 7), 0x85ebca6b) ^ (second >>> 13);
  }
  return `${(first >>> 0).toString(36)} ${(second >>> 0).toString(36)}`;
}
