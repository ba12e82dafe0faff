// The rule `failed-model`: what is read and failed in its last run, or was skipped for something that did.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { type Json, manifestOf } from '../harness/manifest.ts';

const only = ['failed-model'];
const on = (...nodes: readonly string[]): Json => ({ depends_on: { nodes, macros: [] } });
const manifest = manifestOf({
  'model.shop.stg_orders': { meta: { owner: 'Mara' } },
  'model.shop.stg_items': {},
  'seed.shop.countries': {},
  'model.shop.orders': on('model.shop.stg_orders'),
  'model.shop.items': on('model.shop.stg_items'),
  'model.shop.alone': {},
  'model.shop.never': {},
  'test.shop.unique_stg_items_id.1': {
    ...on('model.shop.stg_items'),
    attached_node: 'model.shop.stg_items',
    column_name: 'id',
    test_metadata: { name: 'unique', kwargs: {} },
  },
  'model.shop.model': {},
});

function runOf(results: Readonly<Record<string, string>>, message?: string): Json {
  return {
    metadata: { generated_at: '2026-05-01T10:00:00Z', invocation_id: 'one' },
    args: { which: 'build' },
    results: Object.entries(results).map(([id, status]) => ({
      unique_id: id,
      status,
      adapter_response: {},
      ...(status === 'error' && message ? { message } : {}),
    })),
  };
}

test('failed, with why, when and whom to ask; skipped, with what for', () => {
  checkLint(
    `
    select * from {{ ref('stg_orders') }} join {{ ref('stg_orders') }} using (id)
    --                    ^^^^^^^^^^ information failed-model: The last run of the model \`stg_orders\` failed 3 h ago: column x doesn’t exist. Owner: Mara.
    join {{ ref('orders') }} using (id) join {{ ref('countries') }} using (id)
    --           ^^^^^^ The model \`orders\` was skipped 3 h ago, since the model \`stg_orders\` failed.
    --                                               ^^^^^^^^^ The last run of the seed \`countries\` failed 3 h ago
    join {{ ref('items') }} using (id) join {{ ref('stg_items') }} using (id)
    --           ^^^^^ The model \`items\` was skipped 3 h ago, since the test \`unique(id)\` of the model \`stg_items\` failed.
    join {{ ref('alone') }} using (id) join {{ ref('never') }} using (id)
    `,
    {
      only,
      manifest,
      runResults: runOf(
        {
          'model.shop.stg_orders': 'error',
          'model.shop.orders': 'skipped',
          'seed.shop.countries': 'error',
          'model.shop.stg_items': 'success',
          'test.shop.unique_stg_items_id.1': 'fail',
          'model.shop.items': 'skipped',
          'model.shop.alone': 'skipped',
        },
        'Database Error in model stg_orders (models/stg_orders.sql)\n  column x doesn’t exist.',
      ),
    },
  );
});

test('silent for what went well, and without runs', () => {
  const text = "select * from {{ ref('stg_orders') }} join {{ ref('orders') }} using (id)";
  checkLint(`\n    ${text}`, { only, manifest });
  const runResults = runOf({ 'model.shop.stg_orders': 'success', 'model.shop.orders': 'partial success' });
  checkLint(`\n    ${text}`, { only, manifest, runResults });
});
