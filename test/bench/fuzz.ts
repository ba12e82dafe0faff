// 20,000 random edits and requests on a copy of the sample: no error, and no growth of memory. Run with --expose-gc (npm run
// bench does). `node --expose-gc test/bench/fuzz.ts [--steps N] [--seed N]`. Deliberately absent: how fast it is.

import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { getHeapSpaceStatistics } from 'node:v8';
import { startFuzzer } from '../harness/fuzz.ts';
import { randomOf } from '../harness/random.ts';
import { megabytes, Report } from './report.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    quick: { type: 'boolean' },
  },
});
const steps = values.quick ? 2000 : Number(values.steps);
const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-fuzz-')));
const report = new Report();

/** Where the engine keeps compiled code, which grows as long as more of the program becomes hot. */
const codeSpaces = new Set([
  'code_space',
  'code_large_object_space',
  'trusted_space',
  'trusted_large_object_space',
]);

/** Bytes of data in use when nothing is going on. */
async function memory(): Promise<number> {
  // Artifacts that are still being read are noticed and let go of in turns of the event loop.
  for (let turn = 0; turn < 5; turn++) {
    await pause(400);
    globalThis.gc?.();
  }
  const data = getHeapSpaceStatistics().filter(({ space_name }) => !codeSpaces.has(space_name));
  return data.reduce((sum, space) => sum + space.space_used_size, process.memoryUsage().external);
}

try {
  const original = path.resolve(import.meta.dirname, '../../sample');
  const folder = path.join(scratch, 'project');
  cpSync(original, folder, { recursive: true });
  const fuzzer = await startFuzzer({
    folder,
    original,
    cache: path.join(scratch, 'cache'),
    now: Date.UTC(2026, 10, 21, 16),
    random: randomOf(Number(values.seed)),
  });
  const rejections: unknown[] = [];
  process.on('unhandledRejection', (error) => rejections.push(error));
  const printed: unknown[] = [];
  console.error = (...words: readonly unknown[]) => printed.push(words);

  const started = performance.now();
  const quarter = Math.floor(steps / 4);
  await fuzzer.steps(quarter);
  await fuzzer.restore();
  const early = await memory();
  await fuzzer.steps(steps - quarter);
  await fuzzer.restore();
  const late = await memory();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  report.note(`${steps.toLocaleString('en')} random steps`, `${fuzzer.answered} answers, ${seconds} s`);
  report.row('error responses and errors in the log', fuzzer.complaints.length, String, 0);
  report.row('rejected promises that nobody handled', rejections.length, String, 0);
  report.row('lines on standard error', printed.length, String, 0);
  if (globalThis.gc) {
    report.note(`memory after ${quarter.toLocaleString('en')} steps`, megabytes(early));
    report.row(`more memory after ${steps.toLocaleString('en')} steps`, late - early, megabytes, 5e6);
  }
  report.print();
  for (const complaint of [...new Set(fuzzer.complaints)].slice(0, 10)) console.log(complaint);
  for (const other of [...rejections, ...printed].slice(0, 10)) console.log(other);
  await fuzzer.close();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
