// The server on a generated project of 10,000 models: how long requests take, what a reload costs, what sizes and idle projects
// cost. `node test/bench/server.ts [--quick]`; dist/server.cjs must have been built. Deliberately absent: reading artifacts alone
// (artifacts.ts). Goals in milliseconds are judged by the least of several rounds, each with a server that knows nothing yet.

import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type GeneratedProject, generateProject, writeChanged } from './generateProject.ts';
import { measureIdentity } from './identity.ts';
import { milliseconds, percentile, Report, times } from './report.ts';
import { inProcess, type Samples } from './session.ts';
import { startStdio } from './stdioClient.ts';
import { spread, type TargetFile, targetFiles } from './targets.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-server-')));
const report = new Report();
const models = values.quick ? 2000 : 10_000;
const rounds = 3;
const cache = path.join(scratch, 'cache');

function project(name: string, nodes: number): GeneratedProject {
  return generateProject(path.join(scratch, name), { nodes, seed: 1 });
}

const shares = [0.5, 0.95, 0.99];
const shown = (values: readonly number[]): string =>
  `${shares.map((share) => percentile(values, share).toFixed(2)).join(' / ')} ms`;

/** p50 / p95 / p99 of each kind, and one row with the goal for all of them. */
function rowsOf(what: string, samples: Samples, limit?: number): void {
  for (const kind of samples.kinds) {
    const values = samples.of(kind);
    report.note(`${what}, ${kind} (${values.length}): p50 / p95 / p99`, shown(values));
  }
  report.row(`${what}: p99`, percentile(samples.of(), 0.99), milliseconds, limit);
}

/** Hover and definition on names in many files, problems after a key, and the tree: everything is asked once in each round. */
async function requests(generated: GeneratedProject, files: readonly TargetFile[]): Promise<void> {
  const measured: Samples[][] = [];
  for (let round = 0; round < rounds; round++) {
    const session = await inProcess(generated.folder, cache);
    const first = await session.firstHover(files[0]!);
    if (round === 0) report.row('load, and the first hover', first, milliseconds);
    measured.push([
      await session.ask('textDocument/hover', files),
      await session.ask('textDocument/definition', files),
      await session.trees(spread(files, 100)),
      await session.type(spread(files, 20)),
    ]);
    await session.close();
  }
  const best = (what: number) => measured.map((round) => round[what]!).reduce((a, b) => a.best(b));
  const cold = measured[0]?.[0]?.of() ?? [];
  report.note(`hover, the first time in a process (${cold.length}): p50 / p95 / p99`, shown(cold));
  rowsOf('hover', best(0), 5);
  rowsOf('definition', best(1), 5);
  rowsOf('tree', best(2));
  rowsOf('problems after a key', best(3));
}

/** Hovers while the manifest is written and read again with 1 % of its nodes changed, there and back. */
async function reloads(generated: GeneratedProject, files: readonly TargetFile[]): Promise<void> {
  const changed = path.join(scratch, 'changed.json');
  const pristine = path.join(scratch, 'pristine.json');
  copyFileSync(generated.manifest, pristine);
  writeChanged(generated, changed, 100);
  const session = await inProcess(generated.folder, cache);
  await session.firstHover(files[0]!);
  const measured: (readonly number[])[] = [];
  for (const next of [changed, pristine, changed, pristine])
    measured.push((await session.hoverWhile(files, generated.manifest, next)).of());
  await session.close();
  const best = measured.toSorted((a, b) => percentile(a, 0.99) - percentile(b, 0.99))[0] ?? [];
  report.note(`hover while 1 % is read again (${best.length}): p50 / p95 / p99`, shown(best));
  report.row('hover while 1 % is read again: p99', percentile(best, 0.99), milliseconds, 20);
  report.row('hover while 1 % is read again: longest', percentile(best, 1), milliseconds);
  await measureIdentity(generated, changed, cache, report);
}

/** The same over standard streams, with the process boundary. */
async function roundTrip(generated: GeneratedProject, files: readonly TargetFile[]): Promise<void> {
  const client = await startStdio(generated.folder, cache);
  for (const method of ['textDocument/hover', 'textDocument/definition']) {
    const waited: number[] = [];
    for (const { file, targets } of files) {
      for (const { position } of targets) {
        const asked = performance.now();
        await client.request(method, { textDocument: { uri: client.uri(file) }, position });
        waited.push(performance.now() - asked);
      }
    }
    // The first one waits for the project.
    waited.shift();
    report.note(`${method} over stdio (${waited.length}): p50 / p95 / p99`, shown(waited));
  }
  const memory = client.memory();
  if (memory)
    report.note(
      'memory of the server, for 1,000 models',
      `${(memory / 1e6 / (models / 1000)).toFixed(1)} MB`,
    );
  await client.close();
}

/** What 10 times the nodes cost. */
async function linearity(): Promise<void> {
  const sizes = values.quick ? [2000, 20_000] : [5000, 50_000];
  const measured: { readonly load: number; readonly hover: number }[] = [];
  for (const nodes of sizes) {
    const generated = project(`nodes-${nodes}`, nodes);
    const files = targetFiles(generated, 60);
    const session = await inProcess(generated.folder, cache);
    const load = (await session.firstHover(files[0]!)) / nodes;
    const hovers = await session.ask('textDocument/hover', files);
    measured.push({ load, hover: percentile(hovers.of(), 0.5) });
    await session.close();
    rmSync(generated.folder, { recursive: true });
  }
  const [small, large] = measured;
  if (!small || !large) return;
  const factor = `${sizes[1]?.toLocaleString('en')} nodes to ${sizes[0]?.toLocaleString('en')}`;
  report.row(`${factor}: time of load for each node`, large.load / small.load, times, 1.2);
  report.row(`${factor}: median hover`, large.hover / small.hover, times, 10);
}

/** A folder with 100 projects against one with one: nothing is loaded until a file is opened. */
async function idle(): Promise<void> {
  const measured: { readonly time: number; readonly memory: number }[] = [];
  for (const count of [1, 100]) {
    const folder = path.join(scratch, `projects-${count}`);
    for (let index = 0; index < count; index++) {
      const inner = path.join(folder, `project_${index}`);
      mkdirSync(inner, { recursive: true });
      writeFileSync(path.join(inner, 'dbt_project.yml'), `name: project_${index}\nprofile: shop\n`);
    }
    const runs: { readonly time: number; readonly memory: number }[] = [];
    for (let run = 0; run < 3; run++) {
      const client = await startStdio(folder, cache);
      // An answer from after `initialized`.
      await client.request('textDocument/hover', {
        textDocument: { uri: 'untitled:x' },
        position: { line: 0, character: 0 },
      });
      const loaded = client.told.get('dbtContext/status') ?? 0;
      if (run === 0)
        report.row(`${count} projects in a folder: loaded before a file is opened`, loaded, String, 0);
      runs.push({ time: client.initializeTime, memory: client.memory() ?? 1 });
      await client.close();
    }
    measured.push({
      time: Math.min(...runs.map(({ time }) => time)),
      memory: Math.min(...runs.map(({ memory }) => memory)),
    });
  }
  const [one, many] = measured;
  if (!one || !many) return;
  report.row('100 projects in a folder to 1: time to initialize', many.time / one.time, times, 1.2);
  report.row('100 projects in a folder to 1: memory', many.memory / one.memory, times, 1.05);
}

try {
  await idle();
  const generated = project('models', models * 2);
  const files = targetFiles(generated, values.quick ? 80 : 300);
  await requests(generated, files);
  await reloads(generated, files);
  await roundTrip(generated, files);
  rmSync(generated.folder, { recursive: true });
  await linearity();
  report.print();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
