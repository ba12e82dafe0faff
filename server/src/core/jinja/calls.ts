// The calls in a text's Jinja, which is what most features ask for. Deliberately absent: which of them dbt knows, and evaluation.

import { memo } from '../memo.ts';
import { type SourceText, slice, type TextRange } from '../text.ts';
import type { JinjaCall, JinjaExpression, JinjaNode } from './ast.ts';
import { isSound } from './parse.ts';
import { readOutput } from './readStatement.ts';
import { scanJinja } from './scan.ts';
import { recoverTag } from './scanTag.ts';
import { expressionsOf, parseJinja, partsOf, walkNodes } from './tree.ts';

/**
 * Every call in the text's Jinja, nested ones too, in the order they are written. Not those in Jinja comments, raw blocks and docs
 * blocks; those in SQL comments and SQL strings do count, since dbt renders them, and so do those in the hooks of `config`.
 */
export const jinjaCalls: (source: SourceText) => readonly JinjaCall[] = memo((source) => {
  const calls: JinjaCall[] = [];
  for (const call of callsIn(parseJinja(source))) {
    calls.push(call);
    if (call.name === 'config') collectHooks(source, call, calls);
  }
  return calls;
});

/** The calls in some nodes of a tree, in the order they are written. */
export function callsIn(nodes: readonly JinjaNode[]): readonly JinjaCall[] {
  const calls: JinjaCall[] = [];
  walkNodes(nodes, (node) => {
    if (node.kind === 'output' || node.kind === 'statement') {
      for (const expression of expressionsOf(node)) collectCalls(expression, calls);
    }
    return undefined;
  });
  return calls;
}

/** How a YAML scalar is quoted, which says how quotes inside it are written. */
export type ScalarStyle = 'plain' | 'single' | 'double';

/**
 * The calls in a YAML scalar, whose range is given without its quotes: an expression without braces (`to: ref('orders')`), or all
 * outputs in it (`"{{ doc('x') }}"`). Quotes that YAML escapes (`\"` in double, `''` in single quotes) are quotes of Jinja.
 */
export function scalarCalls(
  source: SourceText,
  range: TextRange,
  style: ScalarStyle = 'plain',
): readonly JinjaCall[] {
  const calls: JinjaCall[] = [];
  const written = unescapeQuotes(source.text.slice(range.start, range.end), style);
  if (!written.includes('{{')) {
    const expression = readBare(source, range, written);
    if (expression) collectCalls(expression, calls);
    return calls;
  }
  collectOutputs(source.text, range.start, written, calls);
  return calls;
}

/** The calls of an expression that stands without braces in a range of the text; the `tag` of each is that range. */
export function bareCalls(source: SourceText, range: TextRange): readonly JinjaCall[] {
  const calls: JinjaCall[] = [];
  const expression = bareExpression(source, range);
  if (expression) collectCalls(expression, calls);
  return calls;
}

/** The expression that stands without braces in a range of the text; undefined when there is none. */
export function bareExpression(source: SourceText, range: TextRange): JinjaExpression | undefined {
  return readBare(source, range, source.text.slice(range.start, range.end));
}

/** The calls in the outputs of a template that stands at an offset of the text, written as it is or with other quotes. */
function collectOutputs(text: string, offset: number, written: string, calls: JinjaCall[]): void {
  const store = { known: new Map(), previous: undefined };
  const moved = (range: TextRange) => ({ start: offset + range.start, end: offset + range.end });
  for (const piece of scanJinja(written)) {
    if (piece.kind !== 'output') continue;
    const content = moved(piece.content);
    const place = { text, offset: content.start, end: content.end, tag: moved(piece.range) };
    const expression = readOutput(piece.parsable, place, store);
    if (expression) collectCalls(expression, calls);
  }
}

const hooks: ReadonlySet<string> = new Set(['pre_hook', 'post_hook']);

/** dbt renders the strings given as hooks when it parses the model, so a ref in one counts. */
function collectHooks(source: SourceText, call: JinjaCall, calls: JinjaCall[]): void {
  const visit = (value: JinjaExpression) => {
    if (value.kind === 'string' && value.verbatim && value.value.includes('{{')) {
      collectOutputs(source.text, value.inner.start, slice(source, value.inner), calls);
    } else if (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'dict') {
      for (const part of partsOf(value)) visit(part);
    }
  };
  for (const argument of call.args) {
    if (argument.name && hooks.has(argument.name.text)) visit(argument.value);
  }
}

function readBare(source: SourceText, range: TextRange, written: string): JinjaExpression | undefined {
  const place = { text: source.text, offset: range.start, end: range.end, tag: range };
  const parsable = isSound('Output', written) ? written : recoverTag(written, 0).parsable;
  return readOutput(parsable, place, { known: new Map(), previous: undefined });
}

/** Puts one quote and a space for each escaped quote, the quote on the inner side of the string, so that offsets stay. */
function unescapeQuotes(written: string, style: ScalarStyle): string {
  if (style === 'plain') return written;
  let opening = true;
  return written.replaceAll(style === 'double' ? '\\"' : "''", (escaped) => {
    const quote = escaped[1] ?? '';
    const made = opening ? ` ${quote}` : `${quote} `;
    opening = !opening;
    return made;
  });
}

/** The calls in an expression, itself included, in the order they are written. */
export function collectCalls(expression: JinjaExpression, calls: JinjaCall[]): void {
  if (expression.kind === 'call') calls.push(expression);
  for (const part of partsOf(expression)) collectCalls(part, calls);
}
