// All names of a file with what they are, as the custom request gives them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesIn, uniqueIdOf } from '../../server/src/core/features/namesIn.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

test('every ref and source of a file with its unique id, in the order of the file', () => {
  const { project } = testProject(
    `
    -- {{ ref('customers') }} counts in an SQL comment, {# {{ ref('hidden') }} not in a Jinja one #}
    select * from {{ source('till', 'receipts') }}
    join {{ ref('orders', v=2) }} using (id)
    join {{ ref('gone') }} using (id)
    `,
    {
      manifest: manifestOf({
        'model.shop.customers': {},
        'model.shop.orders.v1': { version: 1, latest_version: 2 },
        'model.shop.orders.v2': { version: 2, latest_version: 2 },
        'source.shop.till.receipts': {},
      }),
    },
  );
  const found = namesIn(project, 'models/model.sql').map(({ symbol, resolution }) => [
    symbol.kind,
    resolution.kind,
    uniqueIdOf(resolution),
  ]);
  assert.deepEqual(found, [
    ['ref', 'found', 'model.shop.customers'],
    ['source', 'found', 'source.shop.till.receipts'],
    ['ref', 'found', 'model.shop.orders.v2'],
    ['ref', 'unknown', undefined],
  ]);
});
