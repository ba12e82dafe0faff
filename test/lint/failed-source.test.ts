// The rule `failed-source`: sources whose freshness check ended in an error.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const limits = { warn_after: { count: 12, period: 'hour' } };
const options = {
  only: ['failed-source'],
  manifest: manifestOf({
    'source.shop.raw.orders': { freshness: limits, meta: { owner: 'Mara' } },
    'source.shop.raw.items': { freshness: limits },
    'source.shop.raw.late': { freshness: limits },
    'model.shop.model': {},
  }),
  sources: {
    metadata: { generated_at: '2026-05-01T12:00:00Z' },
    results: [
      {
        unique_id: 'source.shop.raw.orders',
        status: 'runtime error',
        error: 'Database Error\n  relation raw.orders does not exist.',
      },
      { unique_id: 'source.shop.raw.items', status: 'runtime error' },
      {
        unique_id: 'source.shop.raw.late',
        status: 'error',
        max_loaded_at: '2020-01-01T00:00:00Z',
        snapshotted_at: '2026-05-01T12:00:00Z',
      },
    ],
  },
};

test('at the name, once, with why and whom to ask; a late one is another matter', () => {
  checkLint(
    `
    select * from {{ source('raw', 'orders') }} join {{ source('raw', 'late') }} using (id)
    --                              ^^^^^^ information failed-source: The freshness check of the source \`raw.orders\` failed 60 min ago: Database Error relation raw.orders does not exist. Owner: Mara.
    join {{ source('raw', 'items') }} using (id) join {{ source('raw', 'orders') }} using (id)
    --                     ^^^^^ The freshness check of the source \`raw.items\` failed 60 min ago.
    `,
    options,
  );
});
