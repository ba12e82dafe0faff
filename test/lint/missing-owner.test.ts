// The rule `missing-owner`: `meta` and groups as YAML and config() have them.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const manifest = manifestOf({
  'group.shop.finance': { owner: { name: 'Fay' } },
  'model.shop.orders': { patch_path: 'shop://models/schema.yml' },
  'model.shop.payments': { patch_path: 'shop://models/schema.yml', group: 'finance' },
  'model.shop.bare': {},
});

test('meta and groups as they stand, seeds left out', () => {
  checkLint(
    `
    //- dbt-context.yml
    governance: recommended
    rules:
      missing-owner: error
    //- models/bare.sql
    {{ config(meta={'owner': 'Fay'}) }} select 1 as id
    //- models/orders.sql
    select 1 as id
    //- models/payments.sql
    select 1 as id
    //- models/typed.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: orders
    #         ^^^^^^ error missing-owner: The model \`orders\` has no owner: name one in \`meta\`, or give it a group.
      - name: payments
      - name: typed
        config: {group: finance}
    sources:
      - name: raw
        meta: {owner: [Fay, Gus]}
        tables:
          - name: orders
      - name: other
        tables:
          - name: late
    #             ^^^^ The source \`other.late\` has no owner
          - name: kept
            config: {meta: {owner: Gus}}
    `,
    { manifest, only: ['missing-owner'] },
  );
});
