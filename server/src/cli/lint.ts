// `dbt-context lint`: the editor's findings for CI and before a commit. Deliberately absent: rules (core/lint) and formats (lint/).

import path from 'node:path';
import { counted } from '../core/card/format.ts';
import { changedFiles } from '../host/changedFiles.ts';
import { relativeTo } from '../host/paths.ts';
import { programVersion } from '../host/version.ts';
import { BaselineFile } from './lint/baselineFile.ts';
import { colorsOf } from './lint/colors.ts';
import { lintToGithub } from './lint/githubFormat.ts';
import { lintToJson } from './lint/jsonFormat.ts';
import { lintToJunit } from './lint/junitFormat.ts';
import { lintProject, type ProjectResult } from './lint/lintProject.ts';
import { type LintOptions, lintOptions } from './lint/options.ts';
import type { LintReport, ReportedFinding } from './lint/report.ts';
import { lintToSarif } from './lint/sarifFormat.ts';
import { type Selection, select } from './lint/selection.ts';
import { repositoryOf, showFrom } from './lint/showPath.ts';
import { lintToText } from './lint/textFormat.ts';
import { type Terminal, WrongUse } from './terminal.ts';

export async function lint(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = lintOptions(args);
  const { workingFolder } = terminal;
  const baseline =
    options.baseline === undefined
      ? undefined
      : new BaselineFile(path.resolve(workingFolder, options.baseline), options.updateBaseline);
  const { projects, outside } = await select(options, terminal);
  if (options.verbose)
    for (const file of outside) terminal.error(`${file} is passed over: it belongs to no dbt project.`);
  const results: ProjectResult[] = [];
  for (const selection of projects) {
    const changed = await changedIn(selection, options.changedSince);
    // Nobody needs to load a project of which nothing is wanted.
    if (changed?.size === 0) continue;
    const unknown = (findings: readonly ReportedFinding[]) =>
      baseline ? baseline.match(findings, () => false).unknown : findings;
    results.push(await lintProject({ selection, changed, options, unknown }, terminal));
  }
  const findings = results.flatMap((result) => result.findings);
  const counting = findings.filter(({ fails, file, rule }) => fails && !isConfiguration(results, file, rule));
  const looked = lookedAt(results, options);
  const code = results.some(({ badConfiguration }) => badConfiguration)
    ? 2
    : results.some(({ missing }) => missing)
      ? 3
      : undefined;
  if (baseline && options.updateBaseline) return code ?? (await update(baseline, counting, looked, terminal));

  const matched = baseline?.match(counting, looked);
  const isUnknown = matched && new Set(matched.unknown);
  const wasCounting = new Set(counting);
  const report: LintReport = {
    version: programVersion(terminal.entry),
    findings: isUnknown ? findings.filter((each) => !wasCounting.has(each) || isUnknown.has(each)) : findings,
    files: results.reduce((sum, { files }) => sum + files.length, 0),
    known: matched?.known ?? 0,
    gone: matched?.gone ?? 0,
    fixed: results.flatMap(({ fixed }) => fixed),
    changedSince: options.changedSince,
  };
  const text = formatted(report, options, terminal);
  if (text !== '') terminal.out(text);
  return code ?? (report.findings.some(({ fails }) => fails) ? 1 : 0);
}

function formatted(report: LintReport, { format }: LintOptions, terminal: Terminal): string {
  const { workingFolder, environment, screen } = terminal;
  const show = showFrom(workingFolder);
  const fromRepository = showFrom(repositoryOf(workingFolder, environment));
  switch (format) {
    case 'text':
      return lintToText(report, { colors: colorsOf(terminal), width: screen?.columns ?? 120, show });
    case 'json':
      return lintToJson(report, show);
    case 'sarif':
      return lintToSarif(report, fromRepository);
    case 'github':
      return lintToGithub(report, fromRepository);
    case 'junit':
      return lintToJunit(report, show);
  }
}

/** The changed files of a project; undefined where all are wanted. */
async function changedIn(
  { folder }: Selection,
  since: string | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (since === undefined) return undefined;
  const changed = await changedFiles(folder, since);
  if ('problem' in changed) throw new WrongUse(`--changed-since: ${changed.problem}`);
  return new Set(changed.files.filter((file) => relativeTo(folder, file) !== undefined));
}

/** What is wrong with the configuration is no debt that a baseline could hold. */
function isConfiguration(results: readonly ProjectResult[], file: string, rule: string): boolean {
  return (
    rule === 'configuration' && results.some(({ configurationFiles }) => configurationFiles.includes(file))
  );
}

/** Tells of which file and rule every finding was looked for. */
function lookedAt(
  results: readonly ProjectResult[],
  { rules, changedSince }: LintOptions,
): (file: string, rule: string) => boolean {
  const files = new Set(results.flatMap((result) => result.files));
  const whole = results.filter(
    ({ selection, missing }) => selection.whole && !missing && changedSince === undefined,
  );
  return (file, rule) =>
    (rules === undefined || rules.includes(rule)) &&
    (files.has(file) || whole.some(({ selection }) => relativeTo(selection.folder, file) !== undefined));
}

async function update(
  baseline: BaselineFile,
  findings: readonly ReportedFinding[],
  looked: (file: string, rule: string) => boolean,
  { out, workingFolder }: Terminal,
): Promise<number> {
  const { known, gone } = baseline.match(findings, looked);
  const held = await baseline.update(findings, looked);
  const file = showFrom(workingFolder)(baseline.file);
  out(
    `${file} holds ${counted(held, 'finding')}: ${findings.length - known} new, ${gone} taken out. Use it with --baseline ${file}.`,
  );
  return 0;
}
