// The rule `unknown-model`: entries of YAML without what they describe.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const only = ['unknown-model'];
const manifest = manifestOf({
  'model.shop.orders': {},
  'model.shop.customers.v1': {},
  'model.shop.customers.v2': { original_file_path: 'models/customers.sql' },
  'model.shop.removed': {},
  'model.shop.off': { disabled: true },
  'model.lib.theirs': {},
  'seed.shop.ports': {},
  'snapshot.shop.snap_orders': {},
  'analysis.shop.study': {},
  'macro.dbt.run_query': {},
  'macro.shop.cents': {},
  'macro.shop.test_is_even': {},
});
const files = `
    //- models/orders.sql
    select 1
    //- models/customers_v1.sql
    select 1
    //- models/customers.sql
    select 1
    //- models/new.sql
    select 1
    //- seeds/ports.csv
    id
    //- snapshots/snap_orders.sql
    {% snapshot snap_orders %}{% endsnapshot %}
    {% snapshot snap_new %}{% endsnapshot %}
    //- analyses/study.sql
    select 1
    //- analyses/new_study.sql
    select 1`;

test('models, seeds, snapshots, analyses and macros that nothing makes', () => {
  checkLint(
    `${files}
    //- models/schema.yml
    models:
      - name: order
    #         ^^^^^ warning unknown-model: There is no model \`order\`; did you mean \`orders\`?
      - name: orders
      - name: new
      - name: off
      - name: theirs
      - name: removed
    #         ^^^^^^^ There is no model \`removed\`.
      - name: gone
        config: {enabled: false}
      - name: ports
    #         ^^^^^ \`ports\` is a seed: dbt reads its entry under \`seeds:\` alone.
    seeds:
      - name: ports
      - name: port
    #         ^^^^ There is no seed \`port\`; did you mean \`ports\`?
    snapshots:
      - name: snap_orders
      - name: snap_new
      - name: by_itself
        relation: ref('orders')
      - name: snap_order
    #         ^^^^^^^^^^ did you mean \`snap_orders\`?
    analyses:
      - name: study
      - name: new_study
      - name: studies
    #         ^^^^^^^ There is no analysis \`studies\`
    macros:
      - name: cents
      - name: test_is_even
      - name: cent
    #         ^^^^ There is no macro \`cent\`; did you mean \`cents\`?
    exposures:
      - name: whatever
    `,
    { only, manifest },
  );
});

test('versions by their files, and models of unit tests', () => {
  checkLint(
    `${files}
    //- models/schema.yml
    models:
      - name: customers
        latest_version: 2
        versions:
          - v: 1
          - v: 2
          - v: 3
            defined_in: customer_three
    #                   ^^^^^^^^^^^^^^ There is no file \`customer_three\` for version 3 of \`customers\`.
      - name: fresh
    #         ^^^^^ There is no model \`fresh\`.
        versions: [{v: 1}, {v: 2}]
    unit_tests:
      - name: a
        model: order
    #          ^^^^^ There is no model \`order\`; did you mean \`orders\`?
      - name: b
        model: orders
      - name: c
        model: customers v1
      - name: d
        model: off
    `,
    { only, manifest },
  );
});

test('silent without a manifest and while packages are missing', () => {
  checkLint('//- models/schema.yml\nmodels: [{name: gone}]', { only });
  checkLint(
    '//- packages.yml\npackages: [{package: a/b}, {package: c/d}]\n//- models/schema.yml\nmodels: [{name: gone}]',
    { only, manifest: manifestOf({ 'model.shop.orders': {} }) },
  );
});
