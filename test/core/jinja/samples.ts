// Templates for the tests of Jinja: accepted ones of many shapes, and a random generator with a seed. Deliberately absent: what they
// mean.

/** Templates that Jinja and dbt accept, each with its own difficulty. */
export const accepted: readonly string[] = [
  `select * from {{ ref('orders') }}`,
  `{{ config(materialized='incremental', tags=['a', "b"], meta={'owner': {'team': 'x'}}) }}\nselect 1`,
  `{{ {'a': {'b': 1}} }}`,
  `{%- set x = ['a', 'b',] -%}\n{% for a, (b, c) in x.items() if a is not none recursive %}{{ loop.index0 ~ b }}{% else %}-{% endfor %}`,
  `{% macro f(a, b=1, c=none,) %}{% endmacro %}`,
  `{% macro typed(a: string, b: optional[integer] = none) -%} {{ return(a) }} {%- endmacro %}`,
  `{% set sql %}select {{ x }}{% endset %}{% set y | upper | replace('a', 'b') %}z{% endset %}`,
  `{% call(row) rows(query, *args, **kwargs) %}{{ row[1:2, ::-1] }}{% endcall %}{% call statement('x', fetch_result=True) %}y{% endcall %}`,
  `{% if not a and b or c in d and e not in f: %}1{% elif -x ** 2 >= 3.5e-1 // 2 % 7 %}2{% else %}3{% endif %}`,
  `{{ a if b is divisibleby 3 else c is sameas(none) if d is in [1, 2] else "e" 'f' }}`,
  `{{ x | map(attribute='name') | join(', ') | trim }}{{ (a, ) }}{{ () }}{{ a, b }}{{ x.0 }}{{ f()()[0].g }}`,
  `{# a {{ ref('no') }} #}{% raw %}{{ ref('no') }}{% endraw %}{{+ x -}}{%+ if a +%}{%- endif -%}`,
  `{% docs orders %}Text with {{ ref('no') }} and {% endif %}{% enddocs %}`,
  `{% snapshot s %}{{ config(strategy='check', check_cols='all') }}select 1{% endsnapshot %}`,
  `{% test positive(model, column_name) %}select 1{% endtest %}{% data_test d(model) %}{% enddata_test %}`,
  `{% materialization view, adapter='duckdb', supported_languages=['sql'] %}{% endmaterialization %}{% materialization t, default %}{% endmaterialization %}`,
  `{% do x.append("{{ not a tag }}") %}{{ '{{' }}{{ "{% macro " ~ name ~ " %}" }}{{ "it's" }}{{ 'say \\'hi\\' \\u00e9' }}`,
  `{% set q = "\n  select * from {{ x }}\n" %}{% filter upper %}a{% endfilter %}{% with a = 1, b = 2 %}{{ a }}{% endwith %}`,
  `{% import 'a.sql' as m %}{% from 'b' import c as d, e %}{% include 'x' %}{% block title %}{% endblock %}`,
  `{% set ns = namespace(n=0) %}{% set ns.n = ns.n + 1 %}{% set a, b = 1, 2 %}{% break %}{% continue %}`,
  `-- {{ ref('in_comment') }}\nselect '{{ var("x") }}' from {{ source("s", 't') }} -- {% if x %}\r\n{% endif %}`,
  `{{ audit(\n  "two\n  lines",\n  {'json': '{"a": {"b": 1}}'}\n) }}`,
];

/** A generator of whole numbers below `limit`, the same ones for the same seed. */
export function random(seed: number): (limit: number) => number {
  let state = seed | 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const scraps = [
  '{{',
  '}}',
  '{%',
  '%}',
  '{#',
  '#}',
  '-',
  '+',
  "'",
  '"',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '\n',
  ' ',
  '\\',
  ',',
  '|',
  '=',
  "ref('a')",
  'if',
  'endif',
  '{% if x %}',
  '{% endif %}',
  '{% raw %}',
  '{% endraw %}',
  'for',
  'in',
  '\u0000',
  '\u0001',
  '\ud800',
  'é',
  '{% docs d %}',
  '{% set x %}',
  '.',
  '~',
  'not',
  'is',
  '*',
  '\r',
];

/** The text with a few pieces cut out and scraps of Jinja put in. */
export function damaged(text: string, pick: (limit: number) => number): string {
  let result = text;
  for (let edits = 1 + pick(4); edits > 0; edits--) {
    const start = pick(result.length + 1);
    const end = Math.min(result.length, start + (pick(3) === 0 ? pick(12) : 0));
    const scrap = pick(4) === 0 ? '' : (scraps[pick(scraps.length)] ?? '');
    result = result.slice(0, start) + scrap + result.slice(end);
  }
  return result;
}
