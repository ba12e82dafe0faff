// The rule `disabled-ref`: what dbt was told not to build, and where dbt minds.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const manifest = manifestOf({
  'model.shop.orders': {},
  'model.shop.legacy': { disabled: true },
  'model.shop.off': { disabled: true },
  'model.shop.both': {},
  'model.other.both': { disabled: true },
  'source.shop.raw.old': { disabled: true },
});

test('models and sources that are switched off; tests are switched off with them', () => {
  checkLint(
    `
    //- models/orders.sql
    select * from {{ ref('legacy') }}
    --                    ^^^^^^ error disabled-ref: The model \`legacy\` is disabled, so dbt refuses what reads it.
    join {{ source('raw', 'old') }} on true
    --                     ^^^ disabled-ref: The source \`raw.old\`
    join {{ ref('both') }} on true
    //- models/off.sql
    select * from {{ ref('legacy') }}
    //- models/legacy.sql
    select 1
    //- tests/check.sql
    select * from {{ ref('legacy') }}
    //- models/schema.yml
    models:
      - name: orders
        columns:
          - name: id
            data_tests: [{relationships: {to: ref('legacy'), field: id}}]
    exposures:
      - name: board
        depends_on: [ref('legacy')]
    #                     ^^^^^^ disabled-ref
    `,
    { only: ['disabled-ref', 'unknown-ref', 'unknown-source'], manifest },
  );
});
