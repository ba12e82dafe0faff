// What it costs to understand the SQL of a project: columns, types and lineage of each model for the first time, again, and after an
// edit; memory; and the ratio to sqlglot on the same models. `node --expose-gc test/bench/sql.ts [--quick] [--project DIR]`.
// Deliberately absent: requests and their waits (server.ts, columns.ts).

import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { derivedStore } from '../../server/src/core/derived.ts';
import type { Project } from '../../server/src/core/project.ts';
import { parentsOf } from '../../server/src/core/semantics/lineage.ts';
import { nodeLineage } from '../../server/src/core/semantics/sql/columnLineage.ts';
import { modelSql } from '../../server/src/core/semantics/sql/modelSql.ts';
import { nodeColumns } from '../../server/src/core/semantics/sql/nodeColumns.ts';
import { fileOf } from '../../server/src/core/semantics/sql/nodeId.ts';
import { sourceText } from '../../server/src/core/text.ts';
import { type HostFiles, withOpen } from '../../server/src/host/files.ts';
import { processEnvironment } from '../../server/src/host/folders.ts';
import { ProjectHost } from '../../server/src/host/projectHost.ts';
import { defaultSettings } from '../../server/src/host/settings.ts';
import { generateProject } from './generateProject.ts';
import { megabytes, milliseconds, percentile, Report } from './report.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, project: { type: 'string' } } });
const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'bench-sql-')));
const report = new Report();
const clock = () => performance.now();

async function open(folder: string): Promise<ProjectHost> {
  const host = new ProjectHost(folder, {
    environment: { ...processEnvironment(), XDG_CACHE_HOME: path.join(scratch, 'cache') },
    watch: false,
    watchSources: false,
    settings: () => Promise.resolve(defaultSettings),
    log: () => undefined,
  });
  await host.loaded;
  return host;
}

/** The models of a project that have a file, each behind what it reads. */
function inOrder(project: Project): readonly string[] {
  const { manifest } = project.artifacts;
  if (!manifest) return [];
  const order: string[] = [];
  const seen = new Set<string>();
  for (const first of manifest.entries) {
    const waiting = [{ entry: first, parents: undefined as ReturnType<typeof parentsOf> | undefined, at: 0 }];
    while (waiting.length > 0) {
      const top = waiting[waiting.length - 1]!;
      if (top.parents === undefined) {
        if (seen.has(top.entry.uniqueId) || top.entry.disabled) {
          waiting.pop();
          continue;
        }
        seen.add(top.entry.uniqueId);
        top.parents = parentsOf(manifest, top.entry);
      }
      const next = top.parents[top.at++];
      if (next) waiting.push({ entry: next, parents: undefined, at: 0 });
      else {
        waiting.pop();
        if (top.entry.resourceType === 'model') order.push(top.entry.uniqueId);
      }
    }
  }
  return order.filter((id) => fileOf(project, id)?.endsWith('.sql'));
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const shown = (list: readonly number[]): string =>
  [0.5, 0.95, 0.99].map((share) => percentile(list, share).toFixed(3)).join(' / ');

async function measure(name: string, folder: string): Promise<void> {
  const host = await open(folder);
  const project = host.current;
  const ids = inOrder(project);
  // Reading files is no part of understanding them.
  for (const id of ids) project.files.text(fileOf(project, id) ?? '');
  for (const id of ids.slice(0, 200)) nodeLineage({ ...project, derived: derivedStore() }, id);

  const cold: Project = { ...project, derived: derivedStore() };
  const before = heap();
  const first: number[] = [];
  const all = clock();
  for (const id of ids) {
    const started = clock();
    modelSql(cold, fileOf(cold, id) ?? '');
    nodeColumns(cold, id);
    nodeLineage(cold, id);
    first.push(clock() - started);
  }
  const whole = clock() - all;
  const kept = heap() - before;
  report.note(`${name}: ${ids.length} models, whole project`, milliseconds(whole));
  report.row(`${name}: a model for the first time, median`, percentile(first, 0.5), milliseconds, 3);
  report.row(`${name}: a model for the first time, p95`, percentile(first, 0.95), milliseconds, 15);
  report.note(`${name}: a model for the first time, p50 / p95 / p99`, shown(first));
  report.note(`${name}: memory for 1,000 models`, megabytes((kept / Math.max(1, ids.length)) * 1000));

  const again: number[] = [];
  const edited: number[] = [];
  const step = Math.max(1, Math.floor(ids.length / 200));
  for (let index = 0; index < ids.length; index += step) {
    const id = ids[index] ?? '';
    const file = fileOf(cold, id) ?? '';
    const source = cold.files.text(file);
    if (!source) continue;
    // The analyses of models that nobody looks at aren't held; of an open one it is.
    modelSql(cold, file);
    const next: Project = { ...cold };
    const started = clock();
    modelSql(next, file);
    nodeLineage(next, id);
    again.push(clock() - started);
    const typed = sourceText(`${source.text}\n-- ${index}`);
    const files = withOpen(cold.files as HostFiles, file, typed);
    const after: Project = { ...cold, files };
    const typing = clock();
    modelSql(after, file);
    nodeLineage(after, id);
    edited.push(clock() - typing);
    nodeLineage(cold, id);
  }
  report.row(`${name}: an unchanged model, median`, percentile(again, 0.5), milliseconds, 0.1);
  report.note(`${name}: an unchanged model, p50 / p95 / p99`, shown(again));
  report.note(`${name}: a model after an edit, p50 / p95 / p99`, shown(edited));
  await host.close();
}

try {
  const nodes = values.quick ? 2000 : 20_000;
  const generated = generateProject(path.join(scratch, 'generated'), { nodes, seed: 1 });
  await measure('generated', generated.folder);
  if (values.project) await measure(path.basename(values.project), path.resolve(values.project));
  report.print();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
