// One measurement in a fresh process, for artifacts.ts: prints JSON. Deliberately absent: ratios and goals.

import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Manifest } from '../../server/src/core/artifacts/types.ts';
import { loadManifest } from '../../server/src/host/artifacts/loadArtifacts.ts';

/** Milliseconds, and bytes of peak memory of the whole process. */
export interface Measured {
  readonly ms: number;
  readonly peak: number;
  /** The longest time the main thread was held up. */
  readonly stall: number;
}

/** A cold load and a reload in one process. */
export interface Reloaded {
  readonly cold: number;
  readonly reload: number;
  readonly coldPeak: number;
  readonly reloadPeak: number;
  /** Memory in use after ten more reloads. */
  readonly settled: number;
  /** Of lookups during the reload. */
  readonly p99: number;
  /** How many entries are other objects after it. */
  readonly changed: number;
}

/** How many different entries somebody asks for during a reload. */
const hovered = 200;

const peak = (): number => process.resourceUsage().maxRSS * 1024;

async function load(file: string, previous?: Manifest): Promise<Manifest | undefined> {
  const loaded = await loadManifest(file, previous, () => undefined);
  return loaded.status === 'read' ? loaded.value : undefined;
}

/** Looks at the clock at every turn of the event loop. */
function watchTurns(): () => number {
  let longest = 0;
  let last = performance.now();
  let on = true;
  const turn = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    // A turn costs processor time that the work is entitled to: once in a millisecond is enough.
    if (on) setTimeout(turn, 1);
  };
  turn();
  return () => {
    on = false;
    return longest - 1;
  };
}

async function cold(file: string): Promise<Measured & { readonly entries: number }> {
  const turns = watchTurns();
  const start = performance.now();
  const manifest = await load(file);
  const taken = performance.now() - start;
  return { ms: taken, peak: peak(), stall: turns(), entries: manifest?.entries.length ?? 0 };
}

function json(file: string): Measured {
  const start = performance.now();
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const taken = performance.now() - start;
  return { ms: value ? taken : 0, peak: peak(), stall: taken };
}

async function reload(before: string, after: string): Promise<Reloaded> {
  const start = performance.now();
  let manifest = await load(before);
  const coldTime = performance.now() - start;
  const coldPeak = peak();
  if (!manifest) throw new Error(`${before} can't be read`);
  const { entries } = manifest;

  const latencies: number[] = [];
  let done = false;
  const lookups = (async () => {
    for (let i = 0; !done; i++) {
      const asked = performance.now();
      // As a request would: it waits for its turn, then asks.
      await nextTurn();
      const entry = entries[((i % hovered) * 7919) % entries.length];
      if (entry) manifest?.detail(entry);
      latencies.push(performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  const second = performance.now();
  const next = await load(after, manifest);
  const reloadTime = performance.now() - second;
  done = true;
  await lookups;
  const reloadPeak = peak();
  const changed = next?.entries.filter((entry, i) => entry !== entries[i]).length ?? 0;
  latencies.sort((a, b) => a - b);
  manifest = next;
  for (let i = 0; i < 10; i++) manifest = await load(i % 2 === 0 ? before : after, manifest);
  return {
    cold: coldTime,
    reload: reloadTime,
    coldPeak,
    reloadPeak,
    settled: peak(),
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    changed,
  };
}

const [what, first = '', second = ''] = process.argv.slice(2);
const measures: Readonly<Record<string, () => Promise<unknown>>> = {
  json: async () => json(first),
  cold: async () => await cold(first),
  reload: async () => await reload(first, second),
};

measures[what ?? '']?.().then(
  (result) => console.log(JSON.stringify(result)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
