// The report as SARIF 2.1.0 (OASIS), for code scanning. Paths are relative to %SRCROOT%, the repository's folder; columns count UTF-16.
// Deliberately absent: suppressed findings.

import { timeless } from '../../core/lint/report/baseline.ts';
import type { Finding, Rule } from '../../core/lint/rule.ts';
import { rulePage } from '../../core/lint/rulePage.ts';
import { rules } from '../../core/lint/rules/index.ts';
import { sha256 } from '../../core/sha256.ts';
import { pathToUri } from '../../host/paths.ts';
import { lineOf } from './makeReport.ts';
import type { LintReport, ReportedFinding, ReportedFix, ReportedRange, ShowPath } from './report.ts';

const levels: Readonly<Record<Finding['severity'], 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

const page = 'https://github.com/metadata-context/dbt-metadata-context';

/** See the head of this file. */
export function lintToSarif(report: LintReport, show: ShowPath): string {
  const used = rules.filter(({ name }) => report.findings.some(({ rule }) => rule === name));
  const indexes = new Map(used.map(({ name }, index) => [name, index]));
  const seen = new Map<string, number>();
  const driver = {
    name: 'dbt-context',
    informationUri: page,
    version: report.version,
    rules: used.map(ruleToSarif),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder of the repository.' } } },
    results: report.findings.map((finding) => ({
      ruleId: finding.rule,
      ruleIndex: indexes.get(finding.rule) ?? -1,
      level: levels[finding.severity],
      message: { text: finding.message },
      locations: [location(finding.file, finding.range, show)],
      ...(finding.related.length === 0
        ? {}
        : {
            relatedLocations: finding.related.map((each, id) => ({
              id,
              ...location(each.file, each.range, show),
              message: { text: each.message },
            })),
          }),
      partialFingerprints: { 'dbtContextFinding/v1': fingerprint(finding, show, seen) },
      ...(finding.fix ? { fixes: [fixToSarif(finding.fix, show)] } : {}),
      properties: { severity: finding.severity },
    })),
  };
  const sarif = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return JSON.stringify(sarif, undefined, 2);
}

function ruleToSarif({ name, summary, why, severity, group }: Rule) {
  const text = why.replace(/\n/g, ' ');
  return {
    id: name,
    shortDescription: { text: summary },
    fullDescription: { text: `${summary} ${text}` },
    help: { text: `${text} See ${rulePage(name)}`, markdown: `${text}\n\n[${name}](${rulePage(name)})` },
    helpUri: rulePage(name),
    ...(severity === 'off'
      ? { defaultConfiguration: { enabled: false } }
      : { defaultConfiguration: { level: levels[severity] } }),
    properties: { tags: ['dbt', group] },
  };
}

function location(file: string, range: ReportedRange | undefined, show: ShowPath) {
  const region = range ? { region: regionOf(range) } : {};
  return { physicalLocation: { artifactLocation: artifact(file, show), ...region } };
}

function artifact(file: string, show: ShowPath) {
  const shown = show(file);
  // A file outside of the repository.
  if (shown.startsWith('../') || /^([A-Za-z]:|\/)/.test(shown)) return { uri: pathToUri(file) };
  return { uri: shown.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function regionOf({ from, to }: ReportedRange) {
  return {
    startLine: from.line + 1,
    startColumn: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}

function fixToSarif({ title, edits }: ReportedFix, show: ShowPath) {
  const byFile = new Map<string, ReportedFix['edits'][number][]>();
  for (const edit of edits) {
    const known = byFile.get(edit.file);
    if (known) known.push(edit);
    else byFile.set(edit.file, [edit]);
  }
  return {
    description: { text: title },
    artifactChanges: [...byFile].map(([file, own]) => ({
      artifactLocation: artifact(file, show),
      replacements: own.map(({ range, newText }) => ({
        deletedRegion: regionOf(range),
        insertedContent: { text: newText },
      })),
    })),
  };
}

/** The same while the finding stands in the same text of the same file, wherever that moves in it. */
function fingerprint(finding: ReportedFinding, show: ShowPath, seen: Map<string, number>): string {
  const { rule, message, file } = finding;
  const key = JSON.stringify([rule, show(file), timeless(message), lineOf(finding).trim()]);
  const before = seen.get(key) ?? 0;
  seen.set(key, before + 1);
  return `${sha256(key).slice(0, 32)}:${before + 1}`;
}
