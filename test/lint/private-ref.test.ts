// The rule `private-ref`: models that keep to their group or package, in SQL, YAML and Python.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const manifest = manifestOf({
  'group.shop.finance': { owner: { name: 'Fay', email: 'fay@shop.example' } },
  'group.shop.nobodys': {},
  'model.shop.payments': { access: 'private', group: 'finance' },
  'model.shop.lonely': { access: 'private', group: 'nobodys' },
  'model.shop.ungrouped': { access: 'private' },
  'model.shop.invoices': { group: 'finance' },
  'model.shop.orders': {},
  'model.shop.scores': { original_file_path: 'models/scores.py' },
  'exposure.shop.board': {},
});

test('private models are for their group', () => {
  checkLint(
    `
    //- models/orders.sql
    select * from {{ ref('payments') }}
    --                    ^^^^^^^^ error private-ref: The model \`payments\` is private to the group \`finance\`, owned by Fay.
    join {{ ref('lonely') }} on true
    --           ^^^^^^ private-ref: The model \`lonely\` is private to the group \`nobodys\`.
    join {{ ref('ungrouped') }} on true
    //- models/invoices.sql
    select * from {{ ref('payments') }}
    join {{ ref('ungrouped') }} on true
    --           ^^^^^^^^^ The model \`ungrouped\` is private: only what is in no group may read it.
    //- models/new.sql
    select * from {{ ref('payments') }}
    //- models/scores.py
    def model(dbt, session):
        return dbt.ref("payments")
    #                   ^^^^^^^^ private-ref
    //- models/payments.sql
    select 1
    //- models/lonely.sql
    select 1
    //- models/ungrouped.sql
    select 1
    //- models/schema.yml
    models:
      - name: orders
        columns:
          - name: id
            data_tests: [{relationships: {to: ref('payments'), field: id}}]
    #                                              ^^^^^^^^ private-ref
      - name: invoices
        columns:
          - name: id
            data_tests: [{relationships: {to: ref('payments'), field: id}}]
    exposures:
      - name: board
        depends_on: [ref('payments')]
    #                     ^^^^^^^^ private-ref
    `,
    { only: ['private-ref'], manifest },
  );
});

test('a package that restricts access keeps its models to itself', () => {
  checkLint(
    `
    //- models/orders.sql
    select * from {{ ref('lib', 'inner') }}
    --                           ^^^^^ The model \`inner\` is protected to the package \`lib\`.
    join {{ ref('lib', 'outer') }} on true
    //- models/invoices.sql
    //- models/payments.sql
    //- dbt_packages/lib/dbt_project.yml
    name: lib
    restrict-access: true
    //- dbt_packages/lib/models/inner.sql
    select 1
    //- dbt_packages/lib/models/outer.sql
    select 1
    `,
    {
      only: ['private-ref'],
      manifest: manifestOf({
        'model.shop.orders': {},
        'model.lib.inner': { access: 'protected' },
        'model.lib.outer': { access: 'public' },
      }),
    },
  );
});

test('versions, each with its own access', () => {
  checkLint(
    `
    //- models/orders.sql
    select * from {{ ref('payments', v=1) }}
    --                    ^^^^^^^^ The model \`payments\` is private to the group \`finance\`.
    join {{ ref('payments', v=2) }} on true
    join {{ ref('payments') }} on true
    //- models/payments_v1.sql
    select 1
    //- models/payments_v2.sql
    select 1
    //- models/scores.py
    def model(dbt, session):
        dbt.config(group="finance")
        return dbt.ref("payments", v=1)
    //- models/others.py
    def model(dbt, session):
        dbt.config(group="sales")
        return dbt.ref("payments", v=1)
    #                   ^^^^^^^^ private-ref
    `,
    {
      only: ['private-ref'],
      manifest: manifestOf({
        'group.shop.finance': {},
        'model.shop.orders': {},
        'model.shop.payments.v1': { access: 'private', group: 'finance', latest_version: 2 },
        'model.shop.payments.v2': { access: 'protected', group: 'finance', latest_version: 2 },
      }),
    },
  );
});
