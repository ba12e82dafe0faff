// The source map of a rendering: its pieces cover it, verbatim ones are their origin, and places lead there and back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Rendered, toRendered, toSource } from '../../../../server/src/core/jinja/render/rendered.ts';
import { accepted, damaged, random } from '../samples.ts';
import { renderText } from './environment.ts';

/** Fails unless the map is sound; every test of a rendering may ask. */
function assertSound({ source, text, pieces, marks }: Rendered): void {
  let at = 0;
  for (const { range, origin, verbatim } of pieces) {
    assert.equal(range.start, at, source.text);
    assert.ok(range.end > range.start && origin.start <= origin.end, source.text);
    if (verbatim)
      assert.equal(
        text.slice(range.start, range.end),
        source.text.slice(origin.start, origin.end),
        source.text,
      );
    at = range.end;
  }
  assert.equal(at, text.length, source.text);
  let start = 0;
  for (const { range } of marks) {
    assert.ok(range.start >= start && range.start <= range.end && range.end <= text.length, source.text);
    start = range.start;
  }
}

test('text is verbatim, what tags print leads to the tag', () => {
  const text = `select {{ 'a' ~ 'b' }}, c\n{%- set x = 1 %} from t`;
  const rendered = renderText(text);
  assertSound(rendered);
  assert.equal(rendered.text, 'select ab, c from t');
  assert.deepEqual(
    rendered.pieces.map(({ origin, verbatim }) => [text.slice(origin.start, origin.end), verbatim]),
    [
      ['select ', true],
      [`{{ 'a' ~ 'b' }}`, false],
      [', c', true],
      [' from t', true],
    ],
  );
  const at = rendered.text.indexOf('from');
  const place = toSource(rendered, { start: at, end: at + 4 });
  assert.deepEqual(place, {
    range: { start: text.indexOf('from'), end: text.indexOf('from') + 4 },
    verbatim: true,
  });
  assert.deepEqual(toRendered(rendered, text.indexOf('from')), [at]);
  assert.deepEqual(toRendered(rendered, text.indexOf("'a'")), []);
});

test('a place in a loop’s body stands in every turn', () => {
  const text = `{% for c in ['a', 'b'] %} sum({{ c }}){% endfor %}`;
  const rendered = renderText(text);
  assertSound(rendered);
  assert.deepEqual(toRendered(rendered, text.indexOf('um(')), [2, 9]);
});

test('what was captured as a text leads to the tag that prints it', () => {
  const text = `{% set x %}select 1{% endset %}{{ x }}{% filter upper %}b{% endfilter %}`;
  const rendered = renderText(text);
  assertSound(rendered);
  assert.equal(rendered.text, 'select 1B');
  assert.deepEqual(
    rendered.pieces.map(({ origin }) => text.slice(origin.start, origin.end)),
    ['{{ x }}', '{% filter upper %}b{% endfilter %}'],
  );
});

test('the map is sound for templates of every shape, whole, damaged and half-typed', () => {
  const next = random(7);
  for (const template of accepted) {
    for (const incremental of [false, true]) assertSound(renderText(template, { incremental }));
    for (let end = 0; end < template.length; end += 3) assertSound(renderText(template.slice(0, end)));
    for (let turn = 0; turn < 20; turn++)
      assertSound(renderText(damaged(template, next), { cover: next(template.length) }));
  }
});
