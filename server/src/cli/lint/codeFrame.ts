// The lines of a text around a finding, with the place underlined, for a terminal: text of others can't move the cursor or hide, and long
// lines are cut around the place. Deliberately absent: colours of the code.

import { visible } from '../../core/card/visible.ts';
import { lineOf } from './makeReport.ts';
import type { ReportedFinding } from './report.ts';

const tab = '    ';
const leastWidth = 20;

/** The line as it is shown, and what stands below it. */
export interface FrameLine {
  readonly number: string;
  readonly code: string;
  readonly spaces: string;
  readonly marks: string;
}

/** The line that a finding starts in; of a range over several lines the first one. `width` in cells. */
export function frameOf(finding: Pick<ReportedFinding, 'source' | 'range'>, width: number): FrameLine {
  const { from, to } = finding.range;
  const line = lineOf(finding);
  const end = to.line === from.line ? to.character : Math.max(from.character, line.trimEnd().length);
  // Far more than a screen shows needn't be measured.
  const near = Math.max(0, from.character - 2 * width);
  let before = (near > 0 ? '…' : '') + shown(line.slice(near, from.character));
  let marked = shown(line.slice(from.character, Math.min(end, from.character + 2 * width)));
  let behind = shown(line.slice(end, end + 2 * width));
  const room = Math.max(leastWidth, width);
  if (cells(before) + cells(marked) + cells(behind) > room) {
    marked = cut(marked, Math.floor(room * 0.8));
    const rest = room - cells(marked);
    before = cutStart(before, Math.max(Math.floor(rest / 2), rest - cells(behind)));
    behind = cut(behind, rest - cells(before));
  }
  return {
    number: String(from.line + 1),
    code: (before + marked + behind).trimEnd(),
    spaces: ' '.repeat(cells(before)),
    marks: '^'.repeat(Math.max(1, cells(marked))),
  };
}

function shown(text: string): string {
  return visible(text).replaceAll('\t', tab).replaceAll('\n', ' ');
}

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many cells of a terminal a text without control characters takes. */
export function cells(text: string): number {
  // Most code is.
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segments.segment(text)) width += cellsOf(segment);
  return width;
}

const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

function cellsOf(segment: string): number {
  if (wide.test(segment)) return 2;
  return /^[\p{M}\p{Cf}]+$/u.test(segment) ? 0 : 1;
}

function cut(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of segments.segment(text)) {
    used += cellsOf(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept}…`;
}

function cutStart(text: string, width: number): string {
  if (cells(text) <= width) return text;
  const all = [...segments.segment(text)].map(({ segment }) => segment);
  let used = 1;
  let start = all.length;
  while (start > 0 && used + cellsOf(all[start - 1] ?? '') <= width) used += cellsOf(all[--start] ?? '');
  return `…${all.slice(start).join('')}`;
}
