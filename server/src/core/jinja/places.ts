// What of Jinja lies at an offset, and where the comments are. Deliberately absent: names and calls at the offset.

import { memo } from '../memo.ts';
import type { SourceText } from '../text.ts';
import type { JinjaComment, JinjaNode, JinjaOutput, JinjaStatement } from './ast.ts';
import { parseJinja, walkNodes } from './tree.ts';

/** The Jinja comments of a text, in order. */
export const jinjaComments: (source: SourceText) => readonly JinjaComment[] = memo((source) =>
  tagsOf(source).filter((tag) => tag.kind === 'comment'),
);

/** The tag or comment that the offset is in, between its delimiters or at the open end of an unfinished one; else undefined. */
export function jinjaTagAt(
  source: SourceText,
  offset: number,
): JinjaOutput | JinjaStatement | JinjaComment | undefined {
  return tagsOf(source).find(({ range, closed }) =>
    closed
      ? range.start + 2 <= offset && offset <= range.end - 2
      : range.start + 2 <= offset && offset <= range.end,
  );
}

/** Whether the offset is where Jinja's expressions or statements are written: in a tag, and not in a comment or raw text. */
export function isInJinja(source: SourceText, offset: number): boolean {
  const tag = jinjaTagAt(source, offset);
  return tag !== undefined && tag.kind !== 'comment';
}

const tagsOf = memo((source: SourceText) => {
  const tags: (JinjaOutput | JinjaStatement | JinjaComment)[] = [];
  walkNodes(parseJinja(source), (node: JinjaNode) => {
    if (node.kind !== 'text' && node.kind !== 'block') tags.push(node);
    return undefined;
  });
  return tags;
});
