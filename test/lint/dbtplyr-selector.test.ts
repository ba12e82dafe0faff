// The rule `dbtplyr-selector`: what selectors pick from relations, lists and variables, and the traps in scripts.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const only = ['dbtplyr-selector'];
const manifest = manifestOf({ 'model.shop.trips': {}, 'model.shop.open': {}, 'source.shop.raw.trips': {} });
const trips = `
//- models/trips.sql
select 1 as n_boats, 2 as n_seats, 'x' as nm_ferry, 'y' as name, 4 as is_full, 5 as built_at, 6 as format
//- models/open.sql
select * from somewhere
//- models/model.sql
`;

test('a prefix or suffix that matches more than its stub', () => {
  checkLint(
    `${trips}
{% set cols = dbtplyr.get_column_names(ref('trips')) %}
{% set counts = dbtplyr.starts_with('n', cols) %}
--                                   ^ warning dbtplyr-selector: \`starts_with('n')\` picks \`nm_ferry\` and 1 more besides the columns of \`n_\`.
{{ dbtplyr.starts_with('n_', ref('trips')) }}
{{ dbtplyr.starts_with(string='n', relation=ref('trips')) }}
--                             ^ picks \`nm_ferry\`
{{ dbtplyr.ends_with('at', ref('trips')) }}
--                    ^^ \`ends_with('at')\` picks \`format\` besides the columns of \`_at\`.
{{ dbtplyr.ends_with('_at', ref('trips')) }}
{{ dbtplyr.starts_with('na', ref('trips')) }}
{{ dbtplyr.starts_with('n', ref('open')) }}
{{ dbtplyr.starts_with('n', ['n_a', 'nb']) | list }}
--                      ^ picks \`nb\`
{{ dbtplyr.starts_with(prefix, ref('trips')) }}
{{ other.starts_with('n', ref('trips')) }}
`,
    { only, manifest },
  );
});

test('a stub of the vocabulary is a word even where no column has it so', () => {
  checkLint(
    `
//- dbt-context.yml
contracts: {levels: [{stubs: {na: {}}}]}
${trips}{{ dbtplyr.starts_with('na', ref('trips')) }}
--                      ^^ picks \`name\`
`,
    { only, manifest },
  );
});

test('an empty selection; unknown lists and conditions are silent', () => {
  checkLint(
    `${trips}
{% set counts = dbtplyr.starts_with('cnt_', ref('trips')) %}
--                                   ^^^^ \`starts_with\` picks none of the 7 columns of model \`trips\`.
{{ dbtplyr.one_of(['n_boat', 'x'], ref('trips')) }}
--                  ^^^^^^ \`one_of\` picks none
{{ dbtplyr.one_of(['n_boats', 'x'], ref('trips')) }}
{{ dbtplyr.not_one_of(['n_boats'], ref('trips')) }}
{{ dbtplyr.matches('.*_seats', ref('trips')) }}
{{ dbtplyr.matches('seats', ref('trips')) }}
--                  ^^^^^ picks none
{{ dbtplyr.contains('zz', counts) }}
{{ dbtplyr.not_contains('[a-z]', ref('trips')) }}
--                       ^^^^^ picks none
{{ dbtplyr.matches('(a+)+$', ref('trips')) }}
--                  ^^^^^^ picks none
{{ dbtplyr.matches('(', ref('trips')) }}
{{ dbtplyr.starts_with('zz', ref('open')) }}
{{ dbtplyr.starts_with('zz', source('raw', 'trips')) }}
{% set some = ['a'] %}{% if x %}{% set some = ['b'] %}{% endif %}
{{ dbtplyr.starts_with('zz', some) }}
{% for each in some %}{{ dbtplyr.starts_with('zz', each) }}{% endfor %}
{% set loop_a = loop_a %}{{ dbtplyr.starts_with('zz', loop_a) }}
`,
    { only, manifest },
  );
});

test('types of `where`, and blanks in scripts', () => {
  checkLint(
    `${trips}
{{ dbtplyr.where('is_string', ref('trips')) }}
--                ^^^^^^^^^ \`where\` knows no type \`is_string\` and picks nothing (is_character, is_number, is_float, is_numeric).
{{ dbtplyr.where('is_numbr', ref('open')) }}
--                ^^^^^^^^ did you mean \`is_number\`
{{ dbtplyr.where('is_number', ref('trips')) }}
{{ dbtplyr.across(['a'], "sum({{ var }}) as {{var}}_tot") }}
--                            ^^^^^^^^^ \`across\` replaces \`{{var}}\` alone: \`{{ var }}\` stays as it is.
{{ dbtplyr.across(['a'], "sum({{var}})", final_comma=true) }}
{{ dbtplyr.if_any(['a'], script_string="{{var }} > 2") }}
--                                      ^^^^^^^^ \`if_any\` replaces
{{ dbtplyr.c_across(['a', 'b'], '+') }}
`,
    { only, manifest },
  );
});
