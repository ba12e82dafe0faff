// Findings of a file as data alone, which can be handed from thread to thread. Deliberately absent: which files, and words.

import { type Severity, severities } from '../../yaml/severity.ts';
import { lint } from '../engine.ts';
import { certainFix } from '../mend/certainFix.ts';
import type { Finding, Fix, Rule, RuleContext } from '../rule.ts';
import { rules as allRules } from '../rules/index.ts';

const groups: ReadonlyMap<string, Rule['group']> = new Map(allRules.map(({ name, group }) => [name, group]));

/** A finding of a file. */
export interface PlainFinding extends Omit<Finding, 'fixes' | 'suggestions'> {
  /** Of the file, relative to the project's folder. */
  readonly path: string;
  /** The mend that may be made without asking; absent where there is none or none was asked for. */
  readonly fix?: Fix;
}

/** What is looked for. */
export interface LintWish {
  /** Names of the rules to run; every rule where it isn't given. */
  readonly rules: readonly string[] | undefined;
  /** Milder findings are left out, and rules that make no others aren't run. */
  readonly level: Finding['severity'];
  /** Certain mends are wanted of findings that are at least so severe; of none where it isn't given. */
  readonly fixes: Finding['severity'] | undefined;
}

/** Whether a severity is that of the limit or a more severe one. */
export function atLeast(severity: Severity, limit: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(limit);
}

/** The findings of one file. */
export function plainFindings(
  ctx: RuleContext,
  wish: LintWish,
  onError: (rule: string, error: unknown) => void,
): readonly PlainFinding[] {
  const own = ctx.project.context.severities;
  const rules = allRules.filter(({ name, severity }) => {
    if (wish.rules && !wish.rules.includes(name)) return false;
    const given = own.get(name) ?? severity;
    return given === 'off' || atLeast(given, wish.level);
  });
  return lint(ctx, { rules, onError })
    .filter(({ severity }) => atLeast(severity, wish.level))
    .map((finding): PlainFinding => {
      const { fixes, suggestions, ...plain } = finding;
      const wanted = wish.fixes !== undefined && atLeast(finding.severity, wish.fixes);
      const fix = wanted ? fixOf(finding, ctx.path, groups.get(finding.rule), onError) : undefined;
      return { ...plain, path: ctx.path, ...(fix ? { fix } : {}) };
    });
}

function fixOf(
  finding: Finding,
  path: string,
  group: Rule['group'] | undefined,
  onError: (rule: string, error: unknown) => void,
): Fix | undefined {
  try {
    return group && certainFix(finding, path, group);
  } catch (error) {
    onError(finding.rule, error);
    return undefined;
  }
}
