// Findings of a project as a report has them: absolute files, lines and characters. Deliberately absent: counting and formats.

import { atLeast, type PlainFinding } from '../../core/lint/report/plainFinding.ts';
import type { Finding } from '../../core/lint/rule.ts';
import type { Project } from '../../core/project.ts';
import { positionAt, type SourceText, type TextRange } from '../../core/text.ts';
import { absoluteIn } from '../../host/paths.ts';
import type { ReportedFinding, ReportedFix, ReportedPlace, ReportedRange } from './report.ts';

/** See the head of this file; undefined for a file that can't be read. */
export function reportedFinding(
  folder: string,
  project: Project,
  finding: PlainFinding,
  failOn: Finding['severity'],
): ReportedFinding | undefined {
  const place = (path: string) => ({ file: absoluteIn(folder, path), source: project.files.text(path) });
  const { file, source } = place(finding.path);
  if (file === undefined || !source) return undefined;
  const { rule, severity, message, about } = finding;
  const related = (finding.related ?? []).flatMap((each): readonly ReportedPlace[] => {
    const there = place(each.path);
    if (there.file === undefined) return [];
    const range = there.source && rangeIn(there.source, each.range);
    return [{ file: there.file, range, message: each.message }];
  });
  const edits = (finding.fix?.edits ?? []).flatMap((edit): ReportedFix['edits'] => {
    const there = place(edit.path);
    if (there.file === undefined || !there.source) return [];
    return [{ file: there.file, range: rangeIn(there.source, edit.range), newText: edit.newText }];
  });
  const whole = edits.length === finding.fix?.edits.length;
  return {
    rule,
    severity,
    message,
    file,
    source,
    range: rangeIn(source, finding.range),
    related,
    fix: whole && finding.fix ? { title: finding.fix.title, edits } : undefined,
    fails: atLeast(severity, failOn),
    column: about && `${about.node}.${about.column}`,
  };
}

/** The text of the line that a finding starts in. */
export function lineOf({ source, range }: Pick<ReportedFinding, 'source' | 'range'>): string {
  const start = source.lineStarts[range.from.line] ?? 0;
  const end = source.lineStarts[range.from.line + 1] ?? source.text.length;
  return source.text.slice(start, end).replace(/[\r\n]+$/, '');
}

function rangeIn(source: SourceText, { start, end }: TextRange): ReportedRange {
  return { start, end, from: positionAt(source, start), to: positionAt(source, end) };
}
