// Columns that are added to a property file or renamed in it look like their neighbours, and nothing else changes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceText } from '../../../server/src/core/text.ts';
import { addColumns, type NewColumn, renameColumn } from '../../../server/src/core/yaml/edit/editColumns.ts';
import { schemaEntries } from '../../../server/src/core/yaml/schemaFile.ts';

const plain = (name: string): NewColumn => ({ name, quote: false, dataType: undefined });
const typed = (name: string, dataType: string): NewColumn => ({ name, quote: false, dataType });

/** The text of a file whose first entry got columns; undefined where it can't. */
function added(text: string, ...columns: readonly NewColumn[]): string | undefined {
  const source = sourceText(text);
  const entry = schemaEntries(source)[0];
  assert.ok(entry);
  const edit = addColumns(source, entry.node, columns);
  if (!edit) return undefined;
  const after = text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
  const now = schemaEntries(sourceText(after))[0]?.columns ?? [];
  assert.deepEqual(
    now.map(({ name, dataType, quote }) => ({ name: name.text, dataType: dataType?.text, quote })),
    [
      ...entry.columns.map(({ name, dataType, quote }) => ({
        name: name.text,
        dataType: dataType?.text,
        quote,
      })),
      ...columns.map(({ name, dataType, quote }) => ({ name, dataType, quote })),
    ],
  );
  return after;
}

test('a column behind the last one, in its indentation, with the comments that belong to that one', () => {
  const before = `models:
  - name: orders # all of them
    columns:
    -   name: id
        description: >
          The key
          of it

        # - unique
    # the next model
  - name: customers
`;
  const after = `models:
  - name: orders # all of them
    columns:
    -   name: id
        description: >
          The key
          of it

        # - unique
    -   name: amount
        data_type: numeric(10, 2)
    -   name: note
    # the next model
  - name: customers
`;
  assert.equal(added(before, typed('amount', 'numeric(10, 2)'), plain('note')), after);
  assert.equal(
    added(before.replaceAll('\n', '\r\n'), typed('amount', 'numeric(10, 2)'), plain('note')),
    after.replaceAll('\n', '\r\n'),
  );
});

test('at the end of a file without a last line break, and before the keys behind the list', () => {
  const start = 'models:\n  - name: orders\n    columns:\n      - name: id';
  assert.equal(added(start, plain('note')), `${start}\n      - name: note`);
  assert.equal(added(`${start}  # key`, plain('note')), `${start}  # key\n      - name: note`);
  assert.equal(
    added(`${start}\n    access: public\n`, plain('note')),
    `${start}\n      - name: note\n    access: public\n`,
  );
});

test('flow style, where the last column has it', () => {
  const list = 'models: [{name: orders, columns: [{name: id}]}]';
  assert.equal(
    added(list, typed('amount', 'numeric(10, 2)'), plain('note')),
    'models: [{name: orders, columns: [{name: id}, {name: amount, data_type: "numeric(10, 2)"}, {name: note}]}]',
  );
  const items = 'models:\n- name: orders\n  columns:\n  - {name: id}\n';
  assert.equal(added(items, plain('note')), `${items}  - {name: note}\n`);
});

test('names are quoted where YAML would take them for something else, or their neighbours are', () => {
  const start = 'models:\n  - name: orders\n    columns:\n      - name: id\n';
  const column = (name: string, quote = false) => added(start, { name, quote, dataType: undefined });
  assert.equal(column('Order Date', true), `${start}      - name: Order Date\n        quote: true\n`);
  for (const name of [
    'no',
    'N',
    'null',
    '1st',
    'a: b',
    'a #b',
    '#',
    '*',
    "it's",
    'say "x"',
    'ünï-ç',
    '{{ x }}',
    ' a ',
  ])
    assert.ok(column(name));
  assert.equal(column('no'), `${start}      - name: "no"\n`);
  assert.equal(
    added("models: \n- name: a\n  columns:\n  - name: 'id'\n", plain("it's")),
    "models: \n- name: a\n  columns:\n  - name: 'id'\n  - name: 'it''s'\n",
  );
  assert.match(
    added('models: \n- name: a\n  columns:\n  - name: "id"\n', plain('b')) ?? '',
    /- name: "b"\n$/,
  );
});

test('a list is made where there is none', () => {
  const made = 'models:\n  - name: orders\n    columns:\n      - name: note\n';
  assert.equal(added('models:\n  - name: orders\n', plain('note')), made);
  assert.equal(added('models:\n  - name: orders\n    columns:\n', plain('note')), made);
  assert.equal(added('models:\n  - name: orders\n    columns: []\n', plain('note')), made);
});

test('nothing where the list stands elsewhere', () => {
  const shared = 'x: &list\n  - name: id\nmodels:\n';
  assert.equal(added(`${shared}  - name: orders\n    columns: *list\n`, plain('note')), undefined);
  assert.equal(
    added('x: &all\n  columns: [{name: id}]\nmodels:\n  - name: orders\n    <<: *all\n', plain('note')),
    undefined,
  );
  assert.equal(
    added('x: &id {name: id}\nmodels:\n  - name: orders\n    columns: [*id]\n', plain('note')),
    undefined,
  );
  assert.equal(
    added('models:\n  - name: orders\n    columns:\n      -\n        name: id\n', plain('x')),
    undefined,
  );
});

test('another name for a column, in the quotes that stand there', () => {
  const renamed = (written: string, name: string) => {
    const source = sourceText(`models: [{name: a, columns: [{name: ${written}}]}]`);
    const column = schemaEntries(source)[0]?.columns[0];
    assert.ok(column);
    const edit = renameColumn(source, column, name);
    return edit && source.text.slice(0, edit.range.start).slice(-1) + edit.newText;
  };
  assert.equal(renamed('id', 'order_id'), ' order_id');
  assert.equal(renamed('id', 'a, b'), ' "a, b"');
  assert.equal(renamed("'id'", "it's"), "'it''s");
  assert.equal(renamed('"id"', 'a"b'), '"a\\"b');
  assert.equal(renamed('"i\\u0064"', 'x'), undefined);
});
