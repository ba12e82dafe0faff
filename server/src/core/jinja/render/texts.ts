// Texts with marks in them, cut and stripped as Python does. Deliberately absent: filters and methods, which use this.

import { isKind } from './kinds.ts';
import { close, hasMarks, meaningAt, open } from './marks.ts';
import type { Rendering } from './rendering.ts';
import type { Value } from './values.ts';

const space = /\s/;

/** A text without the characters (white space by default) at its ends; marks stay, and so does what isn't known. */
export function stripped(
  text: string,
  characters: string | undefined,
  sides: 'both' | 'left' | 'right',
  run: Rendering,
): string {
  const goes = (character: string) =>
    characters === undefined ? space.test(character) : characters.includes(character);
  const done = sides === 'right' ? text : fromLeft(text, goes, run);
  return sides === 'left' ? done : fromRight(done, goes, run);
}

function fromLeft(text: string, goes: (character: string) => boolean, run: Rendering): string {
  let kept = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === open) {
      if (!mayStrip(text, at, run)) return kept + text.slice(at);
      kept += text.slice(at, at + 3);
      at += 2;
    } else if (character === close) {
      kept += character;
    } else if (!goes(character)) {
      return kept + text.slice(at);
    }
  }
  return kept;
}

/** Whether the text in a mark is known, if repeated. */
function mayStrip(text: string, at: number, run: Rendering): boolean {
  const meaning = meaningAt(text, at, run.table);
  return meaning !== undefined && !('kind' in meaning);
}

function fromRight(text: string, goes: (character: string) => boolean, run: Rendering): string {
  if (!hasMarks(text)) {
    let end = text.length;
    while (end > 0 && goes(text[end - 1] ?? '')) end--;
    return text.slice(0, end);
  }
  // Where each closing mark opens, so that going backwards knows what it enters.
  const opens = new Map<number, number>();
  const waiting: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === open) waiting.push(at);
    else if (text[at] === close) opens.set(at, waiting.pop() ?? 0);
  }
  const starts = new Set(opens.values());
  let kept = '';
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at] ?? '';
    if (character === close) {
      if (!mayStrip(text, opens.get(at) ?? 0, run)) return text.slice(0, at + 1) + kept;
      kept = character + kept;
    } else if (starts.has(at - 2)) {
      kept = text.slice(at - 2, at + 1) + kept;
      at -= 2;
    } else if (!goes(character)) {
      return text.slice(0, at + 1) + kept;
    }
  }
  return kept;
}

/** `text.replace(from, to, count)`, with a bound on what it makes; undefined where that is too long or can't be known. */
export function replaced(
  text: string,
  from: Value,
  to: Value,
  count: number | undefined,
  run: Rendering,
): string | undefined {
  if (isKind(from, 'unknown') || isKind(to, 'unknown')) return undefined;
  const wanted = run.plain(run.print(from));
  const instead = run.print(to);
  if (wanted === undefined) return undefined;
  if (wanted === '') {
    const plain = run.plain(text);
    if (plain === undefined || plain.length * instead.length > 2_000_000) return undefined;
    const letters = [...plain, ''];
    return letters
      .map((letter, index) => (count === undefined || count < 0 || index < count ? instead : '') + letter)
      .join('');
  }
  const parts = text.split(wanted);
  const turns = count === undefined || count < 0 ? parts.length - 1 : Math.min(count, parts.length - 1);
  if (text.length + turns * instead.length > 2_000_000) return undefined;
  const made = parts.slice(0, turns + 1).join(instead);
  return turns === parts.length - 1 ? made : [made, ...parts.slice(turns + 1)].join(wanted);
}

/** `text.split(separator, limit)` from the left or the right. */
export function splitText(
  text: string,
  separator: string | undefined,
  limit: number,
  right: boolean,
): string[] {
  if (separator === undefined) return splitAtSpace(text, limit, right);
  const parts = text.split(separator);
  if (limit < 0 || parts.length - 1 <= limit) return parts;
  return right
    ? [parts.slice(0, parts.length - limit).join(separator), ...parts.slice(parts.length - limit)]
    : [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

function splitAtSpace(text: string, limit: number, right: boolean): string[] {
  const words = [...text.matchAll(/\S+/g)];
  if (limit < 0 || words.length <= limit) return words.map((word) => word[0]);
  if (right) {
    const first = words[words.length - limit - 1];
    const rest = words.slice(words.length - limit).map((word) => word[0]);
    return first ? [text.slice(0, first.index + first[0].length), ...rest] : rest;
  }
  const last = words[limit];
  const start = words.slice(0, limit).map((word) => word[0]);
  return last ? [...start, text.slice(last.index)] : start;
}

/** A text with the first letter of every word in upper case and the others in lower case; `letters` makes `it's` two words, as Python's `title()`. */
export function titled(text: string, words: 'letters' | 'words'): string {
  const word = words === 'letters' ? /\p{L}+/gu : /[^-\s([{<\uE000\uE001\uF000-\uF8FF]+/g;
  return text.replace(word, (found) => (found[0] ?? '').toUpperCase() + found.slice(1).toLowerCase());
}
