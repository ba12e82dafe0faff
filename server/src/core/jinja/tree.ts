// Parses a whole text into its tree: the scanner's pieces, each tag's content, and the nesting of blocks. A next version of a
// text takes over the contents that stayed the same. Deliberately absent: what names refer to, and any evaluation.

import type { SourceText } from '../text.ts';
import type {
  JinjaBlock,
  JinjaBranch,
  JinjaExpression,
  JinjaNode,
  JinjaOutput,
  JinjaStatement,
} from './ast.ts';
import { type ContentStore, contentStore, type ParsedContents } from './parse.ts';
import { readDetail, readOutput } from './readStatement.ts';
import { type JinjaPiece, scanJinja } from './scan.ts';

/** What a text's tree leaves to the tree of its next version. */
interface Leftovers {
  readonly contents: ParsedContents;
  /** By where they start. */
  readonly nodes: ReadonlyMap<number, ReadNode>;
}

interface ReadNode {
  readonly piece: JinjaPiece;
  readonly node: FlatNode;
  /** What it took of the patience there is for errors; undefined where it took all that was left. */
  readonly patience: number | undefined;
}

const trees = new WeakMap<SourceText, readonly JinjaNode[]>();
const leftovers = new WeakMap<SourceText, Leftovers>();
/** Of texts not parsed yet: what the version before them left. */
const inherited = new WeakMap<SourceText, Leftovers>();

/** The Jinja of a text, read once for each: its pieces with blocks nested, which cover it without gaps. */
export function parseJinja(source: SourceText): readonly JinjaNode[] {
  const known = trees.get(source);
  if (known) return known;
  const before = inherited.get(source);
  inherited.delete(source);
  const store = contentStore(before?.contents);
  const nodes = new Map<number, ReadNode>();
  const flat = scanJinja(source.text).map((piece) => {
    const old = before?.nodes.get(piece.range.start);
    const read =
      (old && same(old.piece, piece) && takenOver(old, store)) || readNode(source.text, piece, store);
    nodes.set(piece.range.start, read);
    return read.node;
  });
  const tree = nest(flat);
  trees.set(source, tree);
  leftovers.set(source, { contents: store.known, nodes });
  return tree;
}

/**
 * Says that `after` is the next version of `before`, before it is parsed: tags that stay at their place are then taken over as they
 * are, and contents that are known aren't parsed again. It only saves time; the tree is the same without it. Of `before` nothing
 * but its tags is kept, however many versions nobody parses.
 */
export function continueJinja(before: SourceText, after: SourceText): void {
  const left = leftovers.get(before) ?? inherited.get(before);
  if (left) inherited.set(after, left);
}

type FlatNode = Exclude<JinjaNode, JinjaBlock>;

function same(a: JinjaPiece, b: JinjaPiece): boolean {
  return (
    a.kind === b.kind &&
    a.range.end === b.range.end &&
    a.content.start === b.content.start &&
    a.content.end === b.content.end &&
    a.closed === b.closed &&
    a.before === b.before &&
    a.after === b.after &&
    a.parsable === b.parsable
  );
}

function takenOver(old: ReadNode, store: ContentStore): ReadNode | undefined {
  if (old.patience === undefined || old.patience > store.patience) return undefined;
  store.patience -= old.patience;
  return old;
}

function readNode(text: string, piece: JinjaPiece, store: ContentStore): ReadNode {
  const before = store.patience;
  const node = toNode(text, piece, store);
  const after = store.patience;
  return { piece, node, patience: after === 0 ? undefined : before - after };
}

function toNode(text: string, piece: JinjaPiece, store: ContentStore): FlatNode {
  const { kind, range, content, closed, before, after } = piece;
  switch (kind) {
    case 'text':
      return { kind, range };
    case 'comment':
      return { kind, range, content, closed, before, after };
    case 'output': {
      const place = { text, offset: content.start, end: content.end, tag: range };
      const expression = readOutput(piece.parsable, place, store);
      return { kind, range, content, closed, before, after, expression } satisfies JinjaOutput;
    }
    case 'statement': {
      const { keyword, keywordRange } = piece;
      const place = { text, offset: keywordRange.end, end: content.end, tag: range };
      const rest = piece.parsable.slice(keywordRange.end - content.start);
      const detail = readDetail(keyword, rest, place, store);
      return { kind, range, content, closed, before, after, keyword, keywordRange, detail };
    }
  }
}

const blockNames: ReadonlySet<string> = new Set([
  'if',
  'for',
  'macro',
  'call',
  'filter',
  'set',
  'snapshot',
  'test',
  'data_test',
  'materialization',
  'docs',
  'raw',
  'block',
  'with',
  'autoescape',
]);

/** Openings nested deeper stay plain statements, so that everything that walks a tree may recurse. */
const deepest = 200;

interface OpenBlock {
  readonly nodes: JinjaNode[];
  /** Undefined for the text itself. */
  readonly tag: JinjaStatement | undefined;
}

/** Pairs opening and closing tags. An opening tag without its end, and an end without its opening, stay plain statements. */
function nest(flat: readonly FlatNode[]): readonly JinjaNode[] {
  const stack: OpenBlock[] = [{ nodes: [], tag: undefined }];
  const waiting = new Map<string, number>();
  for (const node of flat) {
    const top = stack.at(-1)!;
    if (node.kind !== 'statement') {
      top.nodes.push(node);
    } else if (opensBlock(node) && stack.length < deepest) {
      waiting.set(node.keyword, (waiting.get(node.keyword) ?? 0) + 1);
      stack.push({ nodes: [], tag: node });
    } else if (
      node.keyword.startsWith('end') &&
      (waiting.get(node.keyword.slice(3)) ?? 0) > 0 &&
      (!verbatimBlocks.has(node.keyword) || isVerbatim(top, node))
    ) {
      closeBlock(stack, waiting, node);
    } else {
      top.nodes.push(node);
    }
  }
  while (stack.length > 1) giveUp(stack, waiting);
  return stack[0]!.nodes;
}

const verbatimBlocks: ReadonlySet<string> = new Set(['endraw', 'enddocs']);

/** Raw and docs blocks are those whose body the scanner left alone; a damaged one is no block. */
function isVerbatim(top: OpenBlock, close: JinjaStatement): boolean {
  return top.tag?.keyword === close.keyword.slice(3) && top.nodes.every((node) => node.kind === 'text');
}

function opensBlock(tag: JinjaStatement): boolean {
  if (!blockNames.has(tag.keyword)) return false;
  return tag.detail.form !== 'set' || tag.detail.value === undefined;
}

function closeBlock(stack: OpenBlock[], waiting: Map<string, number>, close: JinjaStatement): void {
  const name = close.keyword.slice(3);
  while (stack.at(-1)!.tag!.keyword !== name) giveUp(stack, waiting);
  const { tag, nodes } = stack.pop()!;
  waiting.set(name, waiting.get(name)! - 1);
  stack.at(-1)!.nodes.push({
    kind: 'block',
    range: { start: tag!.range.start, end: close.range.end },
    name,
    branches: branchesOf(tag!, nodes, close),
    close,
  });
}

function giveUp(stack: OpenBlock[], waiting: Map<string, number>): void {
  const { tag, nodes } = stack.pop()!;
  waiting.set(tag!.keyword, waiting.get(tag!.keyword)! - 1);
  const outer = stack.at(-1)!.nodes;
  outer.push(tag!);
  for (const node of nodes) outer.push(node);
}

function branchesOf(
  open: JinjaStatement,
  nodes: readonly JinjaNode[],
  close: JinjaStatement,
): readonly [JinjaBranch, ...JinjaBranch[]] {
  const tags = [open];
  const bodies: JinjaNode[][] = [[]];
  for (const node of nodes) {
    if (node.kind === 'statement' && startsBranch(open.keyword, node.keyword)) {
      tags.push(node);
      bodies.push([]);
    } else {
      bodies.at(-1)!.push(node);
    }
  }
  const branch = (index: number): JinjaBranch => ({
    tag: tags[index]!,
    body: bodies[index]!,
    bodyRange: { start: tags[index]!.range.end, end: (tags[index + 1] ?? close).range.start },
  });
  return [branch(0), ...tags.slice(1).map((_, index) => branch(index + 1))];
}

function startsBranch(block: string, keyword: string): boolean {
  return keyword === 'else' ? block === 'if' || block === 'for' : keyword === 'elif' && block === 'if';
}

/** Calls `visit` for every node, blocks before what they hold; a `false` from it leaves the inside of that block out. */
export function walkNodes(
  nodes: readonly JinjaNode[],
  visit: (node: JinjaNode) => boolean | undefined,
): void {
  for (const node of nodes) {
    if (visit(node) === false || node.kind !== 'block') continue;
    for (const branch of node.branches) {
      visit(branch.tag);
      walkNodes(branch.body, visit);
    }
    visit(node.close);
  }
}

/** The expressions directly inside one. */
export function partsOf(expression: JinjaExpression): readonly JinjaExpression[] {
  switch (expression.kind) {
    case 'call':
      return [expression.target, ...expression.args.map((argument) => argument.value)];
    case 'attribute':
      return [expression.object];
    case 'subscript':
      return [expression.object, expression.index];
    case 'slice':
      return [expression.start, expression.stop, expression.step].filter((part) => part !== undefined);
    case 'filter':
      return [expression.value, ...expression.filter.args.map((argument) => argument.value)];
    case 'test':
      return [expression.value, ...expression.args.map((argument) => argument.value)];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'compare':
      return [expression.first, ...expression.rest.map((part) => part.value)];
    case 'conditional':
      return [expression.consequent, expression.condition, expression.alternative].filter(
        (part) => part !== undefined,
      );
    case 'list':
    case 'tuple':
      return expression.items;
    case 'dict':
      return expression.entries.flatMap((entry) => [entry.key, entry.value]);
    default:
      return [];
  }
}

/** The expressions that a statement's detail holds directly. */
export function expressionsOf(node: JinjaStatement | JinjaOutput): readonly JinjaExpression[] {
  if (node.kind === 'output') return node.expression ? [node.expression] : [];
  const { detail } = node;
  const found: (JinjaExpression | undefined)[] = [];
  switch (detail.form) {
    case 'expression':
      found.push(detail.expression);
      break;
    case 'set':
      found.push(
        detail.value,
        ...detail.filters.flatMap((filter) => filter.args.map((argument) => argument.value)),
      );
      break;
    case 'for':
      found.push(detail.iterable, detail.condition);
      break;
    case 'definition':
      found.push(...detail.parameters.map((parameter) => parameter.default));
      break;
    case 'call':
      found.push(...detail.parameters.map((parameter) => parameter.default), detail.call);
      break;
    case 'filter':
      found.push(...detail.filters.flatMap((filter) => filter.args.map((argument) => argument.value)));
      break;
    case 'materialization':
      found.push(...detail.args.map((argument) => argument.value));
      break;
    case 'with':
      found.push(...detail.assignments.map((assignment) => assignment.value));
      break;
    case 'import':
      found.push(detail.template);
      break;
  }
  return found.filter((expression) => expression !== undefined);
}
