// Marks in text: private-use characters around what a placeholder or a relation printed. They travel through every operation on
// text and are taken out at the end, when they become ranges. Text of users loses such characters when it becomes a value.
// Deliberately absent: what marks mean to SQL.

import type { TextRange } from '../../text.ts';
import type { RelationIdentity, UnknownValue } from './values.ts';

/** A stretch of rendered text that stands for something the text doesn't say. */
export type Mark =
  | { readonly kind: 'placeholder'; readonly range: TextRange; readonly many: boolean; readonly why: string }
  | { readonly kind: 'relation'; readonly range: TextRange; readonly relation: RelationIdentity }
  /** Text that may stand there any number of times, none too: the body of a loop over what isn't known. */
  | { readonly kind: 'repeated'; readonly range: TextRange; readonly why: string };

/** What a placeholder prints: an identifier, since that fits most places. */
export const placeholderText = '__jinja__';

/** Begins a mark: it and the two characters behind it stand before the text that is marked. */
export const open = '\uE000';
/** Ends the text of a mark. */
export const close = '\uE001';
const anyMark = /[\uE000-\uE001\uF000-\uF8FF]/g;

/** What a mark says. */
export type MarkMeaning = UnknownValue | RelationIdentity | { readonly repeated: string };

/** The marks of one rendering, by number. */
export interface MarkTable {
  readonly meanings: MarkMeaning[];
  readonly numbers: Map<MarkMeaning, number>;
}

/** A table for a new rendering. */
export function markTable(): MarkTable {
  return { meanings: [], numbers: new Map() };
}

/** Whether a text holds marks at all. */
export function hasMarks(text: string): boolean {
  return text.includes(open);
}

/** Text that can't be mistaken for marks. */
export function withoutMarks(text: string): string {
  return text.replace(anyMark, '');
}

/**
 * The stretches of a text that are known, without marks: one, unless something in it isn't known. Before, between and behind what
 * isn't known there is always a stretch, if an empty one.
 */
export function knownParts(text: string, table: MarkTable): readonly string[] {
  if (!text.includes(open)) return [text];
  const parts: string[] = [];
  const waiting: boolean[] = [];
  let unknowns = 0;
  let part = '';
  let from = 0;
  const take = (to: number) => {
    if (unknowns === 0) part += text.slice(from, to);
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === open) {
      take(at);
      const meaning = meaningAt(text, at, table);
      const gap = meaning !== undefined && !isRelation(meaning);
      if (gap && unknowns++ === 0) {
        parts.push(part);
        part = '';
      }
      waiting.push(gap);
      at += 2;
      from = at + 1;
    } else if (character === close) {
      take(at);
      if (waiting.pop()) unknowns--;
      from = at + 1;
    }
  }
  take(text.length);
  return [...parts, part];
}

/** Whether a text holds something that may stand there any number of times. */
export function hasRepetition(text: string, table: MarkTable): boolean {
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + 1)) {
    const meaning = meaningAt(text, at, table);
    if (meaning && ('repeated' in meaning || (!isRelation(meaning) && meaning.many))) return true;
  }
  return false;
}

/** What the mark says that begins at a place in a text. */
export function meaningAt(text: string, at: number, table: MarkTable): MarkMeaning | undefined {
  return table.meanings[numberAt(text, at)];
}

function isRelation(meaning: MarkMeaning): meaning is RelationIdentity {
  return !('repeated' in meaning) && !('kind' in meaning);
}

/** A text in the marks of what it stands for. */
export function marked(text: string, meaning: MarkMeaning, table: MarkTable): string {
  let index = table.numbers.get(meaning);
  if (index === undefined) {
    index = table.meanings.push(meaning) - 1;
    table.numbers.set(meaning, index);
  }
  // Two characters hold numbers up to 2^22; a template with more marks than that has run away.
  const high = String.fromCharCode(0xf000 + (((index >> 11) & 0x7ff) % 0x900));
  const low = String.fromCharCode(0xf000 + (index & 0x7ff));
  return `${open}${high}${low}${text}${close}`;
}

function numberAt(text: string, at: number): number {
  return ((text.charCodeAt(at + 1) - 0xf000) << 11) | (text.charCodeAt(at + 2) - 0xf000);
}

/** Takes the marks out of a text. Ranges are in the text without marks, moved by `offset`; outer marks stand before inner ones. */
export function takeMarks(
  text: string,
  table: MarkTable,
  offset = 0,
): { readonly text: string; readonly marks: readonly Mark[] } {
  if (!text.includes(open))
    return { text: text.includes(close) ? text.replaceAll(close, '') : text, marks: [] };
  const marks: Mark[] = [];
  const waiting: { index: number; start: number; place: number }[] = [];
  let plain = '';
  let from = 0;
  const finish = (entry: { index: number; start: number; place: number }) => {
    const meaning = table.meanings[entry.index];
    if (!meaning) return;
    const range = { start: offset + entry.start, end: offset + plain.length };
    if ('repeated' in meaning) marks[entry.place] = { kind: 'repeated', range, why: meaning.repeated };
    else if ('kind' in meaning)
      marks[entry.place] = { kind: 'placeholder', range, many: meaning.many, why: meaning.why };
    else marks[entry.place] = { kind: 'relation', range, relation: meaning };
  };
  let places = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character !== open && character !== close) continue;
    plain += text.slice(from, at);
    if (character === open) {
      waiting.push({ index: numberAt(text, at), start: plain.length, place: places++ });
      from = at + 3;
      at += 2;
    } else {
      const entry = waiting.pop();
      if (entry) finish(entry);
      from = at + 1;
    }
  }
  plain += text.slice(from);
  for (const entry of waiting.reverse()) finish(entry);
  return { text: plain, marks: marks.filter((mark) => mark !== undefined) };
}
