// dbt-context.yml: what it says, presets and convo files below it, and limits for hostile ones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf } from '../../../server/src/core/lint/context.ts';
import { presets } from '../../../server/src/core/lint/vocabulary/presets/index.ts';
import { type SourceText, sourceText } from '../../../server/src/core/text.ts';
import type { ContextConfig } from '../../../server/src/core/yaml/contextConfig.ts';
import { globPattern } from '../../../server/src/core/yaml/userPattern.ts';

function read(text: string, files: Record<string, string> = {}): ContextConfig {
  const all: Record<string, string> = { 'dbt-context.yml': text, ...files };
  return contextOf({
    text: (path): SourceText | undefined => (all[path] === undefined ? undefined : sourceText(all[path])),
  });
}

test('without a file, and with an empty one, nothing is judged', () => {
  assert.equal(contextOf({ text: () => undefined }).vocabulary, undefined);
  assert.deepEqual(read('').problems, []);
  assert.equal(read('rules: {}').vocabulary, undefined);
});

test('every preset reads without a problem', () => {
  for (const name of Object.keys(presets)) {
    assert.deepEqual(read(presets[name] ?? '').problems, [], name);
    const { vocabulary } = read(`contracts: {extends: [${name}]}`);
    assert.ok((vocabulary?.levels[0]?.stubs.length ?? 0) > 1, name);
  }
});

test('the file goes on top of what it extends, key by key', () => {
  const { vocabulary, problems } = read(`
contracts:
  extends: [riederer]
  case: upper
  levels:
    - stubs:
        id: {types: [string]}
        cat: false
        lat: {types: [number]}
    - stubs: {port: {}}
  suffixes: {at: {types: [timestamp], demanded: true}}
`);
  assert.deepEqual(problems, []);
  const first = vocabulary?.levels[0];
  const id = first?.stubs.find(({ name }) => name === 'id');
  assert.deepEqual([id?.types?.all, id?.promises.map(({ kind }) => kind)], [['string'], ['not_null']]);
  assert.equal(id?.description, 'Identifier of an entity');
  assert.ok(!first?.stubs.some(({ name }) => name === 'cat'));
  assert.ok(first?.stubs.some(({ name }) => name === 'lat') && first.required);
  assert.deepEqual([vocabulary?.case, vocabulary?.levels.length], ['upper', 2]);
  assert.ok(vocabulary?.suffixes[0]?.demanded);
  assert.deepEqual(vocabulary?.renames[0], { from: 'ind', by: 'sum', to: 'n' });
});

test('a convo file as it is: N and NO are words, patterns, checks and renames', () => {
  const convo = `
level1:
  ID:
    desc: Unique identifier
    valid:
      - col_vals_not_null()
      - col_is_numeric()
      - col_vals_between(1000, 99999)
  IND:
    valid: ["col_vals_in_set(c(0,1))", col_is_numeric()]
    rename:
      - when: SUM
        then: N
  N: []
  NO: []
  NM: {valid: ['col_is_character()', 'col_vals_regex("x")']}
level2: {A: [], C: []}
level3: {"\\\\d{4}": []}
`;
  const { vocabulary, problems } = read('contracts: {convo: vocab.yml}', { 'vocab.yml': convo });
  assert.deepEqual(problems, []);
  const names = vocabulary?.levels.map(({ stubs }) => stubs.map(({ name }) => name));
  assert.deepEqual(names, [['ID', 'IND', 'N', 'NO', 'NM'], ['A', 'C'], ['\\d{4}']]);
  assert.deepEqual(
    vocabulary?.levels.map(({ required }) => required),
    [true, false, false],
  );
  const [id, ind] = vocabulary?.levels[0]?.stubs ?? [];
  assert.deepEqual(id?.promises, [
    { kind: 'not_null', fulfilledBy: [] },
    { kind: 'range', min: 1000, max: 99999, fulfilledBy: [] },
  ]);
  assert.deepEqual(ind?.promises, [{ kind: 'accepted_values', values: [0, 1], fulfilledBy: [] }]);
  assert.deepEqual([vocabulary?.renames, vocabulary?.case], [[{ from: 'IND', by: 'sum', to: 'N' }], 'upper']);
});

test('a convo file that isn’t there, or is wrong, is a problem at its place', () => {
  assert.match(read('contracts: {convo: x.yml}').problems[0]?.message ?? '', /no file `x\.yml`/);
  const { problems } = read('contracts: {convo: x.yml}', { 'x.yml': 'level1: {"(": []}' });
  assert.deepEqual([problems[0]?.path, problems.length], ['x.yml', 1]);
});

test('severities: preset, then vocabulary, then rules', () => {
  const { severities } = read(
    'contracts: {severity: {column-name-type: hint, column-name-pattern: off}}\nrules: {column-name-type: error}',
  );
  assert.deepEqual(
    [...severities],
    [
      ['column-name-type', 'error'],
      ['column-name-pattern', 'off'],
    ],
  );
});

test('the rest of the file: owners, environments, governance', () => {
  const config = read(
    'owner_keys: [boss, owner]\nenvironments:\n  prod: {path: ../prod}\n  ci: target_ci\ngovernance: recommended',
  );
  assert.deepEqual(config.ownerKeys, ['boss', 'owner']);
  assert.deepEqual(
    config.environments.map(({ name }) => name),
    ['prod', 'ci'],
  );
  assert.deepEqual([config.governance, config.problems], ['recommended', []]);
});

test('the same object while the files are the same', () => {
  const text = sourceText('contracts: {case: lower}');
  const files = { text: (path: string) => (path === 'dbt-context.yml' ? text : undefined) };
  assert.equal(contextOf(files), contextOf(files));
});

test('ten thousand stubs, a stub that is __proto__, and an endless pattern', () => {
  const stubs = Array.from({ length: 10_000 }, (_, i) => `        s${i}: {}`).join('\n');
  const { vocabulary, problems } = read(
    `contracts:\n  levels:\n    - stubs:\n        __proto__: {}\n        "${'a'.repeat(2000)}(": {}\n${stubs}`,
  );
  assert.equal(vocabulary?.levels[0]?.stubs.length, 10_001);
  assert.equal(problems.length, 1);
});

const globs: readonly (readonly [string, string, boolean])[] = [
  ['models/marts/**', 'models/marts/a/b.sql', true],
  ['models/**/x.sql', 'models/x.sql', true],
  ['models/*.sql', 'models/a/b.sql', false],
  ['models/legacy', 'models/legacy/a.sql', true],
  ['models/legacy/', 'models/legacy/a.sql', true],
  ['models/{a,b}/*', 'models/b/c.sql', true],
  ['models/a.b', 'models/axb', false],
  ['./models/?.sql', 'models/a.sql', true],
  ['models/{a', 'models/{a', true],
  ['**', 'anything/at.all', true],
];

test('globs', () => {
  for (const [glob, path, expected] of globs) {
    assert.equal(globPattern(glob).matches(path), expected, `${glob} ${path}`);
  }
});
