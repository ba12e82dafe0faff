// Whether a name that a parser took for a column stands where a column can: two operands side by side are syntax that it doesn't
// know, such as `uint256 '0'`, `trim(both ' ' from x)` or `json_query(x, 'lax $' omit quotes)`. Deliberately absent: what it is then.

import { memo } from '../../memo.ts';
import type { QueryAnalysis } from '../../sql/analysis.ts';
import type { TextRange } from '../../text.ts';

/** Whether nothing but operators, commas, brackets and keywords stands beside the name; `text` is the whole SQL. */
export function standsAlone(text: string, analysis: QueryAnalysis, name: TextRange): boolean {
  const before = skipSpace(text, name.start, -1);
  const after = skipSpace(text, name.end, 1);
  const { starts, ends } = operandPlaces(analysis);
  if (ends.has(before) || starts.has(after)) return false;
  // A number's letters (`0x`), a literal in front (`'a' x`) or behind (`x 'a'`).
  if (before === name.start ? /[\w$]/.test(text.charAt(before - 1)) : /['\d]/.test(text.charAt(before - 1)))
    return false;
  if (/['\d]/.test(text.charAt(after)) || text.charAt(after) === '$') return false;
  return (
    !/\btrim\s*\(\s*$/i.test(text.slice(Math.max(0, name.start - 20), name.start)) || !isSide(text, name)
  );
}

function isSide(text: string, { start, end }: TextRange): boolean {
  return /^(?:both|leading|trailing)$/i.test(text.slice(start, end));
}

/** The offset at which something other than space begins, going forward from an offset or back to the end of what is before it. */
function skipSpace(text: string, offset: number, step: 1 | -1): number {
  let at = offset;
  while (/\s/.test(text.charAt(step === 1 ? at : at - 1))) at += step;
  return at;
}

const operandPlaces = memo((analysis: QueryAnalysis) => ({
  starts: new Set(analysis.references.map(({ reference }) => reference.range.start)),
  ends: new Set(analysis.references.map(({ reference }) => reference.range.end)),
}));
