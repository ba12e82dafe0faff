// What requests cost the server by themselves, without streams and what is done between requests: the handlers of this process are
// measured. Deliberately absent: the clock, which a busy machine slows down.

import { requests } from '../../server/src/lsp/requests.ts';

let served = 0;

/** Milliseconds of the processor's time that the last request took in the server, without what is done in between. */
export function lastRequest(): number {
  return served;
}

/** Has every request say what it took by itself, without the streams and what is done between requests. */
function measureRequests(): void {
  for (const row of requests) {
    const { run } = row;
    const timed: typeof run = async (...args) => {
      const [took, result] = await processorTime(async () => run.apply(row, args));
      served = took;
      return result;
    };
    Object.assign(row, { run: timed });
  }
}
measureRequests();

/** Milliseconds of the processor's time in this thread that work took, with its result. */
export async function processorTime<Result>(work: () => Promise<Result>): Promise<readonly [number, Result]> {
  const before = process.threadCpuUsage();
  const result = await work();
  const { user, system } = process.threadCpuUsage(before);
  return [(user + system) / 1000, result];
}
