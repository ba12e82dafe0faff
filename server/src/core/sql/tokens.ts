// Tokens of SQL text by dialect, with matched brackets. Any text has tokens: what isn't known is an operator, what isn't
// closed goes to the end. Deliberately absent: comments and whitespace, which no reader needs.
import type { TextRange } from '../text.ts';
import type { Dialect } from './dialect.ts';

/** `word` is an unquoted identifier or keyword, `quoted` a quoted identifier. */
export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'operator' | 'open' | 'close';

/** One token. */
export interface Token extends TextRange {
  readonly kind: TokenKind;
  /** In lower case for words; as written for operators and brackets; empty for the rest. */
  readonly text: string;
  /** For brackets: the index of the other one; -1 where it is missing, and for other tokens. */
  match: number;
}

const operators = [
  ['<=>', '->>', '#>>', '!~*', '||/'],
  ['::', '||', '<=', '>=', '<>', '!=', '==', '->', '=>', ':=', '**', '//'],
  ['<<', '>>', '&&', '@>', '<@', '#>', '~*', '!~', '^@', '?|', '?&', '@@', '@?'],
].flat();
const operatorStarts = new Set(operators.map((operator) => operator[0]));
const wordStart = /[\p{L}_@$]/u;
const wordPart = /[\p{L}\p{N}_$@#]/u;
const blank = /\s/;
const typeWords = new Set(['array', 'struct', 'map']);

function isWordPart(code: number, text: string, at: number): boolean {
  if (code < 128) {
    return (
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 36 ||
      code === 64 ||
      code === 35
    );
  }
  return (code >= 0xd800 && code <= 0xdfff) || wordPart.test(text.charAt(at));
}

function isWordStart(code: number, text: string, at: number): boolean {
  if (code < 128) return isWordPart(code, text, at) && !(code >= 48 && code <= 57) && code !== 35;
  return (code >= 0xd800 && code <= 0xdfff) || wordStart.test(text.charAt(at));
}

function endOfBlockComment(text: string, start: number, nested: boolean): number {
  let depth = 1;
  let i = start + 2;
  while (i < text.length) {
    if (text.startsWith('*/', i)) {
      depth--;
      i += 2;
      if (depth === 0) return i;
    } else if (nested && text.startsWith('/*', i)) {
      depth++;
      i += 2;
    } else i++;
  }
  return text.length;
}

function endOfQuoted(text: string, start: number, close: string, escapes: boolean): number {
  let i = start;
  while (i < text.length) {
    if (escapes && text[i] === '\\') i += 2;
    else if (text.startsWith(close, i)) {
      // A doubled quote stands for itself, but never in triple quotes.
      if (close.length === 1 && text[i + 1] === close) i += 2;
      else return i + close.length;
    } else i++;
  }
  return text.length;
}

function endOfLine(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return text.length;
}

const numberPattern = /(?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?)/y;

function endOfNumber(text: string, start: number): number {
  numberPattern.lastIndex = start;
  const end = numberPattern.test(text) ? numberPattern.lastIndex : start + 1;
  // `1.` is a number, `1..2` isn't two.
  return text[end] === '.' && !text.slice(start, end).includes('.') && !/[.\w]/.test(text[end + 1] ?? '')
    ? end + 1
    : end;
}

/** Start and closing quote of the string that begins at `at`, with its escapes; undefined where none begins. */
function stringAt(
  text: string,
  at: number,
  dialect: Dialect,
): { body: number; close: string; escapes: boolean } | undefined {
  let i = at;
  let raw = false;
  let escapes = dialect.backslashEscapes;
  const quotes = dialect.identifierQuotes.includes('"') ? "'" : `'"`;
  while (i - at < 2 && /[a-zA-Z]/.test(text[i] ?? '')) {
    const letter = text[i]?.toLowerCase() ?? '';
    if (letter === 'r' && quotes.length === 2) raw = true;
    else if (letter === 'e' && i === at) escapes = true;
    else if (!((letter === 'b' || letter === 'x' || letter === 'n') && (i === at || raw))) return undefined;
    i++;
  }
  const quote = text[i];
  if (quote === undefined || !quotes.includes(quote)) return undefined;
  const triple = dialect.tripleQuotes && text.startsWith(quote.repeat(3), i);
  return { body: i + (triple ? 3 : 1), close: triple ? quote.repeat(3) : quote, escapes: escapes && !raw };
}

function dollarEnd(text: string, start: number, kind: Dialect['dollarStrings']): number | undefined {
  if (kind === 'none') return undefined;
  const open = (kind === 'plain' ? /\$\$/y : /\$(?:[A-Za-z_]\w*)?\$/y) as RegExp;
  open.lastIndex = start;
  const tag = open.exec(text)?.[0];
  if (tag === undefined) return undefined;
  const close = text.indexOf(tag, start + tag.length);
  return close < 0 ? text.length : close + tag.length;
}

/** All tokens of a text, in order. Never fails. */
export function tokenize(text: string, dialect: Dialect): readonly Token[] {
  const tokens: Token[] = [];
  const push = (kind: TokenKind, start: number, end: number, value = '') => {
    tokens.push({ kind, start, end, text: value, match: -1 });
    return end;
  };
  let i = 0;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    const char = text.charAt(i);
    if (code <= 32 || code === 0xfeff || (code > 127 && blank.test(char))) i++;
    else if (text.startsWith('--', i)) i = endOfLine(text, i);
    else if (text.startsWith('/*', i)) i = endOfBlockComment(text, i, dialect.nestedComments);
    else if (char === '#' && dialect.hashComments) i = endOfLine(text, i);
    else if (dialect.slashComments && text.startsWith('//', i)) i = endOfLine(text, i);
    else if (dialect.identifierQuotes.includes(char)) {
      i = push('quoted', i, endOfQuoted(text, i + 1, char === '[' ? ']' : char, false));
    } else if (char === '$' && dollarEnd(text, i, dialect.dollarStrings) !== undefined) {
      i = push('string', i, dollarEnd(text, i, dialect.dollarStrings) ?? text.length);
    } else {
      const quotable =
        code === 39 || code === 34 || (code | 32) === 98 || (code | 32) === 101 || (code | 32) === 110;
      const string =
        quotable || (code | 32) === 114 || (code | 32) === 120 ? stringAt(text, i, dialect) : undefined;
      const previous = tokens[tokens.length - 1];
      if (string) i = push('string', i, endOfQuoted(text, string.body, string.close, string.escapes));
      else if (isWordStart(code, text, i)) {
        let end = i + 1;
        while (end < text.length && isWordPart(text.charCodeAt(end), text, end)) end++;
        i = push('word', i, end, text.slice(i, end).toLowerCase());
      } else if (
        (code >= 48 && code <= 57) ||
        (char === '.' &&
          /\d/.test(text[i + 1] ?? '') &&
          !(previous?.end === i && /word|quoted|close/.test(previous.kind)))
      ) {
        i = push('number', i, endOfNumber(text, i));
      } else if ('([{'.includes(char)) i = push('open', i, i + 1, char);
      else if (')]}'.includes(char)) i = push('close', i, i + 1, char);
      else {
        const long = operatorStarts.has(char)
          ? operators.find((operator) => text.startsWith(operator, i))
          : undefined;
        i = push('operator', i, i + (long ?? char).length, long ?? char);
      }
    }
  }
  matchBrackets(tokens);
  return tokens;
}

const closes: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Matches brackets, and `<…>` of types; a closing one without its opening one is left alone. */
function matchBrackets(tokens: readonly Token[]): void {
  const open: number[] = [];
  /** How many of each are open, so that a closing one without its own is known at once. */
  const waiting = new Map<string, number>();
  const count = (text: string, change: 1 | -1) => waiting.set(text, (waiting.get(text) ?? 0) + change);
  const enter = (index: number, { text }: Token) => {
    open.push(index);
    count(text, 1);
  };
  const leave = (): number => {
    const last = open.pop() ?? -1;
    count(tokens[last]?.text ?? '', -1);
    return last;
  };
  tokens.forEach((token, index) => {
    if (token.kind === 'open') enter(index, token);
    else if (token.text === '<' && typeWords.has(tokens[index - 1]?.text ?? '')) enter(index, token);
    else if (token.text === '>' || token.text === '>>') {
      for (let times = token.text.length; times > 0; times--) {
        const last = open[open.length - 1];
        if (last === undefined || tokens[last]?.text !== '<') break;
        link(tokens, leave(), index);
      }
    } else if (token.kind === 'close') {
      const opening = closes[token.text] ?? '';
      if ((waiting.get(opening) ?? 0) === 0) return;
      let last = leave();
      while (tokens[last]?.text !== opening) last = leave();
      link(tokens, last, index);
    }
  });
}

function link(tokens: readonly Token[], open: number, close: number): void {
  const first = tokens[open];
  const last = tokens[close];
  if (first && last) {
    first.match = close;
    last.match = open;
  }
}
