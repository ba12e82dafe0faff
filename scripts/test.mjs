// `npm test` and `npm run check`: every check, those that don't need each other at once, one line each, and the whole output of
// what failed. `-- --update` rewrites goldens; `--no-vscode` leaves the real VS Code out. Deliberately absent: set-up (setup.mjs).

import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';

const update = process.argv.includes('--update');
const withVsCode = !process.argv.includes('--no-vscode');
const node = process.execPath;
const bin = (name) => [`node_modules/.bin/${name}${process.platform === 'win32' ? '.cmd' : ''}`];

/** Milliseconds after which a test that waits for what doesn't come fails with its name, many times what the slowest takes. */
const patience = 180_000;

/** Tests of some folders, in one process, since none changes global state. */
const tests = (...patterns) => [
  node,
  '--test',
  '--test-isolation=none',
  `--test-timeout=${patience}`,
  // What such a test left open doesn't keep the run from ending.
  '--test-force-exit',
  '--test-reporter=./scripts/testSummary.mjs',
  '--test-reporter-destination=stdout',
  ...(update ? ['--test-update-snapshots'] : []),
  ...globSync(patterns).sort(),
];

/** A check is a name, a command, and whether its output is of interest when it passes. */
const stages = [
  [
    ['format and lint', [...bin('biome'), 'ci', '--colors=off', '--max-diagnostics=40', '.']],
    ['types', [...bin('tsc'), '-b']],
    ['generated files are current', [node, 'scripts/generateAll.mjs', '--check']],
    ['build', [node, 'esbuild.mjs', '--production']],
  ],
  [
    ['tests of core', tests('test/{core,lint,syntaxes}/**/*.test.ts'), 'shown'],
    [
      'tests of the programs',
      tests('test/{host,protocol,cli,client,webview}/**/*.test.ts', 'test/tidy.test.ts'),
      'shown',
    ],
  ],
  ...(withVsCode
    ? [
        [
          ['real VS Code', [node, 'test/vscode/run.ts'], 'shown'],
          ['panel in a browser', [node, 'test/panel/run.ts'], 'shown'],
        ],
        [['installed extension', [node, 'test/e2e/run.ts'], 'shown']],
      ]
    : []),
];

/** Node keeps what it made of our TypeScript: a fifth of the time of the tests. */
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: resolve('node_modules/.cache/node'),
  ...(update ? { UPDATE_GOLDENS: '1' } : {}),
};

/** Runs one check; whether it passed. */
async function run([name, [command, ...args], shown]) {
  const started = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command.endsWith('.cmd'),
    env,
  });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((ended) => {
    child.on('error', (error) => {
      output.push(Buffer.from(`${error}\n`));
      ended(1);
    });
    child.on('close', ended);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const text = shown || code !== 0 ? Buffer.concat(output).toString() : '';
  process.stdout.write(`${text}${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`);
  return code === 0;
}

const failed = [];
for (const stage of stages) {
  process.stdout.write(`${stage.map(([name]) => name).join(', ')} …\n`);
  const passed = await Promise.all(stage.map(run));
  stage.forEach(([name], index) => {
    if (!passed[index]) failed.push(name);
  });
}
if (failed.length > 0) {
  process.stdout.write(`\nFailed: ${failed.join(', ')}\n`);
  process.exit(1);
}
