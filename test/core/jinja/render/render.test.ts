// What templates render to: as Jinja does (jinja.txt), and as dbt's additions and half-typed text ask for.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderText } from './environment.ts';

const table = readFileSync(new URL('./jinja.txt', import.meta.url), 'utf8');

for (const section of table.split('\n# ').slice(1)) {
  const [topic = '', ...lines] = section.split('\n');
  test(`${topic.toLowerCase()} give what Jinja gives`, () => {
    for (const line of lines.filter((each) => each.includes(' ⇒ '))) {
      const [template = '', text = ''] = line.replaceAll('⏎', '\n').split(' ⇒ ');
      const rendered = renderText(template);
      assert.equal(rendered.text, text, template);
      assert.deepEqual(rendered.marks, [], template);
      assert.equal(rendered.cut, undefined, template);
    }
  });
}

function assertTexts(cases: Readonly<Record<string, string>>, macros = ''): void {
  for (const [template, text] of Object.entries(cases))
    assert.equal(renderText(template, {}, macros).text, text, template);
}

test('a macro ends with the value that it returns, and else gives its text', () => {
  const macros = `
{% macro ports() %}{{ return(['Skua', 'Tern']) }}never{% endmacro %}
{% macro first_of(list) %}{% for x in list %}{{ return(x) }}{% endfor %}{% endmacro %}
{% macro nothing_at_all() %}{% do return(none) %}{% endmacro %}
{% macro words() %}a {{ ports() | length }}{% endmacro %}
{% macro wrap(before='(', after=')') %}{{ before }}{{ caller(1) }}{{ after }}{% endmacro %}
{% macro fact(n) %}{{ return(1 if n <= 1 else n * fact(n - 1) | int) }}{% endmacro %}`;
  assertTexts(
    {
      '{{ ports()[1] }}': 'Tern',
      '{% for p in ports() %}{{ p }};{% endfor %}': 'Skua;Tern;',
      '{{ first_of([3, 4]) + 1 }}': '4',
      '{{ nothing_at_all() is none }}': 'True',
      '{{ words() is string }} {{ words() }}': 'True a 2',
      '{% call(x) wrap(after="]") %}{{ x + 1 }}{% endcall %}': '(2]',
      '{{ fact(5) }}': '120',
      '{{ ports.name }}': 'ports',
    },
    macros,
  );
});

test('a macro of another text sees neither the caller’s variables nor those beside it in its file', () => {
  const macros = `{% set beside = 1 %}{% macro looks() %}{{ mine }}{{ beside }}|{% endmacro %}`;
  assertTexts({ '{% set mine = 2 %}{{ looks() }}': '|' }, macros);
});

test('what a file defines goes before what the environment has', () => {
  assertTexts(
    { '{{ port() }}{% macro port() %}here{% endmacro %}{{ port() }}': 'therehere' },
    '{% macro port() %}there{% endmacro %}',
  );
});

test('definitions print nothing, snapshots their body', () => {
  assertTexts({
    'a{% test positive(model) %}x{% endtest %}b': 'ab',
    'a{% materialization m, default %}x{% endmaterialization %}b': 'ab',
    'a{% docs d %}{{ x }}{% enddocs %}b': 'ab',
    'a{% snapshot s %}select 1{% endsnapshot %}b': 'aselect 1b',
  });
});

test('one block can be rendered alone', () => {
  const text =
    '{% set x = 1 %}{% snapshot a %}A{{ x }}{% endsnapshot %}{% snapshot b %}\nB{{ config(k=2) }}\n{% endsnapshot %}';
  assert.equal(renderText(text, { block: 'a' }).text, 'A');
  const rendered = renderText(text, { block: 'b' });
  assert.equal(rendered.text, '\nB');
  assert.deepEqual([...rendered.config], [['k', 2]]);
  assert.equal(renderText(text, { block: 'c' }).text, '');
  const macro = renderText('{% macro m(a, b=2) %}{{ a }} {{ b }}{% endmacro %}', { block: 'm' });
  assert.equal(macro.text, '__jinja__ 2');
});

test('incremental runs are rendered on demand', () => {
  const text = 'a{% if is_incremental() %} where x{% endif %}';
  assert.equal(renderText(text).text, 'a');
  assert.equal(renderText(text, { incremental: true }).text, 'a where x');
});

test('an offset can ask for the branch that holds it', () => {
  const text = '{% if false %}A{% if false %}B{% else %}C{% endif %}{% else %}D{% endif %}';
  assert.equal(renderText(text).text, 'D');
  assert.equal(renderText(text, { cover: text.indexOf('A') }).text, 'AC');
  assert.equal(renderText(text, { cover: text.indexOf('B') }).text, 'AB');
  assert.equal(renderText(text, { cover: text.indexOf('C') + 1 }).text, 'AC');
  assert.equal(renderText(text, { cover: text.indexOf('D') }).text, 'D');
  const loop = '{% for x in [] %}in {{ x }}{% else %}none{% endfor %}';
  assert.equal(renderText(loop, { cover: loop.indexOf('in {') }).text, 'in __jinja__');
  assert.equal(renderText(loop.replace('[]', '[1]'), { cover: loop.indexOf('none') + 1 }).text, 'none');
});

test('blocks that are being typed are transparent', () => {
  assertTexts({
    'a {% if x %} b': 'a  b',
    'a {% for x in xs %} b {{ x }}': 'a  b __jinja__',
    'a {% set x %} b': 'a  b',
    'a {% macro m(p) %} b {{ p }}': 'a  b __jinja__',
    'a {% endif %} b {% else %} c': 'a  b  c',
    'a {{ }} b {{ x. }} c': 'a  b  c',
    'a {% if %}b{% endif %}': 'a b',
    'a {% for %}b{% endfor %}': 'a b',
    'a {% set %}b': 'a b',
    'a {% nonsense %} b': 'a  b',
    '{{ "abc" | }}': 'abc',
    '{{ 1 + }}': '__jinja__',
  });
});

test('names of JavaScript are no attributes', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__class__', 'prototype']) {
    for (const value of ['{}', '[]', "''", '1', 'namespace()', 'ref("a")', 'range', 'loop', 'none']) {
      const { text } = renderText(
        `{% for x in [1] %}{{ ${value}.${name} is defined and ${value}['${name}'] is defined }}{% endfor %}`,
      );
      assert.equal(text, 'False', `${value}.${name}`);
    }
  }
});

test('what a template says of itself is kept', () => {
  const { config, text } = renderText(`{{ config(materialized='table', tags=['a']) }}x`);
  assert.equal(text, 'x');
  assert.equal(config.get('materialized'), 'table');
});
