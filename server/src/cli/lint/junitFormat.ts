// The report as JUnit XML: a suite for each file with findings, a case for each finding, which fails where the finding fails the run.

import { visible } from '../../core/card/visible.ts';
import { rulePage } from '../../core/lint/rulePage.ts';
import { lineOf } from './makeReport.ts';
import type { LintReport, ReportedFinding, ShowPath } from './report.ts';

/** See the head of this file. */
export function lintToJunit({ findings }: LintReport, show: ShowPath): string {
  const byFile = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const known = byFile.get(finding.file);
    if (known) known.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  const failures = findings.filter(({ fails }) => fails).length;
  const suites = [...byFile].map(([file, own]) => suite(show(file), own));
  // Readers take a report without a case for a broken one.
  const clean = `  <testsuite name="dbt-context lint" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="dbt-context" name="No findings"/>
  </testsuite>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dbt-context lint" tests="${Math.max(1, findings.length)}" failures="${failures}" errors="0">`,
    ...(suites.length > 0 ? suites : [clean]),
    '</testsuites>',
  ].join('\n');
}

function suite(path: string, findings: readonly ReportedFinding[]): string {
  const failures = findings.filter(({ fails }) => fails).length;
  return [
    `  <testsuite name="${escaped(path)}" tests="${findings.length}" failures="${failures}" errors="0" skipped="0">`,
    ...findings.map((finding) => testCase(path, finding)),
    '  </testsuite>',
  ].join('\n');
}

function testCase(path: string, finding: ReportedFinding): string {
  const { rule, severity, message, range, fails } = finding;
  const place = `${range.from.line + 1}:${range.from.character + 1}`;
  const text = `${path}:${place}\n${lineOf(finding).trim()}\n${message}\n${rulePage(rule)}`;
  const inner = fails
    ? `<failure type="${severity}" message="${escaped(message)}">${escaped(text)}</failure>`
    : `<system-out>${escaped(`${severity}: ${text}`)}</system-out>`;
  return `    <testcase classname="${escaped(path)}" name="${escaped(`${rule} (${place})`)}">${inner}</testcase>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** For text and attributes alike; what XML can't hold becomes visible. */
function escaped(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"'\n\t]/g, (character) => entities[character] ?? character);
}
