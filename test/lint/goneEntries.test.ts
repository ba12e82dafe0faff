// What dbt knows and the files have no more: removed and renamed models, sources, macros and docs blocks, before dbt parses again.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const only = ['unknown-ref', 'unknown-source', 'unknown-macro', 'unknown-doc'];
const manifest = manifestOf({
  'model.shop.orders': {},
  'model.shop.customers': {},
  'model.shop.model': {},
  'seed.shop.ports': {},
  'snapshot.shop.snap_orders': {},
  'source.shop.raw.orders': { original_file_path: 'models/sources.yml' },
  'source.shop.raw.trips': { original_file_path: 'models/sources.yml' },
  'macro.dbt.run_query': {},
  'macro.shop.cents': { original_file_path: 'macros/money.sql' },
  'macro.shop.euros': { original_file_path: 'macros/money.sql' },
  'doc.shop.status': { original_file_path: 'models/docs.md', block_contents: 'x' },
});
const files = `
    //- models/customers.sql
    select 1
    //- models/orders_new.sql
    select 1
    //- macros/money.sql
    {% macro cent() %}{% endmacro %}
    {% macro euros() %}{% endmacro %}
    //- models/docs.md
    {% docs state %}x{% enddocs %}
    //- models/sources.yml
    sources:
      - name: raw
        tables: [{name: orders}, {name: journeys}]`;

test('a name whose file, entry or block was removed is unknown', () => {
  checkLint(
    `${files}
    //- models/model.sql
    select {{ cents() }}, {{ euros() }}, {{ cent() }}
    --        ^^^^^ error unknown-macro: There is no macro \`cents\`
    from {{ ref('orders') }}, {{ ref('customers') }}, {{ ref('ports') }}
    --           ^^^^^^ error unknown-ref: There is no model, seed or snapshot \`orders\`
    join {{ ref('snap_orders') }} on true
    --           ^^^^^^^^^^^ unknown-ref
    join {{ source('raw', 'orders') }} on true
    join {{ source('raw', 'trips') }} on true
    --                     ^^^^^ unknown-source: The source \`raw\` has no table \`trips\`.
    //- models/schema.yml
    models:
      - name: customers
        description: "{{ doc('status') }}"
    #                         ^^^^^^ unknown-doc: There is no docs block \`status\`
    `,
    { only, manifest },
  );
});

test('not while a file is broken, nor where most files are elsewhere', () => {
  checkLint(
    `
    //- models/customers.sql
    select 1
    //- macros/money.sql
    {% macro cents( %}
    //- models/sources.yml
    sources:
      - name: raw
        tables: [{name: orders
    //- models/model.sql
    select {{ cents() }} from {{ source('raw', 'trips') }}
    `,
    { only, manifest },
  );
  checkLint("select * from {{ ref('orders') }} join {{ ref('customers') }} on true", { only, manifest });
});
