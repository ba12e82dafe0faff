// Cuts a text into Jinja tags and what lies between, the way Jinja's own lexer does, and with care where it would give up: a tag
// without an end stops at its line or the next tag, so the rest of the file is read as ever. Deliberately absent: the tags' meaning.

import type { TextRange } from '../text.ts';
import { contentKind, isSound } from './parse.ts';
import { recoverTag, scanTag, type TagEnd } from './scanTag.ts';

/** A tag or a stretch of text; see JinjaNode for the meaning of the fields. */
export interface JinjaPiece {
  readonly kind: 'text' | 'comment' | 'output' | 'statement';
  readonly range: TextRange;
  readonly content: TextRange;
  /** What the parser reads instead of the content: same length, with marks for strings that never end. */
  readonly parsable: string;
  /** The word behind `{%`; '' elsewhere. */
  readonly keyword: string;
  readonly keywordRange: TextRange;
  readonly closed: boolean;
  readonly before: '-' | '+' | '';
  readonly after: '-' | '+' | '';
}

const endRaw = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;
const docsTag = /\{%[-+]?\s*(end)?docs\b/g;
const word = /\s*([\p{L}_][\p{L}\p{N}_]*)?/uy;

/** The pieces of a text, in order and without gaps. */
export function scanJinja(text: string): readonly JinjaPiece[] {
  const pieces: JinjaPiece[] = [];
  let done = 0;
  // Once a search has failed it isn't repeated for every later tag.
  let commentsEnd = true;
  let rawsEnd = true;
  let broken = 0;

  const pushText = (end: number) => {
    if (end <= done) return;
    pieces.push(piece('text', { start: done, end }, { start: done, end }, ''));
    done = end;
  };

  const pushComment = (start: number) => {
    const before = sign(text[start + 2]);
    const from = start + 2 + before.length;
    const close = commentsEnd ? text.indexOf('#}', from) : -1;
    if (close < 0) {
      commentsEnd = false;
      const end = lineEnd(text, from);
      pieces.push({
        ...piece('comment', { start, end }, { start: from, end }, ''),
        closed: false,
        before,
      });
      done = end;
      return;
    }
    const after = close > from ? sign(text[close - 1]) : '';
    const content = { start: from, end: close - after.length };
    pieces.push({ ...piece('comment', { start, end: close + 2 }, content, ''), before, after });
    done = close + 2;
  };

  const pushTag = (start: number): JinjaPiece => {
    const output = text[start + 1] === '{';
    const before = sign(text[start + 2]);
    const from = start + 2 + before.length;
    const asTag = (end: TagEnd): JinjaPiece => {
      const content = { start: from, end: end.content };
      const tag = piece(output ? 'output' : 'statement', { start, end: end.end }, content, end.parsable);
      const made = { ...tag, closed: end.closed, before, after: end.after };
      return output ? made : withKeyword(made);
    };
    // Hostile text makes every tag doubtful to its end; real text has few broken tags.
    const end = scanTag(text, from, output ? '}}' : '%}', broken < 20 ? 100_000 : 1000);
    let tag = end && asTag(end);
    if (!tag || (end?.doubtful && !parsesSoundly(tag))) {
      tag = asTag(recoverTag(text, from));
      broken++;
    }
    pieces.push(tag);
    done = tag.range.end;
    return tag;
  };

  for (;;) {
    const start = nextDelimiter(text, done);
    if (start < 0) break;
    pushText(start);
    if (text[start + 1] === '#') {
      pushComment(start);
      continue;
    }
    const tag = pushTag(start);
    if (tag.keyword === 'raw' && tag.closed && rawsEnd) {
      endRaw.lastIndex = done;
      const end = endRaw.exec(text);
      if (end) pushText(end.index);
      else rawsEnd = false;
    } else if (tag.keyword === 'docs' && tag.closed) {
      docsTag.lastIndex = done;
      const end = docsTag.exec(text);
      if (end?.[1]) pushText(end.index);
    }
  }
  pushText(text.length);
  return pieces;
}

function piece(kind: JinjaPiece['kind'], range: TextRange, content: TextRange, parsable: string): JinjaPiece {
  const keywordRange = { start: content.start, end: content.start };
  return { kind, range, content, parsable, keyword: '', keywordRange, closed: true, before: '', after: '' };
}

function withKeyword(tag: JinjaPiece): JinjaPiece {
  word.lastIndex = 0;
  const found = word.exec(tag.parsable);
  const keyword = found?.[1] ?? '';
  const end = tag.content.start + word.lastIndex;
  return { ...tag, keyword, keywordRange: { start: end - keyword.length, end } };
}

function parsesSoundly(tag: JinjaPiece): boolean {
  const kind = tag.kind === 'output' ? 'Output' : contentKind(tag.keyword);
  return kind !== undefined && isSound(kind, tag.parsable.slice(tag.keywordRange.end - tag.content.start));
}

function nextDelimiter(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
    const next = text.charCodeAt(at + 1);
    // { % #
    if (next === 123 || next === 37 || next === 35) return at;
  }
  return -1;
}

function sign(character: string | undefined): '-' | '+' | '' {
  return character === '-' || character === '+' ? character : '';
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}
