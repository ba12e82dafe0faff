// Checks the findings of a test project against the problems drawn in it. An undrawn finding fails and so does an unmet
// drawing; the difference is shown as the project's text with what was found drawn into it.

import assert from 'node:assert/strict';
import { lint } from '../../server/src/core/lint/engine.ts';
import type { Finding } from '../../server/src/core/lint/rule.ts';
import { rules } from '../../server/src/core/lint/rules/index.ts';
import { positionAt, type SourceText } from '../../server/src/core/text.ts';
import {
  type DrawnProblem,
  type TestProject,
  type TestProjectOptions,
  testNow,
  testProject,
} from './project.ts';

/** What checkLint takes besides the project. */
export interface CheckLintOptions extends TestProjectOptions {
  /** Names of the rules to run; every rule where it isn't given. */
  readonly only?: readonly string[];
  /** Files to judge; every file of the project where it isn't given. */
  readonly paths?: readonly string[];
}

/** All findings of a test project by path. A rule that throws fails the test. */
export function findingsOf(
  { project }: TestProject,
  { only, paths }: CheckLintOptions = {},
): ReadonlyMap<string, readonly Finding[]> {
  const run = only ? rules.filter(({ name }) => only.includes(name)) : rules;
  assert.deepEqual(
    only?.filter((name) => !rules.some((rule) => rule.name === name)) ?? [],
    [],
    'there is no such rule',
  );
  const found = new Map<string, readonly Finding[]>();
  for (const path of paths ?? project.files.paths) {
    const source = project.files.text(path);
    if (!source) continue;
    const onError = (_: string, error: unknown) => {
      throw error;
    };
    found.set(path, lint({ project, path, source, now: testNow }, { rules: run, onError }));
  }
  return found;
}

/**
 * Fails unless the findings are exactly those drawn. A drawing is `^^^ text`, where `text` is part of
 * `severity rule: message` (so the rule's name alone will do).
 */
export function checkLint(text: string, options: CheckLintOptions = {}): void {
  const made = testProject(text, options);
  const found = findingsOf(made, options);
  const expectedText: string[] = [];
  const actualText: string[] = [];
  for (const path of new Set([...found.keys(), ...made.drawn.map((drawn) => drawn.path)])) {
    const source = made.project.files.text(path);
    const drawn = made.drawn.filter((each) => each.path === path);
    if (!source || (drawn.length === 0 && (found.get(path)?.length ?? 0) === 0)) continue;
    const actual = (found.get(path) ?? []).map((finding) => asDrawn(path, finding, drawn));
    expectedText.push(`//- ${path}`, draw(source, drawn));
    actualText.push(`//- ${path}`, draw(source, actual));
  }
  assert.equal(actualText.join('\n'), expectedText.join('\n'));
}

/** The finding in the words of its drawing where one meets it. */
function asDrawn(path: string, finding: Finding, drawn: readonly DrawnProblem[]): DrawnProblem {
  const { start, end } = finding.range;
  const full = `${finding.severity} ${finding.rule}: ${finding.message}`;
  const met = drawn.find((each) => each.start === start && each.end === end && full.includes(each.message));
  return { path, start, end, message: met?.message ?? full };
}

function draw(source: SourceText, problems: readonly DrawnProblem[]): string {
  const lines = source.text.split('\n');
  const below = new Map<number, string[]>();
  const order = [...problems].sort((a, b) => a.start - b.start || (a.message < b.message ? -1 : 1));
  for (const { start, end, message } of order) {
    const { line, character } = positionAt(source, start);
    const carets = '^'.repeat(Math.max(1, end - start));
    below.set(line, [...(below.get(line) ?? []), `${' '.repeat(character)}${carets} ${message}`]);
  }
  return lines.flatMap((line, index) => [line, ...(below.get(index) ?? [])]).join('\n');
}
