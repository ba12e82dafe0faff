// The rule `undocumented-column`: columns that YAML leaves out though it lists others, and the quick fixes that write them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['undocumented-column'];
const patch = { patch_path: 'shop://models/schema.yml' };
const manifest = manifestOf({
  'source.shop.raw.orders': {},
  'model.shop.orders': patch,
  'model.shop.wide': patch,
  'model.shop.bare': patch,
  'model.shop.payments.v1': patch,
  'model.shop.payments.v2': patch,
});
const catalog = catalogOf({
  'source.shop.raw.orders': { id: 'INTEGER', amount: 'DECIMAL(10,2)', at: 'DATE' },
});

test('at its alias; one hint for a star', () => {
  checkLint(
    `
    //- models/orders.sql
    with final as (
      select id as order_id, cast(amount as integer) as total, at from {{ source('raw', 'orders') }}
      --                                                ^^^^^ hint undocumented-column: The column \`total\` isn’t in the YAML of \`orders\`.
      --                                                       ^^ The column \`at\` isn’t in the YAML of \`orders\`.
    )
    select * from final
    //- models/wide.sql
    select *, 1 as one from {{ source('raw', 'orders') }}
    --     ^ 2 columns aren’t in the YAML of \`wide\`: \`amount\`, \`at\`.
    --             ^^^ The column \`one\` isn’t in the YAML of \`wide\`.
    //- models/bare.sql
    select 1 as a
    //- models/unparsed.sql
    select 1 as a, 2 as b
    --                  ^ The column \`b\` isn’t in the YAML of \`unparsed\`.
    //- models/unheard_of.sql
    select 1 as a
    //- models/schema.yml
    models:
      - name: orders
        columns: [{name: ORDER_ID}]
      - name: wide
        columns: [{name: id}]
      - name: bare
        description: no list
      - name: unparsed
        columns: [{name: a}]
    `,
    { only, manifest, catalog },
  );
});

test('versions: their own list and the model’s', () => {
  checkLint(
    `
    //- models/payments_v1.sql
    select 1 as id, 2 as amount, 3 as more
    --                                ^^^^ The column \`more\` isn’t in the YAML of \`payments\`.
    //- models/payments_v2.sql
    select 1 as id, 2 as total
    //- models/schema.yml
    models:
      - name: payments
        columns: [{name: id}, {name: amount}]
        versions:
          - v: 1
          - v: 2
            columns: [{include: all, exclude: [amount]}, {name: total}]
    `,
    { only, manifest },
  );
});

test('quick fixes write it into the YAML, with its type where the others have theirs', () => {
  const made = testProject(
    `
    //- models/orders.sql
    select id as order_id, cast(amount as integer) as total, 'x' as "Note" from {{ source('raw', 'orders') }}
    //- models/schema.yml
    models:
      - name: orders
        columns:
          - name: order_id
            data_type: integer
      - name: wide
    `,
    { manifest: manifestOf({ 'model.shop.orders': patch }, { adapter_type: 'postgres' }) },
  );
  const [total, note] = findingsOf(made, { only }).get('models/orders.sql') ?? [];
  const at = made.project.files.text('models/schema.yml')?.text.indexOf('  - name: wide') ?? -1;
  const edit = (newText: string) => [{ path: 'models/schema.yml', range: { start: at, end: at }, newText }];
  const first = '      - name: total\n        data_type: integer\n';
  const second = '      - name: Note\n        quote: true\n';
  assert.deepEqual(total?.fixes?.(), [
    { title: 'Add “total” to the YAML of “orders”', edits: edit(first) },
    { title: 'Add all 2 columns to the YAML of “orders”', edits: edit(first + second) },
  ]);
  assert.equal(note?.fixes?.()[0]?.edits[0]?.newText, second);
  assert.equal(note?.fixes?.()[1], total?.fixes?.()[1]);
});

test('a column that cannot exist is no column that YAML lacks', () => {
  checkLint(
    `
    //- models/orders.sql
    select id, amonut from {{ source('raw', 'orders') }}
    //- models/schema.yml
    models:
      - name: orders
        columns:
          - name: id
    `,
    { only, manifest, catalog },
  );
});
