// The report for people: each finding with its line, then how many there are. Nothing in it changes from run to run.

import { counted } from '../../core/card/format.ts';
import { visibleLine } from '../../core/card/visible.ts';
import { rulePage } from '../../core/lint/rulePage.ts';
import { frameOf } from './codeFrame.ts';
import type { Colors } from './colors.ts';
import { countsOf, type LintReport, type ReportedFinding, type ShowPath } from './report.ts';

/** How the text is to look. */
export interface TextLook {
  readonly colors: Colors;
  /** In cells. */
  readonly width: number;
  readonly show: ShowPath;
}

/** See the head of this file. */
export function lintToText(report: LintReport, look: TextLook): string {
  const { findings, fixed } = report;
  const mends = fixed.map(({ file, rule, title }) => `${path(look, file)}: ${rule}: ${visibleLine(title)}`);
  const blocks = findings.map((finding) => findingText(finding, look));
  return [...(mends.length > 0 ? [mends.join('\n')] : []), ...blocks, summary(report, look)].join('\n\n');
}

function path({ show }: TextLook, file: string): string {
  return visibleLine(show(file));
}

function findingText(finding: ReportedFinding, look: TextLook): string {
  const { colors } = look;
  const { severity, rule, message, range, file, related, fix } = finding;
  const paint = colors[severity];
  const digits = String(range.from.line + 1).length;
  const frame = frameOf(finding, look.width - digits - 3);
  const margin = ' '.repeat(digits);
  const bar = colors.faint('|');
  const place = `${path(look, file)}:${range.from.line + 1}:${range.from.character + 1}`;
  const lines = [
    `${paint(colors.strong(severity))}${colors.strong(`[${rule}]`)}: ${visibleLine(message)}`,
    `${margin}${colors.faint('-->')} ${place}`,
    `${margin} ${bar}`,
    `${colors.faint(frame.number)} ${bar} ${frame.code}`.trimEnd(),
    `${margin} ${bar} ${frame.spaces}${paint(frame.marks)}`,
  ];
  for (const each of related) {
    const at = each.range ? `:${each.range.from.line + 1}:${each.range.from.character + 1}` : '';
    lines.push(`${margin} ${colors.faint('=')} ${path(look, each.file)}${at}: ${visibleLine(each.message)}`);
  }
  if (fix) lines.push(`${margin} ${colors.faint('=')} --fix: ${visibleLine(fix.title)}`);
  return lines.join('\n');
}

function summary(report: LintReport, { colors }: TextLook): string {
  const { findings, files, known, gone, fixed, changedSince } = report;
  const lines: string[] = [];
  const byRule = new Map<string, number>();
  for (const { rule } of findings) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  const rows = [...byRule].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const width = String(rows[0]?.[1] ?? '').length;
  const longest = Math.max(0, ...rows.map(([rule]) => rule.length));
  for (const [rule, count] of rows)
    lines.push(`${String(count).padStart(width)}  ${rule.padEnd(longest)}  ${colors.faint(rulePage(rule))}`);
  if (rows.length > 0) lines.push('');
  const since = changedSince === undefined ? '' : ` changed since ${visibleLine(changedSince)}`;
  const counts = countsOf(findings);
  const words = [
    counts.error > 0 ? colors.error(counted(counts.error, 'error')) : '',
    counts.warning > 0 ? colors.warning(counted(counts.warning, 'warning')) : '',
    counts.information > 0
      ? colors.information(counted(counts.information, 'information', 'information'))
      : '',
    counts.hint > 0 ? colors.hint(counted(counts.hint, 'hint')) : '',
  ].filter((word) => word !== '');
  const looked = `${counted(files, 'file')}${since}`;
  lines.push(
    words.length === 0
      ? `No findings in ${looked}.`
      : `${words.join(', ')} in ${new Set(findings.map(({ file }) => file)).size} of ${looked}.`,
  );
  if (fixed.length > 0) lines.push(`${counted(fixed.length, 'finding')} mended.`);
  if (known > 0)
    lines.push(`${counted(known, 'finding')} of the baseline ${known === 1 ? 'isn’t' : 'aren’t'} shown.`);
  if (gone > 0)
    lines.push(
      `${counted(gone, 'finding')} of the baseline ${gone === 1 ? 'is' : 'are'} no longer there: --update-baseline takes ${gone === 1 ? 'it' : 'them'} out.`,
    );
  return lines.join('\n');
}
