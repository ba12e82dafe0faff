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
  "{% for a in range(3) %}{% for b in ['x', 'y'] %}sum(case when a = {{ a }} then {{ b }} end) as {{ b }}_{{ a }}{{ ',' if not loop.last }}{% endfor %}{% endfor %}",
  '{% macro again(n) %}{{ again(n) }}{{ again(n) }}{% endmacro %}{{ again(1) }}',
  '{% for a in range(1000000000) %}{{ a }},{% endfor %}',
  '{% set ns = namespace(n=0) %}{% for a in range(100) %}{% set ns.n = ns.n + a %}{% endfor %}{{ ns.n }}',
  '{% set rows = run_query("select 1") %}{% for row in rows %}{{ row[0] }},{% endfor %}',
  '{% if target.name == "prod" %}select 1 as a{% elif execute %}select 2 as a{% else %}',
  "{% set x %}select {{ 'a' * 1000 }}{% endset %}{{ x }}",
  "{{ dbt_utils.star(from=ref('x'), except=['a']) }}",
  '{% call(row) each() %}{{ row }}{% endcall %}',
  '{{ config(materialized="incremental", unique_key=["a", "b"]) }}',
  '{{',
  '}}',
  '{%',
  '%}',
  '{{ "',
  `${'{% if a %}'.repeat(200)}`,
  `{{ ${'['.repeat(300)}`,
  `{{ ${'a ~ '.repeat(300)} a }}`,
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
  'with recursive a as (select 1 as n union all select n + 1 from a where n < 9),\nb as (select * from a)\nselect * from b',
  'left join t as u using (a, b) cross join lateral flatten(input => u.c) as f\n',
  'select *, u.* exclude (a), t.* replace (b as c), row_number() over (partition by a order by b desc) as n from t, u qualify n = 1',
  "select * from t pivot (sum(a) as s for b in ('x' as x, 'y' as y)) as p",
  'select * from t unpivot (v for k in (a, b, c))',
  'group by all having count(*) > 1 order by 1, 2 desc nulls last limit 5',
  'window w as (partition by a rows between unbounded preceding and current row)',
  'a:b.c[0]::varchar as d,',
  'struct(1 as a, [1, 2] as b).a,',
  'from t natural join u full outer join v on t.a = v.a',
  'insert into t select ',
  'select',
  'from',
  ' as ',
  '.*',
  ', ',
  `select ${Array.from({ length: 1500 }, (_, n) => `c${n} as d${n}`).join(', ')} from t`,
  `with ${Array.from({ length: 300 }, (_, n) => `c${n} as (select * from c${n - 1})`).join(', ')} select * from c299`,
  `select * from t where a in (${"'abc', ".repeat(2000)} 'd')`,
  `select ${'case when a then '.repeat(200)} b`,
  `select ${'f('.repeat(300)}a${')'.repeat(300)}`,
  `select a ${'+ a '.repeat(2000)}`,
  `${'select * from a union all '.repeat(200)} select 1`,
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

/** Text about what a project has, by the unique ids of its nodes. */
export function projectFragment(random: Random, ids: readonly string[]): string {
  const nameOf = (): string => ids[Math.floor(random() * ids.length)]?.split('.').at(-1) ?? 'x';
  const ref = () => `{{ ref('${nameOf()}') }}`;
  const shapes: readonly (() => string)[] = [
    ref,
    () =>
      `with a as (select * from ${ref()}),\nb as (select * from ${ref()})\nselect a.*, b. from a join b using (id)`,
    () => `select *\nfrom ${ref()} as t\nleft join ${ref()} as u on t.id = u.id`,
    () => `union all\nselect * from ${ref()}`,
    () => `{{ ${nameOf()}(ref('${nameOf()}'), 'id') }}`,
    () => `{{ ${nameOf()}.${nameOf()}(`,
    () => `{{ dbt_utils.star(ref('${nameOf()}')) }}`,
    () => `{% for c in adapter.get_columns_in_relation(ref('${nameOf()}')) %}{{ c.name }},{% endfor %}`,
    () => `- name: ${nameOf()}\n    columns:\n      - name: id\n        description: x\n`,
    nameOf,
  ];
  return shapes[Math.floor(random() * shapes.length)]?.() ?? '';
}
