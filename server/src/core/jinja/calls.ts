// The calls in a text's Jinja, which is what most features ask for. Deliberately absent: which of them dbt knows, and evaluation.

import { memo } from '../memo.ts';
import type { SourceText, TextRange } from '../text.ts';
import type { JinjaCall, JinjaExpression, JinjaNode } from './ast.ts';
import { readOutput } from './readStatement.ts';
import { expressionsOf, parseJinja, partsOf, walkNodes } from './tree.ts';

/**
 * Every call in the text's Jinja, nested ones too, in the order they are written. Not those in Jinja comments, raw blocks and docs
 * blocks; those in SQL comments and SQL strings do count, since dbt renders them.
 */
export const jinjaCalls: (source: SourceText) => readonly JinjaCall[] = memo((source) =>
  callsIn(parseJinja(source).nodes),
);

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

/**
 * The calls of an expression that stands without braces in a range of the text, as `to: ref('orders')` in YAML; also where the
 * range holds nothing but one output with braces.
 */
export function bareCalls(source: SourceText, range: TextRange): readonly JinjaCall[] {
  const expression = bareExpression(source, range);
  const calls: JinjaCall[] = [];
  if (expression) collectCalls(expression, calls);
  return calls;
}

/** The expression that stands without braces in a range of the text; undefined when the range is blank. */
export function bareExpression(source: SourceText, range: TextRange): JinjaExpression | undefined {
  const written = source.text.slice(range.start, range.end);
  const place = { text: source.text, offset: range.start, end: range.end, tag: range };
  return readOutput(written, place, { known: new Map(), previous: undefined });
}

/** The calls in an expression, itself included, in the order they are written. */
export function collectCalls(expression: JinjaExpression, calls: JinjaCall[]): void {
  if (expression.kind === 'call') calls.push(expression);
  for (const part of partsOf(expression)) collectCalls(part, calls);
}
