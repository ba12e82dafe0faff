// Which of a rendered text stands there only because a condition that isn't known was taken for true: it may be another text, so that
// neither the type of a column made there nor what it is made of is certain. Deliberately absent: columns (openParts.ts).

import { type Rendered, toSource } from '../../jinja/render/rendered.ts';
import type { NamedColumn } from '../../sql/columns.ts';
import type { TextRange } from '../../text.ts';

/** See the head of this file; in order, none touching another. */
export function unsureRanges({ pieces, choices }: Rendered): readonly TextRange[] {
  if (choices.length === 0) return [];
  const chosen = merged(choices.map(({ range }) => range).sort((a, b) => a.start - b.start));
  return merged(pieces.filter(({ origin }) => touchesAny(origin, chosen)).map(({ range }) => range));
}

/** Why the text that makes a column, or one that it is made of in the same text, may be another; undefined where it can't. */
export function choiceBehind(rendered: Rendered, column: NamedColumn): string | undefined {
  if (rendered.choices.length === 0) return undefined;
  const seen = new Set([column]);
  for (const step of seen) {
    const { start, end } = toSource(rendered, step.range).range;
    const choice = rendered.choices.find(({ range }) => range.start < end && start < range.end);
    if (choice) return choice.why;
    for (const { source } of step.inputs) if (source.kind === 'query') seen.add(source.column);
  }
  return undefined;
}

function merged(ranges: readonly TextRange[]): readonly TextRange[] {
  const result: TextRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last && range.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else result.push(range);
  }
  return result;
}

function touchesAny(range: TextRange, sorted: readonly TextRange[]): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.end ?? 0) <= range.start) low = middle + 1;
    else high = middle;
  }
  return (sorted[low]?.start ?? Number.POSITIVE_INFINITY) < range.end;
}
