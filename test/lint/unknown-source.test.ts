// The rule `unknown-source`: the source or its table, with the nearest names.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const only = ['unknown-source'];
const manifest = manifestOf({ 'source.shop.raw.orders': {}, 'source.shop.raw.customers': {} });

test('the wrong one of the two names is underlined', () => {
  checkLint(
    `
    select * from {{ source('raw', 'orders') }}
    join {{ source('raw', 'order') }} using (id)
    --                     ^^^^^ error unknown-source: The source \`raw\` has no table \`order\`; did you mean \`orders\`?
    join {{ source('raws', 'orders') }} using (id)
    --              ^^^^ There is no source \`raws\`; did you mean \`raw\`?
    join {{ source('raw', table) }} using (id)
    join {{ source(
        "elsewhere" ,
    --   ^^^^^^^^^ There is no source \`elsewhere\`.
        "x"
    ) }} using (id)
    `,
    { only, manifest },
  );
});

test('a source in YAML that dbt hasn’t parsed counts, in YAML, Python and SQL', () => {
  checkLint(
    `
    //- models/sources.yml
    sources:
      - name: fresh
        tables: [{name: boats}]
    exposures:
      - name: board
        depends_on:
          - source('fresh', 'boats')
          - source('fresh', 'boat')
    #                        ^^^^ did you mean \`boats\`?
    //- models/a.py
    def model(dbt, session):
        return dbt.source("fresh", "boats").union(dbt.source("fresh", "bots"))
    #                                                                  ^^^^ unknown-source
    //- models/a.sql
    select * from {{ source('fresh', 'boats') }}
    `,
    { only, manifest },
  );
});

test('silent without a manifest, and while packages are missing', () => {
  const text = "//- models/a.sql\nselect * from {{ source('no', 'thing') }}";
  checkLint(text, { only });
  checkLint(`//- packages.yml\npackages: [{package: a/b, version: 1}]\n${text}`, { only, manifest });
});
