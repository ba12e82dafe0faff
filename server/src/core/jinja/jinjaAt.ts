// Where in a template a cursor stands: in which tag, call and string, and what may be typed there. It reads only what is written
// before the cursor, so half-typed tags are no special case. Deliberately absent: what the names mean.

import type { SourceText, TextRange } from '../text.ts';
import type { JinjaComment, JinjaNode, JinjaOutput, JinjaStatement } from './ast.ts';
import { parseJinja, walkNodes } from './tree.ts';

/** A bracket that is open at the cursor. */
export interface OpenBracket {
  readonly bracket: '(' | '[' | '{';
  /** What is called, dotted; '' for brackets that call nothing. */
  readonly callee: string;
  /** Literal positional arguments before the one at the cursor, in order; undefined for those that are no plain string. */
  readonly args: readonly (string | undefined)[];
  /** The keyword of the argument at the cursor; in a dict its key. */
  readonly keyword: string | undefined;
  /** Keywords used so far. */
  readonly keywords: readonly string[];
  /** An argument or item has begun: something stands between its start and the word at the cursor. */
  readonly begun: boolean;
}

/** What may be typed: `name` where an expression starts, `member` behind a dot, `none` where a value has just ended. */
export type JinjaSlot = 'name' | 'member' | 'filter' | 'test' | 'keyword' | 'string' | 'none';

/** See the head of this file. */
export interface JinjaCursor {
  readonly slot: JinjaSlot;
  /** The statement's keyword; undefined in an output. */
  readonly statement: string | undefined;
  /** Tokens of the tag before the word at the cursor, its keyword apart. */
  readonly before: readonly string[];
  /** The word at the cursor as typed so far; in a string all of it. */
  readonly typed: TextRange;
  /** The word with what follows the cursor. */
  readonly whole: TextRange;
  /** Only behind dots: the dotted path before the last one. */
  readonly path: readonly string[];
  /** Only in strings. */
  readonly string: { readonly quote: string; readonly closed: boolean } | undefined;
  /** Brackets open at the cursor, innermost last. */
  readonly brackets: readonly OpenBracket[];
}

/** What a place of a template is. */
export type TemplatePlace =
  | { readonly kind: 'text' }
  /** A comment, a raw block's or docs block's body. */
  | { readonly kind: 'inert' }
  | { readonly kind: 'jinja'; readonly cursor: JinjaCursor; readonly tag: JinjaOutput | JinjaStatement };

/** What a place of a template is. */
export function templatePlace(source: SourceText, offset: number): TemplatePlace {
  let found: TemplatePlace = { kind: 'text' };
  walkNodes(parseJinja(source), (node) => {
    if (node.kind === 'block') {
      if (offset < node.range.start || offset > node.range.end) return false;
      const body = node.branches[0].bodyRange;
      if ((node.name === 'raw' || node.name === 'docs') && body.start <= offset && offset <= body.end)
        found = { kind: 'inert' };
      return undefined;
    }
    if (node.kind !== 'text' && holds(node, offset)) found = placeIn(source, node, offset);
    return undefined;
  });
  return found;
}

/** Whether the cursor stands between the delimiters; of an unfinished tag, up to its end. */
function holds(node: Exclude<JinjaNode, { kind: 'block' | 'text' }>, offset: number): boolean {
  return (
    offset >= node.range.start + 2 && (node.closed ? offset <= node.range.end - 2 : offset <= node.range.end)
  );
}

function placeIn(
  source: SourceText,
  node: JinjaComment | JinjaOutput | JinjaStatement,
  offset: number,
): TemplatePlace {
  if (node.kind === 'comment') return { kind: 'inert' };
  const end = Math.max(node.content.end, offset);
  if (node.kind === 'output') {
    return {
      kind: 'jinja',
      cursor: jinjaAt(source.text, { start: node.content.start, end }, offset),
      tag: node,
    };
  }
  const { keywordRange, keyword } = node;
  if (keyword === '' || offset <= keywordRange.end) {
    const typed = { start: keyword === '' ? offset : Math.min(keywordRange.start, offset), end: offset };
    const cursor: JinjaCursor = {
      slot: 'keyword',
      statement: keyword,
      before: [],
      typed,
      whole: { start: typed.start, end: Math.max(offset, keyword === '' ? offset : keywordRange.end) },
      path: [],
      string: undefined,
      brackets: [],
    };
    return { kind: 'jinja', cursor, tag: node };
  }
  const cursor = jinjaAt(source.text, { start: keywordRange.end, end }, offset);
  return { kind: 'jinja', cursor: { ...cursor, statement: keyword }, tag: node };
}

const token =
  /\s+|[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[=!<>]=|\*\*|\/\/|[\s\S]/uy;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

interface Opened {
  readonly bracket: '(' | '[' | '{';
  readonly callee: string;
  args: (string | undefined)[];
  keywords: string[];
  keyword: string | undefined;
  /** Tokens of the argument so far. */
  current: string[];
}

/** The same in an expression that stands without delimiters in a range of the text. */
export function jinjaAt(text: string, range: TextRange, offset: number): JinjaCursor {
  const before: string[] = [];
  const open: Opened[] = [];
  let typed: TextRange = { start: offset, end: offset };
  let string: { readonly quote: string; readonly closed: boolean } | undefined;
  let whole: TextRange | undefined;
  token.lastIndex = range.start;
  for (let at = range.start; at < offset; at = token.lastIndex) {
    token.lastIndex = at;
    const written = token.exec(text)?.[0] ?? '';
    if (written === '') break;
    const end = at + written.length;
    const [first = ''] = written;
    if ((first === '"' || first === "'") && (written.length === 1 || end > offset)) {
      const close = closingQuote(text, first, offset, range.end);
      string = { quote: first, closed: close !== undefined };
      typed = { start: at + 1, end: offset };
      whole = { start: at + 1, end: close ?? wordEnd(text, offset, range.end) };
      break;
    }
    if (/^\s/.test(written)) continue;
    if (/^[\p{L}_]/u.test(written) && end >= offset) {
      typed = { start: at, end: offset };
      break;
    }
    before.push(written);
    step(open, written, before);
  }
  const path = string ? [] : pathBefore(before);
  return {
    slot: string ? 'string' : slotOf(before, path),
    statement: undefined,
    before,
    typed,
    whole: whole ?? { start: typed.start, end: wordEnd(text, offset, range.end) },
    path,
    string,
    brackets: open.map(({ current, ...rest }) => ({
      ...rest,
      begun: current.length > 0 && !(current.length === 2 && (current[1] === '=' || current[1] === ':')),
    })),
  };
}

function step(open: Opened[], written: string, before: readonly string[]): void {
  const inner = open.at(-1);
  if (written === '(' || written === '[' || written === '{') {
    inner?.current.push(written);
    const callee = written === '(' ? calleeBefore(before) : '';
    open.push({ bracket: written, callee, args: [], keywords: [], keyword: undefined, current: [] });
  } else if (inner && written === closers[inner.bracket]) {
    open.pop();
    open.at(-1)?.current.push(written);
  } else if (inner && written === ',') {
    if (inner.keyword === undefined) inner.args.push(literal(inner.current));
    inner.keyword = undefined;
    inner.current = [];
  } else if (inner) {
    const [name = ''] = inner.current;
    if (inner.current.length === 1 && (written === '=' || written === ':')) {
      inner.keyword = literal(inner.current) ?? name;
      inner.keywords.push(inner.keyword);
    }
    inner.current.push(written);
  }
}

function literal(tokens: readonly string[]): string | undefined {
  const [one = ''] = tokens;
  return tokens.length === 1 && /^['"]/.test(one) ? one.slice(1, -1) : undefined;
}

/** The dotted path that ends before the last token, which is its opening bracket. */
function calleeBefore(before: readonly string[]): string {
  const path: string[] = [];
  for (let at = before.length - 2; at >= 0 && /^[\p{L}_]/u.test(before[at] ?? ''); at -= 2) {
    path.unshift(before[at] ?? '');
    if (before[at - 1] !== '.') break;
  }
  return path.join('.');
}

/** The path before a dot that is the last token; empty where none is. */
function pathBefore(before: readonly string[]): readonly string[] {
  if (before.at(-1) !== '.') return [];
  return calleeBefore([...before.slice(0, -1), '(']).split('.');
}

const operators = /^(?:in|not|and|or|if|else|elif|is|=|==|!=|<=?|>=?|[-+*/%~(,[{:|.]|\*\*|\/\/)$/;

function slotOf(before: readonly string[], path: readonly string[]): JinjaSlot {
  const last = before.at(-1);
  if (last === '.') return path.length > 0 && path[0] !== '' ? 'member' : 'none';
  if (last === '|') return 'filter';
  if (last === 'is' || (last === 'not' && before.at(-2) === 'is')) return 'test';
  return last === undefined || operators.test(last) ? 'name' : 'none';
}

/** The quote that ends the string at the cursor: the next one on the line, unless it plainly opens another string. */
function closingQuote(text: string, quote: string, offset: number, end: number): number | undefined {
  for (let at = offset; at < end; at++) {
    const character = text[at] ?? '';
    if (character === quote) return at;
    if (/[\r\n,()[\]]/.test(character)) return undefined;
  }
  return undefined;
}

function wordEnd(text: string, offset: number, end: number): number {
  let at = offset;
  while (at < end && /[\p{L}\p{N}_]/u.test(text[at] ?? '')) at++;
  return at;
}
