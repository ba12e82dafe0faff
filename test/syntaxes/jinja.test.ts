// The colours of Jinja in SQL: scopes drawn under the text. The first column of a drawing is `|`; text starts in the second.

import { test } from 'node:test';
import { assertDrawn } from './drawn.ts';

function drawn(text: string): Promise<void> {
  const rows = text.split('\n').slice(1, -1);
  return assertDrawn(rows.map((row) => (row.startsWith('|') ? row : row.slice(1))).join('\n'));
}

test('an expression with its delimiters, function, string and number', () =>
  drawn(`
 select 1 from {{ ref('orders', v=2) }} where
|^^^^^^ keyword.other.sql
|       ^ constant.numeric.sql
|              ^^ punctuation.definition.tag.begin.jinja
|              ^^^^^^^^^^^^^^^^^^^^^^^^ meta.embedded.inline.jinja
|                 ^^^ support.function.dbt.jinja
|                     ^^^^^^^^ string.quoted.single.jinja
|                               ^ variable.parameter.jinja
|                                 ^ constant.numeric.jinja
|                                    ^^ punctuation.definition.tag.end.jinja
|                                       ^^^^^ keyword.other.sql
|                                       ^^^^^ !meta.embedded
`));

test('statements, whitespace control, filters and tests', () =>
  drawn(`
 {%- macro cents(a, b=none) -%}
|^^^ punctuation.definition.tag.begin.jinja
|    ^^^^^ keyword.control.jinja
|          ^^^^^ entity.name.function.jinja
|                   ^ variable.parameter.jinja
|                     ^^^^ constant.language.jinja
|                           ^^^ punctuation.definition.tag.end.jinja
 {% if x is not none and y | upper %}
|   ^^ keyword.control.jinja
|        ^^ keyword.operator.word.jinja
|           ^^^ keyword.operator.word.jinja
|               ^^^^ support.function.test.jinja
|                          ^ keyword.operator.filter.jinja
|                            ^^^^^ support.function.filter.jinja
 {% set test = this.name %}{%+ endif +%}
|   ^^^ keyword.control.jinja
|       ^^^^ variable.parameter.jinja
|              ^^^^ variable.language.dbt.jinja
|                          ^^^ punctuation.definition.tag.begin.jinja
|                              ^^^^^ keyword.control.jinja
|                                    ^^^ punctuation.definition.tag.end.jinja
`));

test('in SQL comments and strings, where dbt renders it too', () =>
  drawn(`
 -- it's {{ ref('a') }} here
|^^^^^^^^ comment.line
|        ^^ punctuation.definition.tag.begin.jinja
|               ^^^ string.quoted.single.jinja
|                       ^^^^ comment.line
|                       ^^^^ !string
 select '{{ var('x') }}' as a, "{{ y }}", 'plain' from
|       ^ string.quoted.single.sql
|        ^^ punctuation.definition.tag.begin.jinja
|           ^^^ support.function.dbt.jinja
|                      ^ string.quoted.single.sql
|                        ^^ keyword.other.sql
|                        ^^ !string
|                               ^^ punctuation.definition.tag.begin.jinja
|                                         ^^^^^^^ string.quoted.single.sql
|                                                 ^^^^ keyword.other.sql
 \`{{ target.name }}.x\` from
|    ^^^^^^ variable.language.dbt.jinja
|                      ^^^^ keyword.other.sql
`));

test('Jinja comments and raw blocks hold no Jinja', () =>
  drawn(`
 {# a {{ ref('x') }} #} select
|^^^^^^^^^^^^^^^^^^^^^^ comment.block.jinja
|     ^^ !meta.embedded
|                       ^^^^^^ keyword.other.sql
 {% raw %} select {{ x }} {% endraw %} from
|   ^^^ keyword.control.jinja
|          ^^^^^^ keyword.other.sql
|                 ^^ !meta.embedded
|                            ^^^^^^ keyword.control.jinja
|                                      ^^^^ keyword.other.sql
`));

test('dicts in dicts and nested quotes', () =>
  drawn(`
 {{ f({'a': {'b': 1}}, "it's {{ this }}") }} from
|                   ^ punctuation.section.dict.end.jinja
|                      ^^^^^^^^^^^^^^^^^ string.quoted.double.jinja
|                                         ^^ punctuation.definition.tag.end.jinja
|                                            ^^^^ keyword.other.sql
 {{ 'a\\'b' ~ "c" }} from
|   ^^^^^^ string.quoted.single.jinja
|     ^^ constant.character.escape.jinja
|          ^ keyword.operator.jinja
|                   ^^^^ keyword.other.sql
`));

test('a half-typed tag leaves the rest as it was', () =>
  drawn(`
 from {{ ref('x }} join {{ ref('y') }} where
|            ^^ string.quoted.unclosed.jinja
|               ^^ punctuation.definition.tag.end.jinja
|                  ^^^^ keyword.other.sql
|                          ^^^ support.function.dbt.jinja
|                                      ^^^^^ keyword.other.sql
 from {{ ref( {{ ref('y') }} where
|             ^^ punctuation.definition.tag.begin.jinja
|                            ^^^^^ keyword.other.sql
 {% if a {{ x }} from
|        ^^ punctuation.definition.tag.begin.jinja
|                ^^^^ keyword.other.sql
`));

test('strings and tags over several lines', () =>
  drawn(`
 {{ config(
|   ^^^^^^ support.function.dbt.jinja
   post_hook="
|            ^ string.quoted.double.jinja
     delete from {{ this }}
|    ^^^^^^ string.quoted.double.jinja
|                   ^^^^ variable.language.dbt.jinja
   "
|  ^ string.quoted.double.jinja
 ) }} select
|  ^^ punctuation.definition.tag.end.jinja
|     ^^^^^^ keyword.other.sql
`));
