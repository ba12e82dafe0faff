// Templates that run away: they end, say so, and the text behind them still comes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderText } from './environment.ts';

const runaways: Readonly<Record<string, string>> = {
  'macros without end': '{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}',
  'macros that call a caller':
    '{% macro a() %}{% call a() %}{{ caller() }}{% endcall %}{% endmacro %}{{ a() }}',
  'loops in loops': `{% for a in range(9999) %}{% for b in range(9999) %}{% set x = a * b %}{% endfor %}{% endfor %}`,
  'loops that print': `{% for a in range(99999) %}{{ 'abcdefghij' * 100 }}{% endfor %}`,
  'a text that doubles': `{% set ns = namespace(t='ab') %}{% for i in range(60) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}{{ ns.t }}`,
  'a list that doubles': `{% set ns = namespace(t=[1]) %}{% for i in range(60) %}{% set ns.t = ns.t + ns.t %}{% endfor %}{{ ns.t }}`,
  'a loop that recurses': '{% for x in [1] recursive %}{{ loop([1, 2]) }}{% endfor %}',
  'lists that nest': `{% set ns = namespace(t=[1]) %}{% for i in range(99) %}{% set ns.t = [ns.t, ns.t] %}{% endfor %}{{ ns.t }}{{ ns.t == ns.t }}{{ ns.t | tojson }}`,
  'a list in itself':
    '{% set x = [] %}{% do x.append(x) %}{{ x }}{{ x == x }}{{ x | tojson }}{{ [x, x] | sort }}',
  replacements: `{{ ('a' * 100000) | replace('a', 'b' * 100000) }}{{ 'a'.replace('', 'b' * 1000000) | replace('', 'c' * 100000) }}`,
  widths: `{{ 'a'.ljust(1000000000) }}{{ '%1000000000d' % 1 }}{{ '{:>1000000000}'.format(1) }}{{ 'a' | center(1000000000) }}{{ 'a' | indent(1000000000) }}`,
  'long texts asked again and again': `{% set t = 'a' * 1900000 %}{% for i in range(99999) %}{% set x = t | upper %}{% set y = t.find('b') %}{% if t == x or 'b' in t %}{% endif %}{% for c in t[:1] %}{% endfor %}{% endfor %}`,
  'white space that goes': `{% for i in range(99999) %}{%- if true -%}${' '.repeat(100_000)}{%- endif -%}{% endfor %}`,
  'choices of long branches': `{% for i in range(99999) %}{% if nowhere() %}{% set x %}${'x'.repeat(100_000)}{% endset %}{% elif nowhere() %}{% endif %}{% endfor %}`,
  'lists too long to print': `{% set t = 'a' * 1999999 %}{% for i in range(99999) %}{% set x = [t] | string %}{% endfor %}`,
  'a text the other way round': `{% set t = 'a' * 1999999 %}{% for i in range(99999) %}{% set x = t[::-1] %}{% endfor %}`,
  'lists in many parts': `{% for i in range(99999) %}{% set x = [1] | slice(100000) %}{% set y = [1] | batch(100000, 'f') %}{% endfor %}`,
  joins: `{{ (['a' * 100000] * 1000) | join('b' * 100000) }}`,
};

for (const [name, template] of Object.entries(runaways)) {
  test(`${name} come to an end`, () => {
    const rendered = renderText(`before ${template} after {{ 1 + 1 }}`);
    assert.match(rendered.text.slice(0, 10), /^before /);
    assert.ok(rendered.text.length <= 2_000_000);
    if (rendered.text.length < 1_900_000) assert.match(rendered.text.slice(-30), / after (?:2|__jinja__)$/);
  });
}

test('what is broken off says why', () => {
  assert.match(renderText('{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}').cut ?? '', /too deep/);
  assert.match(renderText(runaways['loops in loops'] ?? '').cut ?? '', /too much/);
  assert.match(renderText(runaways['a text that doubles'] ?? '').cut ?? '', /too long/);
});

test('a limit may be reached anywhere: the text goes on, what is printed behind it is unknown', () => {
  // Ranges cost by their length, so that few tags are enough to come near the limit.
  const spent = '{% do range(99999) %}'.repeat(15);
  for (const filler of ['', ' ']) {
    const { text, cut } = renderText(
      `${spent}${`a{{ 1 }} {%- if true -%} b {%- endif -%}${filler}`.repeat(4000)}end`,
    );
    assert.match(text, /^a1b.*a__jinja__b *end$/s);
    assert.match(cut ?? '', /too much/);
  }
});

test('deep nesting of anything is no error', () => {
  for (const template of [
    `${'{% if true %}'.repeat(500)}x${'{% endif %}'.repeat(500)}`,
    `${'{% for a in [1] %}'.repeat(190)}x${'{% endfor %}'.repeat(190)}`,
    `{{ ${'('.repeat(390)}1${')'.repeat(390)} }}`,
    `{{ ${'not '.repeat(3000)}1 }}`,
    `{{ ${'-'.repeat(350)}1 }}`,
    `{{ ${'['.repeat(300)}${']'.repeat(300)} }}`,
    `{{ a${'.b'.repeat(380)} }}`,
    `{{ 1${' + 1'.repeat(380)} }}`,
    `{% macro m(n) %}${'{% if true %}'.repeat(100)}{{ ${'('.repeat(80)}m(n + 1)${')'.repeat(80)} }}${'{% endif %}'.repeat(100)}{% endmacro %}{{ m(1) }}`,
  ]) {
    const { text } = renderText(`a ${template} b`);
    assert.match(text, /^a .* b$/s, template.slice(0, 40));
  }
});

// What takes more than linear time doesn't come back from these.
test('hostile text for filters and methods comes to its end', () => {
  const long = 'x'.repeat(50_000);
  for (const expression of [
    `('<' * 50000) | striptags`,
    `('<!--' * 50000) | striptags`,
    `('%(' * 50000) % 1`,
    `('{' * 50000).format(1)`,
    `('1' * 50000 ~ 'x') | float`,
    `('a-' * 50000) | wordwrap(10)`,
    `(' ' * 50000 ~ 'x' ~ ' ' * 50000) | trim`,
    `('_' * 50000) | int`,
    `('a ' * 50000) | truncate(40000)`,
    `'${long}'.split('x') | length`,
    `('\\n' * 50000).splitlines() | length`,
    `('{{' * 10000) | replace('{', '}') | title`,
  ]) {
    assert.equal(typeof renderText(`{{ ${expression} }}`).text, 'string', expression.slice(0, 40));
  }
});
