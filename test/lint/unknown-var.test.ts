// The rule `unknown-var`: variables that nothing sets and that have no default.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const only = ['unknown-var'];
const manifest = manifestOf({ 'model.shop.model': {} });

test('without a default and not in dbt_project.yml', () => {
  checkLint(
    `
    //- dbt_project.yml
    name: shop
    vars:
      start_date: 2020-01-01
      shop: {own: 1}
      other: {theirs: 1}
    on-run-start: "{{ var('hook_var') }}"
    #                      ^^^^^^^^ unknown-var
    //- models/model.sql
    select {{ var('start_date') }}, {{ var('own') }}, {{ var('star_date') }}, {{ var('x', 1) }}, {{ var('y', default=none) }}
    --                                                        ^^^^^^^^^ information unknown-var: The variable \`star_date\` has no default here, and dbt_project.yml doesn’t set it; did you mean \`start_date\`?
    , {{ var('theirs') }}, {{ var(name) }}
    --        ^^^^^^ and dbt_project.yml doesn’t set it: it needs \`--vars\`.
    //- models/schema.yml
    models:
      - name: model
        config: {enabled: "{{ var('switch') }}"}
    #                              ^^^^^^ unknown-var
    `,
    { only, manifest },
  );
});

test('not what the file itself knows to be optional', () => {
  checkLint(
    `
    {% if var('a', none) %}{{ var('a') }}{% endif %}
    {% if var.has_var('b') %}{{ var('b') }}{% endif %}
    {{ var('c') }}
    --      ^ unknown-var
    `,
    { only, manifest },
  );
});
