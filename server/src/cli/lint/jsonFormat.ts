// The report as JSON, documented in docs/ci.md. Lines and columns count from 1, in UTF-16; ends are exclusive.

import { rulePage } from '../../core/lint/rulePage.ts';
import { countsOf, type LintReport, type ReportedRange, type ShowPath } from './report.ts';

/** See the head of this file. */
export function lintToJson(report: LintReport, show: ShowPath): string {
  const { version, findings, files, known, gone, fixed, changedSince } = report;
  const json = {
    format: 1,
    tool: { name: 'dbt-context', version },
    findings: findings.map(({ rule, severity, message, fails, file, range, related, fix }) => ({
      rule,
      severity,
      message,
      fails,
      path: show(file),
      range: rangeToJson(range),
      page: rulePage(rule),
      related: related.map((each) => ({
        path: show(each.file),
        ...(each.range ? { range: rangeToJson(each.range) } : {}),
        message: each.message,
      })),
      ...(fix
        ? {
            fix: {
              title: fix.title,
              edits: fix.edits.map((edit) => ({
                path: show(edit.file),
                range: rangeToJson(edit.range),
                newText: edit.newText,
              })),
            },
          }
        : {}),
    })),
    fixed: fixed.map(({ file, rule, title }) => ({ path: show(file), rule, title })),
    summary: {
      files,
      ...(changedSince === undefined ? {} : { changedSince }),
      ...countsOf(findings),
      failing: findings.filter(({ fails }) => fails).length,
      known,
      gone,
    },
  };
  return JSON.stringify(json, undefined, 2);
}

function rangeToJson({ from, to }: ReportedRange) {
  return {
    start: { line: from.line + 1, column: from.character + 1 },
    end: { line: to.line + 1, column: to.character + 1 },
  };
}
