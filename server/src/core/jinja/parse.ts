// The only door to Lezer: parses the content of one tag and hands out a cursor-free view of its nodes. Deliberately absent: what
// the nodes mean (readExpression.ts, readStatement.ts).

import type { SyntaxNode, Tree } from '@lezer/common';
import type { LRParser } from '@lezer/lr';
import type { TextRange } from '../text.ts';
import { parser } from './dbtJinja.generated.ts';

/** What a content may be: the start rules of the grammar. */
export type ContentKind =
  | 'Output'
  | 'SetContent'
  | 'ForContent'
  | 'MacroContent'
  | 'CallContent'
  | 'FilterContent'
  | 'NameContent'
  | 'MaterializationContent'
  | 'WithContent'
  | 'ImportContent'
  | 'FromContent'
  | 'IncludeContent';

const contentKinds: Readonly<Record<string, ContentKind>> = {
  if: 'Output',
  elif: 'Output',
  do: 'Output',
  set: 'SetContent',
  for: 'ForContent',
  macro: 'MacroContent',
  test: 'MacroContent',
  data_test: 'MacroContent',
  call: 'CallContent',
  filter: 'FilterContent',
  snapshot: 'NameContent',
  docs: 'NameContent',
  block: 'NameContent',
  materialization: 'MaterializationContent',
  with: 'WithContent',
  import: 'ImportContent',
  from: 'FromContent',
  include: 'IncludeContent',
  extends: 'IncludeContent',
};

/** The grammar's start rule for what stands behind a keyword; undefined where nothing or nothing known may stand. */
export function contentKind(keyword: string): ContentKind | undefined {
  return Object.hasOwn(contentKinds, keyword) ? contentKinds[keyword] : undefined;
}

/** Whether a content parses without an error. */
export function isSound(kind: ContentKind, content: string): boolean {
  return typeof soundTree(kind, content) !== 'number';
}

/** A content that was parsed. */
interface ParsedContent {
  readonly tree: Tree;
  /** How many characters stand behind its first error. */
  readonly damaged: number;
}

/** The contents parsed for one text, by kind and text, to be used again for the next version of it. */
export type ParsedContents = Map<string, ParsedContent>;

/** What the contents of one text share while they are parsed. */
export interface ContentStore {
  readonly known: ParsedContents;
  /** Those of the version of the text before this one. */
  readonly previous: ParsedContents | undefined;
  /** How many characters behind errors may still be read: making sense of them is slow, and text made to harm has nothing else. */
  patience: number;
}

/** A store for the contents of a text. */
export function contentStore(previous: ParsedContents | undefined): ContentStore {
  return { known: new Map(), previous, patience: 5000 };
}

/**
 * Parses a content, or takes the tree it has from this version of the text or the one before. One that nests absurdly deep counts
 * as empty; once patience is at its end, a content ends at its error.
 */
export function parseContent(kind: ContentKind, content: string, store: ContentStore): Tree {
  const { patience } = store;
  const key = `${kind}${patience > 0 ? '' : '!'} ${content}`;
  const seen = store.known.get(key) ?? store.previous?.get(key);
  const affordable = ({ damaged }: ParsedContent) => patience === 0 || damaged <= patience;
  const parsed = seen && affordable(seen) ? seen : parseShallow(kind, content, patience);
  if (affordable(parsed)) store.known.set(key, parsed);
  store.patience = Math.max(0, patience - parsed.damaged);
  return parsed.tree;
}

/** Nobody nests deeper than this; everything that walks a tree may count on it. */
const deepest = 400;
/** Nor brackets within brackets deeper than this. */
const deepestBrackets = 100;

function parseShallow(kind: ContentKind, content: string, patience: number): ParsedContent {
  const empty = () => ({ tree: parserOf(kind, false).parse(''), damaged: 0 });
  if (content.length > deepestBrackets && hasDeepBrackets(content)) return empty();
  const found = soundTree(kind, content);
  const tree = typeof found === 'number' ? damagedTree(kind, content, found + patience) : found;
  if (content.length > deepest && isDeep(tree)) return empty();
  return { tree, damaged: typeof found === 'number' ? content.length - found : 0 };
}

/** The tree of a content without an error, else the place where the first error is noticed. */
function soundTree(kind: ContentKind, content: string): Tree | number {
  const parse = parserOf(kind, true).startParse(content);
  try {
    for (;;) {
      const tree = parse.advance();
      if (tree) return tree;
    }
  } catch (error) {
    if (error instanceof SyntaxError) return parse.parsedPos;
    throw error;
  }
}

function damagedTree(kind: ContentKind, content: string, end: number): Tree {
  const parse = parserOf(kind, false).startParse(content);
  if (end < content.length) parse.stopAt(end);
  for (;;) {
    const tree = parse.advance();
    if (tree) return tree;
  }
}

function isDeep(tree: Tree): boolean {
  let depth = 0;
  let tooDeep = false;
  tree.iterate({
    enter: () => {
      if (++depth > deepest) tooDeep = true;
      return !tooDeep;
    },
    leave: () => {
      depth--;
    },
  });
  return tooDeep;
}

function hasDeepBrackets(content: string): boolean {
  let depth = 0;
  for (const [token] of content.matchAll(/'(?:[^\\']|\\[\s\S])*'|"(?:[^\\"]|\\[\s\S])*"|[([{]|[)\]}]/g)) {
    if (token === '(' || token === '[' || token === '{') depth++;
    else if (token.length === 1 && depth > 0) depth--;
    if (depth > deepestBrackets) return true;
  }
  return false;
}

const parsers = new Map<string, LRParser>();

function parserOf(kind: ContentKind, strict: boolean): LRParser {
  const key = `${kind} ${strict}`;
  let found = parsers.get(key);
  if (!found) {
    found = parser.configure({ top: kind, strict });
    parsers.set(key, found);
  }
  return found;
}

/** What the readers of a content need besides its nodes. */
export interface ContentPlace {
  /** The whole text the content is part of. */
  readonly text: string;
  /** Where the content's offset 0 lies in the text. */
  readonly offset: number;
  readonly end: number;
  readonly tag: TextRange;
}

/** The children of a node, without those that stand for an error. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.type.isError) children.push(child);
  }
  return children;
}

/** The place of a node in the whole text. */
export function rangeOf(node: SyntaxNode, place: ContentPlace): TextRange {
  return { start: place.offset + node.from, end: place.offset + node.to };
}

/** The text of a node. */
export function textOf(node: SyntaxNode, place: ContentPlace): string {
  return place.text.slice(place.offset + node.from, place.offset + node.to);
}
