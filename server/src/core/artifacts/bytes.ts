// Steps over JSON in UTF-8 bytes without making values of it: strings, values and white space are jumped over.
// Deliberately absent: validation. What these functions accept can still be refused by JSON.parse, never the other way round.

/** Bytes of a file; they may lie on a SharedArrayBuffer. */
export type Bytes = Uint8Array<ArrayBufferLike>;

/** Work on bytes that a host can do faster than core. */
export interface ByteTools {
  /** Whether `length` bytes from `a[aStart]` equal those from `b[bStart]`; both ranges lie inside. */
  equal(a: Bytes, aStart: number, b: Bytes, bStart: number, length: number): boolean;
}

/** Returned by the functions of this file where the bytes end before what is read does, or are no JSON. */
export const torn = -1;

/** The byte tools of core itself. */
export const plainByteTools: ByteTools = {
  equal(a, aStart, b, bStart, length) {
    for (let i = 0; i < length; i++) if (a[aStart + i] !== b[bStart + i]) return false;
    return true;
  },
};

const quote = 0x22;
const backslash = 0x5c;
/** How many bytes a loop looks at before a native search, which costs a call, goes on. */
const shortString = 64;

/** The position after white space from `at`. */
export function skipSpace(bytes: Bytes, at: number, end: number): number {
  let i = at;
  while (i < end) {
    const c = bytes[i]!;
    if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) break;
    i++;
  }
  return i;
}

/** The position after the closing quote of the string whose first character is at `at`; {@link torn} without one. */
export function skipString(bytes: Bytes, at: number, end: number): number {
  let i = at;
  while (i < end) {
    const near = Math.min(end, i + shortString);
    while (i < near) {
      const c = bytes[i++]!;
      if (c === quote) return i;
      if (c === backslash) i++;
    }
    const found = bytes.indexOf(quote, i);
    if (found < 0 || found >= end) return torn;
    // Whether the quote is escaped: backslashes before `i` belong to what was read.
    let before = found - 1;
    while (before >= i && bytes[before] === backslash) before--;
    i = found + 1;
    if (((found - before) & 1) === 1) return i;
  }
  return torn;
}

/** The position after the JSON value that starts at `at` (no white space before it); {@link torn} where it doesn't end. */
export function skipValue(bytes: Bytes, at: number, end: number): number {
  if (at >= end) return torn;
  const first = bytes[at]!;
  if (first === quote) return skipString(bytes, at + 1, end);
  if (first !== 0x7b && first !== 0x5b) return skipPrimitive(bytes, at, end);
  let depth = 1;
  let i = at + 1;
  while (i < end) {
    const c = bytes[i++]!;
    if (c === quote) {
      i = skipString(bytes, i, end);
      if (i < 0) return torn;
    } else if (c === 0x7b || c === 0x5b) {
      depth++;
    } else if (c === 0x7d || c === 0x5d) {
      if (--depth === 0) return i;
    }
  }
  return torn;
}

function skipPrimitive(bytes: Bytes, at: number, end: number): number {
  let i = at;
  while (i < end) {
    const c = bytes[i]!;
    // Numbers, true, false, null, and the NaN and Infinity that Python writes: letters, digits, + - .
    const letter = c | 0x20;
    const known = (letter >= 0x61 && letter <= 0x7a) || (c >= 0x30 && c <= 0x39) || c === 0x2b || c === 0x2d;
    if (!known && c !== 0x2e) break;
    i++;
  }
  return i === at ? torn : i;
}

/**
 * Walks the members of the object that starts at `at`: `visit` gets the range of each key without its quotes and of its
 * value. Returns the position after the object, or {@link torn}.
 */
export function walkObject(
  bytes: Bytes,
  at: number,
  end: number,
  visit: (keyStart: number, keyEnd: number, valueStart: number, valueEnd: number) => void,
): number {
  if (bytes[at] !== 0x7b) return torn;
  let i = skipSpace(bytes, at + 1, end);
  while (i < end) {
    const c = bytes[i]!;
    if (c === 0x7d) return i + 1;
    if (c === 0x2c) {
      i = skipSpace(bytes, i + 1, end);
      continue;
    }
    if (c !== quote) return torn;
    const keyStart = i + 1;
    const afterKey = skipString(bytes, keyStart, end);
    if (afterKey < 0) return torn;
    const valueStart = valueAfterKey(bytes, afterKey, end);
    if (valueStart < 0) return torn;
    const valueEnd = skipValue(bytes, valueStart, end);
    if (valueEnd < 0) return torn;
    visit(keyStart, afterKey - 1, valueStart, valueEnd);
    i = skipSpace(bytes, valueEnd, end);
  }
  return torn;
}

/** Where the value starts whose key's closing quote is just before `at`; {@link torn} without a colon. */
export function valueAfterKey(bytes: Bytes, at: number, end: number): number {
  const colon = skipSpace(bytes, at, end);
  if (colon >= end || bytes[colon] !== 0x3a) return torn;
  return skipSpace(bytes, colon + 1, end);
}

/** Whether the range holds a backslash, so that its text isn't what its bytes say. */
export function hasEscape(bytes: Bytes, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === backslash) return true;
  return false;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a byte range. */
export function decode(bytes: Bytes, start: number, end: number): string {
  // A copy, because decoders refuse shared memory in some hosts.
  return decoder.decode(bytes.slice(start, end));
}

/** The text of a JSON string of which `raw` is what stands between the quotes; undefined where that is no JSON. */
export function unescaped(raw: string): string | undefined {
  if (!raw.includes('\\')) return raw;
  const value = parseJson(`"${raw}"`);
  return typeof value === 'string' ? value : undefined;
}

/** JSON.parse that answers undefined instead of throwing. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** {@link parseJson} that also takes the NaN and Infinity that Python writes for such numbers; they become null. */
export function parsePythonJson(text: string): unknown {
  const value = parseJson(text);
  if (value !== undefined || !/NaN|Infinity/.test(text)) return value;
  return parseJson(text.replace(/([:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, '$1null'));
}

/** The position after a byte order mark. */
export function skipMark(bytes: Bytes): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
