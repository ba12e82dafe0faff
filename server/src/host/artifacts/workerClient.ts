// The one artifact worker of this process: started when first needed, gone when idle, never what keeps the process alive.
// Deliberately absent: what the jobs do.

import path from 'node:path';
import { getCallSites } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Job, Outcome, Piece, Reply, Request } from './jobs.ts';

/** Once nothing was asked for so long, the thread is given up, and with it the old files that it still holds. */
const idleMilliseconds = 500;

interface Waiting {
  readonly onPiece: (piece: Piece) => void;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

let worker: Worker | undefined;
let lastId = 0;
let idle: NodeJS.Timeout | undefined;
const waiting = new Map<number, Waiting>();

/** Has the worker do a job; `onPiece` gets the parts before the promise settles. Rejects only if the thread breaks. */
export function runJob(job: Job, onPiece: (piece: Piece) => void): Promise<Outcome> {
  clearTimeout(idle);
  worker ??= startWorker();
  const thread = worker;
  thread.ref();
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { onPiece, resolve, reject });
    const request: Request = { id, job };
    thread.postMessage(request);
  });
}

function startWorker(): Worker {
  const thread = new Worker(workerFile());
  thread.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.id);
    if (!asked) return;
    if ('piece' in reply) {
      asked.onPiece(reply.piece);
      return;
    }
    waiting.delete(reply.id);
    if ('outcome' in reply) asked.resolve(reply.outcome);
    else asked.reject(new Error(reply.error));
    if (waiting.size === 0) rest(thread);
  });
  thread.on('error', (error) => drop(thread, error instanceof Error ? error : new Error(String(error))));
  thread.on('exit', () => drop(thread, new Error('The artifact worker ended.')));
  return thread;
}

function rest(thread: Worker): void {
  thread.unref();
  idle = setTimeout(() => {
    if (worker === thread) worker = undefined;
    void thread.terminate();
  }, idleMilliseconds);
  idle.unref();
}

function drop(thread: Worker, error: Error): void {
  if (worker !== thread) return;
  worker = undefined;
  const asked = [...waiting.values()];
  waiting.clear();
  for (const { reject } of asked) reject(error);
}

/** A bundle of its own beside the one that this runs in, since a thread reads all of its file; or this folder's source. */
function workerFile(): string | URL {
  if (typeof __filename === 'string') return path.join(path.dirname(__filename), 'artifactWorker.cjs');
  const [here] = getCallSites(1);
  return new URL('./artifactWorker.ts', here?.scriptName);
}
