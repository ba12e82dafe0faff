// YAML documents: decoded values with their ranges, half-typed and hostile files.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slice, sourceText } from '../../../server/src/core/text.ts';
import { yamlDocument } from '../../../server/src/core/yaml/yamlDocument.ts';
import {
  booleanOf,
  childOf,
  jsonOf,
  pairsOf,
  scalarsWithin,
} from '../../../server/src/core/yaml/yamlTree.ts';

const json = (text: string): unknown =>
  JSON.parse(JSON.stringify(jsonOf(yamlDocument(sourceText(text)).root)));

const values: readonly (readonly [string, unknown])[] = [
  ['a: N\nb: Y\nc: NO\nd: on\ne: off\nf: yes', { a: 'N', b: 'Y', c: 'NO', d: 'on', e: 'off', f: 'yes' }],
  ['a: true\nb: 1\nc: 1.5\nd: ~\ne:\nf: "1"', { a: true, b: 1, c: 1.5, d: null, e: null, f: '1' }],
  ['a: 1\nb: 2\na: 3', { a: 3, b: 2 }],
  [
    'x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: *x',
    { x: { a: 1, b: 2 }, y: { b: 3, a: 1 }, z: { a: 1, b: 2 } },
  ],
  [
    'x: &x {a: 1}\nw: &w {a: 2, c: 2}\ny:\n  <<: [*x, *w]',
    { x: { a: 1 }, w: { a: 2, c: 2 }, y: { a: 1, c: 2 } },
  ],
  ['a: 1\n---\nb: 2', { a: 1 }],
  ['name: {{ var("x") }}\nb: 1', { name: '{{ var("x") }}', b: 1 }],
  ['name: {{ x }}_{{ y: z }} # c\nb: [{{ a, b }}, 2]', { name: '{{ x }}_{{ y: z }}', b: ['{{ a, b }}', 2] }],
  ['a: |\n  - {{ doc("x") }}: y\nb: "k: {{ \\"q\\" }}"', { a: '- {{ doc("x") }}: y\n', b: 'k: {{ "q" }}' }],
  ['models:\n  - name: a\n    columns:\n      - na', { models: [{ name: 'a', columns: ['na'] }] }],
  ['a: *nothing\nb: 1', { a: null, b: 1 }],
  ['"__proto__": 1\nconstructor: 2', JSON.parse('{"__proto__": 1, "constructor": 2}')],
  ['a: [1, 2', { a: [1, 2] }],
];

for (const [text, expected] of values) {
  test(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(json(text), expected));
}

test('ranges are those of the text, without quotes where they are inner', () => {
  const source = sourceText("a: \"x\\ty\"\nb: 'it''s'\nc: plain text # no\nd: |\n  one\n  two\ne: \"open");
  const found = [...scalarsWithin(yamlDocument(source).root)].map(({ scalar }) => [
    slice(source, scalar.range),
    slice(source, scalar.inner),
    scalar.text,
    scalar.verbatim,
  ]);
  assert.deepEqual(found.slice(0, 4), [
    ['"x\\ty"', 'x\\ty', 'x\ty', false],
    ["'it''s'", "it''s", "it's", false],
    ['plain text', 'plain text', 'plain text', true],
    ['|\n  one\n  two', '  one\n  two', 'one\ntwo\n', false],
  ]);
});

test('booleans are read as dbt reads them where a boolean is asked for', () => {
  const { root } = yamlDocument(sourceText('a: no\nb: "no"\nc: On\nd: 1'));
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => booleanOf(childOf(root, key))),
    [false, undefined, true, undefined],
  );
});

test('hostile files give a document in bounded time', () => {
  let bomb = 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n';
  for (let i = 1; i < 12; i++)
    bomb += `a${i}: &a${i} [${Array(10)
      .fill(`*a${i - 1}`)
      .join(', ')}]\n`;
  let merges = 'm0: &m0 {a: 1, b: 2}\n';
  for (let i = 1; i < 40; i++) merges += `m${i}: &m${i} {<<: [*m${i - 1}, *m${i - 1}], k${i}: 1}\n`;
  const texts = [
    bomb,
    merges,
    '['.repeat(6_000),
    '{a: '.repeat(3_000),
    '- '.repeat(3_000),
    '\u0000\u0001\u00ff{[:-\t&*!|>\'"%@`',
    'a: !!binary x\nb: !!js/function "x"\nc: !<tag:y> z',
    '? {a: b}\n: c\n? [d]\n: e',
    '&a [*a]',
    '%YAML 9.9\n---\n...\n---',
    '\ufeffa: 1',
    '\ta: 1\n\t- b',
    'a: {{ '.repeat(500),
  ];
  for (const text of texts) {
    const source = sourceText(text);
    const { roots } = yamlDocument(source);
    let nodes = 0;
    for (const root of roots) for (const _ of scalarsWithin(root)) nodes++;
    assert.ok(nodes < 400_000, `${nodes} nodes of ${text.slice(0, 20)}`);
    for (const root of roots) pairsOf(root);
  }
});

test('every prefix of a file gives a document', () => {
  const text =
    'version: 2\nmodels:\n  - name: "a b"\n    columns: &c\n      - {name: x, tests: [unique, {accepted_values: {values: [1]}}]}\n    x: *c\n    d: |\n      text {{ y }}\n    e: {{ z }}\n';
  for (let end = 0; end <= text.length; end++) {
    const source = sourceText(text.slice(0, end));
    for (const root of yamlDocument(source).roots) {
      for (const { scalar } of scalarsWithin(root)) {
        assert.ok(scalar.range.start <= scalar.inner.start && scalar.inner.start <= scalar.inner.end);
        assert.ok(scalar.inner.end <= scalar.range.end && scalar.range.end <= end);
      }
    }
  }
});
