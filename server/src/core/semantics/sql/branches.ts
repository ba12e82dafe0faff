// The branches of a template by their number in the file, so that there are as many as are written however the text grows.
// Deliberately absent: which of them are taken.

import { parseJinja, walkNodes } from '../../jinja/tree.ts';
import { memo } from '../../memo.ts';
import { type SourceText, type TextRange, touches } from '../../text.ts';

/** The key of a node's SQL with a branch of its template in it. */
export function coveredKey(id: string, branch: number): string {
  return `${branch} ${id}`;
}

/** The parts of {@link coveredKey}. */
export function coveredParts(key: string): { readonly id: string; readonly branch: number } {
  const end = key.indexOf(' ');
  return { id: key.slice(end + 1), branch: Number(key.slice(0, end)) };
}

/** The body of a branch; undefined where there is none of that number. */
export function branchBody(source: SourceText, branch: number): TextRange | undefined {
  return branches(source)[branch];
}

/** How many branches a text has. */
export function branchCount(source: SourceText): number {
  return branches(source).length;
}

/** The number of the innermost branch around a place of a text; undefined where there is none. */
export function branchAt(source: SourceText, offset: number): number | undefined {
  const index = branches(source).findLastIndex((range) => touches(range, offset));
  return index < 0 ? undefined : index;
}

/** The bodies of all branches, outer before inner. */
const branches = memo((source: SourceText): readonly TextRange[] => {
  const found: TextRange[] = [];
  walkNodes(parseJinja(source), (node) => {
    if (node.kind === 'block') for (const { bodyRange } of node.branches) found.push(bodyRange);
  });
  return found.sort((left, right) => left.start - right.start || right.end - left.end);
});
