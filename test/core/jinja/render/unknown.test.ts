// What can't be known: placeholders, their marks, and the choices that follow from them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marksOf, renderText } from './environment.ts';

function assertTexts(cases: Readonly<Record<string, string>>): void {
  for (const [template, text] of Object.entries(cases))
    assert.equal(renderText(template).text, text, template);
}

test('what is made of something unknown is unknown', () => {
  for (const expression of [
    'mystery',
    'mystery + 1',
    '1 - mystery',
    'mystery.a.b["c"](1)',
    'mystery | upper | int',
    'mystery == 1',
    'mystery is none',
    '1 in mystery',
    'nowhere(1)',
    'nowhere.a',
    '1 | nofilter',
    '1 is notest',
    '"a" + 1',
    '1 / 0',
    '[1, 2][mystery]',
    'rows | length',
    '(rows | list) | length',
    '[1, rows.columns] | length',
    '("a" ~ mystery) | length',
    '("a" ~ mystery)[0]',
    '("a" ~ mystery) == "ab"',
    '"z" in ("a" ~ mystery)',
    '("1" ~ mystery) | int',
    '[1, 2] | random',
    '9007199254740993',
    'range(10000000)',
    '"a" * 100000000',
    'ref(*mystery)',
    'lipsum()',
  ]) {
    const rendered = renderText(`{{ ${expression} }}`);
    assert.equal(rendered.text, '__jinja__', expression);
    assert.deepEqual(marksOf(rendered), ['placeholder __jinja__'], expression);
  }
});

test('what can be decided is decided', () => {
  assertTexts({
    '{{ false and mystery }} {{ true or mystery }} {{ mystery or true }} {{ mystery and false }}':
      'False True True False',
    '{% if mystery and false %}a{% else %}b{% endif %}{% if not (mystery or true) %}c{% endif %}': 'b',
    '{{ ("a" ~ mystery) == "b" }} {{ ("a" ~ mystery ~ "b") == "a" }} {{ "a" in ("a" ~ mystery) }}':
      'False False True',
    '{{ ("a" ~ mystery).startswith("a") }} {{ (mystery ~ "x").endswith("y") }}': 'True False',
    '{{ "yes" if "a" ~ mystery }} {{ ("a" ~ mystery) is string }} {{ mystery is defined }}':
      'yes True __jinja__',
    '{{ 1 in [mystery, 1] }} {{ "yes" if [mystery] }} {{ [mystery] | length }}': 'True yes 1',
  });
});

test('texts keep the marks of what is in them', () => {
  const rendered = renderText(
    `{% set part %}{{ mystery }}_a{% endset %}{{ [part | upper, 'x' ~ mystery] | join(',') | replace('x', 'y') | trim }}`,
  );
  assert.equal(rendered.text, '__JINJA___A,y__jinja__');
  assert.deepEqual(marksOf(rendered), ['placeholder __JINJA__', 'placeholder __jinja__']);
});

test('relations are marked wherever their text goes, and compare as texts', () => {
  const rendered = renderText(
    `{% set q %}select * from {{ ref('trips') }}{% endset %}{{ q }} {{ "%s" % ref('a') }} {{ ref('trips') | string == '"tern"."trips"' }} {{ ref('a').name }} {{ ref('a').database }} {{ q | length }}`,
  );
  assert.equal(rendered.text, 'select * from "tern"."trips" "tern"."a" True a None 28');
  assert.deepEqual(marksOf(rendered), ['relation "tern"."trips"', 'relation "tern"."a"']);
  assert.deepEqual(
    rendered.marks.map((mark) => mark.kind === 'relation' && mark.relation.id),
    ['model.trips', 'model.a'],
  );
});

test('of branches the one with most SQL is taken, and that is said', () => {
  const text = 'a {% if mystery %}b{% elif false %}longest of all{% else %}c d e{% endif %}';
  const rendered = renderText(text);
  assert.equal(rendered.text, 'a c d e');
  assert.equal(rendered.choices.length, 1);
  const [choice] = rendered.choices;
  assert.equal(text.slice(choice?.taken?.start, choice?.taken?.end), 'c d e');
  assert.equal(choice?.range.start, 2);
  assertTexts({
    '{% if mystery %}, x{% endif %}': ', x',
    '{% if mystery %}{{ exceptions.raise_compiler_error("a long message") }}{% endif %}b': 'b',
    '{% if mystery %}{% elif true %}b{% else %}much longer{% endif %}': 'b',
    '{{ "a" if mystery else "b" }}{{ "" if mystery else "b" }}': 'ab',
  });
});

test('a guard that returns is passed by where its condition isn’t known, which is told at the call', () => {
  const macros = `{% macro m() %}{% if mystery %}{{ return('') }}{% endif %}select 1{% endmacro %}`;
  const rendered = renderText('{{ m() }}', {}, macros);
  assert.equal(rendered.text, 'select 1');
  assert.deepEqual(
    rendered.choices.map(({ range }) => range),
    [{ start: 0, end: 9 }],
  );
});

test('a guard that raises an error is nothing to choose', () => {
  const text = '{% if mystery %}{{ exceptions.raise_compiler_error("no") }}{% endif %}select 1';
  assert.deepEqual(renderText(text).choices, []);
});

test('a loop over what isn’t known has one turn, marked as any number', () => {
  const rendered = renderText(
    'select {% for r in rows %}{{ r.name }} as c{{ ", " if not loop.last }}{% endfor %} from t',
  );
  assert.equal(rendered.text, 'select __jinja__ as c from t');
  assert.deepEqual(marksOf(rendered), ['repeated __jinja__ as c', 'placeholder __jinja__']);
});

test('a turn whose loop’s own condition isn’t known may come or not', () => {
  const rendered = renderText('{% for x in [1, 2] if x == 1 or mystery %}c{{ x }} {% endfor %}');
  assert.equal(rendered.text, 'c1 c2 ');
  assert.deepEqual(marksOf(rendered), ['repeated c2 ']);
});

test('what a loop over what isn’t known collects isn’t known in its number', () => {
  const collected = renderText(
    `{% set sums = [] %}{% for r in rows %}{% do sums.append('sum(' ~ r ~ ')') %}{% endfor %}{{ sums | join(', ') }} {{ sums | length }}`,
  );
  assert.equal(collected.text, 'sum(__jinja__) __jinja__');
  assert.deepEqual(marksOf(collected), [
    'repeated sum(__jinja__)',
    'placeholder __jinja__',
    'placeholder __jinja__',
  ]);
  assertTexts({
    '{% set d = {"a": 1} %}{% for r in rows %}{% do d.update({r: 1}) %}{% endfor %}{{ d.a }} {{ d.b }} {{ d | length }}':
      '1 __jinja__ __jinja__',
    '{% set ns = namespace(n=0) %}{% for r in rows %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}':
      '__jinja__',
  });
});

test('an error of dbt’s breaks off its tag and no more', () => {
  const rendered = renderText(`a {{ fail('no such port') }} b {% set x = fail('again') %}{{ x }} c`);
  assert.equal(rendered.text, 'a __jinja__ b __jinja__ c');
  assert.equal(rendered.cut, 'no such port');
});

test('characters that stand for marks are taken out of what users write', () => {
  const rendered = renderText(`{{ 'a\uE000\uF000\uF000b\uE001' }}{% set x %}c\uE001{% endset %}{{ x }}`);
  assert.equal(rendered.text, 'abc');
  assert.deepEqual(rendered.marks, []);
});

test('a loop isn’t left on what isn’t known, nor where there is none', () => {
  const broken = renderText('{% for x in [1, 2] %}{{ x }}{% if mystery %}{% break %}{% endif %}{% endfor %}');
  assert.equal(broken.text, '12');
  assert.equal(broken.choices.length, 2);
  assert.equal(renderText('a{% break %}b{% if true %}{% continue %}c{% endif %}d').text, 'abcd');
  const calling = '{% for x in [1, 2] %}{{ m() }}{{ x }}{% endfor %}';
  assert.equal(renderText(calling, {}, '{% macro m() %}{% break %}-{% endmacro %}').text, '-1-2');
});
