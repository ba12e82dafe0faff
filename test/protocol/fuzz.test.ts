// Some random edits and requests on the sample: no error. 50,000 of them, and memory, are in test/bench/fuzz.ts.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { startFuzzer } from '../harness/fuzz.ts';
import { randomOf } from '../harness/random.ts';

test('random edits and requests on the sample', async (t) => {
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'dbt-context-test ')));
  t.after(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }));
  const original = path.resolve(import.meta.dirname, '../../sample');
  const folder = path.join(scratch, 'project');
  cpSync(original, folder, { recursive: true });
  const now = Date.UTC(2026, 10, 21, 16);
  const cache = path.join(scratch, 'cache');
  const fuzzer = await startFuzzer({ folder, original, cache, now, random: randomOf(7) });
  t.after(() => fuzzer.close());
  await fuzzer.steps(150);
  assert.deepEqual(fuzzer.complaints, []);
  assert.ok(fuzzer.answered > 25);
});
