// Runs every generator (or, with `--check`, every check that generated files are current). A new generator is one line here.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

const generators = [
  ['scripts/grammar.mjs', 'npm run generate'],
  ['scripts/generate.mjs', 'npm run generate'],
  ['scripts/settings.mjs', 'npm run generate'],
];
if (process.argv.includes('--check')) generators.push(['scripts/sample.mjs', 'npm run sample']);

let failed = false;
for (const [script, mend] of generators) {
  if (!existsSync(script)) {
    console.error(`${script} is missing.`);
    failed = true;
    continue;
  }
  const result = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (result.status === 0) continue;
  failed = true;
  console.error(`${script} says something is not current: run \`${mend}\`.`);
}
process.exit(failed ? 1 : 0);
