// Reading artifacts against JSON.parse of the same file in a fresh process: time, memory, reloads, torn files.
// `node test/bench/artifacts.ts [--file MANIFEST] [--quick]`. Only ratios of one run mean anything.

import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { type OpenArtifacts, openArtifacts } from '../../server/src/host/artifacts/openArtifacts.ts';
import { generateManifest } from './generateManifest.ts';
import type { Measured, Reloaded } from './measureArtifacts.ts';

const { values } = parseArgs({ options: { file: { type: 'string' }, quick: { type: 'boolean' } } });
const folder = mkdtempSync(path.join(tmpdir(), 'bench-artifacts-'));
const rows: {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  readonly met: boolean;
}[] = [];
const megabyte = 1e6;

/** Bundled as the server is: stripping types takes memory of its own. */
const script = path.join(folder, 'measure.cjs');
buildSync({
  entryPoints: {
    measure: path.join(import.meta.dirname, 'measureArtifacts.ts'),
    artifactWorker: path.join(import.meta.dirname, '../../server/src/host/artifacts/artifactWorker.ts'),
  },
  outdir: folder,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
});

/** Runs one measurement in a process of its own. */
function measure<Result>(...args: readonly string[]): Result {
  return JSON.parse(execFileSync(process.execPath, [script, ...args], { encoding: 'utf8' })) as Result;
}

/** The least disturbed of several measurements. */
function best(repeat: number, ...args: readonly string[]): Measured {
  const all = Array.from({ length: repeat }, () => measure<Measured>(...args));
  const least = (pick: (each: Measured) => number): number => Math.min(...all.map(pick));
  return {
    ms: least((each) => each.ms),
    peak: least((each) => each.peak),
    stall: least((each) => each.stall),
  };
}

function row(what: string, value: number, limit: number, show: (value: number) => string): void {
  rows.push({ what, measured: show(value), goal: `≤ ${show(limit)}`, met: value <= limit });
}

const times = (value: number): string => `${value.toFixed(2)} ×`;
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const mb = (value: number): string => `${(value / megabyte).toFixed(0)} MB`;
const repeat = values.quick ? 1 : 3;

/** The peak memory of a Node process that does nothing. */
const bare = Number(
  execFileSync(process.execPath, ['-p', 'process.resourceUsage().maxRSS * 1024'], { encoding: 'utf8' }),
);

function againstJson(name: string, file: string, limit: number): void {
  const json = best(repeat, 'json', file);
  const cold = best(repeat, 'cold', file);
  console.log(
    `${name}: JSON.parse ${ms(json.ms)} ${mb(json.peak - bare)}, here ${ms(cold.ms)} ${mb(cold.peak - bare)}`,
  );
  row(`${name}: time to JSON.parse`, cold.ms / json.ms, limit, times);
  row(`${name}: memory to JSON.parse`, (cold.peak - bare) / (json.peak - bare), limit, times);
  row(`${name}: main thread held up`, cold.stall, 4, ms);
}

function reloads(name: string, before: string, after: string, size: number): void {
  const all = Array.from({ length: repeat }, () => measure<Reloaded>('reload', before, after));
  const least = (pick: (each: Reloaded) => number): number => Math.min(...all.map(pick));
  row(
    `${name}: reload to cold load`,
    least(({ reload, cold }) => reload / cold),
    0.6,
    times,
  );
  row(
    `${name}: peak above cold`,
    least(({ reloadPeak, coldPeak }) => reloadPeak - coldPeak),
    size,
    mb,
  );
  row(
    `${name}: detail p99 meanwhile`,
    least(({ p99 }) => p99),
    20,
    ms,
  );
  row(
    `${name}: peak above cold after ten more at once`,
    least(({ settled, coldPeak }) => settled - coldPeak),
    size * 1.1,
    mb,
  );
  const changed = all[0]?.changed ?? 0;
  console.log(`${name}: ${changed} entries are new objects`);
}

function linearity(): void {
  const sizes = [10_000, 20_000, 50_000];
  const perNode = sizes.map((nodes) => {
    const file = path.join(folder, `linear-${nodes}.json`);
    generateManifest(file, { nodes, seed: 2, changedEvery: 0, createdAt: 1.7e9 });
    const { ms: taken } = best(repeat, 'cold', file);
    rmSync(file);
    return taken / nodes;
  });
  row('50,000 nodes: time per node to that of 10,000', (perNode[2] ?? 0) / (perNode[0] ?? 1), 1.2, times);
}

/** Waits until the state is as wanted, in turns of the event loop. */
async function until(
  artifacts: OpenArtifacts,
  holds: (artifacts: OpenArtifacts) => boolean,
  changed: Set<() => void>,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!holds(artifacts)) return;
      changed.delete(look);
      resolve();
    };
    changed.add(look);
    look();
  });
}

/** Cuts a watched manifest at every 1 %, mends it, and looks that an entry is always there. */
async function cuts(): Promise<void> {
  const target = mkdtempSync(path.join(folder, 'target-'));
  const file = path.join(target, 'manifest.json');
  const size = generateManifest(file, { nodes: 1000, seed: 3, changedEvery: 0, createdAt: 1.7e9 });
  const text = readFileSync(file);
  const changed = new Set<() => void>();
  let blank = 0;
  let unmended = 0;
  const artifacts = openArtifacts({
    targetFolder: target,
    cacheFolder: path.join(folder, 'cache'),
    polling: false,
    watch: true,
    onChange(state) {
      const entry = state.manifest?.entry('model.shop.model_7');
      if (!entry || !state.manifest?.detail(entry)) blank++;
      for (const look of changed) look();
    },
    log: () => undefined,
  });
  await artifacts.loaded;
  const step = values.quick ? 20 : 1;
  for (let percent = 0; percent < 100; percent += step) {
    truncateSync(file, Math.floor((size * percent) / 100));
    await until(artifacts, ({ current }) => current.problems.length > 0, changed);
    const before = artifacts.current.manifest;
    writeFileSync(file, text);
    await until(artifacts, ({ current }) => current.problems.length === 0, changed);
    if (artifacts.current.manifest === undefined || artifacts.current.manifest === before) unmended++;
  }
  await artifacts.close();
  row('cut at every 1 %: states without the entry', blank, 0, String);
  row('cut at every 1 %: not read again when whole', unmended, 0, String);
}

/** A file above the 512 MB that fit into a string: a sparse one is torn, one with much white space is read. */
function huge(): void {
  const sparse = path.join(folder, 'sparse.json');
  generateManifest(sparse, { nodes: 1000, seed: 4, changedEvery: 0, createdAt: 1.7e9 });
  truncateSync(sparse, 600 * megabyte);
  row(
    'sparse file of 600 MB: taken for whole',
    measure<Measured & { readonly entries: number }>('cold', sparse).entries,
    0,
    String,
  );
  rmSync(sparse);

  const small = path.join(folder, 'small.json');
  const wide = path.join(folder, 'wide.json');
  generateManifest(small, { nodes: 1000, seed: 4, changedEvery: 0, createdAt: 1.7e9 });
  const text = readFileSync(small, 'utf8');
  const middle = text.indexOf('"sources"');
  writeFileSync(wide, text.slice(0, middle));
  const out = openSync(wide, 'a');
  const blank = Buffer.alloc(8 << 20, 0x20);
  for (let written = 0; written < 600 * megabyte; written += blank.length) writeSync(out, blank);
  closeSync(out);
  appendFileSync(wide, text.slice(middle));
  const { entries } = measure<Measured & { readonly entries: number }>('cold', wide);
  const expected = measure<Measured & { readonly entries: number }>('cold', small).entries;
  row('whole file of 600 MB: entries missing', expected - entries, 0, String);
}

try {
  const nodes = values.quick ? 10_000 : 40_000;
  const shape = { nodes, seed: 1, changedEvery: 0, createdAt: 1.7e9 };
  const large = path.join(folder, 'large.json');
  const size = generateManifest(large, shape);
  againstJson(`${nodes} nodes, ${mb(size)}`, large, 0.4);
  if (values.file)
    againstJson(path.basename(path.dirname(path.dirname(path.resolve(values.file)))), values.file, 0.5);
  const other = path.join(folder, 'other.json');
  generateManifest(other, { ...shape, changedEvery: 100 });
  reloads('1 % changed', large, other, size);
  generateManifest(other, { ...shape, changedEvery: 100, createdAt: 1.8e9 });
  reloads('1 % changed, all parsed again', large, other, size);
  rmSync(other);
  rmSync(large);
  linearity();
  await cuts();
  huge();
  console.table(Object.fromEntries(rows.map(({ what, ...rest }) => [what, rest])));
  process.send?.(rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
