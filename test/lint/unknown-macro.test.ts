// The rule `unknown-macro`: calls in SQL, YAML and dbt_project.yml, generic tests, and everything that makes it silent.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const only = ['unknown-macro'];
const manifest = manifestOf({
  'macro.dbt.run_query': {},
  'macro.dbt.test_not_null': {},
  'macro.dbt.is_incremental': {},
  'macro.dbt_duckdb.duckdb__get_catalog': {},
  'macro.shop.cents_to_euros': {},
  'macro.shop.test_is_positive': {},
  'macro.dbt_utils.star': {},
  'macro.dbt_utils.date_spine': {},
  'macro.dbt_utils.test_expression_is_true': {},
});

test('names that nothing bears, with the nearest ones', () => {
  checkLint(
    `
    //- dbt_packages/dbt_utils/dbt_project.yml
    name: dbt_utils
    //- models/model.sql
    select {{ cent_to_euros('amount') }} as amount,
    --        ^^^^^^^^^^^^^ error unknown-macro: There is no macro \`cent_to_euros\`; did you mean \`cents_to_euros\`?
      {{ cents_to_euros('amount') }},
      {{ dbt_utils.start(from=ref('a')) }},
    --             ^^^^^ There is no macro \`start\` in the package \`dbt_utils\`; did you mean \`star\`?
      {{ dbt_utlis.star(ref('a')) }},
    --   ^^^^^^^^^ There is no package \`dbt_utlis\`; did you mean \`dbt_utils\`?
      {{ date_spine('day') }},
    --   ^^^^^^^^^^ There is no macro \`date_spine\`; did you mean \`dbt_utils.date_spine\`?
      {{ reff('a') }}
    --   ^^^^ did you mean \`ref\`?
    {% do run_querry('select 1') %}
    --    ^^^^^^^^^^ did you mean \`run_query\`?
    {% if is_incremental() %}{% endif %}
    {% call something_else() %}{% endcall %}
    --      ^^^^^^^^^^^^^^ There is no macro \`something_else\`.
    `,
    { only, manifest },
  );
});

test('not what a template makes itself, nor methods, dispatch, other adapters or dbt’s own', () => {
  checkLint(
    `
    //- models/model.sql
    {% macro own(x) %}{{ x() }}{{ caller() }}{% endmacro %}
    {% set made = own %}{{ made() }}{{ own(1) }}
    {% for each in [1] %}{{ each() }}{{ loop.cycle(1) }}{% endfor %}
    {{ target.name.upper() }}{{ adapter.get_relation(1) }}{{ thing.method() }}{{ a.b.c() }}
    {{ adapter.dispatch('nothing', 'shop')() }}
    {{ snowflake__thing() }}{{ dbt.materialization_table_snowflake() }}
    {{ exceptions.warn('x') }}{{ fromjson('{}') }}{{ zip([1]) }}{{ builtins.ref('model') }}
    {# {{ nothing() }} #}{% raw %}{{ nothing() }}{% endraw %}
    //- macros/new.sql
    {% macro new_one() %}{{ new_two() }}{{ new_thre() }}{% endmacro %}
    --                                     ^^^^^^^^ unknown-macro
    //- macros/newer.sql
    {% macro new_two() %}{% endmacro %}
    //- README.md
    {{ nothing() }}
    `,
    { only, manifest },
  );
});

test('generic tests in YAML, on whatever is there', () => {
  checkLint(
    `
    //- models/model.sql
    select 1 as id
    //- tests/generic/is_even.sql
    {% test is_even(model, column_name) %}select 1{% endtest %}
    //- models/schema.yml
    models:
      - name: model
        data_tests:
          - expression_is_true: {expression: 1 = 1}
          - dbt_utils.expression_is_tru: {expression: 1 = 1}
    #                 ^^^^^^^^^^^^^^^^^ error unknown-macro: There is no generic test \`expression_is_tru\` in the package \`dbt_utils\`; did you mean \`expression_is_true\`?
        columns:
          - name: id
            data_tests:
              - not_nul
    #           ^^^^^^^ There is no generic test \`not_nul\`; did you mean \`not_null\`?
              - is_positive
              - is_even
              - expresion_is_true: {expression: 1 = 1}
    #           ^^^^^^^^^^^^^^^^^ did you mean \`dbt_utils.expression_is_true\`?
              - gone: {config: {enabled: false}}
              - test_name: goner
    #                      ^^^^^ unknown-macro
                name: x
        versions:
          - v: 1
            data_tests: [not_nul]
    #                    ^^^^^^^ unknown-macro
      - name: off
        config: {enabled: false}
        data_tests: [gone]
    sources:
      - name: raw
        tables:
          - name: orders
            columns: [{name: id, data_tests: [uniqe]}]
    #                                         ^^^^^ There is no generic test \`uniqe\`.
          - name: old
            config: {enabled: false}
            data_tests: [gone]
    `,
    { only, manifest },
  );
});

test('anchors, where an entry repeats them', () => {
  checkLint(
    `
    //- models/model.sql
    select 1 as id
    //- models/schema.yml
    shared:
      - &id
        name: id
        description: "{{ doc('gone') }}"
    #                         ^^^^ unknown-doc
        data_tests: [not_nul]
    #                ^^^^^^^ unknown-macro
      - &unused
        name: unused
        description: "{{ doc('gone') }}"
        data_tests: [not_nul]
    models:
      - name: model
        columns:
          - *id
          - <<: *id
            name: other
    `,
    { only: [...only, 'unknown-doc'], manifest },
  );
});

test('hooks of dbt_project.yml', () => {
  checkLint(
    `
    //- dbt_project.yml
    name: shop
    on-run-start: "{{ cent_to_euros() }}"
    #                 ^^^^^^^^^^^^^ unknown-macro
    on-run-end: ["{{ cents_to_euros() }}"]
    `,
    { only, manifest },
  );
});

test('silent without dbt’s macros and while packages are missing', () => {
  checkLint('select {{ nothing() }}', { only, manifest: manifestOf({ 'macro.shop.x': {} }) });
  checkLint('select {{ nothing() }}', { only });
  // An adapter that another builds on looks like a package.
  checkLint('select {{ pg_thing() }}', {
    only,
    manifest: manifestOf({ 'macro.dbt.x': {}, 'macro.dbt_base.pg_thing': {} }),
  });
  checkLint(
    `
    //- packages.yml
    packages: [{package: a/b}, {package: c/d}]
    //- models/model.sql
    select {{ nothing() }}, {{ b.nothing() }}
    `,
    { only, manifest },
  );
});

test('what dbt compiled is no mistake: it stands in a branch that wasn’t taken', () => {
  const compiled = (code: string) =>
    manifestOf({
      'macro.dbt.run_query': {},
      'model.shop.model': { raw_code: code, compiled_code: 'select 1' },
    });
  checkLint("select 1 {% if target.name == 'x' %}{{ nothing() }}{% endif %}", {
    only,
    manifest: compiled("select 1 {% if target.name == 'x' %}{{ nothing() }}{% endif %}"),
  });
  checkLint(
    `
    select {{ nothing() }}
    --        ^^^^^^^ unknown-macro
    `,
    { only, manifest: compiled('select 1') },
  );
});
