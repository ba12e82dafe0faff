// Reads string literals as Jinja does: escapes are Python's, adjacent literals are one string. Deliberately absent: `\N{…}`, whose
// names would need Unicode's table; it stays as written.

import type { SyntaxNode } from '@lezer/common';
import type { TextRange } from '../text.ts';
import type { JinjaString } from './ast.ts';
import { type ContentPlace, rangeOf, textOf } from './parse.ts';

/** The string made of these literal tokens. */
export function readString(
  tokens: readonly SyntaxNode[],
  place: ContentPlace,
  range: TextRange,
): JinjaString {
  let value = '';
  let inner: TextRange | undefined;
  let closed = true;
  let verbatim = tokens.length === 1;
  for (const token of tokens) {
    const whole = rangeOf(token, place);
    const start = whole.start + 1;
    let written: string;
    if (token.name === 'UnclosedString') {
      written = textOf(token, place).slice(1).trimEnd();
      closed = false;
    } else {
      written = textOf(token, place).slice(1, -1);
    }
    if (written.includes('\\')) verbatim = false;
    value += decode(written);
    inner ??= { start, end: start + written.length };
  }
  return {
    kind: 'string',
    range,
    inner: inner ?? { start: range.end, end: range.end },
    value,
    closed,
    verbatim,
  };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};

const escapes = /\\(?:\r\n|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g;

function decode(written: string): string {
  if (!written.includes('\\')) return written;
  return written.replace(
    escapes,
    (whole, x, u, long, octal: string | undefined, single: string | undefined) => {
      const hex: string | undefined = x ?? u ?? long;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      }
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      if (single === undefined) return '';
      if (single === '\\' || single === '"' || single === "'") return single;
      return simpleEscapes[single] ?? whole;
    },
  );
}
