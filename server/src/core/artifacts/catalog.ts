// catalog.json: what the warehouse has, as an index over the file's bytes like the manifest. Adapters name statistics differently.
// Deliberately absent: statistics other than row count and size.

import { type Bytes, type ByteTools, decode, parsePythonJson } from './bytes.ts';
import { asNumber, asRecord, asText, asTime, type JsonRecord } from './json.ts';
import { type ScanResult, scan } from './scan.ts';
import { fieldEnd, fieldText } from './scanPages.ts';
import { type ScannedFile, type ScanPage, type ScanPlan, sameness } from './scanTables.ts';
import type { ArtifactProblem, Catalog, CatalogColumn, CatalogRelation } from './types.ts';

/** A catalog that was read, or why it wasn't. */
export interface CatalogRead {
  /** Undefined where the file can't be used; the previous one then stays. */
  readonly catalog: Catalog | undefined;
  readonly problems: readonly ArtifactProblem[];
  /** Whether reading it again may help. */
  readonly torn: boolean;
}

/** What a scan looks for in a catalog. */
export const catalogPlan: ScanPlan = { maps: ['nodes', 'sources'], fields: [], cuts: {} };

interface Inside {
  readonly file: ScannedFile;
  readonly rows: ReadonlyMap<string, number>;
  readonly ids: readonly string[];
  readonly relations: Map<string, CatalogRelation>;
}

const insides = new WeakMap<Catalog, Inside>();

/** How many relations are kept parsed. */
const maxRelations = 2000;

/** Reads a catalog from its bytes, which are then the catalog's own and mustn't change. */
export function readCatalog(bytes: Bytes, previous?: Catalog, tools?: ByteTools): CatalogRead {
  const pages: ScanPage[] = [];
  const scanned = scan(bytes, {
    plan: catalogPlan,
    earlier: previous && scannedCatalog(previous),
    tools,
    onPage: (page) => pages.push(page),
  });
  return catalogOf(bytes, scanned, pages, previous);
}

/** The bytes and tables of a catalog, to compare a later file with. */
export function scannedCatalog(catalog: Catalog): ScannedFile | undefined {
  return insides.get(catalog)?.file;
}

/** The catalog of a scan with {@link catalogPlan}; relations that are the same as in `previous` keep their identity. */
export function catalogOf(
  bytes: Bytes,
  scanned: ScanResult,
  pages: readonly ScanPage[],
  previous?: Catalog,
): CatalogRead {
  if (scanned.status === 'torn') return failed('catalog.json is incomplete; dbt may be writing it.', true);
  const known = scanned.status === 'whole' && scanned.tables.parts.some(({ name }) => name === 'nodes');
  if (scanned.status !== 'whole' || !known) return failed('catalog.json is not a dbt catalog.', false);

  const { tables, before, same } = scanned;
  const file: ScannedFile = { bytes, tables };
  const old = previous && insides.get(previous);
  const ids = new Array<string>(tables.count).fill('');
  for (let row = 0; row < tables.count; row++) ids[row] = old?.ids[before[row] ?? -1] ?? '';
  for (const page of pages) {
    const texts = decode(page.bytes, 0, page.bytes.length).split(fieldEnd);
    page.indices.forEach((row, i) => {
      ids[row] = fieldText(texts[i]) ?? '';
    });
  }
  const rows = new Map<string, number>();
  const relations = new Map<string, CatalogRelation>();
  ids.forEach((id, row) => {
    rows.set(id, row);
    const relation = same[row] === sameness.detail ? old?.relations.get(id) : undefined;
    if (relation) relations.set(id, relation);
  });

  return { catalog: makeCatalog({ file, rows, ids, relations }, old?.relations), problems: [], torn: false };
}

/** A function of its own, so that its methods don't keep the previous catalog and with it that one's bytes. */
function makeCatalog(inside: Inside, lastGood: ReadonlyMap<string, CatalogRelation> | undefined): Catalog {
  const { rows, relations } = inside;
  const { bytes, tables } = inside.file;
  const catalog: Catalog = {
    generatedAt: generatedAt(inside.file),
    relation(uniqueId) {
      const row = rows.get(uniqueId);
      if (row === undefined) return undefined;
      const parsed = relations.get(uniqueId);
      if (parsed) return parsed;
      const json = parsePythonJson(decode(bytes, tables.starts[row] ?? 0, tables.ends[row] ?? 0));
      if (typeof json !== 'object' || json === null) return lastGood?.get(uniqueId);
      const relation = readRelation(uniqueId, asRecord(json));
      if (relations.size >= maxRelations) relations.clear();
      relations.set(uniqueId, relation);
      return relation;
    },
  };
  insides.set(catalog, inside);
  return catalog;
}

function failed(what: string, torn: boolean): CatalogRead {
  const message = `${what} Run "dbt docs generate" to write it again.`;
  return { catalog: undefined, problems: [{ artifact: 'catalog', message }], torn };
}

function generatedAt({ bytes, tables }: ScannedFile): number | undefined {
  const part = tables.parts.find(({ name }) => name === 'metadata');
  return asTime(asRecord(part && parsePythonJson(decode(bytes, part.start, part.end)))['generated_at']);
}

function readRelation(uniqueId: string, node: JsonRecord): CatalogRelation {
  const metadata = asRecord(node['metadata']);
  const columns = Object.entries(asRecord(node['columns'])).map(([key, value], position): CatalogColumn => {
    const column = asRecord(value);
    return {
      name: asText(column['name']) ?? key,
      type: asText(column['type']) ?? '',
      comment: asText(column['comment']),
      index: asNumber(column['index']) ?? position + 1,
    };
  });
  const statistics = asRecord(node['stats']);
  const statistic = (...ids: string[]): number | undefined => {
    for (const id of ids) {
      const value = asNumber(asRecord(statistics[id])['value']);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return {
    uniqueId,
    type: asText(metadata['type']),
    owner: asText(metadata['owner']),
    comment: asText(metadata['comment']),
    columns: columns.sort((a, b) => a.index - b.index),
    rowCount: statistic('row_count', 'num_rows', 'rows'),
    bytes: statistic('bytes', 'num_bytes', 'size'),
  };
}
