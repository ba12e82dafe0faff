// Randomness that is the same for the same seed, and the pieces that random edits are made of.

/** From 0 to 1, without 1. */
export type Random = () => number;

/** A generator of its own for each seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const jinja = [
  "{{ ref('fct_bookings') }}",
  "{{ ref('fct_crossings', v=2) }}",
  "{{ ref('tern_ferries', 'dim_ports', version=1) }}",
  "{{ source('ticketing', 'bookings') }}",
  "{{ source('ticketing', ",
  '{{ ref(',
  "{{ ref('",
  "{% set x = ref('dim_customers') %}",
  "{% for c in ['a', 'b'] %}{{ c }}, {% endfor %}",
  '{% if is_incremental() %}',
  '{% endif %}{% endfor %}{% endmacro %}',
  '{% macro f(a, b=1) %}{{ a ~ b | upper }}{% endmacro %}',
  '{% raw %}{{ ref("x") }}{% endraw %}',
  '{# comment -- not closed',
  '{{ cents_to_euros("amount") }}',
  "{{ var('season', 'summer') }}",
  "{{ env_var('HOME') }}",
  "{{ adapter.dispatch('minutes_between', 'tern_ferries')(a, b) }}",
  '{{ doc("crossing") }}',
  '{%- call statement() -%}',
  '{{ this }}',
  `${'{{ ('.repeat(300)}`,
];

const sql = [
  'select\n    *\nfrom x\n',
  'with a as (select 1 as id_booking, cast(x as date) as dt_crossing from t)\n',
  'select a, b as ts_crossing, count(*) as n_ticket from ',
  'union all select ',
  "cast('1' as varchar(10)) as nm_port,",
  '-- dbt-context: ignore column-name-type\n',
  '/* not closed',
  "'string not closed",
  '"quoted ""name"""',
  '$$ body $$',
  'case when a then b else c end as ind_sailing,',
  '((((((((((',
  '))))))))))',
  `select ${'(select '.repeat(200)}`,
];

const yaml = [
  'version: 2\nmodels:\n  - name: dim_ports\n    columns:\n      - name: id_port\n        data_tests: [unique, not_null]\n',
  'sources:\n  - name: ticketing\n    tables:\n      - name: bookings\n        freshness: {warn_after: {count: 1, period: day}}\n',
  '- name: ',
  '    data_tests:\n      - relationships: {to: ref("dim_ports"), field: id_port}\n',
  'description: "{{ doc(\'crossing\') }}"\n',
  'description: |\n  many\n  lines\n',
  '&anchor a\nb: *anchor\n',
  '<<: *anchor\n',
  '? complex\n: key\n',
  '\t- tab\n',
  '---\n',
  'meta: {owner: [a, b, {c: d}]}\n',
  '[[[[[[[[',
  'a: &a [*a]\n',
  '"\\ud800"',
];

const hostile = [
  '\u0000',
  '\ud800',
  '\udc00',
  '😀',
  '\u202e',
  '\u2028',
  '\r',
  '\r\n',
  '\ufeff',
  '\u200b',
  '__proto__',
  'constructor',
  '](command:x)',
  '<img src=x>',
  'a'.repeat(3000),
  '\n'.repeat(200),
  '`'.repeat(50),
];

/** What is typed and pasted. */
export const fragments = {
  letters: [...'abcdefgh_.,:;\'"(){}[]%#-*|\\/ \n\t0189=<>&!?'],
  all: [...jinja, ...sql, ...yaml, ...hostile],
};
