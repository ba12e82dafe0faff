// Names of columns in the strings that a template is given: what a macro writes into the SQL, and what `config(…)` says of the columns.
// Deliberately absent: whether the SQL that a macro makes of it means the same then (renameTry.ts).

import type { JinjaExpression } from '../../../jinja/ast.ts';
import { jinjaCalls } from '../../../jinja/calls.ts';
import { expressionsOf, parseJinja, partsOf, walkNodes } from '../../../jinja/tree.ts';
import type { SourceText, TextRange } from '../../../text.ts';

/** The places of a column's name in the strings of one output tag; those behind a dot only where `qualifier` stands before it. */
export function namesInTag(
  source: SourceText,
  tag: TextRange,
  name: string,
  qualifier: string | undefined,
): readonly TextRange[] {
  const found: TextRange[] = [];
  walkNodes(parseJinja(source), (node) => {
    if (node.range.end <= tag.start || node.range.start >= tag.end) return false;
    if (node.kind === 'output' && node.range.start === tag.start && node.range.end === tag.end)
      for (const expression of expressionsOf(node)) collect(expression);
    return undefined;
  });
  return found;

  function collect(expression: JinjaExpression): void {
    if (expression.kind !== 'string') {
      for (const part of partsOf(expression)) collect(part);
    } else if (expression.verbatim && expression.closed) {
      const { value, inner } = expression;
      for (const at of wordsIn(value, name)) {
        const before = /(\w+)["`\]]?\.["`[]?$/.exec(value.slice(0, at))?.[1];
        if (before !== undefined && before.toLowerCase() !== qualifier?.toLowerCase()) continue;
        found.push({ start: inner.start + at, end: inner.start + at + name.length });
      }
    }
  }
}

/** Settings whose strings are names of the model's own columns. */
const columnSettings: ReadonlySet<string> = new Set([
  'unique_key',
  'updated_at',
  'check_cols',
  'partition_by',
  'cluster_by',
  'merge_update_columns',
  'merge_exclude_columns',
  'event_time',
  'sort',
  'dist',
  'order_by',
  'primary_key',
  'distributed_by',
]);

/** The places in a file's `config(…)` that are a column's name and nothing else. */
export function namesInConfig(source: SourceText, name: string): readonly TextRange[] {
  const found: TextRange[] = [];
  const wanted = name.toLowerCase();
  const collect = (expression: JinjaExpression): void => {
    if (expression.kind === 'string') {
      if (expression.verbatim && expression.closed && expression.value.toLowerCase() === wanted)
        found.push(expression.inner);
    } else if (expression.kind === 'dict') {
      for (const { value } of expression.entries) collect(value);
    } else if (expression.kind === 'list' || expression.kind === 'tuple') {
      for (const item of expression.items) collect(item);
    }
  };
  for (const call of jinjaCalls(source)) {
    if (call.name !== 'config') continue;
    for (const { name: key, value } of call.args) if (key && columnSettings.has(key.text)) collect(value);
  }
  return found;
}

/** Where a text has a name as a whole word, without regard to case. */
export function wordsIn(text: string, name: string): readonly number[] {
  const lower = text.toLowerCase();
  const wanted = name.toLowerCase();
  const found: number[] = [];
  if (wanted === '' || lower.length !== text.length) return found;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    if (!/\w/.test(lower[at - 1] ?? '') && !/\w/.test(lower[at + wanted.length] ?? '')) found.push(at);
  }
  return found;
}
