// The rule `missing-description`: models, sources and their tables, once governance is turned on.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const manifest = manifestOf({
  'model.shop.orders': { patch_path: 'shop://models/schema.yml' },
  'model.shop.payments': { patch_path: 'shop://models/schema.yml' },
  'model.shop.bare': {},
});

test('models, sources and their tables', () => {
  checkLint(
    `
    //- dbt-context.yml
    governance: recommended
    //- models/bare.sql
       select 1 as id
    -- ^^^^^^^^^^^^^^ warning missing-description: The model \`bare\` has no description.
    //- models/orders.sql
    select 1 as id
    //- models/payments.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: orders
    #         ^^^^^^ warning missing-description: The model \`orders\` has no description.
      - name: payments
        description: "{{ doc('payments') }}"
      - name: nowhere
    sources:
      - name: raw
    #         ^^^ missing-description: The source \`raw\` has no description.
        tables:
          - name: orders
    #             ^^^^^^ missing-description: The source table \`raw.orders\` has no description.
          - name: lost
            description: Nobody knows.
    `,
    { manifest, only: ['missing-description'] },
  );
});

test('nothing is asked for until governance is turned on', () => {
  checkLint(
    `
    //- models/bare.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: orders
    `,
    { manifest, only: ['missing-owner', 'missing-description', 'missing-primary-key-test'] },
  );
});
