// The thread that reads artifacts: a program of its own, whose file a thread is started with.
// Deliberately absent: state; what a job needs of earlier ones comes with it.

import { type MessagePort, parentPort } from 'node:worker_threads';
import { type Bytes, type ByteTools, decode, parsePythonJson } from '../../core/artifacts/bytes.ts';
import { catalogPlan } from '../../core/artifacts/catalog.ts';
import { manifestPlan } from '../../core/artifacts/manifestPlan.ts';
import { type Scanner, type ScanResult, startScan } from '../../core/artifacts/scan.ts';
import { buffersOf, sameness } from '../../core/artifacts/scanTables.ts';
import { readSemanticManifest } from '../../core/artifacts/semanticManifest.ts';
import { readSources } from '../../core/artifacts/sources.ts';
import type { Job, Outcome, Piece, ReadValue, Reply, Request } from './jobs.ts';
import { keepHistory } from './keepHistory.ts';
import { readShared } from './readShared.ts';

/** Below this length a loop is faster than a call. */
const shortRange = 48;

/** Comparison by the machine's own instruction. */
const nativeByteTools: ByteTools = {
  equal(a, aStart, b, bStart, length) {
    if (length < shortRange) {
      for (let i = 0; i < length; i++) if (a[aStart + i] !== b[bStart + i]) return false;
      return true;
    }
    return Buffer.prototype.compare.call(b, a, aStart, aStart + length, bStart, bStart + length) === 0;
  },
};

/** How many changed entries are parsed before a file is taken for good. */
const checkedEntries = 5000;

function listen(port: MessagePort): void {
  // One at a time: two large files at once would only be in each other's way.
  let last: Promise<void> = Promise.resolve();
  port.on('message', ({ id, job }: Request) => {
    const reply = (message: Reply, transfer: readonly ArrayBuffer[] = []): void =>
      port.postMessage(message, transfer);
    last = last.then(async () => {
      try {
        const outcome = await run(job, (piece) =>
          reply({ id, piece }, piece.kind === 'page' ? pageBuffers(piece) : []),
        );
        reply({ id, outcome }, outcomeBuffers(outcome));
      } catch (error) {
        reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    });
  });
}

async function run(job: Job, post: (piece: Piece) => void): Promise<Outcome> {
  switch (job.kind) {
    case 'manifest':
    case 'catalog':
      return await scanFile(job, post);
    case 'run_results':
      return await keepHistory(job, text, post);
    case 'sources':
      return await readText(job.file, (content) => {
        const { freshness, results, problems, torn } = readSources(content);
        if (torn) return undefined;
        return {
          kind: 'freshness',
          generatedAt: freshness?.generatedAt,
          results: freshness && results,
          problems,
        };
      });
    case 'semantic_manifest':
      return await readText(job.file, (content) => {
        const { semanticManifest, problems, torn } = readSemanticManifest(content);
        return torn ? undefined : { kind: 'semantic', semanticManifest, problems };
      });
  }
}

async function scanFile(
  job: Extract<Job, { kind: 'manifest' | 'catalog' }>,
  post: (piece: Piece) => void,
): Promise<Outcome> {
  let scanner: Scanner | undefined;
  const read = await readShared(job.file, {
    start(bytes) {
      scanner = startScan(bytes, {
        plan: job.kind === 'manifest' ? manifestPlan : catalogPlan,
        earlier: job.earlier,
        tools: nativeByteTools,
        onPage: (page) => post({ kind: 'page', page }),
      });
    },
    advance: (available) => void scanner?.advance(available),
  });
  if (read.status !== 'read') return read;
  const scan = scanner?.finish() ?? { status: 'torn' };
  if (scan.status === 'torn' || (job.earlier && !changesParse(read.bytes, scan))) return { status: 'torn' };
  return { status: 'read', stamp: read.stamp, value: { kind: 'scanned', bytes: read.bytes, scan } };
}

/** Whether what changed is JSON. What didn't was served before. */
function changesParse(bytes: Bytes, scan: ScanResult): boolean {
  if (scan.status !== 'whole') return true;
  const { starts, ends, count } = scan.tables;
  let checked = 0;
  for (let row = 0; row < count && checked < checkedEntries; row++) {
    if (scan.same[row] !== sameness.changed) continue;
    checked++;
    if (parsePythonJson(decode(bytes, starts[row] ?? 0, ends[row] ?? 0)) === undefined) return false;
  }
  return true;
}

async function readText(file: string, parse: (content: string) => ReadValue | undefined): Promise<Outcome> {
  const read = await readShared(file);
  if (read.status !== 'read') return read;
  const value = parse(text(read.bytes));
  return value ? { status: 'read', stamp: read.stamp, value } : { status: 'torn' };
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.slice());
}

function pageBuffers({ page }: Extract<Piece, { kind: 'page' }>): ArrayBuffer[] {
  return [page.indices.buffer, page.maps.buffer, page.bytes.buffer].filter(
    (buffer) => buffer instanceof ArrayBuffer,
  );
}

function outcomeBuffers(outcome: Outcome): ArrayBuffer[] {
  if (outcome.status !== 'read' || outcome.value.kind !== 'scanned' || outcome.value.scan.status !== 'whole')
    return [];
  const { tables, before, same } = outcome.value.scan;
  const buffers = [...buffersOf(tables), before.buffer, same.buffer];
  return buffers.filter((buffer) => buffer instanceof ArrayBuffer);
}

if (parentPort) listen(parentPort);
