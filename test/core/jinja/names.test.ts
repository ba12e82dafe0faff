// Names read and defined in Jinja.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jinjaDefinitions } from '../../../server/src/core/jinja/definitions.ts';
import { jinjaNames } from '../../../server/src/core/jinja/names.ts';
import { slice, sourceText } from '../../../server/src/core/text.ts';

function names(text: string): string {
  return jinjaNames(sourceText(text))
    .map((name) => {
      const path = name.path.map((segment) => segment.text).join('.');
      return `${path}${name.called ? '()' : ''}${name.scope === 'local' ? `@${name.binding?.start ?? ''}` : ''}`;
    })
    .join(' ');
}

test('names and where they are bound', () => {
  for (const [text, expected] of [
    ['{{ this }} {{ target.name }} {{ model["x"].y }}', 'this target.name model'],
    ['{% set a = b %}{{ a.c }}', 'b a.c@7'],
    [
      '{% for k, v in d.items() if v %}{{ loop.index }}{{ k }}{% else %}{{ k }}{% endfor %}',
      'd.items() v@10 loop.index@ k@7 k',
    ],
    ['{% macro m(a, b=c) %}{{ a }}{{ caller() }}{{ d }}{% endmacro %}{{ a }}', 'c a@11 caller()@ d a'],
    ['{% if x %}{% set a = 1 %}{% endif %}{{ a }}', 'x a@17'],
    ['{% for x in y %}{% set a = 1 %}{% endfor %}{{ a }}', 'y a'],
    ['{% set a %}{{ b }}{% endset %}{{ a | f(c) }}', 'b a@7 c'],
    ['{% call(row) f(x) %}{{ row }}{% endcall %}', 'f() x row@8'],
    ['{% set ns = namespace() %}{% set ns.x = 1 %}', 'namespace() ns.x@7'],
    ['{% with a = b %}{{ a }}{% endwith %}{{ a. }}', 'b a@8 a.'],
  ] as const) {
    assert.equal(names(text), expected, text);
  }
});

test('definitions with their names in dbt', () => {
  const text = `{% macro m(a, b=1) %}x{% endmacro %}
{% test t(model) %}{% endtest %}{% data_test u(model) %}{% enddata_test %}
{% materialization mat, adapter="duckdb" %}{% endmaterialization %}{% materialization n, default %}{% endmaterialization %}
{% snapshot s %}{% endsnapshot %}{% docs d %}body{% enddocs %}
{% set a, b = 1, 'x' %}{% set c %}text{% endset %}{% macro half(`;
  const source = sourceText(text);
  assert.deepEqual(
    jinjaDefinitions(source).map((found) => {
      assert.equal(slice(source, found.name.range), found.name.text);
      const body = slice(source, found.body);
      if (found.kind === 'variable') return `variable ${found.name.text} ${found.value?.kind} ${body}`;
      return `${found.kind} ${'macroName' in found ? found.macroName : found.name.text} ${body}`;
    }),
    [
      'macro m x',
      'test test_t ',
      'test test_u ',
      'materialization materialization_mat_duckdb ',
      'materialization materialization_n_default ',
      'snapshot s ',
      'docs d body',
      'variable a number ',
      'variable b string ',
      'variable c undefined text',
      'macro half ',
    ],
  );
});
