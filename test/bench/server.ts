// The server on a generated project of 10,000 models: how long requests take, what a reload costs, what sizes and idle projects
// cost. `node test/bench/server.ts [--quick]`; dist/server.cjs must have been built. Deliberately absent: reading artifacts alone
// (artifacts.ts). Where a goal is in milliseconds, the main thread's own processor time is judged: other programs don't change it.

import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type GeneratedProject, generateProject, writeChanged } from './generateProject.ts';
import { measureIdentity } from './identity.ts';
import { milliseconds, percentile, Report, times } from './report.ts';
import { inProcess, type Sample, type Samples } from './session.ts';
import { startStdio } from './stdioClient.ts';
import { spread, type TargetFile, targetFiles } from './targets.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-server-')));
const report = new Report();
const models = values.quick ? 2000 : 10_000;
const cache = path.join(scratch, 'cache');

function project(name: string, nodes: number): GeneratedProject {
  return generateProject(path.join(scratch, name), { nodes, seed: 1 });
}

function rowsOf(what: string, samples: Samples, limit?: number): void {
  for (const kind of samples.kinds) {
    const of = samples.of(kind);
    const at = (share: number, pick: (sample: Sample) => number) => percentile(of.map(pick), share);
    const shown = [0.5, 0.95, 0.99].map((share) => at(share, ({ wall }) => wall).toFixed(2)).join(' / ');
    report.note(`${what}, ${kind}: p50 / p95 / p99 as waited for (${of.length})`, `${shown} ms`);
    report.row(
      `${what}, ${kind}: p99 of the server's own time`,
      at(0.99, ({ own }) => own),
      milliseconds,
      limit,
    );
  }
}

/** Hover and definition on names in many files, problems after a key, the tree, and hovers during a reload. */
async function requests(generated: GeneratedProject, files: readonly TargetFile[]): Promise<void> {
  const session = await inProcess(generated.folder, cache);
  const [first] = files;
  if (!first) throw new Error('The project has no files.');
  report.row('load, and the first hover', (await session.firstHover(first)).wall, milliseconds);
  rowsOf('hover', await session.ask('textDocument/hover', files), 5);
  rowsOf('definition', await session.ask('textDocument/definition', files), 5);
  rowsOf('tree', await session.trees(spread(files, 100)));
  rowsOf('problems after a key', await session.type(spread(files, 20)));
  const changed = path.join(scratch, 'changed.json');
  writeChanged(generated, changed, 100);
  const during = await session.hoverWhile(files, generated.manifest, changed);
  report.row(
    `hover while 1 % is read again: p99 as waited for`,
    percentile(
      during.of('hover').map(({ wall }) => wall),
      0.99,
    ),
    milliseconds,
  );
  rowsOf('while 1 % is read again', during, 20);
  await session.close();
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
    const shown = [0.5, 0.95, 0.99].map((share) => percentile(waited, share).toFixed(2)).join(' / ');
    report.note(`${method} over stdio: p50 / p95 / p99 (${waited.length})`, `${shown} ms`);
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
    const load = (await session.firstHover(files[0]!)).wall / nodes;
    const hovers = await session.ask('textDocument/hover', files);
    const all = hovers.kinds.flatMap((kind) => hovers.of(kind).map(({ own }) => own));
    measured.push({ load, hover: percentile(all, 0.5) });
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
  const pristine = path.join(scratch, 'pristine.json');
  copyFileSync(generated.manifest, pristine);
  const files = targetFiles(generated, values.quick ? 80 : 300);
  await requests(generated, files);
  copyFileSync(pristine, generated.manifest);
  await measureIdentity(generated, path.join(scratch, 'changed.json'), cache, report);
  await roundTrip(generated, files);
  rmSync(generated.folder, { recursive: true });
  await linearity();
  report.print();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
