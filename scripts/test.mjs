// `npm test` and `npm run check`: every check in order, one line each, and the whole output of what failed.
// `-- --update` rewrites goldens; `--no-vscode` leaves the real VS Code out. Deliberately absent: set-up (setup.mjs did it).

import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import process from 'node:process';

const update = process.argv.includes('--update');
const withVsCode = !process.argv.includes('--no-vscode');
const node = process.execPath;
const bin = (name) => [`node_modules/.bin/${name}${process.platform === 'win32' ? '.cmd' : ''}`];

/** Unit, protocol, command line and tidy tests: in one process, since none changes global state. */
const tests = globSync('test/{core,lint,host,protocol,cli,client,syntaxes}/**/*.test.ts')
  .concat('test/tidy.test.ts')
  .sort();

const steps = [
  ['format and lint', [...bin('biome'), 'ci', '--colors=off', '--max-diagnostics=40', '.']],
  ['types', [...bin('tsc'), '-b']],
  ['generated files are current', [node, 'scripts/generateAll.mjs', '--check']],
  ['build', [node, 'esbuild.mjs', '--production']],
  [
    'tests',
    [
      node,
      '--test',
      '--test-isolation=none',
      '--test-reporter=./scripts/testSummary.mjs',
      '--test-reporter-destination=stdout',
      ...(update ? ['--test-update-snapshots'] : []),
      ...tests,
    ],
  ],
  ...(withVsCode
    ? [
        ['real VS Code', [node, 'test/vscode/run.ts']],
        ['installed extension', [node, 'test/e2e/run.ts']],
      ]
    : []),
];

const failed = [];
for (const [name, [command, ...args]] of steps) {
  const started = performance.now();
  process.stdout.write(`${name} … `);
  const live = name === 'real VS Code' || name === 'installed extension' || name === 'tests';
  if (live) process.stdout.write('\n');
  const result = spawnSync(command, args, {
    stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32' && command.endsWith('.cmd'),
    env: { ...process.env, ...(update ? { UPDATE_GOLDENS: '1' } : {}) },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const ok = result.status === 0;
  process.stdout.write(`${live ? `${name}: ` : ''}${ok ? 'ok' : 'FAILED'} (${seconds} s)\n`);
  if (ok) continue;
  failed.push(name);
  if (!live) process.stdout.write(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}\n`);
}
if (failed.length > 0) {
  process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
  process.exit(1);
}
