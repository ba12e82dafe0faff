// sources.json, schema v1 to v3 and Fusion's: what `dbt source freshness` found.
// Deliberately absent: whether a source is fresh now; that depends on the time of asking.

import { parsePythonJson } from './bytes.ts';
import { readFreshness } from './detailParts.ts';
import { asList, asRecord, asText, asTime, type JsonRecord } from './json.ts';
import type { ArtifactProblem, FreshnessResult, SourceFreshness } from './types.ts';

/** Source freshness that was read, or why it wasn't. */
export interface SourcesRead {
  readonly freshness: SourceFreshness | undefined;
  /** The results behind it, for a thread that can't be handed functions; see {@link sourceFreshness}. */
  readonly results: readonly FreshnessResult[];
  readonly problems: readonly ArtifactProblem[];
  /** Whether reading the file again may help. */
  readonly torn: boolean;
}

/** Reads the text of sources.json. */
export function readSources(text: string): SourcesRead {
  const json = parsePythonJson(text);
  if (json === undefined)
    return failed('sources.json is incomplete or no JSON; dbt may be writing it.', true);
  const file = asRecord(json);
  if (!Array.isArray(file['results']))
    return failed('sources.json is not a file of dbt source freshness.', false);
  const generatedAt = asTime(asRecord(file['metadata'])['generated_at']);
  const results = asList(file['results']).flatMap(
    (result) => readResult(asRecord(result), generatedAt) ?? [],
  );
  return { freshness: sourceFreshness(generatedAt, results), results, problems: [], torn: false };
}

/** Source freshness of these results. */
export function sourceFreshness(
  generatedAt: number | undefined,
  results: readonly FreshnessResult[],
): SourceFreshness {
  const byId = new Map(results.map((result) => [result.uniqueId, result]));
  return { generatedAt, result: (uniqueId) => byId.get(uniqueId) };
}

function failed(what: string, torn: boolean): SourcesRead {
  const message = `${what} Run "dbt source freshness" to write it again.`;
  return { freshness: undefined, results: [], problems: [{ artifact: 'sources', message }], torn };
}

function readResult(result: JsonRecord, generatedAt: number | undefined): FreshnessResult | undefined {
  const uniqueId = asText(result['unique_id']);
  if (!uniqueId) return undefined;
  const error = asText(result['error']);
  // The very first version of the file wrote the result of a check under `state`.
  const status = asText(result['status']) ?? asText(result['state']) ?? (error ? 'runtime error' : 'unknown');
  return {
    uniqueId,
    status: status.toLowerCase().replace(/^runtimeerror$/, 'runtime error'),
    maxLoadedAt: asTime(result['max_loaded_at']),
    snapshottedAt: asTime(result['snapshotted_at']) ?? generatedAt,
    rule: readFreshness(result['criteria']),
    error,
  };
}
