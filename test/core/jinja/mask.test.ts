// Masked SQL, drawn beside the text it is made of.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskJinja } from '../../../server/src/core/jinja/mask.ts';
import { sourceText } from '../../../server/src/core/text.ts';

test('the mask of each kind of tag', () => {
  for (const [text, expected] of [
    [`from {{ ref('orders') }} o`, `from __jinja____________ o`],
    [`a {{x}} b`, `a __jin b`],
    [`{# note #}{% set x = 1 %}select`, `                         select`],
    [`{{ config(a=1) }}select {{ log('x') }}1`, `${' '.repeat(17)}select${' '.repeat(15)}1`],
    [`{{\n  f()\n}}`, `__\n     \n  `],
    [`'{{ var("x") }}'`, `'__jinja_______'`],
    [`{% if is_incremental() %}a{% else %}b{% endif %}`, `${' '.repeat(25)}a${' '.repeat(22)}`],
    [`{% if false %}a{% elif x %}b{% else %}c{% endif %}`, `${' '.repeat(27)}b${' '.repeat(22)}`],
    [
      `{% for c in cs %}{{ c }}{% if not loop.last %},{% endif %}{% endfor %}`,
      `${' '.repeat(17)}__jinja${' '.repeat(46)}`,
    ],
    [`{% for c in cs %}a{{ ',' if not loop.last }}{% endfor %}`, `${' '.repeat(17)}a${' '.repeat(38)}`],
    [`a{{ ', ' if x }}b`, `a, ${' '.repeat(13)}b`],
    [`{% raw %}{{ x }}{% endraw %}`, `         {{ x }}            `],
    [`{% macro m() %}x\ny{% endmacro %}z`, `${' '.repeat(16)}\n${' '.repeat(15)}z`],
    [`{% set q %}x{% endset %}y`, `${' '.repeat(24)}y`],
    [`{% snapshot s %}x{% endsnapshot %}`, `${' '.repeat(16)}x${' '.repeat(17)}`],
    [`{% if x %}a`, `${' '.repeat(10)}a`],
  ] as const) {
    assert.equal(maskJinja(sourceText(text)).text, expected, text);
  }
});

test('regions say what was masked', () => {
  const text = `{# c #}{{ config() }}{{ ref('a') }}{% raw %}r{% endraw %}{% if a %}x{% else %}y{% endif %}`;
  assert.deepEqual(
    maskJinja(sourceText(text)).regions.map(
      (region) =>
        `${region.kind} ${text.slice(region.range.start, region.range.end)} ${region.call?.name ?? ''}`,
    ),
    [
      'comment {# c #} ',
      'statement {{ config() }} config',
      "expression {{ ref('a') }} ref",
      'statement {% raw %} ',
      'raw r ',
      'statement {% endraw %} ',
      'statement {% if a %} ',
      'statement {% else %} ',
      'skipped y ',
      'statement {% endif %} ',
    ],
  );
});
