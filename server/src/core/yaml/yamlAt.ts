// Where in a YAML text a cursor stands, by indentation alone, so that half-typed files are no special case: the keys around it, what
// stands beside, and whether a key, a value or a list's item is typed. Deliberately absent: what keys mean; flow style over lines.

import { positionAt, type SourceText, type TextRange } from '../text.ts';

/** A map around the cursor. */
export interface YamlAround {
  /** The keys that lead to it from the root; `*` for a list's item. */
  readonly path: readonly string[];
  /** Its keys with the text of their values, empty for maps, lists and nothing; the line of the cursor apart. */
  readonly fields: ReadonlyMap<string, string>;
}

/** See the head of this file. */
export interface YamlCursor {
  /** The keys that lead to what is typed; `*` for a list's item. Of a value its own key is the last. */
  readonly path: readonly string[];
  /** `item` is a list's item, which may become the first key of a map; `text` is the inside of a longer text. */
  readonly at: 'key' | 'value' | 'item' | 'text';
  /** What is typed so far, without a quote that opens it. */
  readonly typed: TextRange;
  /** The same with what follows the cursor, without the closing quote. */
  readonly whole: TextRange;
  /** The quote that opens what is typed; '' where there is none. */
  readonly quote: string;
  /** The value or item from its start to the end of its line, quotes included. */
  readonly value: TextRange;
  /** Maps around the cursor, innermost first. */
  readonly around: readonly YamlAround[];
}

/** An element of a line: a dash, or a key with the text behind it. */
interface Element {
  readonly column: number;
  /** Undefined for a dash. */
  readonly key: string | undefined;
  readonly value: string;
}

const keyPattern = /(?:([A-Za-z_+*][\w.+-]*)|"([^"]*)"|'([^']*)')[ \t]*:(?=[ \t]|$)/y;
const comment = /(?:^|\s)#.*$/;
const blockHeader = /^[|>][-+\d]*$/;

/** Where the cursor stands; undefined in comments and where indentation alone doesn't tell. */
export function yamlAt(source: SourceText, offset: number): YamlCursor | undefined {
  const { line, character } = positionAt(source, offset);
  const written = lineText(source, line);
  const { elements, rest } = readLine(written.slice(0, character));
  const before = written.slice(rest, character);
  if (/(?:^|\s)#/.test(before.replace(/"[^"]*"?|'[^']*'?/g, ''))) return undefined;
  const last = elements.at(-1);
  const lineStart = offset - character;
  const value = { start: lineStart + rest, end: lineStart + written.trimEnd().length };
  const typed = typedIn(written, rest, character, lineStart);
  const start = last?.key === undefined ? rest : last.column;
  const chain = ancestors(source, line, elements.slice(0, last?.key === undefined ? undefined : -1), start);
  if (!chain) return { path: [], at: 'text', ...typed, value, around: [] };
  const around = chain.maps.map((map) => ({ path: map.path, fields: fieldsOf(source, map, line) }));
  const inside = { ...typed, value: { start: value.start, end: Math.max(value.end, offset) }, around };
  if (last?.key !== undefined)
    return flowIn({ ...inside, path: [...chain.path, last.key], at: 'value' }, before, offset);
  const at = chain.path.at(-1) === '*' && last !== undefined ? 'item' : 'key';
  return { ...inside, path: chain.path, at };
}

function lineText({ text, lineStarts }: SourceText, line: number): string {
  return text
    .slice(lineStarts[line] ?? text.length, lineStarts[line + 1] ?? text.length)
    .replace(/[\r\n]+$/, '');
}

/** The elements that a line begins with, and where what follows them begins. */
function readLine(line: string): { readonly elements: readonly Element[]; readonly rest: number } {
  const elements: Element[] = [];
  let at = line.length - line.trimStart().length;
  while (line[at] === '-' && /\s/.test(line[at + 1] ?? '')) {
    elements.push({ column: at, key: undefined, value: '' });
    at++;
    while (line[at] === ' ' || line[at] === '\t') at++;
  }
  keyPattern.lastIndex = at;
  const found = keyPattern.exec(line);
  if (!found) return { elements, rest: at };
  let rest = keyPattern.lastIndex;
  while (line[rest] === ' ' || line[rest] === '\t') rest++;
  const key = found[1] ?? found[2] ?? found[3] ?? '';
  elements.push({ column: at, key, value: line.slice(rest).replace(comment, '').trim() });
  return { elements, rest };
}

/** The word at the cursor: all that is typed since `from`, but for a quote. */
function typedIn(
  line: string,
  from: number,
  to: number,
  lineStart: number,
): Pick<YamlCursor, 'typed' | 'whole' | 'quote'> {
  const quote = /^['"]/.exec(line.slice(from, to))?.[0] ?? '';
  const start = from + quote.length;
  const ends = quote === '' ? /\s*(?:#.*|[,\]}].*)?$/ : new RegExp(`${quote}.*$|\\s*$`);
  const end = to + line.slice(to).replace(ends, '').length;
  return {
    typed: { start: lineStart + start, end: lineStart + to },
    whole: { start: lineStart + start, end: lineStart + end },
    quote,
  };
}

interface MapPlace {
  readonly path: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** What leads to a place, and the maps on the way; undefined inside a text. */
function ancestors(
  source: SourceText,
  line: number,
  own: readonly Element[],
  start: number,
): { readonly path: readonly string[]; readonly maps: readonly MapPlace[] } | undefined {
  const keys: string[] = [];
  const maps: { depth: number; line: number; column: number }[] = [];
  let column = start;
  let dash = false;
  const step = (element: Element, at: number): 'text' | undefined => {
    if (element.key === undefined) {
      if (element.column >= column) return undefined;
      if (!dash) maps.push({ depth: keys.length, line: at, column });
      keys.push('*');
      dash = true;
    } else {
      if (element.column > column || (element.column === column && !dash)) return undefined;
      if (element.value !== '' && !/^[&!]\S*$/.test(element.value)) return 'text';
      if (!dash) maps.push({ depth: keys.length, line: at + 1, column });
      keys.push(element.key);
      dash = false;
    }
    column = element.column;
    return undefined;
  };
  for (const element of own.toReversed()) step(element, line);
  for (let at = line - 1; at >= 0 && (column > 0 || dash); at--) {
    const text = lineText(source, at);
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    for (const element of readLine(text).elements.toReversed())
      if (step(element, at) === 'text') return undefined;
  }
  if (!dash) maps.push({ depth: keys.length, line: 0, column });
  const path = keys.toReversed();
  return {
    path,
    maps: maps.map((map) => ({
      path: path.slice(0, path.length - map.depth),
      line: map.line,
      column: map.column,
    })),
  };
}

/** Maps longer than this are read only so far. */
const mostLines = 2000;

function fieldsOf(source: SourceText, map: MapPlace, cursorLine: number): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (let at = map.line; at < source.lineStarts.length && at < map.line + mostLines; at++) {
    const text = lineText(source, at);
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    const { elements } = readLine(text);
    const indent = text.length - text.trimStart().length;
    // A dash at the place of the map's own keys is the list of one of them.
    const ends = indent < map.column && at > map.line;
    const next =
      at > map.line && elements.some(({ key, column }) => key === undefined && column < map.column);
    if (ends || next) break;
    const own = elements.find(({ key, column }) => key !== undefined && column === map.column);
    if (own?.key !== undefined && at !== cursorLine) fields.set(own.key, unquoted(own.value));
  }
  return fields;
}

function unquoted(value: string): string {
  if (blockHeader.test(value)) return '';
  return /^(['"])(.*)\1$/.exec(value)?.[2] ?? value;
}

/** The same inside `[a, b]` or `{a: b}` on the line of the cursor. */
function flowIn(cursor: YamlCursor, before: string, offset: number): YamlCursor | undefined {
  const opened = /^[[{]/.exec(before)?.[0];
  if (opened === undefined) return cursor;
  const plain = before.replace(/"[^"]*"|'[^']*'/g, (text) => text.replace(/[[\]{},:]/g, '_'));
  const brackets = plain.replace(/[^[\]{}]/g, '');
  if (brackets.length > 1) return undefined;
  const from = Math.max(plain.lastIndexOf(','), 0) + 1;
  const item = before.slice(from);
  const pair = opened === '{' ? /^\s*([\w.+-]+):(\s+)?/.exec(item) : undefined;
  if (pair && pair[2] === undefined) return undefined;
  const lead = pair ? pair[0].length : item.length - item.trimStart().length;
  const start = offset - before.length + from + lead;
  const quote = /^['"]/.exec(before.slice(from + lead))?.[0] ?? '';
  const typed = { start: start + quote.length, end: offset };
  const common = { ...cursor, typed, quote, value: { start, end: cursor.value.end } };
  const whole = { start: typed.start, end: Math.max(offset, cursor.whole.end) };
  if (opened === '[') return { ...common, whole, path: [...cursor.path, '*'], at: 'item' };
  const fields = new Map(
    [...plain.matchAll(/[{,]\s*([\w.+-]+):\s*([^,{}]*)/g)].map((match) => [
      match[1] ?? '',
      unquoted((match[2] ?? '').trim()),
    ]),
  );
  const around = [{ path: cursor.path, fields }, ...cursor.around];
  if (!pair) return { ...common, whole, around, at: 'key' };
  return { ...common, whole, around, path: [...cursor.path, pair[1] ?? ''], at: 'value' };
}
