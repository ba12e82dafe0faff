// The report as GitHub's workflow commands, which become annotations of a pull request. GitHub shows ten of each kind for a step, so the
// worst come first.

import { severities } from '../../core/yaml/severity.ts';
import type { LintReport, ReportedFinding, ShowPath } from './report.ts';

const commands = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const;

/** See the head of this file. Empty where there are no findings. */
export function lintToGithub({ findings }: LintReport, show: ShowPath): string {
  return findings
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    .map((finding) => command(finding, show))
    .join('\n');
}

function command({ severity, rule, message, file, range }: ReportedFinding, show: ShowPath): string {
  const { from, to } = range;
  const properties: readonly (readonly [string, string | number])[] = [
    ['title', `dbt-context (${rule})`],
    ['file', show(file)],
    ['line', from.line + 1],
    ['endLine', to.line + 1],
    // GitHub takes columns only of one line.
    ...(from.line === to.line
      ? ([
          ['col', from.character + 1],
          ['endColumn', to.character + 1],
        ] as const)
      : []),
  ];
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${written.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
