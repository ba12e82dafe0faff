// A recorded session on the sample project answers today as it did then. `npm test -- --update` records it again.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { replay } from '../harness/replay.ts';

const recording = fileURLToPath(new URL('sample.session.jsonl', import.meta.url));
const sample = fileURLToPath(new URL('../../sample', import.meta.url));

test('the recorded session on the sample', async (t) => {
  const cache = mkdtempSync(path.join(tmpdir(), 'dbt-context-test '));
  t.after(() => rmSync(cache, { recursive: true, force: true }));
  const environment = { XDG_CACHE_HOME: cache, HOME: cache };
  if (process.execArgv.includes('--test-update-snapshots'))
    await replay(recording, { folder: sample, environment, recordTo: recording });
  const { expected, actual } = await replay(recording, { folder: sample, environment });
  assert.ok(expected.size > 8);
  assert.deepEqual(actual, expected);
});
