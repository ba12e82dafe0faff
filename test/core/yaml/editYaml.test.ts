// Edits of YAML change the wanted lines alone, in the style of the file, and say what is meant to every reader.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterChange, type Change } from './checkEdit.ts';

/** Checks the text after a change, with `\n` and with `\r\n`, with and without a line break at its end. */
function check(before: string, change: Change, after: string): void {
  assert.equal(afterChange(before, change), after);
  const windows = (text: string) => text.replaceAll('\n', '\r\n');
  if (!before.includes('\n')) return;
  assert.equal(afterChange(windows(before), change), windows(after), 'with \\r\\n');
  if (!before.endsWith('\n')) return;
  const bare = (text: string) => text.replace(/\n+$/, '');
  assert.equal(afterChange(bare(before), change), bare(after), 'without a line break at the end');
}

const column = { at: 'models.0.columns.0' } as const;

test('a test in the list that a column has', () => {
  const start = 'models:\n  - name: orders\n    columns:\n';
  const add: Change = { ...column, key: 'tests', add: 'not_null' };
  check(
    `${start}      - name: id # key\n        tests:\n          - unique # one each\n        # about id\n      - name: x\n`,
    add,
    `${start}      - name: id # key\n        tests:\n          - unique # one each\n          - not_null\n        # about id\n      - name: x\n`,
  );
  check(
    `${start}    - name: id\n      tests:\n      - unique\n      description: >\n        Long\n\n`,
    add,
    `${start}    - name: id\n      tests:\n      - unique\n      - not_null\n      description: >\n        Long\n\n`,
  );
  check(
    `${start}    -   name: id\n        tests:\n        -   "unique"\n`,
    add,
    `${start}    -   name: id\n        tests:\n        -   "unique"\n        -   "not_null"\n`,
  );
  check(
    `${start}      - {name: id, tests: [unique]} # x\n`,
    add,
    `${start}      - {name: id, tests: [unique, not_null]} # x\n`,
  );
  check(
    `${start}      - name: id\n        tests: [ 'unique' ]\n`,
    add,
    `${start}      - name: id\n        tests: [ 'unique', 'not_null' ]\n`,
  );
});

test('a list where there is none, as columns beside it have theirs', () => {
  const add: Change = { at: 'models.0.columns.0', key: 'data_tests', add: 'not_null' };
  const file = (...lines: readonly string[]) =>
    ['models:', '  - name: a', '    columns:', '      - name: id', ...lines, ''].join('\n');
  check(file(), add, file('        data_tests:', '          - not_null'));
  check(file('        data_tests:'), add, file('        data_tests:', '          - not_null'));
  check(
    file('        data_tests: # none yet'),
    add,
    file('        data_tests: # none yet', '          - not_null'),
  );
  check(
    file('        data_tests: [] # none yet', '        quote: true'),
    add,
    file('        data_tests: # none yet', '          - not_null', '        quote: true'),
  );
  check(
    file('        # - unique', '', '      - name: b', '        data_tests: [unique]'),
    add,
    file(
      '        # - unique',
      '        data_tests: [not_null]',
      '',
      '      - name: b',
      '        data_tests: [unique]',
    ),
  );
  check(
    file('      - name: b', '        data_tests:', '        - unique'),
    add,
    file(
      '        data_tests:',
      '        - not_null',
      '      - name: b',
      '        data_tests:',
      '        - unique',
    ),
  );
});

test('a test with arguments', () => {
  const values: Change = {
    at: 'models.0.columns.0',
    key: 'data_tests',
    add: { accepted_values: { arguments: { values: ['new', 'no', '1', 2, true, "it's"] } } },
  };
  const start =
    'models:\n  - name: a\n    columns:\n      - name: id\n        data_tests:\n          - unique\n';
  const made = [
    '          - accepted_values:',
    '              arguments:',
    `                values: [new, "no", "1", 2, true, it's]`,
    '',
  ].join('\n');
  check(start, values, start + made);
  check(
    'models: [{name: a, columns: [{name: id, data_tests: [unique]}]}]\n',
    values,
    `models: [{name: a, columns: [{name: id, data_tests: [unique, {accepted_values: {arguments: {values: [new, "no", "1", 2, true, it's]}}}]}]}]\n`,
  );
  const sibling = `      - name: s\n        data_tests:\n          - accepted_values:\n              values:\n                - 'x'\n`;
  check(
    start + sibling,
    { ...values, add: { accepted_values: { values: ['new', 'old'] } } },
    `${start}          - accepted_values:\n              values:\n                - 'new'\n                - 'old'\n${sibling}`,
  );
});

test('a blank line between items stays between them', () => {
  const items = 'models:\n  - name: a\n    config: {x: 1}\n\n  # second\n  - name: b # last\n';
  const add: Change = { at: '', key: 'models', add: { name: 'c' } };
  check(items, add, `${items}\n  - name: c\n`);
  check(`${items}\n\n# end\nseeds: []\n`, add, `${items}\n  - name: c\n\n\n# end\nseeds: []\n`);
});

test('flow collections over many lines keep their lines', () => {
  const add: Change = { at: '', key: 'a', add: 'z' };
  check('a: [\n  x, # first\n  y # second\n]\n', add, 'a: [\n  x, # first\n  y, # second\n  z\n]\n');
  check('a: [\n  x,\n  y, # second\n  # third\n]\n', add, 'a: [\n  x,\n  y, # second\n  z,\n  # third\n]\n');
  check('a: [x,\n    y]\n', add, 'a: [x,\n    y, z]\n');
  check('a: [x, y, ]\n', add, 'a: [x, y, z, ]\n');
  check('{a: [], b: 1}\n', add, '{a: [z], b: 1}\n');
  check('{b: 1}\n', add, '{b: 1, a: [z]}\n');
  check('{ b: {c: 1 } }\n', { at: 'b', key: 'd', set: 'e' }, '{ b: {c: 1, d: e } }\n');
});

test('a key that is set', () => {
  const set = (value: string | number): Change => ({ at: '', key: 't', set: value });
  check('a: 1\nb:\n  c: 1 # c\n\n', set('x'), 'a: 1\nb:\n  c: 1 # c\nt: x\n\n');
  check("t: 'int' # type\n", set("it's"), "t: 'it''s' # type\n");
  check('t: int # type\na: 1\n', set('numeric(10, 2)'), 't: numeric(10, 2) # type\na: 1\n');
  check('t:   int\n', set('a: b'), 't:   "a: b"\n');
  check('t:\na: 1\n', set(7), 't: 7\na: 1\n');
  check('t: # none\na: 1\n', set('x'), 't: x # none\na: 1\n');
  check('"t" : ~ # none\n', set('x'), '"t" : x # none\n');
  check(
    'a:\n  b: 1\n',
    { at: '', key: 'c', set: { d: { e: [1, 2] } } },
    'a:\n  b: 1\nc:\n  d:\n    e: [1, 2]\n',
  );
  check(
    'a:\n    b: 1\n',
    { at: '', key: 'c', set: { d: { e: {} } } },
    'a:\n    b: 1\nc:\n    d:\n        e: {}\n',
  );
  for (const same of ['t: x', 't: "x"']) assert.equal(afterChange(same, set('x')), undefined);
  assert.equal(afterChange('t: |\n  x\n', set('y')), undefined);
  assert.equal(afterChange('t:\n  - x\n', set('y')), undefined);
});

test('texts that some reader takes for something else have quotes', () => {
  const texts = [
    ...['no', 'Yes', 'on', 'OFF', 'y', 'N', 'null', 'Null', '~', 'true', 'FALSE', '', ' ', ' x', 'x '],
    ...[
      '1',
      '-1',
      '+1',
      '0x1F',
      '0o7',
      '010',
      '1_000',
      '1e3',
      '1.5',
      '.5',
      '.inf',
      '.NaN',
      '1:30',
      '12:30:45',
      '0b1',
    ],
    ...[
      '2024-01-01',
      '2024-01-01 10:00:00',
      'a: b',
      'a:',
      ':a',
      'a #b',
      '#a',
      '- a',
      '-',
      '? a',
      '?',
      '---',
      '...',
    ],
    ...[
      '*a',
      '&a',
      '!a',
      '%a',
      '@a',
      '`a`',
      '|',
      '>',
      '=',
      '<<',
      '{a',
      '[a',
      'a]',
      'a}',
      'a, b',
      ',',
      "'a'",
      '"a"',
    ],
    ...[
      '{{ x }}',
      '{% x %}',
      '{{ doc("x") }}',
      'a {{ x }}',
      'a\nb',
      'a\tb',
      'a\\b',
      'a\u0085b',
      'a\u2028b',
      '\ufeff',
    ],
    ...[
      'ünï-ç',
      '日本',
      '😀',
      'a\u007fb',
      '\u0000',
      'a\u00a0b',
      "ref('x')",
      'ref("a", "b")',
      'a > 1 and b != 2',
    ],
    ...[
      'character varying(10)',
      'integer[]',
      'array<struct<a int, b string>>',
      'timestamp with time zone',
      'x'.repeat(400),
    ],
  ];
  for (const text of texts) {
    for (const quote of ['', "'", '"']) {
      const name = `${quote}n${quote}`;
      assert.ok(afterChange(`a:\n  - ${name}\n`, { at: '', key: 'a', add: text }), JSON.stringify(text));
      assert.ok(afterChange(`a: [${name}]\n`, { at: '', key: 'a', add: text }), JSON.stringify(text));
      assert.ok(afterChange(`b: ${name}\n`, { at: '', key: 'b', set: text }), JSON.stringify(text));
    }
    assert.ok(afterChange('b: 1\n', { at: '', key: 'c', set: { [`k${text}`]: text } }), JSON.stringify(text));
  }
  for (const number of [0, 1.5, 1e21, 1e-7, -123456789012345])
    assert.ok(afterChange('a: [x]\n', { at: '', key: 'a', add: number }));
  for (const nothing of ['\ud800', Number.NaN, Number.POSITIVE_INFINITY])
    assert.equal(afterChange('a: [x]\n', { at: '', key: 'a', add: nothing }), undefined);
  assert.ok(afterChange('a: 1\n', { at: '', key: '__proto__x', set: { constructor: 'x' } }));
});

test('an item taken out', () => {
  const remove = (index: number): Change => ({ at: '', key: 'a', remove: index });
  const list = 'a:\n  # of x\n  - x: 1 # one\n    y: 2\n    # in x\n  - z\n# end\nb: 1\n';
  check(list, remove(0), 'a:\n  # of x\n  - z\n# end\nb: 1\n');
  check(list, remove(1), 'a:\n  # of x\n  - x: 1 # one\n    y: 2\n    # in x\n# end\nb: 1\n');
  const gaps = 'a:\n  - x\n\n  - y\n\n  - z\n';
  check(gaps, remove(0), 'a:\n  - y\n\n  - z\n');
  check(gaps, remove(1), 'a:\n  - x\n\n  - z\n');
  check(gaps, remove(2), 'a:\n  - x\n\n  - y\n');
  check(`${gaps}\nb: 1\n`, remove(2), 'a:\n  - x\n\n  - y\n\nb: 1\n');
  check('a: [x, {y: 1}, "z"] # c\n', remove(0), 'a: [{y: 1}, "z"] # c\n');
  check('a: [x, {y: 1}, "z"] # c\n', remove(1), 'a: [x, "z"] # c\n');
  check('a: [x, {y: 1}, "z"] # c\n', remove(2), 'a: [x, {y: 1}] # c\n');
});

test('with the last item its key', () => {
  const remove: Change = { at: '', key: 'a', remove: 0 };
  check('b: 1 # b\na:\n  - x # x\nc: 2\n', remove, 'b: 1 # b\nc: 2\n');
  check('b: 1\na: [x]\n', remove, 'b: 1\n');
  check('{b: 1, a: [x], c: 2}\n', remove, '{b: 1, c: 2}\n');
  assert.equal(afterChange('b: 1\na: # why\n  - x\n', remove), undefined);
  assert.equal(afterChange('b: 1\na:\n  # - y\n  - x\n', remove), undefined);
  assert.equal(afterChange('a:\n  - x\n', remove), undefined);
});

test('several documents, a mark at the start and anchors elsewhere stay as they are', () => {
  const add: Change = { at: '1:', key: 'a', add: 'z' };
  check('---\na: [x]\n---\na:\n  - y\n...\n', add, '---\na: [x]\n---\na:\n  - y\n  - z\n...\n');
  check('\ufeffa: [x]\n', { ...add, at: '' }, '\ufeffa: [x, z]\n');
  check(
    'x: &x {k: v}\ny: *x\na:\n  - *x\n  - &q 1\nb: *q\n',
    { ...add, at: '' },
    'x: &x {k: v}\ny: *x\na:\n  - *x\n  - &q 1\n  - z\nb: *q\n',
  );
  check(
    'x: &x {k: v}\nm:\n  <<: *x\n',
    { at: 'm', key: 'o', set: 1 },
    'x: &x {k: v}\nm:\n  <<: *x\n  o: 1\n',
  );
});

test('no edit where the outcome is not certain', () => {
  const add: Change = { at: '', key: 'a', add: 'z' };
  for (const text of [
    'x: &x [y]\na: *x\n',
    'a: &x [y]\nb: *x\n',
    'a: &x [y]\n',
    'a: !!set [y]\n',
    'a: &x\n  - y\n',
    'a: !t\n  - y\n',
    'a: [y]\na: [x]\n',
    'x: &x {a: [y]}\n<<: *x\n',
    'a: text\n',
    'a: {b: 1}\n',
    'a:\n\t- y\n',
    'a:\n  -\ty\n',
    'a: [y',
    'a: [y]\nb: "open\n',
    'a: [y]\nb: {{ x }}\n',
    'a: [y]\n{% if x %}\nb: 1\n{% endif %}\n',
    'a: |\n  text\n',
  ])
    assert.equal(afterChange(text, add), undefined, text);
  const shared = 'x: &x\n  a: [y]\nb: *x\n';
  assert.equal(afterChange(shared, { at: 'x', key: 'a', add: 'z' }), undefined);
  assert.equal(afterChange(shared, { at: 'x', key: 'c', set: 'z' }), undefined);
  assert.equal(afterChange('a: [&x y, z]\nb: *x\n', { at: '', key: 'a', remove: 0 }), undefined);
  assert.equal(afterChange('x: &x y\na: [*x, z]\n', { at: '', key: 'a', remove: 0 }), undefined);
  assert.equal(afterChange('a: |+\n  text\n\n', { at: '', key: 'b', add: 'z' }), undefined);
});
