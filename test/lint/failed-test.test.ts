// The rule `failed-test`: tests of what is read that failed when they were run last.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { type Json, manifestOf } from '../harness/manifest.ts';

function testOn(node: string, name: string): Json {
  return {
    depends_on: { nodes: [node], macros: [] },
    attached_node: node,
    column_name: 'id',
    test_metadata: { name, kwargs: {} },
  };
}

const manifest = manifestOf({
  'model.shop.stg_orders': { meta: { owner: 'Mara' } },
  'model.shop.stg_items': {},
  'source.shop.raw.orders': {},
  'test.shop.a.1': testOn('model.shop.stg_orders', 'unique'),
  'test.shop.b.1': testOn('model.shop.stg_orders', 'not_null'),
  'test.shop.c.1': testOn('model.shop.stg_orders', 'accepted_values'),
  'test.shop.d.1': testOn('model.shop.stg_items', 'unique'),
  'test.shop.e.1': testOn('source.shop.raw.orders', 'unique'),
  'model.shop.model': {},
});

const runResults: Json = {
  metadata: { generated_at: '2026-05-01T10:00:00Z', invocation_id: 'one' },
  args: { which: 'test' },
  results: [
    { unique_id: 'test.shop.a.1', status: 'fail', failures: 1204 },
    { unique_id: 'test.shop.b.1', status: 'error', message: 'no such table' },
    { unique_id: 'test.shop.c.1', status: 'pass', failures: 0 },
    { unique_id: 'test.shop.d.1', status: 'warn', failures: 3 },
    { unique_id: 'test.shop.e.1', status: 'fail', failures: 1 },
  ],
};

test('at the name, once, with the tests, rows and whom to ask; a warning is no failure', () => {
  checkLint(
    `
    select * from {{ ref('stg_orders') }} join {{ ref('stg_orders') }} using (id)
    --                    ^^^^^^^^^^ information failed-test: 2 tests of the model \`stg_orders\` failed 3 h ago: \`unique(id)\` (1,204 rows), \`not_null(id)\`. Owner: Mara.
    join {{ ref('stg_items') }} using (id) join {{ source('raw', 'orders') }} using (id)
    --                                                            ^^^^^^ 1 test of the source \`raw.orders\` failed 3 h ago: \`unique(id)\` (1 row).
    `,
    { only: ['failed-test'], manifest, runResults },
  );
  checkLint(
    `
    select * from {{ ref('stg_orders') }}
    `,
    { only: ['failed-test'], manifest },
  );
});
