// The rule `stale-source`: sources past their limits now, where a file reads them.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { type Json, manifestOf } from '../harness/manifest.ts';

const limits = { warn_after: { count: 12, period: 'hour' }, error_after: { count: 2, period: 'day' } };
const manifest = manifestOf({
  'source.shop.raw.orders': { freshness: limits, meta: { owner: 'Mara' } },
  'source.shop.raw.items': { freshness: limits },
  'source.shop.raw.empty': { freshness: limits },
  'source.shop.raw.fresh': { freshness: limits },
  'source.shop.raw.unchecked': { freshness: limits },
  'source.shop.raw.free': {},
  'source.shop.raw.broken': { freshness: limits },
  'model.shop.model': {},
  'model.shop.off': { disabled: true },
});

function result(table: string, loadedAt: string | undefined, more: Json = {}): Json {
  return {
    unique_id: `source.shop.raw.${table}`,
    status: 'pass',
    snapshotted_at: '2026-05-01T12:00:00Z',
    ...(loadedAt === undefined ? {} : { max_loaded_at: loadedAt }),
    ...more,
  };
}

const sources: Json = {
  metadata: { generated_at: '2026-05-01T12:00:00Z' },
  results: [
    result('orders', '2026-04-30T23:00:00Z'),
    result('items', '2026-04-28T13:00:00Z', { snapshotted_at: '2026-04-29T12:00:00Z' }),
    result('empty', '0001-01-01T00:00:00Z'),
    result('fresh', '2026-05-01T11:00:00Z'),
    result('free', '2020-01-01T00:00:00Z'),
    result('broken', undefined, { status: 'runtime error', error: 'no table' }),
  ],
};
const options = { only: ['stale-source'], manifest, sources };

test('at the name, once, with ages, limit and owner', () => {
  checkLint(
    `
    select * from {{ source('raw', 'orders') }}
    --                              ^^^^^^ information stale-source: The source \`raw.orders\` is stale (warn: loaded 14 h ago, limit 12 h, checked 60 min ago). Owner: Mara.
    union all select * from {{ source('raw', 'orders') }}
    union all select * from {{ source('raw', 'items') }}
    --                                        ^^^^^ \`raw.items\` is stale (error: loaded 3 d ago, limit 2 d, unless loaded since, checked 2 d ago).
    union all select * from {{ source('raw', 'empty') }}
    --                                        ^^^^^ is stale (never loaded, limit 12 h, checked 60 min ago).
    `,
    options,
  );
});

test('silent for fresh, unchecked, unlimited and failed ones, comments, disabled models and YAML', () => {
  checkLint(
    `
    select * from {{ source('raw', 'fresh') }}, {{ source('raw', 'unchecked') }}, {{ source('raw', 'free') }}
    select * from {{ source('raw', 'broken') }}
    select * from {{ source('raw', 'orders') }} -- dbt-context-ignore stale-source
    //- models/off.sql
    select * from {{ source('raw', 'orders') }}
    //- models/schema.yml
    sources:
      - name: raw
        tables: [{name: orders}]
    exposures:
      - name: board
        depends_on: [source('raw', 'orders')]
    `,
    options,
  );
});
