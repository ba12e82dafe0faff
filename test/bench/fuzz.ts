// 50,000 random edits and requests on copies of projects, the sample where none is named: no error, nothing that takes longer than
// 200 ms, and no growth of memory. Half of them are done one after the other, to be timed. Run with --expose-gc (npm run bench does).
// `node --expose-gc test/bench/fuzz.ts [--project DIR]… [--steps N] [--round N] [--seed N] [--keep DIR]`: the texts of what was slow go to DIR.

import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { getHeapSpaceStatistics } from 'node:v8';
import { startFuzzer, type Took } from '../harness/fuzz.ts';
import { randomOf } from '../harness/random.ts';
import { megabytes, milliseconds, percentile, Report } from './report.ts';

const { values } = parseArgs({
  options: {
    project: { type: 'string', multiple: true },
    steps: { type: 'string', default: '50000' },
    round: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
    quick: { type: 'boolean' },
  },
});
const originals = values.project ?? [path.resolve(import.meta.dirname, '../../sample')];
const steps = Math.ceil((values.quick ? 2000 : Number(values.steps)) / originals.length);
/** Steps between two looks at memory. */
const round = Math.min(Number(values.round), Math.ceil(steps / 2));
/** Milliseconds. */
const goal = 200;
const rejections: unknown[] = [];
process.on('unhandledRejection', (error) => rejections.push(error));
const printed: unknown[] = [];
console.error = (...words: readonly unknown[]) => printed.push(words);

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

async function fuzz(original: string, scratch: string, report: Report): Promise<void> {
  const folder = path.join(scratch, 'project');
  cpSync(original, folder, { recursive: true });
  const fuzzer = await startFuzzer({
    folder,
    original,
    cache: path.join(scratch, 'cache'),
    now: Date.UTC(2026, 10, 21, 16),
    random: randomOf(Number(values.seed)),
  });
  const took: Took[] = [];
  /** Behind each round: with what was remembered of the project, within its limits, and with what a fresh one needs. */
  const used: number[] = [];
  const anew: number[] = [];
  const started = performance.now();
  for (let done = 0; done < steps; done += round) {
    await fuzzer.steps(round / 2);
    await fuzzer.timedSteps(round / 2, goal, (each) =>
      took.push(each.first < goal ? { ...each, text: '' } : each),
    );
    await fuzzer.restore();
    await fuzzer.settle();
    used.push(await memory());
    await fuzzer.reopen();
    await fuzzer.settle();
    anew.push(await memory());
    console.log(`  ${(done + round).toLocaleString('en')} steps, ${secondsSince(started)} s`);
  }
  report.note(
    path.basename(original),
    `${steps.toLocaleString('en')} steps, ${fuzzer.answered} answers, ${secondsSince(started)} s`,
  );
  report.row('error responses and errors in the log', fuzzer.complaints.length, String, 0);
  report.row('rejected promises that nobody handled', rejections.length, String, 0);
  report.row('lines on standard error', printed.length, String, 0);
  const slow = took.filter(({ first }) => first >= goal);
  for (const [what, of] of [
    ['a request', took.filter(({ method }) => method !== 'didChange')],
    ['an edit and all problems', took.filter(({ method }) => method === 'didChange')],
  ] as const) {
    const times = of.map(({ first }) => first);
    report.row(`${what}, median`, percentile(times, 0.5), milliseconds);
    report.row(`${what}, p99`, percentile(times, 0.99), milliseconds);
    report.row(`${what}, slowest at first`, Math.max(0, ...times), milliseconds);
    report.row(`${what}, slowest again`, Math.max(0, ...of.map(lasting)), milliseconds, goal);
  }
  if (globalThis.gc) {
    const shown = (list: readonly number[]) => list.map((each) => (each / 1e6).toFixed(1)).join(' ');
    report.note(`memory every ${round.toLocaleString('en')} steps`, shown(used));
    report.note('with the project opened anew', shown(anew));
    report.row(
      'what stays of all that: last less first',
      (anew.at(-1) ?? 0) - (anew[0] ?? 0),
      megabytes,
      5e6,
    );
  }
  report.print();
  for (const complaint of [...new Set(fuzzer.complaints)].slice(0, 10)) console.log(complaint);
  for (const other of [...rejections, ...printed].slice(0, 10)) console.log(other);
  printSlowest(original, slow);
  await fuzzer.close();
}

function secondsSince(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(0);
}

/** What it takes whenever the file was edited; where that wasn't looked at, what it took. */
function lasting({ first, again }: Took): number {
  return again ? Math.max(again.warm, again.edited) : first;
}

function printSlowest(original: string, slow: readonly Took[]): void {
  const slowest = slow.toSorted((a, b) => lasting(b) - lasting(a) || b.first - a.first).slice(0, 20);
  for (const [index, { method, params, file, text, first, again }] of slowest.entries()) {
    const times = `${milliseconds(first)}, warm ${milliseconds(again?.warm ?? 0)}, edited ${milliseconds(again?.edited ?? 0)}`;
    console.log(`  ${times}: ${method} ${file} ${JSON.stringify(params).slice(0, 300)}`);
    if (values.keep === undefined) continue;
    mkdirSync(values.keep, { recursive: true });
    const name = `${path.basename(original)}-${index}`;
    writeFileSync(path.join(values.keep, `${name}.txt`), text);
    writeFileSync(
      path.join(values.keep, `${name}.json`),
      JSON.stringify({ method, params, file, first, again }),
    );
  }
}

for (const original of originals) {
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-fuzz-')));
  const report = new Report();
  try {
    await fuzz(path.resolve(original), scratch, report);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
