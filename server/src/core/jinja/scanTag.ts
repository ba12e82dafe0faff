// Finds where one tag ends. scanTag follows Jinja's lexer; recoverTag takes over where that would refuse the text. Deliberately
// absent: comments and raw blocks (scan.ts) and any look at what the words mean.

/** Where a tag ends and what the parser shall read of it. */
export interface TagEnd {
  /** End of the content, before whitespace control. */
  readonly content: number;
  /** End of the tag with its closing delimiter. */
  readonly end: number;
  readonly after: '-' | '+' | '';
  readonly closed: boolean;
  /** The content, with U+0001 in place of each quote whose string has no end. */
  readonly parsable: string;
  /** Whether a string holds half of another tag: it may be a string that was never meant to go on so far. */
  readonly doubtful: boolean;
}

/** Where quotes are broken anyway, a longer string on one line is not believed; it keeps hostile text cheap. */
const longestGuess = 1000;

const unclosedMark = '\u0001';

/**
 * The end of the tag whose content starts at `from`, when its strings and brackets close before the delimiter; else undefined. Once
 * doubtful it is followed for `longestDoubt` characters only.
 */
export function scanTag(
  text: string,
  from: number,
  close: '}}' | '%}',
  longestDoubt: number,
): TagEnd | undefined {
  const brackets: string[] = [];
  let doubtful = false;
  for (let at = from; at < text.length; at++) {
    const c = text[at] ?? '';
    if (brackets.length === 0 && c === close[0] && text[at + 1] === '}') {
      return { ...tagEnd(text, from, at, at + 2, []), doubtful };
    }
    if (c === '"' || c === "'") {
      const end = stringEnd(text, at);
      if (end < 0) return undefined;
      doubtful ||= !balanced(text, at + 1, end);
      if (doubtful && end - from > longestDoubt) return undefined;
      at = end;
    } else if (c === '(' || c === '[' || c === '{') {
      if (c === '{' && opensTag(text, at)) return undefined;
      brackets.push(c);
    } else if (c === ')' || c === ']' || c === '}') {
      const open = brackets.pop();
      if (open !== (c === ')' ? '(' : c === ']' ? '[' : '{')) return undefined;
    }
  }
  return undefined;
}

/**
 * The end of a tag that scanTag refused: the first closing delimiter before another tag begins; where there is none, the end of
 * the line, or of the last line that the lines before plainly go on to.
 */
export function recoverTag(text: string, from: number): TagEnd {
  return recover(text, from, false) ?? recover(text, from, true) ?? tagEnd(text, from, from, from, []);
}

function recover(text: string, from: number, byLine: boolean): TagEnd | undefined {
  const unclosed: number[] = [];
  let braces = 0;
  let at = from;
  for (; at < text.length; at++) {
    const c = text[at] ?? '';
    if (c === '"' || c === "'") {
      const end = stringEnd(text, at, longestGuess);
      if (end >= 0 && oneLine(text, at, end) && balanced(text, at + 1, end)) {
        at = end;
      } else {
        unclosed.push(at);
        while (at + 1 < text.length && !/[\n\r)\]},{'"%]/.test(text[at + 1] ?? '')) at++;
      }
    } else if (c === '{') {
      if (opensTag(text, at)) break;
      braces++;
    } else if (c === '}') {
      // One brace open and two closing: the tag's end, unless a third one follows for it.
      if (text[at + 1] === '}' && (braces === 0 || (braces === 1 && text[at + 2] !== '}'))) {
        return tagEnd(text, from, at, at + 2, unclosed);
      }
      if (braces > 0) braces--;
    } else if (c === '%' && text[at + 1] === '}') {
      return tagEnd(text, from, at, at + 2, unclosed);
    } else if (byLine && (c === '\n' || c === '\r') && !goesOn(text, from, at)) {
      break;
    }
  }
  if (!byLine) return undefined;
  return tagEnd(text, from, at, at, unclosed);
}

function tagEnd(
  text: string,
  from: number,
  content: number,
  end: number,
  unclosed: readonly number[],
): TagEnd {
  const last = text[content - 1];
  const closed = end > content;
  // `+}}` is no whitespace control but an expression that lacks its right side.
  const after =
    closed && content > from && (last === '-' || (last === '+' && text[content] === '%')) ? last : '';
  const stop = content - after.length;
  let parsable = '';
  let done = from;
  for (const quote of unclosed) {
    parsable += text.slice(done, quote) + unclosedMark;
    done = quote + 1;
  }
  parsable += text.slice(done, Math.max(done, stop));
  return { content: stop, end, after, closed, parsable, doubtful: false };
}

/** The offset of the quote that ends the string opened at `at`; -1 when there is none within `longest` characters. */
function stringEnd(text: string, at: number, longest = Number.POSITIVE_INFINITY): number {
  const quote = text[at] ?? '';
  let end = text.indexOf(quote, at + 1);
  while (end >= 0 && end - at <= longest) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\' && end - 1 - slashes > at) slashes++;
    if (slashes % 2 === 0) return end;
    end = text.indexOf(quote, end + 1);
  }
  return -1;
}

/** Whether every tag that the string's text opens also ends in it, and no other ends there. */
function balanced(text: string, start: number, end: number): boolean {
  // `{{ '{{' }}` is how a template writes a delimiter.
  if (end - start <= 3 && /^[{}%#\-+]+$/.test(text.slice(start, end))) return true;
  let close = '';
  let braces = 0;
  for (let at = start; at < end; at++) {
    const c = text[at] ?? '';
    const next = at + 1 < end ? (text[at + 1] ?? '') : '';
    if (c === '{' && (next === '{' || next === '%' || next === '#')) {
      if (close !== '') return false;
      close = `${next === '{' ? '}' : next}}`;
      at++;
    } else if (close !== '') {
      if (c + next === close) {
        close = '';
        at++;
      }
    } else if (c === '{') {
      braces++;
    } else if (c === '}') {
      // Two braces may also end a dict in a dict, as in '{"a": {"b": 1}}'.
      if (braces > 0) braces--;
      else if (next === '}') return false;
    } else if (c === '%' && next === '}') {
      return false;
    }
  }
  return close === '';
}

function opensTag(text: string, at: number): boolean {
  const next = text[at + 1];
  return next === '{' || next === '%' || next === '#';
}

function oneLine(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return false;
  }
  return true;
}

const sqlClause =
  /\s*(?:select|with|from|where|join|left|right|full|inner|cross|group|order|having|qualify|limit|union|on|and|or|case)\b(?!\s*[=(])/iy;

/** Whether an unfinished tag plainly goes on behind the line that ends at `newline`: the line ends in an operator or an open list. */
function goesOn(text: string, from: number, newline: number): boolean {
  let last = newline - 1;
  while (last >= from && /\s/.test(text[last] ?? '') && text[last] !== '\n') last--;
  if (last < from || !'([{,=~|.+-*/:'.includes(text[last] ?? '')) return false;
  sqlClause.lastIndex = newline + 1;
  return !sqlClause.test(text);
}
