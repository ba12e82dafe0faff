// The options of `dbt-context lint`, read and checked. Deliberately absent: what they mean for a run.

import type { Finding } from '../../core/lint/rule.ts';
import { rules } from '../../core/lint/rules/index.ts';
import { didYouMean, nearestNames } from '../../core/nearest.ts';
import { severities } from '../../core/yaml/severity.ts';
import { projectOptions } from '../openProject.ts';
import { parse, WrongUse } from '../terminal.ts';

export const lintFormats = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type LintFormat = (typeof lintFormats)[number];

/** Where `--update-baseline` writes when no `--baseline` says. */
export const defaultBaseline = 'dbt-context-baseline.json';

/** See the head of this file. */
export interface LintOptions {
  /** Files, folders and globs as given. */
  readonly paths: readonly string[];
  readonly projectDir: string;
  readonly targetPath: string | undefined;
  readonly format: LintFormat;
  /** The mildest severity that is shown. */
  readonly level: Finding['severity'];
  /** The mildest severity that fails the run. */
  readonly failOn: Finding['severity'];
  /** Names of rules to run; undefined: all. */
  readonly rules: readonly string[] | undefined;
  readonly changedSince: string | undefined;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly fix: boolean;
  readonly verbose: boolean;
  /** At most so many threads; undefined: as many as pay. */
  readonly threads: number | undefined;
}

/** Reads them; throws WrongUse. */
export function lintOptions(args: readonly string[]): LintOptions {
  const { values, positionals } = parse({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      level: { type: 'string' },
      'fail-on': { type: 'string', default: 'warning' },
      rule: { type: 'string', multiple: true },
      'changed-since': { type: 'string' },
      baseline: { type: 'string' },
      'update-baseline': { type: 'boolean', default: false },
      fix: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      threads: { type: 'string' },
      ...projectOptions,
    },
  });
  const failOn = severity('--fail-on', values['fail-on']);
  const milder = severities.indexOf(failOn) > severities.indexOf('information') ? failOn : 'information';
  const update = values['update-baseline'];
  if (update && values.fix) throw new WrongUse('--fix and --update-baseline are two runs: mend first.');
  if (values.threads !== undefined && !/^[1-9]\d?$/.test(values.threads))
    throw new WrongUse('--threads is a number from 1 to 99.');
  return {
    paths: positionals,
    projectDir: values['project-dir'],
    targetPath: values['target-path'],
    format: oneOf('--format', values.format, lintFormats),
    level: values.level === undefined ? milder : severity('--level', values.level),
    failOn,
    rules: values.rule && ruleNames(values.rule),
    changedSince: values['changed-since'],
    baseline: values.baseline ?? (update ? defaultBaseline : undefined),
    updateBaseline: update,
    fix: values.fix,
    verbose: values.verbose,
    threads: values.threads === undefined ? undefined : Number(values.threads),
  };
}

function ruleNames(given: readonly string[]): readonly string[] {
  const names = given.flatMap((each) => each.split(','));
  const known = rules.map(({ name }) => name);
  for (const name of names) {
    if (!known.includes(name))
      throw new WrongUse(`There is no rule ${name}${didYouMean(nearestNames(name, known)) || '.'}`);
  }
  return names;
}

function severity(option: string, text: string): Finding['severity'] {
  return oneOf(option, text, ['error', 'warning', 'information', 'hint'] as const);
}

function oneOf<const Choice extends string>(
  option: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((each) => each === text);
  if (found !== undefined) return found;
  throw new WrongUse(`${option} is ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}.`);
}
