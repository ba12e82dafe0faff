// The calls in a text's Jinja, which is what most features ask for. Deliberately absent: which of them dbt knows, and evaluation.

import { memo } from '../memo.ts';
import { type SourceText, slice, type TextRange } from '../text.ts';
import type { JinjaCall, JinjaExpression, JinjaNode } from './ast.ts';
import { contentStore, isSound } from './parse.ts';
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
function callsIn(nodes: readonly JinjaNode[]): readonly JinjaCall[] {
  const calls: JinjaCall[] = [];
  walkNodes(nodes, (node) => {
    if (node.kind === 'output' || node.kind === 'statement') {
      for (const expression of expressionsOf(node)) collectCalls(expression, calls);
    }
    return undefined;
  });
  return calls;
}

/** The calls of an expression that stands without braces in a range of the text; the `tag` of each is that range. */
export function bareCalls(source: SourceText, range: TextRange): readonly JinjaCall[] {
  const calls: JinjaCall[] = [];
  const written = slice(source, range);
  const parsable = isSound('Output', written) ? written : recoverTag(written, 0).parsable;
  const place = { text: source.text, offset: range.start, end: range.end, tag: range };
  const expression = readOutput(parsable, place, contentStore(undefined));
  if (expression) collectCalls(expression, calls);
  return calls;
}

/** The calls in the outputs of a template that stands at an offset of the text. */
function collectOutputs(text: string, offset: number, written: string, calls: JinjaCall[]): void {
  const store = contentStore(undefined);
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

/** The calls in an expression, itself included, in the order they are written. */
export function collectCalls(expression: JinjaExpression, calls: JinjaCall[]): void {
  if (expression.kind === 'call') calls.push(expression);
  for (const part of partsOf(expression)) collectCalls(part, calls);
}
