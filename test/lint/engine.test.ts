// The engine: severities, suppressions in every language, order, and rules that throw.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { lint } from '../../server/src/core/lint/engine.ts';
import type { Rule } from '../../server/src/core/lint/rule.ts';
import { rules } from '../../server/src/core/lint/rules/index.ts';
import { suppressionsIn } from '../../server/src/core/lint/suppressions.ts';
import { nearestNames } from '../../server/src/core/nearest.ts';
import { sha256 } from '../../server/src/core/sha256.ts';
import { sourceText } from '../../server/src/core/text.ts';
import { testNow, testProject } from '../harness/project.ts';

const rule = (name: string, check: Rule['check'], severity: Rule['severity'] = 'warning'): Rule => ({
  name,
  group: 'names',
  severity,
  summary: '',
  why: '',
  bad: '',
  good: '',
  check,
});

const at = (start: number, message = 'm') => ({ range: { start, end: start + 1 }, message });

function run(given: readonly Rule[], text = 'a b c', config = ''): readonly string[] {
  const { project } = testProject(`//- dbt-context.yml\n${config}\n//- models/a.sql\n${text}`);
  const source = project.files.text('models/a.sql');
  assert.ok(source);
  return lint({ project, path: 'models/a.sql', source, now: testNow }, { rules: given }).map(
    (finding) => `${finding.range.start} ${finding.severity} ${finding.rule} ${finding.message}`,
  );
}

test('in the order of the text, each once', () => {
  const found = run([rule('b', () => [at(4), at(0), at(0)]), rule('a', () => [at(0), at(0, 'n')])]);
  assert.deepEqual(found, ['0 warning a m', '0 warning a n', '0 warning b m', '4 warning b m']);
});

test('a rule that throws takes no other down and is told of', () => {
  const { project } = testProject('a');
  const source = sourceText('a');
  const told: string[] = [];
  const broken = rule('broken', () => {
    throw new Error('no');
  });
  const found = lint(
    { project, path: 'models/a.sql', source, now: testNow },
    { rules: [broken, rule('whole', () => [at(0)])], onError: (name) => told.push(name) },
  );
  assert.deepEqual([found.length, told], [1, ['broken']]);
});

test('severities: the rule’s own, then those of dbt-context.yml; off shows none', () => {
  const type = rules.find(({ name }) => name === 'configuration');
  assert.ok(type);
  const fake = { ...type, check: () => [at(0)] };
  assert.deepEqual(run([fake]), ['0 warning configuration m']);
  assert.deepEqual(run([fake], 'a', 'rules: {configuration: hint}'), ['0 hint configuration m']);
  assert.deepEqual(run([fake], 'a', 'rules: {configuration: off}'), []);
  assert.deepEqual(run([rule('quiet', () => [at(0)], 'off')]), []);
});

const comments: readonly (readonly [string, readonly string[]])[] = [
  ['x -- dbt-context-ignore a', ['0 a']],
  ['x -- dbt-context-ignore a, b: because: of it', ['0 a b']],
  ['-- dbt-context-ignore-next-line a\nx', ['1 a']],
  ['{# dbt-context-ignore a #} x', ['0 a']],
  ['{#- dbt-context-ignore-next-line a,b -#}\nx', ['1 a b']],
  ['/* dbt-context-ignore a: why */ x', ['0 a']],
  ['x: y # dbt-context-ignore a', ['0 a']],
  ['x -- dbt-context-ignore', ['0 *']],
  ['x -- dbt-context-ignored a', []],
  ['x -- see dbt-context-ignore a', []],
  ['a\r\n-- dbt-context-ignore-next-line a\r\nx', ['2 a']],
];

test('suppression comments', () => {
  for (const [text, expected] of comments) {
    const found = [...suppressionsIn(sourceText(text))].map(([line, names]) => [line, ...names].join(' '));
    assert.deepEqual(found, expected, text);
  }
});

test('every rule has its texts', () => {
  assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length);
  for (const each of rules) {
    assert.match(each.name, /^[a-z]+(?:-[a-z]+)*$/);
    assert.match(each.summary, /^[A-Z].*\.$/);
    assert.ok(each.why.length > 80 && each.bad.length > 0 && each.good.length > 0, each.name);
  }
});

test('nearest names', () => {
  const names = ['stg_orders', 'stg_order_items', 'orders', 'stg_ordres', 'x'];
  assert.deepEqual(nearestNames('stg_order', names), ['stg_orders', 'stg_ordres']);
  assert.deepEqual(nearestNames('STGORDERS', names), ['stg_orders']);
  assert.deepEqual(nearestNames('stg_ordrs', names), ['stg_orders', 'stg_ordres']);
  assert.deepEqual(nearestNames('nothing_like_it', names), []);
  assert.deepEqual(nearestNames('', names), []);
  assert.deepEqual(nearestNames('y'.repeat(1000), ['y'.repeat(1001)]), []);
});

test('SHA-256 at every length around a block, and of what isn’t ASCII', () => {
  const texts = Array.from({ length: 130 }, (_, length) => 'a'.repeat(length));
  for (const text of [...texts, 'Måkeholm ⛴ 🚢', '\ufeffx', 'x'.repeat(10_000)]) {
    assert.equal(sha256(text), createHash('sha256').update(text).digest('hex'));
  }
});

test('a problem may be milder than its rule, not worse', () => {
  const mixed = rule('mixed', () => [
    { ...at(0), severity: 'information' },
    { ...at(2), severity: 'error' },
    at(4),
  ]);
  assert.deepEqual(run([mixed]), ['0 information mixed m', '2 warning mixed m', '4 warning mixed m']);
});
