// The rule `unused-source`: what dbt parsed and what is typed now.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const manifest = manifestOf({
  'model.shop.reader': { depends_on: { nodes: ['source.shop.raw.orders'] } },
  'source.shop.raw.orders': { original_file_path: 'models/schema.yml' },
  'source.shop.raw.lost': { original_file_path: 'models/schema.yml' },
  'source.shop.raw.typed': { original_file_path: 'models/schema.yml' },
});

test('what dbt parsed and what is typed now', () => {
  checkLint(
    `
    //- dbt-context.yml
    governance: recommended
    //- models/reader.sql
    select * from {{ source('raw', 'orders') }}
    //- models/new.sql
    select * from {{ source('raw', 'typed') }}
    //- models/schema.yml
    sources:
      - name: raw
        tables:
          - name: orders
          - name: lost
    #             ^^^^ warning unused-source: Nothing reads the source table \`raw.lost\`.
          - name: typed
    `,
    { manifest, only: ['unused-source'] },
  );
});
