// Runs the rules on one file: severities, suppression comments, order. Deliberately absent: which files there are, and
// what rules judge.

import { severities } from '../yaml/severity.ts';
import type { Finding, Problem, Rule, RuleContext, Severity } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import { isSuppressed } from './suppressions.ts';

/** What a caller may change; every part has a default. */
export interface LintOptions {
  /** The rules to run. */
  readonly rules?: readonly Rule[];
  /** Told when a rule throws, which is a mistake of ours: the others still run. */
  readonly onError?: (rule: string, error: unknown) => void;
}

/** The severity that a rule has in a project: its own, unless dbt-context.yml says another. */
function severityOf(rule: Rule, ctx: Pick<RuleContext, 'project'>): Severity {
  const { severities: set, governance } = ctx.project.context;
  const usual = governance === 'recommended' ? (rule.recommended ?? rule.severity) : rule.severity;
  return set.get(rule.name) ?? usual;
}

function milder(severity: Finding['severity'], own: Problem['severity']): Finding['severity'] {
  return own !== undefined && severities.indexOf(own) > severities.indexOf(severity) ? own : severity;
}

/** The findings of a file in the order of its text, each once, without those that a comment silences. Never throws. */
export function lint(ctx: RuleContext, options: LintOptions = {}): readonly Finding[] {
  const steps = lintSteps(ctx, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same a rule at a time. */
export function* lintSteps(ctx: RuleContext, options: LintOptions = {}): Generator<void, readonly Finding[]> {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const rule of options.rules ?? allRules) {
    const severity = severityOf(rule, ctx);
    if (severity === 'off') continue;
    let problems: ReturnType<Rule['check']> = [];
    try {
      problems = rule.check(ctx);
    } catch (error) {
      options.onError?.(rule.name, error);
    }
    for (const problem of problems) {
      const key = `${rule.name}\n${problem.range.start}\n${problem.range.end}\n${problem.message}`;
      if (seen.has(key) || isSuppressed(ctx.source, rule.name, problem.range.start)) continue;
      seen.add(key);
      findings.push({ ...problem, rule: rule.name, severity: milder(severity, problem.severity) });
    }
    yield;
  }
  return findings.sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1),
  );
}
