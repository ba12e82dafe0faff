// The rule `configuration`: mistakes in dbt-context.yml, convo files and dbt_project.yml, each at its place.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';

test('unknown keys, rules and severities are reported at their place, and the rest applies', () => {
  checkLint(`
    //- dbt-context.yml
    contracts:
      cases: lower
    # ^^^^^ warning configuration: \`cases\` is no key here; did you mean \`case\`?
      separator: ""
    # ^^^^^^^^^ A separator
      max_length: soon
    #             ^^^^ takes a whole number above 0, and this is a text
      extends: [riedrer]
    #           ^^^^^^^ is no preset; did you mean \`riederer\`?
      levels:
        - stubs:
            id: {types: [integer, decimals], promises: [not_nul]}
    #                             ^^^^^^^^ \`decimals\` is no base type
    #                                                   ^^^^^^^ is no promise
            "a(?=b)": []
    #       ^^^^^^^^ Lookaround
            "x(": []
    #       ^^^^ isn’t a regular expression
      renames: [{from: ind, by: sum}]
    #           ^^^^^^^^^^^^^^^^^^^^ A rename needs
    rules:
      configuratio: error
    # ^^^^^^^^^^^^ is no key here; did you mean \`configuration\`?
      configuration: error
      configuration: fatal
    # ^^^^^^^^^^^^^ stands here twice
    #                ^^^^^ is no value of \`configuration\` (error, warning, information, hint, off)
  `);
});

test('what dbt_project.yml makes of an unknown environment variable', () => {
  checkLint(
    `
    //- dbt_project.yml
    name: shop
    target-path: "{{ env_var('WHERE') }}"
    #            ^^^^^^^^^^^^^^^^^^^^^^^^ The environment variable \`WHERE\` isn't set
    profile: "{{ env_var('NOT_NEEDED_HERE') }}"
    snapshot-paths: "{{ env_var('DBT_ENV_SECRET_X', 'a') }}"
    #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ is a secret
    model-paths: ["{{ env_var('DIR', 'models') }}"]
    seed-paths: ["{{ var('x') }}"]
    #            ^^^^^^^^^^^^^^^^ Only \`env_var\`
    `,
    { env: { DBT_ENV_SECRET_X: 'hidden' } },
  );
});
