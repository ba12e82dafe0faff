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
  let sound = true;
  parserOf(kind)
    .parse(content)
    .iterate({
      enter: (node) => {
        if (node.type.isError) sound = false;
        return sound;
      },
    });
  return sound;
}

/** The contents parsed for one text, by kind and text, to be used again for the next version of it. */
export type ContentTrees = Map<string, Tree>;

const parsers = new Map<ContentKind, LRParser>();

/**
 * Parses a content, or takes the tree it has from this version of the text or the one before. One that nests absurdly deep counts
 * as empty.
 */
export function parseContent(
  kind: ContentKind,
  content: string,
  known: ContentTrees,
  previous: ContentTrees | undefined,
): Tree {
  const key = `${kind} ${content}`;
  const seen = known.get(key) ?? previous?.get(key);
  const tree = seen ?? parseShallow(kind, content);
  known.set(key, tree);
  return tree;
}

/** Nobody nests deeper than this; everything that walks a tree may count on it. */
const deepest = 400;

function parseShallow(kind: ContentKind, content: string): Tree {
  const tree = parserOf(kind).parse(content);
  let depth = 0;
  let tooDeep = false;
  if (content.length > deepest) {
    tree.iterate({
      enter: () => {
        if (++depth > deepest) tooDeep = true;
        return !tooDeep;
      },
      leave: () => {
        depth--;
      },
    });
  }
  return tooDeep ? parserOf(kind).parse('') : tree;
}

function parserOf(kind: ContentKind): LRParser {
  let found = parsers.get(kind);
  if (!found) {
    found = parser.configure({ top: kind });
    parsers.set(kind, found);
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
