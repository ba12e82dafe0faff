// What CI takes from the repository: the action's script as a shell runs it, and the hook, with the program as it is built.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { writeFiles } from '../harness/diskProject.ts';
import { shop } from '../harness/shop.ts';

interface Step {
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as Action;
const program = path.join(root, 'dist', 'cli.cjs');
const bash = spawnSync('bash', ['--version']).status === 0;
const skip = (!existsSync(program) && 'not built: npm run build') || (!bash && 'no bash');

/** Runs the step that lints as GitHub does: expressions replaced in the environment, `bash -e -o pipefail` on the script. */
function act(t: TestContext, inputs: Readonly<Record<string, string>>) {
  const folder = shop(t);
  writeFiles(folder, "//- models/new file.sql\nselect * from {{ ref('nowhere') }}\n");
  const step = action.runs.steps.find(({ env }) => env?.['PROGRAM']);
  assert.ok(step?.env);
  const values = Object.entries(step.env).map(([name, text]) => [
    name,
    text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, expression: string) => {
      if (expression === 'github.action_path') return root.replace(/\/$/, '');
      const input = expression.replace(/^inputs\./, '');
      return inputs[input] ?? action.inputs[input]?.default ?? assert.fail(`there is no input ${input}`);
    }),
  ]);
  const env = { ...process.env, XDG_CACHE_HOME: path.join(folder, 'cache'), ...Object.fromEntries(values) };
  const ran = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { folder, code: ran.status, out: ran.stdout, error: ran.stderr };
}

test('the action annotates by default', { skip }, (t) => {
  const { code, out, error } = act(t, {});
  assert.equal(error, '');
  assert.equal(code, 1);
  assert.match(out, /^::error title=dbt-context \(unknown-ref\),file=.*models\/new file\.sql,line=1/);
});

test('the action’s inputs: paths as they are written, a report in a file', { skip }, (t) => {
  const inputs = { paths: 'models/new file.sql\nmodels/orders.sql\n', format: 'sarif', output: 'out.sarif' };
  const { folder, code, out } = act(t, inputs);
  assert.deepEqual([code, out], [1, '']);
  const sarif = JSON.parse(readFileSync(path.join(folder, 'out.sarif'), 'utf8')) as {
    runs: { results: unknown[] }[];
  };
  assert.equal(sarif.runs[0]?.results.length, 1);
  assert.equal(act(t, { paths: 'models/orders.sql' }).code, 0);
  assert.equal(act(t, { 'fail-on': '$(touch x)' }).code, 2);
  assert.equal(act(t, { baseline: 'none.json' }).code, 2);
});

test('every input of the action is used', () => {
  const text = JSON.stringify(action.runs.steps);
  for (const name of Object.keys(action.inputs)) assert.ok(text.includes(`inputs.${name} `), name);
});

test('the pre-commit hook starts the program that the package installs', () => {
  const hooks = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8')) as {
    entry: string;
    language: string;
    files: string;
  }[];
  const { bin } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  for (const { entry, language, files } of hooks) {
    const [name = '', command] = entry.split(' ');
    assert.deepEqual([Object.hasOwn(bin, name), command, language], [true, 'lint', 'node']);
    assert.match('models/a.sql', new RegExp(files));
    assert.doesNotMatch('README.txt', new RegExp(files));
  }
});
