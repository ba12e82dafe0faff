// Turns what the worker read into values, on the main thread, in slices. Each value is made with the last good one at hand.
// Deliberately absent: when to read, and what to do when that fails (artifactSlot.ts).

import { catalogOf, scannedCatalog } from '../../core/artifacts/catalog.ts';
import {
  buildManifest,
  type EntryPage,
  readPage,
  scannedFile,
  scanProblem,
  schemaProblems,
} from '../../core/artifacts/manifest.ts';
import { addPastResults, type PastResult, type RunHistory } from '../../core/artifacts/runHistory.ts';
import type { ScanPage } from '../../core/artifacts/scanTables.ts';
import type { SemanticManifest } from '../../core/artifacts/semanticManifest.ts';
import { sourceFreshness } from '../../core/artifacts/sources.ts';
import type { ArtifactProblem, Catalog, Manifest, SourceFreshness } from '../../core/artifacts/types.ts';
import { collectSoon, countShared } from './countShared.ts';
import type { FileStamp, Job, Outcome, Piece, ReadValue } from './jobs.ts';
import { inSlices, slicedQueue } from './slices.ts';
import { runJob } from './workerClient.ts';

/** What loading gave. */
export type Loaded<Value> =
  | Exclude<Outcome, { status: 'read' }>
  | {
      readonly status: 'read';
      readonly stamp: FileStamp;
      /** Undefined where the file is of no use; the last good value stays. */
      readonly value: Value | undefined;
      readonly problems: readonly ArtifactProblem[];
    };

/** Loads a manifest; `onTorn` is called when one of its entries turns out to be no JSON. */
export async function loadManifest(
  file: string,
  previous: Manifest | undefined,
  onTorn: () => void,
): Promise<Loaded<Manifest>> {
  const pages: EntryPage[] = [];
  const queue = slicedQueue((page: ScanPage) => pages.push(readPage(page)));
  const job: Job = { kind: 'manifest', file, earlier: previous && scannedFile(previous) };
  const outcome = await runJob(job, (piece) => {
    if (piece.kind === 'page') queue.add(piece.page);
  });
  await queue.finished();
  const read = readOf(outcome, 'scanned');
  if (!('value' in read)) return read;
  const { bytes, scan } = read.value;
  const problem = scanProblem(scan);
  if (scan.status !== 'whole' || problem) {
    return { status: 'read', stamp: read.stamp, value: undefined, problems: problem ? [problem] : [] };
  }
  const value = await inSlices(buildManifest(bytes, scan, pages, { previous, onTorn }));
  countShared(value, bytes.length);
  if (previous) collectSoon(bytes.length);
  return { status: 'read', stamp: read.stamp, value, problems: schemaProblems(value) };
}

/** Loads a catalog. */
export async function loadCatalog(file: string, previous: Catalog | undefined): Promise<Loaded<Catalog>> {
  const pages: ScanPage[] = [];
  const job: Job = { kind: 'catalog', file, earlier: previous && scannedCatalog(previous) };
  const outcome = await runJob(job, (piece) => {
    if (piece.kind === 'page') pages.push(piece.page);
  });
  const read = readOf(outcome, 'scanned');
  if (!('value' in read)) return read;
  const { catalog, problems } = catalogOf(read.value.bytes, read.value.scan, pages, previous);
  if (catalog) countShared(catalog, read.value.bytes.length);
  return { status: 'read', stamp: read.stamp, value: catalog, problems };
}

/** Loads the results of the last command into the history. The value is there even when the file isn't. */
export async function loadRuns(
  file: string,
  kept: { readonly file: string; readonly environment: string; readonly all: boolean },
  previous: RunHistory,
  log: (message: string) => void,
): Promise<{ readonly loaded: Loaded<RunHistory>; readonly runs: RunHistory }> {
  const changed: (readonly [string, readonly PastResult[]])[] = [];
  const { environment, all } = kept;
  const outcome = await runJob(
    { kind: 'run_results', file, historyFile: kept.file, environment, all },
    (piece: Piece) => {
      if (piece.kind === 'runs') changed.push(...piece.runs);
    },
  );
  const read = readOf(outcome, 'runs');
  const unkept = 'value' in read ? read.value.unkept : undefined;
  let runs = previous;
  if (unkept !== undefined) {
    log(`run history can't be kept in ${kept.file}: ${unkept}`);
    // The worker then doesn't know what is known here.
    runs = addPastResults(
      previous,
      changed.flatMap(([, results]) => results),
    );
  } else if (changed.length > 0) {
    runs = { results: new Map([...previous.results, ...changed]) };
  }
  if (!('value' in read)) return { loaded: read, runs };
  return { loaded: { status: 'read', stamp: read.stamp, value: runs, problems: read.value.problems }, runs };
}

/** Loads the results of a freshness check. */
export async function loadFreshness(file: string): Promise<Loaded<SourceFreshness>> {
  const read = readOf(await runJob({ kind: 'sources', file }, () => undefined), 'freshness');
  if (!('value' in read)) return read;
  const { generatedAt, results, problems } = read.value;
  return {
    status: 'read',
    stamp: read.stamp,
    value: results && sourceFreshness(generatedAt, results),
    problems,
  };
}

/** Loads the semantic manifest. */
export async function loadSemanticManifest(file: string): Promise<Loaded<SemanticManifest>> {
  const read = readOf(await runJob({ kind: 'semantic_manifest', file }, () => undefined), 'semantic');
  if (!('value' in read)) return read;
  const { semanticManifest, problems } = read.value;
  return { status: 'read', stamp: read.stamp, value: semanticManifest, problems };
}

type Unread = Exclude<Outcome, { status: 'read' }>;
type Of<Kind extends ReadValue['kind']> = Extract<ReadValue, { kind: Kind }>;

function readOf<Kind extends ReadValue['kind']>(
  outcome: Outcome,
  kind: Kind,
): Unread | { readonly stamp: FileStamp; readonly value: Of<Kind> } {
  if (outcome.status !== 'read') return outcome;
  const isKind = (value: ReadValue): value is Of<Kind> => value.kind === kind;
  if (!isKind(outcome.value)) throw new Error(`The worker read ${outcome.value.kind} instead of ${kind}.`);
  return { stamp: outcome.stamp, value: outcome.value };
}
