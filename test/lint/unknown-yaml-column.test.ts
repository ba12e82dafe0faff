// The rule `unknown-yaml-column`: columns in YAML that nothing makes, versions, case and quotes, and its quick fix.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['unknown-yaml-column'];
const entries = {
  'source.shop.raw.orders': {},
  'model.shop.orders': {},
  'model.shop.open': {},
  'model.shop.payments.v1': {},
  'model.shop.payments.v2': {},
  'snapshot.shop.orders_snapshot': { config: { strategy: 'timestamp', unique_key: 'id', updated_at: 'at' } },
  'seed.shop.countries': {},
};
const manifest = manifestOf(entries);
const models = `
    //- models/orders.sql
    select 1 as order_id, 2 as Amount, 3 as "Note", {'city': 'x'} as address
    //- models/open.sql
    select * from {{ source('raw', 'orders') }}
    //- models/payments_v1.sql
    select 1 as id, 2 as amount
    //- models/payments_v2.sql
    select 1 as id, 2 as total
    //- seeds/countries.csv
    code,country_name
    nl,Netherlands
    //- snapshots/orders_snapshot.sql
    {% snapshot orders_snapshot %}
    {{ config(strategy='timestamp', unique_key='id', updated_at='at') }}
    select 1 as id, current_timestamp as at
    {% endsnapshot %}
`;

test('a column that the model, snapshot or seed doesn’t make', () => {
  checkLint(
    `
    //- models/schema.yml
    models:
      - name: orders
        columns:
          - name: order_id
          - name: amout
    #             ^^^^^ warning unknown-yaml-column: The model \`orders\` has no column \`amout\`; did you mean \`Amount\`?
          - name: NOTE
          - name: address.city
          - name: something_else # dbt-context-ignore unknown-yaml-column
          - name: entirely_else
    #             ^^^^^^^^^^^^^ has no column \`entirely_else\`.
      - name: open
        columns: [{name: anything}]
      - name: gone
        columns: [{name: anything}]
    seeds:
      - name: countries
        columns: [{name: code}, {name: country}]
    #                                  ^^^^^^^ The seed \`countries\` has no column \`country\`
    snapshots:
      - name: orders_snapshot
        columns: [{name: id}, {name: gone}, {name: dbt_valid_to}, {name: dbt_valid_form}]
    #                                                                    ^^^^^^^^^^^^^^ The snapshot \`orders_snapshot\` has no column
    sources:
      - name: raw
        tables: [{name: orders, columns: [{name: anything}]}]
    ${models}`,
    {
      only,
      manifest,
      // A snapshot keeps columns that its SQL doesn't make any more: only the catalog tells.
      catalog: catalogOf({ 'snapshot.shop.orders_snapshot': { id: 'INTEGER', gone: 'INTEGER' } }),
    },
  );
});

test('versions: a column that no version it is for makes', () => {
  checkLint(
    `
    //- models/schema.yml
    models:
      - name: payments
        columns:
          - name: id
          - name: amount
          - name: total
          - name: totals
    #             ^^^^^^ No version of the model \`payments\` has a column \`totals\`.
        versions:
          - v: 1
            columns:
              - include: all
                exclude: [total]
              - name: sum
    #                 ^^^ The model \`payments\` has no column \`sum\`.
          - v: 2
            columns:
              - include: all
                exclude: [amount]
    ${models}`,
    { only, manifest },
  );
});

test('a version that dbt hasn’t parsed yet may make anything', () => {
  checkLint(
    `
    //- models/schema.yml
    models:
      - name: payments
        columns: [{name: anything}]
        versions: [{v: 1}, {v: 2}, {v: 3}]
    ${models}`,
    { only, manifest },
  );
});

test('names are compared as the warehouse does; with quote: true as written', () => {
  const yml = (warning: string) => `
    //- models/schema.yml
    models:
      - name: orders
        columns:
          - name: ORDER_ID
          - name: Note
            quote: true
          - quote: true
            name: amount
    ${warning}
    ${models}`;
  checkLint(yml(''), { only, manifest: manifestOf(entries, { adapter_type: 'duckdb' }) });
  checkLint(yml('#             ^^^^^^ has no column `amount`'), {
    only,
    manifest: manifestOf(entries, { adapter_type: 'snowflake' }),
  });
});

test('a model that only the catalog knows, while its file is what was built', () => {
  const catalog = catalogOf({ 'model.shop.open': { id: 'INTEGER', amount: 'INTEGER' } });
  const yml = (drawn: string) => `
    //- models/schema.yml
    models:
      - name: open
        columns:
          - name: amout
    ${drawn}
    ${models}`;
  checkLint(
    yml('#             ^^^^^ has no column `amout` as of the catalog, 60 min ago; did you mean `amount`?'),
    { only, manifest, catalog },
  );
  const changed = manifestOf({ ...entries, 'model.shop.open': { checksum: { checksum: 'another' } } });
  checkLint(yml(''), { only, manifest: changed, catalog });
});

test('a quick fix puts a column there that isn’t described yet', () => {
  const made = testProject(
    `
    //- models/schema.yml
    models:
      - name: payments
        columns: [{name: id}, {name: 'totl'}]
    ${models.replaceAll('payments_v2', 'payments')}`,
    { manifest: manifestOf({ 'model.shop.payments': {} }) },
  );
  const [found] = findingsOf(made, { only }).get('models/schema.yml') ?? [];
  assert.deepEqual(found?.fixes?.(), [
    {
      title: 'Change to “total”',
      preferred: true,
      edits: [{ path: 'models/schema.yml', range: found?.range, newText: 'total' }],
    },
  ]);
});
