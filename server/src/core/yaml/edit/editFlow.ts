// Items put into flow collections (`[a, b]`, `{a: b}`), or taken out of them.
// Deliberately absent: what is written (editWrite.ts).

import type { SourceText, TextEdit, TextRange } from '../../text.ts';
import type { YamlList, YamlMap } from '../yamlTree.ts';
import { eolAt } from './editLines.ts';
import { lineStartOf } from './editStyle.ts';

/**
 * Texts behind the last item or pair of a flow collection; on lines of their own where the last stands on one. `parts` are the
 * items or pairs as they stand there. Undefined where other things than blanks, a comma and comments stand behind the last.
 */
export function intoFlow(
  source: SourceText,
  collection: YamlMap | YamlList,
  parts: readonly TextRange[],
  texts: readonly string[],
): TextEdit | undefined {
  const { text } = source;
  const close = collection.range.end - 1;
  if (!']}'.includes(text[close] ?? ' ')) return undefined;
  const last = parts.at(-1);
  const from = last ? last.end : collection.range.start + 1;
  const tail = text.slice(from, close);
  const found = /^([ \t]*,)?((?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*)[ \t]*$/.exec(tail);
  if (!found || (!last && found[1])) return undefined;
  const [, comma, lines = ''] = found;
  if (!last) {
    if (lines !== '') return undefined;
    return { range: { start: from, end: close }, newText: texts.join(', ') };
  }
  const indent = /^[ \t]+$/.exec(text.slice(lineStartOf(source, last.start), last.start))?.[0];
  if (lines === '' || indent === undefined) {
    if (lines.includes('#')) return undefined;
    const added = comma ? ` ${texts.join(', ')},` : `, ${texts.join(', ')}`;
    const at = from + (comma?.length ?? 0);
    return { range: { start: at, end: at }, newText: added };
  }
  const eol = eolAt(source, from);
  const behindLine = /^[ \t]*(?:#[^\r\n]*)?/.exec(lines)?.[0] ?? '';
  const end = from + (comma?.length ?? 0) + behindLine.length;
  const added = texts.map((each) => eol + indent + each).join(',') + (comma ? ',' : '');
  return { range: { start: from, end }, newText: `${comma ?? ','}${behindLine}${added}` };
}

/** An item or pair of a flow collection taken out with one comma; undefined where more than blanks would go with it. */
export function outOfFlow(
  source: SourceText,
  collection: TextRange,
  parts: readonly TextRange[],
  at: number,
): TextEdit | undefined {
  const { text } = source;
  const [previous, part, next] = [parts[at - 1], parts[at], parts[at + 1]];
  if (!part) return undefined;
  const start = previous ? previous.end : part.start;
  const end = !previous && next ? next.start : part.end;
  const before = text.slice(previous ? start : collection.start + 1, part.start);
  const after = next ? text.slice(part.end, next.start) : ',';
  if (!/^\s*,?\s*$/.test(before) || !/^\s*,\s*$/.test(after)) return undefined;
  return start < end ? { range: { start, end }, newText: '' } : undefined;
}
