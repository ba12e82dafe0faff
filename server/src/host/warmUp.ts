// Has the lineage of a project, and what its nodes can be filtered by, made while nobody waits: some time after the last change, at low
// priority, in slices, from the start again whenever something changes (what still holds costs next to nothing). Deliberately absent:
// what is made (core).

import { setTimeout as pause } from 'node:timers/promises';
import { prepareAllNodes } from '../core/features/neighbourhoodAhead.ts';
import type { Project } from '../core/project.ts';
import { prepareEditedYaml } from '../core/semantics/editedYaml.ts';
import { prepareNodeGraph } from '../core/semantics/nodeNeighbours.ts';
import { warmLineage } from '../core/semantics/sql/warmLineage.ts';
import { inSlices, untilQuiet } from './artifacts/slices.ts';
import type { HostOptions, ProjectHost } from './projectHost.ts';

/** Milliseconds without a change before it begins: whoever types is typing on. */
const rest = 400;
/** A warm-up that goes on until it is stopped. */
export interface WarmUp {
  /** Settled when everything is made for the project as it is; never rejects. */
  readonly idle: Promise<void>;
  stop(): void;
}

/** Keeps the lineage of a host's project made. */
export function warmUp(host: ProjectHost, { log, quiet }: Pick<HostOptions, 'log' | 'quiet'>): WarmUp {
  let change = new AbortController();
  let running: Promise<void> | undefined;
  const again = () => {
    change.abort();
    change = new AbortController();
    running = makeAll(host, change.signal, quiet).catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'AbortError')
        log(`${host.name}: lineage: ${error instanceof Error ? error.stack : String(error)}`);
    });
  };
  const forget = host.onChange(again);
  if (host.isLoaded) again();
  return {
    get idle() {
      return settled(() => running);
    },
    stop() {
      forget();
      change.abort();
    },
  };
}

async function makeAll(host: ProjectHost, signal: AbortSignal, quiet: HostOptions['quiet']): Promise<void> {
  // The process may end meanwhile.
  await pause(rest, undefined, { ref: false, signal });
  if (!host.isLoaded) return;
  await inSlices(makeAhead(host.current), () => untilQuiet(quiet, signal));
}

function* makeAhead(project: Project): Generator<void, void> {
  yield* prepareAllNodes(project);
  yield* warmLineage(project);
  yield* prepareNodeGraph(project);
  yield* prepareEditedYaml(project, project.files.paths);
}

/** Waits for the newest of several, which may be replaced meanwhile. */
async function settled(newest: () => Promise<void> | undefined): Promise<void> {
  for (let waited: Promise<void> | undefined; waited !== newest(); ) {
    waited = newest();
    await waited;
  }
}
