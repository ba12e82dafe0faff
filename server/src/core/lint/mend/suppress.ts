// The mend that every finding has: a comment that silences its rule on its line, with a place for the reason. The forms that are read are
// those of suppressions.ts. Deliberately absent: lines above which no comment can stand (inside a tag, in a text of several lines).

import { parseJinja, walkNodes } from '../../jinja/tree.ts';
import { extensionOf } from '../../semantics/modelFiles.ts';
import { positionAt, type SourceText, type TextEdit, type TextRange } from '../../text.ts';
import { yamlDocument } from '../../yaml/yamlDocument.ts';
import { scalarsWithin } from '../../yaml/yamlTree.ts';
import type { Finding, Fix } from '../rule.ts';

const reason = 'reason';
const above = /dbt-context-ignore-next-line(?![\w-])[ \t]*([\w*-]+(?:[ \t]*,?[ \t]+[\w*-]+|,[\w*-]+)*)/;

/** See the head of this file; undefined where no comment can stand above the finding's line. */
export function suppressFix(
  source: SourceText,
  path: string,
  { rule, range }: Pick<Finding, 'rule' | 'range'>,
): Fix | undefined {
  const edit = commentAbove(source, path, rule, range);
  return edit && { title: `Ignore “${rule}” here`, edits: [{ path, ...edit }], byHand: true };
}

function commentAbove(
  source: SourceText,
  path: string,
  rule: string,
  range: TextRange,
): TextEdit | undefined {
  const { text, lineStarts } = source;
  const { line } = positionAt(source, range.start);
  const start = lineStarts[line] ?? 0;
  const before = text.slice(line > 0 ? lineStarts[line - 1] : start, start);
  const known = above.exec(before);
  // Of two comments above each other the upper one would be for the lower.
  if (known) {
    const at = start - before.length + known.index + known[0].trimEnd().length;
    return { range: { start: at, end: at }, newText: `, ${rule}` };
  }
  const form = formAt(source, path, range.start, start);
  if (!form) return undefined;
  const [open, close] = form;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = `${indent}${open}dbt-context-ignore-next-line ${rule}: ${reason}${close}${eol}`;
  return { range: { start, end: start }, newText };
}

/** What a comment begins and ends with above a line. */
function formAt(
  source: SourceText,
  path: string,
  offset: number,
  lineStart: number,
): readonly [string, string] | undefined {
  switch (extensionOf(path)) {
    case 'sql':
      return formInSql(source, offset, lineStart);
    case 'yml':
    case 'yaml':
      return isInScalar(source, lineStart) ? undefined : ['# ', ''];
    case 'py':
      return ['# ', ''];
    case 'md':
      return ['<!-- ', ' -->'];
    default:
      return undefined;
  }
}

/** A comment of Jinja for what stands in Jinja, since its text may not be SQL; none where a tag of several lines goes on. */
function formInSql(
  source: SourceText,
  offset: number,
  lineStart: number,
): readonly [string, string] | undefined {
  let isInTag = false;
  let goesOn = false;
  walkNodes(parseJinja(source), ({ kind, range }) => {
    if (range.end < lineStart || range.start > offset) return false;
    if (kind === 'text' || kind === 'block') return undefined;
    if (range.start < lineStart && lineStart < range.end) goesOn = true;
    if (range.start <= offset && offset < range.end) isInTag = true;
    return undefined;
  });
  if (goesOn) return undefined;
  return isInTag ? ['{# ', ' #}'] : ['-- ', ''];
}

/** Whether a line is part of a scalar that began before it. */
function isInScalar(source: SourceText, lineStart: number): boolean {
  for (const root of yamlDocument(source).roots) {
    for (const { scalar } of scalarsWithin(root))
      if (scalar.range.start < lineStart && lineStart < scalar.range.end) return true;
  }
  return false;
}
