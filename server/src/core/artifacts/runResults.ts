// run_results.json of any schema version and of Fusion: what one command did to each node.
// Deliberately absent: compiled code, and what earlier commands did (runHistory.ts).

import { parsePythonJson } from './bytes.ts';
import { asList, asNumber, asRecord, asText, asTime, type JsonRecord } from './json.ts';
import type { ArtifactProblem, RunResult, RunResults } from './types.ts';

/** Run results that were read, or why they weren't. */
export interface RunResultsRead {
  readonly runResults: RunResults | undefined;
  readonly problems: readonly ArtifactProblem[];
  /** Whether reading the file again may help. */
  readonly torn: boolean;
}

/** Reads the text of run_results.json. */
export function readRunResults(text: string): RunResultsRead {
  const json = parsePythonJson(text);
  if (json === undefined)
    return failed('run_results.json is incomplete or no JSON; dbt may be writing it.', true);
  const file = asRecord(json);
  if (!Array.isArray(file['results']))
    return failed('run_results.json is not a file of dbt run results.', false);
  const metadata = asRecord(file['metadata']);
  const generatedAt = asTime(metadata['generated_at']);
  const results = asList(file['results']).map(asRecord);
  const runResults: RunResults = {
    generatedAt,
    invocationId: asText(metadata['invocation_id']),
    command: readCommand(asRecord(file['args']), results),
    elapsedTime: asNumber(file['elapsed_time']),
    results: results.flatMap((result) => readResult(result, generatedAt) ?? []),
  };
  return { runResults, problems: [], torn: false };
}

function failed(what: string, torn: boolean): RunResultsRead {
  const message = `${what} The next dbt command writes it again.`;
  return { runResults: undefined, problems: [{ artifact: 'run_results', message }], torn };
}

/** The words of a command line that name its command. */
const commandWords =
  /\b(build|run|test|seed|snapshot|retry|clone|compile|generate|show|freshness|parse|list|ls)\b/;

/**
 * `args.which`; where a file has none, the command line; where it has none either, `build` if some result shows that the
 * warehouse answered: compiling and generating docs leave `success` and an empty answer for everything.
 */
function readCommand(args: JsonRecord, results: readonly JsonRecord[]): string | undefined {
  const written = asText(args['which']) ?? commandWords.exec(asText(args['invocation_command']) ?? '')?.[1];
  if (written) return written.toLowerCase();
  const answered = results.some((result) => {
    const response = result['adapter_response'];
    if (typeof response === 'string') return response !== '';
    return (
      Object.keys(asRecord(response)).length > 0 || /^(pass|fail|warn)$/i.test(asText(result['status']) ?? '')
    );
  });
  return answered ? 'build' : undefined;
}

function readResult(result: JsonRecord, generatedAt: number | undefined): RunResult | undefined {
  const uniqueId = asText(result['unique_id']);
  if (!uniqueId) return undefined;
  const ends = asList(result['timing']).flatMap((phase) => asTime(asRecord(phase)['completed_at']) ?? []);
  const response = asRecord(result['adapter_response']);
  const rows = asNumber(response['rows_affected']);
  return {
    uniqueId,
    status: (asText(result['status']) ?? 'unknown').toLowerCase(),
    message: asText(result['message']),
    failures: asNumber(result['failures']),
    executionTime: asNumber(result['execution_time']),
    completedAt: ends.length ? Math.max(...ends) : generatedAt,
    // Adapters that don't count rows say -1.
    rowsAffected: rows !== undefined && rows >= 0 ? rows : undefined,
    bytesProcessed: asNumber(response['bytes_processed']),
  };
}
