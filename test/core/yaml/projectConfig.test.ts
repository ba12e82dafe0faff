// dbt_project.yml: defaults, old names, variables and environment variables.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slice, sourceText } from '../../../server/src/core/text.ts';
import { projectConfig } from '../../../server/src/core/yaml/projectConfig.ts';

const read = (text: string, env: Record<string, string> = {}) => projectConfig(sourceText(text), env);

test('dbt’s defaults', () => {
  const config = read('name: shop\n');
  assert.deepEqual(
    [config.name, config.modelPaths, config.seedPaths, config.analysisPaths, config.functionPaths],
    ['shop', ['models'], ['seeds'], ['analyses'], ['functions']],
  );
  assert.deepEqual([config.targetPath, config.packagesInstallPath], ['target', 'dbt_packages']);
  assert.deepEqual(config.docsPaths, ['models', 'seeds', 'snapshots', 'analyses', 'macros', 'functions']);
  assert.deepEqual(config.problems, []);
});

test('old names, slashes, a text in place of a list, and an empty list', () => {
  const config = read(
    'name: shop\nsource-paths: [./a/, "b\\\\c"]\ndata-paths: data\nmodules-path: mods/\nmacro-paths: []\n',
  );
  assert.deepEqual(
    [config.modelPaths, config.seedPaths, config.packagesInstallPath, config.macroPaths],
    [['a', 'b/c'], ['data'], 'mods', []],
  );
});

test('environment variables with defaults and filters; what can’t be known keeps the default and says so', () => {
  const config = read(
    [
      "name: \"{{ env_var('NAME', 'x') | upper }}\"",
      'target-path: "target_{{ env_var(\'T\') }}"',
      'model-paths: ["{{ var(\'dir\') }}", "{{ env_var(\'DBT_ENV_SECRET_DIR\') }}"]',
      'seed-paths: ["{{ env_var(\'GONE\') }}", kept]',
      'packages-install-path: "{{ env_var(\'constructor\') }}"',
    ].join('\n'),
    { T: 'ci', DBT_ENV_SECRET_DIR: 'hidden' },
  );
  assert.deepEqual([config.name, config.targetPath], ['X', 'target_ci']);
  assert.deepEqual(
    [config.modelPaths, config.seedPaths, config.packagesInstallPath],
    [['models'], ['kept'], 'dbt_packages'],
  );
  assert.equal(config.problems.length, 4);
  assert.ok(!JSON.stringify(config).includes('hidden'));
});

test('variables of all packages and of one, each at its key', () => {
  const source = sourceText('name: shop\nvars:\n  start: 2020\n  shop:\n    "end": [1]\n');
  assert.deepEqual(
    projectConfig(source, {}).vars.map((each) => [
      each.name,
      each.package,
      slice(source, each.range),
      each.value,
    ]),
    [
      ['start', undefined, 'start', 2020],
      ['shop', undefined, 'shop', Object.assign(Object.create(null), { end: [1] })],
      ['end', 'shop', 'end', [1]],
    ],
  );
});

test('broken files keep what can be read', () => {
  assert.equal(read('name: shop\nmodel-paths: [a\n').name, 'shop');
  assert.equal(read('').name, undefined);
  assert.deepEqual(read('- a').modelPaths, ['models']);
  assert.equal(read('name: {{ env_var("N", "y") }}\n').name, 'y');
});
