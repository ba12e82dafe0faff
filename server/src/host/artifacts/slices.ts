// Work on the main thread in slices so short that nobody who waits for an answer notices. Deliberately absent: what the work is.

import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work before others get their turn. One step may take longer. */
const slice = 2;

/** Runs a generator to its end, a slice at a time. `pause` is what others get between two slices: a turn of the event loop. */
export async function inSlices<Result>(
  steps: Generator<void, Result>,
  pause: () => Promise<unknown> = nextTurn,
): Promise<Result> {
  let until = performance.now() + slice;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() > until) {
      await pause();
      until = performance.now() + slice;
    }
  }
}

/** The pause of work that nobody waits for: `quiet` is settled when no request waits for its answer. */
export async function untilQuiet(
  quiet: (() => Promise<void>) | undefined,
  signal?: AbortSignal,
): Promise<void> {
  // Twice: what came in meanwhile is read in the one turn and answered in the other.
  await nextTurn(undefined, { signal });
  await nextTurn(undefined, { signal });
  await quiet?.();
  signal?.throwIfAborted();
}

/** Things to do one after the other, in slices. */
export interface SlicedQueue<Item> {
  add(item: Item): void;
  /** Settled when everything added so far is done; rejects with what `work` threw. */
  finished(): Promise<void>;
}

/** A queue whose items `work` deals with. */
export function slicedQueue<Item>(work: (item: Item) => void): SlicedQueue<Item> {
  const items: Item[] = [];
  let running: Promise<void> | undefined;
  function* all(): Generator<void, void> {
    for (let item = items.shift(); item !== undefined; item = items.shift()) {
      work(item);
      yield;
    }
    running = undefined;
  }
  return {
    add(item) {
      items.push(item);
      // Not at once: several messages are delivered in one turn, and each would get a slice of its own.
      running ??= nextTurn().then(() => inSlices(all()));
      running.catch(() => undefined);
    },
    async finished() {
      await running;
    },
  };
}
