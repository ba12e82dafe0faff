// Calls found in SQL, YAML scalars and Python, as `name(arguments)`; half-typed ones end in `…`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JinjaCall, JinjaExpression } from '../../../server/src/core/jinja/ast.ts';
import { bareCalls, jinjaCalls } from '../../../server/src/core/jinja/calls.ts';
import { pythonCalls } from '../../../server/src/core/jinja/pythonCalls.ts';
import { slice, sourceText } from '../../../server/src/core/text.ts';

function shown(value: JinjaExpression): string {
  if (value.kind === 'string') return value.closed ? `'${value.value}'` : `'${value.value}`;
  if (value.kind === 'number' || value.kind === 'boolean') return String(value.value);
  if (value.kind === 'list') return `[${value.items.map(shown).join(' ')}]`;
  return value.kind;
}

function brief(call: JinjaCall): string {
  const args = call.args.map(
    (argument) =>
      `${argument.spread ?? ''}${argument.name ? `${argument.name.text}=` : ''}${shown(argument.value)}`,
  );
  return `${call.name}(${args.join(', ')}${call.open ? '…' : ')'}`;
}

function inSql(text: string): string {
  return jinjaCalls(sourceText(text)).map(brief).join(' ');
}

test('calls of every form, nested ones too', () => {
  for (const [text, expected] of [
    [`{{ ref('a') }} {{ref("p" , 'm', v=2)}}`, `ref('a') ref('p', 'm', v=2)`],
    [`{%- set x = [\n  ref('a'),\n  source('s', 't')] -%}`, `ref('a') source('s', 't')`],
    [
      `{{ dbt_utils.star(from=ref('a'), except=['x', 'y']) }}`,
      `dbt_utils.star(from=call, except=['x' 'y']) ref('a')`,
    ],
    [`{{ adapter.dispatch('m', 'p')(*args, **kwargs) }}`, `(*name, **name) adapter.dispatch('m', 'p')`],
    [`{% if x in f(1) and not g(true, none) %}{% elif h() %}{% endif %}`, 'f(1) g(true, none) h()'],
    [`{% macro m(a=f(1)) %}{{ ref(a) }}{% endmacro %}`, 'f(1) ref(name)'],
    [`{% call statement('x') %}{{ ref('in') }}{% endcall %}`, `statement('x') ref('in')`],
    [`{{ ref('a').identifier | default(var('b', 'c')) }}`, `ref('a') var('b', 'c')`],
    [
      `{{ config(post_hook=["drop {{ ref('a') }}"], alias="{{ ref('b') }}") }}`,
      `config(post_hook=['drop {{ ref('a') }}'], alias='{{ ref('b') }}') ref('a')`,
    ],
    [`-- {{ ref('a') }}\n/* {{ ref('b') }} */ '{{ var("x") }}'`, `ref('a') ref('b') var('x')`],
    [`{# {{ ref('a') }} #}{% raw %}{{ ref('b') }}{% endraw %} ref('c') {{ "ref('d')" }}`, ''],
    [`{{ 'it\\'s' | f }}{{ ref('it\\'s', "\\t") }}`, `ref('it's', '\t')`],
  ] as const) {
    assert.equal(inSql(text), expected, text);
  }
});

test('half-typed tags keep what is there, and what follows is found', () => {
  for (const [text, expected] of [
    [`select * from {{ ref('`, `ref('…`],
    [`select * from {{ ref('x`, `ref('x…`],
    [`{{ ref('x }} join {{ ref('y') }}`, `ref('x…  ref('y')`.replace('  ', ' ')],
    [`{{ ref('x) }} join {{ ref('y') }}`, `ref('x) ref('y')`],
    [`{{ ref('x' }} join {{ ref('y') }}`, `ref('x'… ref('y')`],
    [`from {{ ref('x'\nwhere a = 'b'\njoin {{ ref('y') }}`, `ref('x'… ref('y')`],
    [`from {{ ref('x\nwhere a = 'b'\njoin {{ ref('y') }}`, `ref('x… ref('y')`],
    [`from {{ source('s', }} join {{ ref('y') }}`, `source('s'… ref('y')`],
    [
      `{{ config(\n  materialized='table',\n  tags=['a'\n\nselect 1 from {{ ref('y') }}`,
      `config(materialized='table', tags=['a']… ref('y')`,
    ],
    [`{{ config(materialized='`, `config(materialized='…`],
    [`{% if ref('x'\nselect {{ ref('y') }} {% endif %}`, `ref('x'… ref('y')`],
    [`{# open\n{{ ref('y') }}`, `ref('y')`],
    [`{{ f(a, b c ref('y')) }} {{ ref('z') }}`, undefined],
  ] as const) {
    if (expected === undefined) assert.match(inSql(text), /ref\('z'\)$/);
    else assert.equal(inSql(text), expected, text);
  }
});

test('ranges are those of the text', () => {
  const text = `a {{ dbt_utils . star( ref( "m" ) ) }}`;
  const source = sourceText(text);
  const [star, ref] = jinjaCalls(source);
  assert.ok(star && ref);
  assert.equal(slice(source, star.range), `dbt_utils . star( ref( "m" ) )`);
  assert.deepEqual(
    star.callee.map((name) => slice(source, name.range)),
    ['dbt_utils', 'star'],
  );
  assert.equal(slice(source, star.tag), text.slice(2));
  assert.equal(slice(source, ref.argumentsRange), ' "m" ');
  const value = ref.args[0]?.value;
  assert.ok(value?.kind === 'string' && value.verbatim);
  assert.equal(slice(source, value.inner), 'm');
});

test('an open call reaches to the cursor behind it', () => {
  const [call] = jinjaCalls(sourceText(`{{ source('s',  }}`));
  assert.deepEqual(call?.argumentsRange, { start: 10, end: 16 });
});

test('an expression without braces, finished or not', () => {
  const bare = (text: string) => {
    const source = sourceText(`to: ${text}`);
    return bareCalls(source, { start: 4, end: source.text.length }).map(brief).join(' ');
  };
  assert.equal(bare(`ref('orders')`), `ref('orders')`);
  assert.equal(bare(`ref('orders', v=1`), `ref('orders', v=1…`);
  assert.equal(bare(`ref('ord`), `ref('ord…`);
  assert.equal(bare('some plain words'), '');
});

test('Python: calls on dbt, over lines, not in comments and strings', () => {
  const text = [
    'def model(dbt, session):',
    '    """dbt.ref("doc")"""',
    "    dbt.config(materialized='table', packages=['numpy'])",
    "    # dbt.ref('comment')",
    "    a = dbt.ref('a').limit(5)  # it's fine",
    '    b = dbt . ref(',
    '        "pkg",  # a "quoted" remark',
    "        'b', v=2)",
    '    c = dbt.source("s", "t"); d = dbt.ref(f"x_{a}"); e = xdbt.ref("no"); x.dbt.ref("no")',
    "    f = 'dbt.ref(\"string\")' + dbt.config.get('key')",
    "    g = dbt.ref('open",
    '    return a',
  ].join('\n');
  assert.deepEqual(pythonCalls(sourceText(text)).map(brief), [
    `dbt.config(materialized='table', packages=['numpy'])`,
    `dbt.ref('a')`,
    `dbt.ref('pkg', 'b', v=2)`,
    `dbt.source('s', 't')`,
    'dbt.ref(name)',
    `dbt.config.get('key')`,
    `dbt.ref('open…`,
  ]);
});
