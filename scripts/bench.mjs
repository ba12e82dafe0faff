// `npm run bench`: runs each bench of test/bench as a process of its own, one after the other, and says which goals are missed.
// `-- NAME…` runs only those; `--quick` takes smaller inputs; `--file MANIFEST` and
// `--project DIR` (one, or for fuzz several) are measured too; `--check` fails on a missed goal.

import { spawn, spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';

/** What each bench is called with; `options` are passed on where they are given. */
const benches = {
  artifacts: { flags: [], options: ['quick', 'file'] },
  server: { flags: [], options: ['quick'] },
  sql: { flags: ['--expose-gc'], options: ['quick', 'project'] },
  lint: { flags: [], options: ['quick', 'project'] },
  typing: { flags: ['--max-semi-space-size=4'], options: ['quick'] },
  lineage: { flags: [], options: ['quick'] },
  panel: { flags: [], options: ['quick'] },
  fuzz: { flags: ['--expose-gc'], options: ['quick', 'project'] },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean' },
    quick: { type: 'boolean' },
    file: { type: 'string' },
    project: { type: 'string', multiple: true },
  },
});
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}: name some of ${Object.keys(benches).join(', ')}.\n`,
  );
  process.exit(2);
}
const names = positionals.length > 0 ? positionals : Object.keys(benches);

const built = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { encoding: 'utf8' });
if (built.status !== 0) {
  process.stderr.write(`${built.stdout}${built.stderr}`);
  process.exit(1);
}

const missed = [];
let failed = false;
for (const name of names) {
  const { flags, options } = benches[name];
  const passed = options.flatMap((option) => {
    const value = values[option];
    return [value ?? []].flat().flatMap((each) => (each === true ? [`--${option}`] : [`--${option}`, each]));
  });
  process.stdout.write(`\n${name} (load of the machine: ${loadavg()[0].toFixed(1)})\n`);
  const child = spawn(process.execPath, [...flags, `test/bench/${name}.ts`, ...passed], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', (rows) => {
    for (const { what, measured, goal, met } of rows)
      if (met === false) missed.push(`${name}: ${what}: ${measured}, goal ${goal}`);
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code === 0) continue;
  failed = true;
  process.stdout.write(`${name} ended with ${code}\n`);
}

process.stdout.write(
  missed.length === 0
    ? '\nEvery goal is met.\n'
    : `\nMissed:\n${missed.map((each) => `  ${each}\n`).join('')}`,
);
if (failed || (values.check && missed.length > 0)) process.exitCode = 1;
