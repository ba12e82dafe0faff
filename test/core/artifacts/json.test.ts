// Times as dbt, its adapters and people write them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asTime } from '../../../server/src/core/artifacts/json.ts';

test('times with and without a zone, days, and what is neither', () => {
  const at = (value: unknown) => {
    const time = asTime(value);
    return time === undefined ? undefined : new Date(time).toISOString();
  };
  assert.equal(at('2026-01-02T03:04:05.678901Z'), '2026-01-02T03:04:05.678Z');
  assert.equal(at('2026-01-02 03:04:05'), '2026-01-02T03:04:05.000Z');
  assert.equal(at('2026-01-02T03:04:05+0200'), '2026-01-02T01:04:05.000Z');
  assert.equal(at('2026-01-02'), '2026-01-02T00:00:00.000Z');
  for (const odd of ['soon 5', '1', '2026-13-01', '2026-01-02x', '2026-01-02T', '', 1767312000, null]) {
    assert.equal(at(odd), undefined, String(odd));
  }
});
