// Catalog, run results, source freshness, semantic manifest and run history: lenient readers, and what earlier runs said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCatalog } from '../../../server/src/core/artifacts/catalog.ts';
import {
  addRunResults,
  emptyHistory,
  historyText,
  lastRun,
  pastDurations,
  type RunHistory,
  readHistory,
} from '../../../server/src/core/artifacts/runHistory.ts';
import { readRunResults } from '../../../server/src/core/artifacts/runResults.ts';
import { readSemanticManifest } from '../../../server/src/core/artifacts/semanticManifest.ts';
import { readSources } from '../../../server/src/core/artifacts/sources.ts';
import type { RunResults } from '../../../server/src/core/artifacts/types.ts';
import { jsonBytes, textBytes } from './manifests.ts';

const relation = {
  unique_id: 'model.shop.orders',
  metadata: { type: 'BASE TABLE', name: 'ORDERS', schema: 'MAIN', owner: 'LOADER', comment: null },
  columns: {
    B: { name: 'B', type: 'TEXT', index: 2, comment: 'second' },
    A: { name: 'A', type: 'NUMBER', index: 1, comment: null },
  },
  stats: { row_count: { id: 'row_count', value: 12 }, bytes: { value: 345 }, has_stats: { value: true } },
};

test('a catalog gives relations with columns in order', () => {
  const file = {
    metadata: { generated_at: '2026-01-01T00:00:00Z' },
    nodes: { [relation.unique_id]: relation },
    sources: {},
  };
  const { catalog, problems } = readCatalog(jsonBytes(file));
  assert.deepEqual(problems, []);
  const orders = catalog?.relation('model.shop.orders');
  assert.deepEqual(
    orders?.columns.map(({ name }) => name),
    ['A', 'B'],
  );
  assert.equal(orders?.rowCount, 12);
  assert.equal(orders?.bytes, 345);
  assert.equal(orders?.owner, 'LOADER');
  assert.equal(catalog?.generatedAt, Date.UTC(2026, 0, 1));
  assert.equal(catalog?.relation('model.shop.other'), undefined);
  const again = readCatalog(jsonBytes({ ...file, metadata: {} }), catalog).catalog;
  assert.equal(again?.relation('model.shop.orders'), orders, 'the same while it says the same');
});

test('what is no artifact is told in one sentence', () => {
  for (const text of ['', '[]', 'null', '{', '{}', 'x\u0000y', '{"results": 1}']) {
    for (const { problems } of [
      readCatalog(textBytes(text)),
      readRunResults(text),
      readSources(text),
      readSemanticManifest(text),
    ]) {
      assert.equal(problems.length, 1, text);
      assert.match(problems[0]?.message ?? '', /^[a-z_]+\.json is .*\.$/, text);
    }
  }
});

function runResults(command: string | undefined, result: object, invocation = 'one'): RunResults {
  const { runResults: read } = readRunResults(
    JSON.stringify({
      metadata: { generated_at: '2026-01-01T10:00:00Z', invocation_id: invocation },
      args: command === undefined ? {} : { which: command },
      results: [{ unique_id: 'model.shop.orders', status: 'success', adapter_response: {}, ...result }],
    }),
  );
  assert.ok(read);
  return read;
}

const timing = [
  { name: 'compile', started_at: '2026-01-01T09:59:58Z', completed_at: '2026-01-01T09:59:58.5Z' },
  { name: 'execute', started_at: '2026-01-01T09:59:58.5Z', completed_at: '2026-01-01T09:59:59.250000Z' },
];

test('run results: statuses in lower case, the end of the last phase, counts of rows', () => {
  const [result] = runResults('Build', {
    status: 'Partial Success',
    timing,
    execution_time: 0.75,
    adapter_response: { rows_affected: 7, bytes_processed: 8 },
    failures: null,
  }).results;
  assert.deepEqual(result, {
    uniqueId: 'model.shop.orders',
    status: 'partial success',
    message: undefined,
    failures: undefined,
    executionTime: 0.75,
    completedAt: Date.UTC(2026, 0, 1, 9, 59, 59, 250),
    rowsAffected: 7,
    bytesProcessed: 8,
  });
  assert.equal(
    runResults('run', { adapter_response: { rows_affected: -1 } }).results[0]?.rowsAffected,
    undefined,
  );
  assert.equal(runResults('run', {}).results[0]?.completedAt, Date.UTC(2026, 0, 1, 10));
});

test('a file without its command counts as build only where the warehouse answered', () => {
  assert.equal(runResults(undefined, {}).command, undefined);
  assert.equal(runResults(undefined, { adapter_response: { code: 'OK' } }).command, 'build');
  assert.equal(runResults(undefined, { status: 'fail' }).command, 'build');
});

test('only commands that run count in the history', () => {
  for (const command of ['compile', 'generate', 'show', undefined]) {
    assert.equal(addRunResults(emptyHistory, runResults(command, {}), 'target'), emptyHistory);
  }
  for (const command of ['build', 'run', 'test', 'seed', 'snapshot', 'retry', 'clone']) {
    assert.equal(addRunResults(emptyHistory, runResults(command, {}), 'target').results.size, 1, command);
  }
});

const run = (day: number, seconds: number, status = 'success'): RunResults =>
  runResults(
    'build',
    {
      status,
      execution_time: seconds,
      timing: [{ completed_at: `2026-02-${String(day).padStart(2, '0')}T00:00:00Z` }],
    },
    `run ${day}`,
  );

test('the history knows the newest result and how long earlier ones took', () => {
  let history: RunHistory = emptyHistory;
  for (const day of [3, 1, 2]) history = addRunResults(history, run(day, day), 'target');
  history = addRunResults(history, run(4, 9, 'error'), 'target');
  assert.equal(lastRun(history, 'model.shop.orders')?.status, 'error');
  assert.equal(lastRun(history, 'model.shop.orders', 'prod'), undefined);
  assert.deepEqual(pastDurations(history, 'model.shop.orders'), [3, 2, 1]);
  assert.equal(addRunResults(history, run(3, 3), 'target'), history, 'the same file again adds nothing');
  assert.deepEqual(readHistory(historyText(history)), history);
});

test('the history is bounded, and what is no history is an empty one', () => {
  let history: RunHistory = emptyHistory;
  for (let day = 1; day <= 28; day++) history = addRunResults(history, run(day, 1), 'target');
  assert.equal(history.results.get('model.shop.orders')?.length, 20);
  for (const text of ['', '[]', '{"version": 1, "results": [1, {}]}', '{"version": 9}']) {
    assert.equal(readHistory(text).results.size, 0, text);
  }
});

test("source freshness, Fusion's capitals and runtime errors", () => {
  const { freshness, problems } = readSources(
    JSON.stringify({
      metadata: { generated_at: '2026-01-01T10:00:00.000000Z' },
      results: [
        {
          unique_id: 'source.shop.raw.orders',
          max_loaded_at: '2026-01-01T08:00:00+00:00',
          snapshotted_at: '2026-01-01T09:00:00+0000',
          status: 'Warn',
          criteria: { warn_after: { count: 1, period: 'hour' }, error_after: { count: null, period: null } },
        },
        { unique_id: 'source.shop.raw.gone', status: 'runtime error', error: 'no table' },
      ],
    }),
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(freshness?.result('source.shop.raw.orders'), {
    uniqueId: 'source.shop.raw.orders',
    status: 'warn',
    maxLoadedAt: Date.UTC(2026, 0, 1, 8),
    snapshottedAt: Date.UTC(2026, 0, 1, 9),
    rule: { warnAfter: { count: 1, period: 'hour' }, errorAfter: undefined, filter: undefined },
    error: undefined,
  });
  assert.equal(freshness?.result('source.shop.raw.gone')?.error, 'no table');
});

test('the semantic manifest names its models, metrics and saved queries', () => {
  const { semanticManifest } = readSemanticManifest(
    JSON.stringify({
      semantic_models: [{ name: 'orders', node_relation: { relation_name: 'main.orders' } }],
      metrics: [{ name: 'revenue' }],
      saved_queries: [],
    }),
  );
  assert.deepEqual(semanticManifest, {
    semanticModels: [{ name: 'orders', relationName: 'main.orders' }],
    metrics: ['revenue'],
    savedQueries: [],
  });
});
