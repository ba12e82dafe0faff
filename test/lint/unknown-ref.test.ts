// The rule `unknown-ref`: in SQL, YAML and Python, and everything that makes it silent.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const only = ['unknown-ref'];
const manifest = manifestOf({
  'model.shop.stg_orders': {},
  'model.shop.orders.v1': { latest_version: 2 },
  'model.shop.orders.v2': { latest_version: 2 },
  'seed.shop.countries': {},
  'snapshot.shop.snap_orders': {},
  'model.utils.dates': {},
  'model.shop.legacy': { disabled: true },
});

test('names that nothing bears, with the nearest ones', () => {
  checkLint(
    `
    select * from {{ ref('stg_order') }}
    --                    ^^^^^^^^^ error unknown-ref: There is no model, seed or snapshot \`stg_order\`; did you mean \`stg_orders\`?
    join {{ ref( "countries" ) }} using (id)
    join {{ ref('snap_orders') }} using (id)
    join {{ ref('utils', 'dates') }} using (id)
    join {{ ref('utils', 'date') }} using (id)
    --                    ^^^^ \`date\` in the package \`utils\`; did you mean \`dates\`?
    join {{ ref('something_else_entirely') }} using (id)
    --           ^^^^^^^^^^^^^^^^^^^^^^^ \`something_else_entirely\`.
    `,
    { only, manifest },
  );
});

test('versions', () => {
  checkLint(
    `
    select * from {{ ref('orders') }}
    join {{ ref('orders', v=1) }} using (id)
    join {{ ref('orders', version='2') }} using (id)
    join {{ ref('orders', v=3) }} using (id)
    --           ^^^^^^ \`orders\` has no version 3: its versions are 1, 2.
    join {{ ref('stg_orders', v=1) }} using (id)
    --           ^^^^^^^^^^ \`stg_orders\` has no version 1: it has no versions.
    `,
    { only, manifest },
  );
});

test('not from comments, raw blocks, strings or expressions; disabled is another rule', () => {
  checkLint(
    `
    {# {{ ref('a') }} #}
    {% raw %}{{ ref('b') }}{% endraw %}
    select 'ref(''c'')' as x from {{ ref('legacy') }}
    join {{ ref(name) }} on true
    join {{ ref('d' ~ suffix) }} on true
    -- {{ ref('e') }}
    --         ^ unknown-ref
    `,
    { only, manifest },
  );
});

test('a file that dbt hasn’t parsed is a model, a seed, a version', () => {
  checkLint(
    `
    //- models/new/fct_new.sql
    select 1 as id
    //- seeds/ports.csv
    id
    1
    //- models/orders_v3.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: orders
        versions: [{v: 1}, {v: 2}, {v: 3}]
    //- models/model.sql
    select * from {{ ref('fct_new') }} join {{ ref('ports') }} using (id) join {{ ref('orders', v=3) }} using (id)
    join {{ ref('fct_newer') }} using (id)
    --           ^^^^^^^^^ did you mean \`fct_new\`?
    `,
    { only, manifest },
  );
});

test('YAML: depends_on, to, model, input; not descriptions, nor what is disabled', () => {
  checkLint(
    `
    //- models/schema.yml
    models:
      - name: stg_orders
        description: reads ref('nothing')
        columns:
          - name: id
            data_tests:
              - relationships: {to: ref('county'), field: id}
    #                                    ^^^^^^ unknown-ref
              - relationships:
                  arguments: {to: "{{ ref('contry') }}", field: id}
    #                                      ^^^^^^ unknown-ref
      - name: legacy
        data_tests:
          - x: {compare: ref('gone')}
    exposures:
      - name: board
        depends_on: [ref('orders'), ref('order')]
    #                                    ^^^^^ did you mean \`orders\`
      - name: old_board
        config: {enabled: false}
        depends_on: [ref('gone')]
    unit_tests:
      - name: t
        model: stg_orders
        given: [{input: ref('raw_orders')}]
    #                        ^^^^^^^^^^ unknown-ref
    `,
    { only, manifest },
  );
});

test('Python models', () => {
  checkLint(
    `
    //- models/clever.py
    def model(dbt, session):
        a = dbt.ref("stg_orders")
        # dbt.ref("nothing")
        return dbt.ref("stg_order")  # dbt-context-ignore unknown-ref: soon
        return dbt.ref("stg_order")
    #                   ^^^^^^^^^ unknown-ref
    `,
    { only, manifest },
  );
});

test('a name in a branch that dbt didn’t take is accepted as dbt accepted it', () => {
  const raw_code = "{% if var('x') %}select * from {{ ref('optional') }}{% endif %}";
  checkLint(
    `
    //- models/a.sql
    {% if var('x') %}select * from {{ ref('optional') }}{% endif %}
    {% if var('y') %}select * from {{ ref('other') }}{% endif %}
    --                                     ^^^^^ unknown-ref
    `,
    { only, manifest: manifestOf({ 'model.shop.a': { raw_code, refs: [] } }) },
  );
});

test('silent while something is missing that names are judged by', () => {
  const text = "select * from {{ ref('nothing') }}";
  checkLint(text, { only });
  checkLint(`//- packages.yml\npackages: [{package: a/b, version: 1}]\n//- models/a.sql\n${text}`, {
    only,
    manifest: manifestOf({ 'model.shop.b': {} }),
  });
  checkLint(`//- dependencies.yml\nprojects: [{name: finance}]\n//- models/a.sql\n${text}`, {
    only,
    manifest,
  });
  checkLint(`//- models/a.sql\n{{ config(enabled=false) }} ${text}`, { only, manifest });
  checkLint(`//- docs/a.md\n${text}\n//- scripts/x.sql\n${text}`, { only, manifest });
  checkLint(`//- dbt_packages/utils/models/dates.sql\n${text}`, { only, manifest });
  checkLint(`//- macros/ref.sql\n{% macro ref(x) %}{% endmacro %}\n//- models/a.sql\n${text}`, {
    only,
    manifest: manifestOf({ 'macro.shop.ref': { macro_sql: '{% macro ref(x) %}{% endmacro %}' } }),
  });
});

test('a project’s own `ref` hands names on, as far as the manifest shows it', () => {
  const modelsThat = (refs: (name: string) => string) =>
    manifestOf({
      'macro.shop.ref': { macro_sql: '{% macro ref(x) %}{{ return(builtins.ref(x)) }}{% endmacro %}' },
      ...Object.fromEntries(
        ['a', 'b', 'c'].map((name) => [
          `model.shop.from_${name}`,
          { raw_code: `select * from {{ ref('${name}') }}`, refs: [{ name: refs(name) }] },
        ]),
      ),
    });
  checkLint(
    `
    //- models/model.sql
    select * from {{ ref('from_d') }}
    --                    ^^^^^^ unknown-ref
    `,
    { only, manifest: modelsThat((name) => name) },
  );
  checkLint("select * from {{ ref('from_d') }}", { only, manifest: modelsThat((name) => `prefix_${name}`) });
});
