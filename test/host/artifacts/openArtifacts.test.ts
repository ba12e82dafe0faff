// Artifacts of a real folder with the real worker and watcher: whatever happens to the files, the last good ones stay, and what
// is wrong is told once. Waits for events, never for time.

import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { lastRun } from '../../../server/src/core/artifacts/runHistory.ts';
import type { ArtifactState } from '../../../server/src/core/artifacts/state.ts';
import { type OpenArtifacts, openArtifacts } from '../../../server/src/host/artifacts/openArtifacts.ts';

function manifestText(...names: readonly string[]): string {
  const node = (name: string): object => ({
    name,
    resource_type: 'model',
    package_name: 'shop',
    original_file_path: `models/${name}.sql`,
    raw_code: 'select 1 as id'.repeat(50),
    depends_on: { nodes: [] },
  });
  const nodes = Object.fromEntries(names.map((name) => [`model.shop.${name}`, node(name)]));
  return JSON.stringify({ metadata: { project_name: 'shop' }, nodes, parent_map: {} });
}

interface Opened {
  readonly target: string;
  readonly artifacts: OpenArtifacts;
  /** Every state so far. */
  readonly states: readonly ArtifactState[];
  /** Waits for a state. */
  until(holds: (state: ArtifactState) => boolean): Promise<ArtifactState>;
  file(name: string): string;
}

async function open(t: TestContext, prepare: (target: string) => void, watch = true): Promise<Opened> {
  const folder = mkdtempSync(path.join(tmpdir(), 'artifacts-'));
  const target = path.join(folder, 'project', 'target');
  mkdirSync(path.dirname(target));
  prepare(target);
  const states: ArtifactState[] = [];
  const waiting = new Set<() => void>();
  const artifacts = openArtifacts({
    targetFolder: target,
    cacheFolder: path.join(folder, 'cache'),
    polling: false,
    watch,
    onChange(state) {
      states.push(state);
      for (const wake of waiting) wake();
    },
    log: (message) => t.diagnostic(message),
  });
  t.after(async () => {
    await artifacts.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await artifacts.loaded;
  return {
    target,
    artifacts,
    states,
    file: (name) => path.join(target, name),
    until: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds(artifacts.current)) return;
          waiting.delete(look);
          resolve(artifacts.current);
        };
        waiting.add(look);
        look();
      }),
  };
}

const withManifest =
  (...names: readonly string[]) =>
  (target: string): void => {
    mkdirSync(target);
    writeFileSync(path.join(target, 'manifest.json'), manifestText(...names));
  };

const has =
  (...names: readonly string[]) =>
  (state: ArtifactState): boolean =>
    state.problems.length === 0 && state.manifest?.entries.map(({ name }) => name).join() === names.join();

/** Replaces a file the way careful writers do. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}

test('loads what is there, and says what file it came from', async (t) => {
  const { artifacts, target } = await open(t, withManifest('a', 'b'), false);
  assert.ok(has('a', 'b')(artifacts.current));
  assert.equal(artifacts.current.files.manifest?.path, 'target/manifest.json');
  assert.ok((artifacts.current.files.manifest?.modifiedAt ?? 0) > 0);
  assert.equal(artifacts.current.catalog, undefined);
  assert.ok(existsSync(target));
});

test('an atomic replacement keeps the identity of what did not change', async (t) => {
  const { artifacts, file, until } = await open(t, withManifest('a', 'b'));
  const before = artifacts.current.manifest;
  replace(file('manifest.json'), manifestText('a', 'b', 'c'));
  const { manifest } = await until(has('a', 'b', 'c'));
  assert.equal(manifest?.entry('model.shop.a'), before?.entry('model.shop.a'));
  assert.match(manifest?.detail(manifest.entries[2]!)?.rawCode ?? '', /^select 1/);
});

test('a target folder that is removed, and comes back, as after dbt clean', async (t) => {
  const { artifacts, target, until } = await open(t, withManifest('a'));
  for (const next of ['b', 'c']) {
    const before = artifacts.current.manifest;
    rmSync(target, { recursive: true });
    const state = await until(({ problems }) => problems.length > 0);
    assert.equal(state.manifest, before);
    assert.match(
      state.problems[0]?.message ?? '',
      /^manifest\.json is gone\. The last good one is used\. Run "dbt parse"/,
    );
    withManifest(next)(target);
    await until(has(next));
  }
});

test('a target folder that is not there yet', async (t) => {
  const { artifacts, target, until } = await open(t, () => undefined);
  assert.deepEqual(artifacts.current.problems, []);
  withManifest('a')(target);
  await until(has('a'));
});

test('a file cut off or written in pieces: the last good one, told once, gone when mended', async (t) => {
  const { artifacts, states, file, until } = await open(t, withManifest('a'));
  const good = artifacts.current.manifest;
  truncateSync(file('manifest.json'), 100);
  const torn = await until(({ problems }) => problems.length > 0);
  assert.equal(torn.manifest, good);
  assert.match(torn.problems[0]?.message ?? '', /incomplete/);
  const text = manifestText('a', 'b');
  writeFileSync(file('manifest.json'), text.slice(0, 700));
  writeFileSync(file('manifest.json'), text.slice(700), { flag: 'a' });
  await until(has('a', 'b'));
  assert.equal(new Set(states.flatMap(({ problems }) => problems)).size, 1);
  assert.ok(states.every(({ manifest }) => manifest));
});

test('a folder in place of the file, then the file again', async (t) => {
  const { artifacts, file, until } = await open(t, withManifest('a'));
  const good = artifacts.current.manifest;
  rmSync(file('manifest.json'));
  mkdirSync(file('manifest.json'));
  const state = await until(({ problems }) => problems.some(({ message }) => /not a file/.test(message)));
  assert.equal(state.manifest, good);
  rmSync(file('manifest.json'), { recursive: true });
  writeFileSync(file('manifest.json'), manifestText('b'));
  await until(has('b'));
});

test('something else than a manifest is told, with what to do', async (t) => {
  const { artifacts, file, until } = await open(t, withManifest('a'));
  for (const text of ['[]', 'null', '{"nodes2": 1}']) {
    const good = artifacts.current.manifest;
    replace(file('manifest.json'), text);
    const state = await until(({ problems }) => problems.length > 0);
    assert.equal(state.manifest, good, text);
    assert.match(state.problems[0]?.message ?? '', /Run "dbt parse"/);
    replace(file('manifest.json'), manifestText('a'));
    await until(has('a'));
  }
});

test('permission refused', { skip: process.getuid?.() === 0 && 'root may read everything' }, async (t) => {
  const { artifacts, file, until } = await open(t, withManifest('a'));
  chmodSync(file('manifest.json'), 0);
  replace(file('sources.json'), '{"results": []}');
  const state = await until(({ problems }) => problems.length > 0);
  assert.match(state.problems[0]?.message ?? '', /permission is refused/);
  assert.equal(state.manifest, artifacts.current.manifest);
});

test('a target folder that is a link', async (t) => {
  const { file, until } = await open(t, (target) => {
    const real = path.join(path.dirname(target), 'elsewhere');
    withManifest('a')(real);
    symlinkSync(real, target);
  });
  replace(file('manifest.json'), manifestText('b'));
  await until(has('b'));
});

const results = (command: string, ids: readonly string[], invocation: string, at: string): string =>
  JSON.stringify({
    metadata: { generated_at: at, invocation_id: invocation },
    args: { which: command },
    results: ids.map((id) => ({ unique_id: id, status: 'success', adapter_response: {}, execution_time: 1 })),
  });

test('what earlier runs said of other nodes is kept, also for the next start', async (t) => {
  const { artifacts, target, file, until } = await open(t, (folder) => {
    mkdirSync(folder);
    writeFileSync(
      path.join(folder, 'run_results.json'),
      results('build', ['model.a', 'model.b'], 'one', '2026-01-01T00:00:00Z'),
    );
  });
  assert.equal(artifacts.current.runs.results.size, 2);
  replace(file('run_results.json'), results('run', ['model.b'], 'two', '2026-01-02T00:00:00Z'));
  const counted = await until((state) => lastRun(state.runs, 'model.b')?.invocationId === 'two');
  assert.equal(lastRun(counted.runs, 'model.a')?.invocationId, 'one');
  replace(file('run_results.json'), results('compile', ['model.a'], 'three', '2026-01-03T00:00:00Z'));
  const compiled = await until((state) => state.files.run_results !== counted.files.run_results);
  assert.equal(compiled.runs, counted.runs);

  rmSync(target, { recursive: true });
  const later = openArtifacts({
    targetFolder: target,
    cacheFolder: path.join(path.dirname(path.dirname(target)), 'cache'),
    polling: false,
    watch: false,
    onChange: () => undefined,
    log: () => undefined,
  });
  await later.loaded;
  assert.equal(later.current.runs.results.size, 2);
  assert.equal(later.current.runs.results.get('model.b')?.length, 2);
  await later.close();
});

test('a hundred projects that nobody opened are nothing, and one that is closed says nothing more', async (t) => {
  const { artifacts, states, file } = await open(t, withManifest('a'));
  await artifacts.close();
  const before = states.length;
  replace(file('manifest.json'), manifestText('b'));
  const other = await open(t, withManifest('c'));
  assert.ok(has('c')(other.artifacts.current));
  assert.equal(states.length, before);
});
