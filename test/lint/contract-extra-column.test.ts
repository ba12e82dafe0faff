// The rule `contract-extra-column`: columns that the SQL makes beyond an enforced contract.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['contract-extra-column'];
const patch = { patch_path: 'shop://models/schema.yml' };
const manifest = manifestOf({
  'model.shop.orders': patch,
  'model.shop.base': {},
  'model.shop.starred': patch,
  'model.shop.listless': patch,
});

test('at the column, at the star, and once at the name in YAML', () => {
  checkLint(
    `
    //- models/base.sql
    select 1 as id, 'x' as note, 2 as more
    //- models/orders.sql
    select 1 as order_id, cast(2 as integer) as amount
    --                                          ^^^^^^ error contract-extra-column: The column \`amount\` isn’t in the contract of \`orders\`.
    //- models/starred.sql
    select * from {{ ref('base') }}
    --     ^ \`note\`, \`more\` aren’t in the contract of \`starred\`.
    //- models/listless.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: orders
    #         ^^^^^^ The column \`amount\` isn’t in the contract of \`orders\`, but its SQL makes it.
        config: {contract: {enforced: true}}
        columns: [{name: order_id, data_type: integer}]
      - name: starred
    #         ^^^^^^^ \`note\`, \`more\` aren’t in the contract of \`starred\`, but its SQL makes them.
        config: {contract: {enforced: true}}
        columns: [{name: id, data_type: integer}]
      - name: listless
        config: {contract: {enforced: true}}
    `,
    { only, manifest },
  );
});

test('the mend lists it with the type that the SQL gives it', () => {
  const made = testProject(
    `
    //- models/orders.sql
    select 1 as order_id, cast(2 as bigint) as amount
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        columns:
          - name: order_id
            data_type: integer
    `,
    { manifest },
  );
  const [finding] = findingsOf(made, { only }).get('models/orders.sql') ?? [];
  const [fix] = finding?.fixes?.() ?? [];
  assert.equal(fix?.title, 'Add `amount` as `bigint` to the contract of `orders`');
  assert.equal(fix?.edits[0]?.newText, '      - name: amount\n        data_type: bigint\n');
});
