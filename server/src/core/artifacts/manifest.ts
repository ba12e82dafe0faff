// A manifest as an index over its bytes: entries are objects, everything else is parsed when somebody asks.
// Deliberately absent: reading files, and indexes by name (semantics has them).

import { type Bytes, type ByteTools, decode, parsePythonJson } from './bytes.ts';
import { readDetail } from './detail.ts';
import { type DetailCache, detailCache } from './detailCache.ts';
import { pageEntries } from './entryPage.ts';
import { asRecord, asText, asTime } from './json.ts';
import { manifestPlan } from './manifestPlan.ts';
import { type ScanResult, scan } from './scan.ts';
import { type ScannedFile, type ScanPage, sameness } from './scanTables.ts';
import type { ArtifactProblem, Detail, Entry, Manifest, ManifestMetadata } from './types.ts';

/** A scan that found a whole file. */
export type WholeScan = Extract<ScanResult, { status: 'whole' }>;

/** A manifest that was read, or why it wasn't. */
export interface ManifestRead {
  /** Undefined where the file can't be used at all; the previous one then stays. */
  readonly manifest: Manifest | undefined;
  readonly problems: readonly ArtifactProblem[];
  /** Whether the file seems to be in the middle of being written, so that reading it again helps. */
  readonly torn: boolean;
}

/** What surrounds a manifest. */
export interface ManifestOptions {
  /** The last good manifest of the same file: entries that mean the same keep their identity. */
  readonly previous?: Manifest | undefined;
  /** Called when an entry's JSON doesn't parse. */
  readonly onTorn?: ((entry: Entry) => void) | undefined;
}

/** The newest schema that is known, and the number Fusion's betas wrote for the same. */
const newestSchema = 12;
const fusionSchema = 20;

/** How many rows a step of {@link buildManifest} deals with: a fraction of a millisecond. */
const stepRows = 1024;

interface Inside {
  readonly file: ScannedFile;
  /** Entries in the order of the tables. */
  readonly rows: readonly Entry[];
  readonly index: RowIndex;
  readonly cache: DetailCache;
}

interface RowIndex {
  /** The row of the enabled entry of an id, else of the first disabled one. */
  readonly rowById: ReadonlyMap<string, number>;
  /** Every row of the ids that occur more than once. */
  readonly shared: ReadonlyMap<string, readonly number[]>;
}

const insides = new WeakMap<Manifest, Inside>();

/** Reads a manifest from its bytes, which are then the manifest's own and mustn't change. */
export function readManifest(bytes: Bytes, previous?: Manifest, tools?: ByteTools): ManifestRead {
  const pages: EntryPage[] = [];
  const result = scan(bytes, {
    plan: manifestPlan,
    earlier: previous && scannedFile(previous),
    tools,
    onPage: (page) => pages.push(readPage(page)),
  });
  const problem = scanProblem(result);
  if (result.status !== 'whole' || problem) {
    return { manifest: undefined, problems: problem ? [problem] : [], torn: result.status === 'torn' };
  }
  const build = buildManifest(bytes, result, pages, { previous });
  for (;;) {
    const step = build.next();
    if (step.done) return { manifest: step.value, problems: schemaProblems(step.value), torn: false };
  }
}

/** The bytes and tables of a manifest, to compare a later file with. */
export function scannedFile(manifest: Manifest): ScannedFile | undefined {
  return insides.get(manifest)?.file;
}

/** Why a scanned file is no manifest; undefined if it is one. */
export function scanProblem(result: ScanResult): ArtifactProblem | undefined {
  if (result.status === 'torn') {
    return {
      artifact: 'manifest',
      message: 'manifest.json is incomplete; dbt may be writing it. If it stays so, run "dbt parse".',
    };
  }
  const hasNodes = result.status === 'whole' && result.tables.parts.some((part) => part.name === 'nodes');
  if (hasNodes) return undefined;
  return {
    artifact: 'manifest',
    message: 'manifest.json is not a dbt manifest. Run "dbt parse" to write it.',
  };
}

/** What to tell of a manifest that could be read. */
export function schemaProblems(manifest: Manifest): readonly ArtifactProblem[] {
  const { schemaVersion } = manifest.metadata;
  if (schemaVersion === undefined || schemaVersion <= newestSchema || schemaVersion === fusionSchema)
    return [];
  const message =
    `manifest.json has the schema version ${schemaVersion}, newer than what is known here (${newestSchema}): ` +
    'some facts may be missing. Look for an update of this extension.';
  return [{ artifact: 'manifest', message }];
}

/** Entries and their places in the scan's tables. */
export interface EntryPage {
  readonly indices: Uint32Array;
  readonly entries: readonly Entry[];
}

/** The entries of a page of texts. */
export function readPage(page: ScanPage): EntryPage {
  return { indices: page.indices, entries: pageEntries(page) };
}

/**
 * Makes a manifest of a scan, a piece at a time: a caller on a main thread can do something else between two steps.
 * `bytes` are then the manifest's own.
 */
export function* buildManifest(
  bytes: Bytes,
  scanned: WholeScan,
  pages: readonly EntryPage[],
  options: ManifestOptions,
): Generator<void, Manifest> {
  const { tables, before, same } = scanned;
  const old = options.previous && insides.get(options.previous);
  const rows = new Array<Entry>(tables.count);
  for (let row = 0; row < tables.count; row++) {
    const entry = same[row] === sameness.changed ? undefined : old?.rows[before[row] ?? -1];
    if (entry) rows[row] = entry;
    if (row % stepRows === 0) yield;
  }
  for (const page of pages) {
    page.indices.forEach((row, i) => {
      const entry = page.entries[i];
      if (entry) rows[row] = entry;
    });
    yield;
  }
  const index = old && sameIds(rows, old.rows) ? old.index : yield* indexRows(rows);
  yield;
  const entries =
    options.previous && rows.every((entry, row) => entry === old?.rows[row])
      ? options.previous.entries
      : yield* disabledLast(rows);
  yield;

  const cache = detailCache();
  const lastGood = new Map<string, Detail>();
  if (old) {
    const unchanged = new Set<Entry>();
    for (let row = 0; row < rows.length; row++) {
      if (same[row] === sameness.detail && old.cache.has(rows[row]!)) unchanged.add(rows[row]!);
    }
    for (const [entry, detail, size] of old.cache.items()) {
      if (unchanged.has(entry)) cache.put(entry, detail, size);
      lastGood.set(entry.uniqueId, detail);
    }
  }

  const { onTorn } = options;
  return manifestOf({ file: { bytes, tables }, rows, index, cache }, entries, lastGood, onTorn);
}

/**
 * The manifest itself. A function of its own, so that nothing of the previous manifest stays within reach of its methods:
 * each would keep the bytes of the one before, and so on.
 */
function manifestOf(
  inside: Inside,
  entries: readonly Entry[],
  lastGood: ReadonlyMap<string, Detail>,
  onTorn: ManifestOptions['onTorn'],
): Manifest {
  const { rows, cache } = inside;
  const { bytes, tables } = inside.file;
  const { rowById, shared } = inside.index;
  const rowOf = (entry: Entry): number | undefined => {
    const row = rowById.get(entry.uniqueId);
    if (row === undefined || rows[row] === entry) return row;
    return shared.get(entry.uniqueId)?.find((other) => rows[other] === entry) ?? row;
  };
  const manifest: Manifest = {
    metadata: readMetadata(inside.file),
    entries,
    entry(uniqueId) {
      const row = rowById.get(uniqueId);
      return row === undefined ? undefined : rows[row];
    },
    detail(asked) {
      const row = rowOf(asked);
      const entry = row === undefined ? undefined : rows[row];
      if (row === undefined || !entry) return undefined;
      const known = cache.get(entry);
      if (known) return known;
      const start = tables.starts[row] ?? 0;
      const end = tables.ends[row] ?? 0;
      const json = parsePythonJson(decode(bytes, start, end));
      let detail: Detail | undefined;
      if (typeof json === 'object' && json !== null) {
        detail = readDetail(entry, asRecord(json));
      } else {
        onTorn?.(entry);
        detail = lastGood.get(entry.uniqueId);
      }
      if (detail) cache.put(entry, detail, end - start);
      return detail;
    },
  };
  insides.set(manifest, inside);
  return manifest;
}

/** Whether an index of the other rows holds for these. */
function sameIds(rows: readonly Entry[], others: readonly Entry[]): boolean {
  return (
    rows.length === others.length &&
    rows.every((entry, row) => {
      const other = others[row];
      return entry === other || (entry.uniqueId === other?.uniqueId && entry.disabled === other.disabled);
    })
  );
}

function* disabledLast(rows: readonly Entry[]): Generator<void, readonly Entry[]> {
  const enabled: Entry[] = [];
  const disabled: Entry[] = [];
  for (let row = 0; row < rows.length; row++) {
    const entry = rows[row]!;
    (entry.disabled ? disabled : enabled).push(entry);
    if (row % stepRows === 0) yield;
  }
  return disabled.length > 0 ? enabled.concat(disabled) : enabled;
}

function* indexRows(rows: readonly Entry[]): Generator<void, RowIndex> {
  const rowById = new Map<string, number>();
  const shared = new Map<string, readonly number[]>();
  for (let row = 0; row < rows.length; row++) {
    const entry = rows[row]!;
    const other = rowById.get(entry.uniqueId);
    if (other === undefined) {
      rowById.set(entry.uniqueId, row);
    } else {
      shared.set(entry.uniqueId, [...(shared.get(entry.uniqueId) ?? [other]), row]);
      if (rows[other]?.disabled && !entry.disabled) rowById.set(entry.uniqueId, row);
    }
    if (row % stepRows === 0) yield;
  }
  return { rowById, shared };
}

function readMetadata({ bytes, tables }: ScannedFile): ManifestMetadata {
  const part = tables.parts.find(({ name }) => name === 'metadata');
  const metadata = asRecord(part && parsePythonJson(decode(bytes, part.start, part.end)));
  const version = /\/v(\d+)(?:\.json)?$/.exec(asText(metadata['dbt_schema_version']) ?? '')?.[1];
  return {
    schemaVersion: version === undefined ? undefined : Number(version),
    dbtVersion: asText(metadata['dbt_version']),
    generatedAt: asTime(metadata['generated_at']),
    projectName: asText(metadata['project_name']),
    adapterType: asText(metadata['adapter_type']),
    invocationId: asText(metadata['invocation_id']),
  };
}
