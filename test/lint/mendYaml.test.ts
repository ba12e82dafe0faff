// Mends put into YAML what a column lacks, where and how the file would have it, or nothing where that isn't certain.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WrittenName } from '../../server/src/core/lint/columns/quoted.ts';
import type { ColumnAddition } from '../../server/src/core/lint/mend/mendYaml.ts';
import { addToColumn, entryFor, removeColumn } from '../../server/src/core/lint/mend/mendYaml.ts';
import { type FileNode, nodeOfFile } from '../../server/src/core/semantics/modelFiles.ts';
import type { FileEdit } from '../../server/src/core/text.ts';
import { manifestOf } from '../harness/manifest.ts';
import { dedent, type TestProject, testProject } from '../harness/project.ts';

const patch = { patch_path: 'shop://models/schema.yml' };

/** A project whose model `orders` is described by that file; with versions its versions 1 and 2. */
function shop(yaml: string, metadata: Record<string, unknown> = {}, more = ''): TestProject {
  const entries = yaml.includes('versions:')
    ? { 'model.shop.orders.v1': patch, 'model.shop.orders.v2': patch }
    : { 'model.shop.orders': patch };
  const sql = yaml.includes('versions:') ? ['orders_v1', 'orders_v2'] : ['orders'];
  const files = sql.map((name) => `//- models/${name}.sql\nselect 1 as id\n`).join('');
  return testProject(`${files}${more}//- models/schema.yml\n${dedent(yaml)}`, {
    manifest: manifestOf(entries, metadata),
  });
}

function nodeAt({ project }: TestProject, path: string): FileNode {
  const node = nodeOfFile(project, path);
  assert.ok(node);
  return node;
}

/** The property file after edits; undefined where there are none. */
function after({ project }: TestProject, edits: readonly FileEdit[]): string | undefined {
  const [edit, ...others] = edits;
  if (!edit) return undefined;
  assert.equal(others.length, 0);
  const { text } = project.files.text(edit.path) ?? { text: '' };
  return text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
}

interface Wish {
  readonly path?: string;
  readonly column?: string | WrittenName;
}

function added(
  made: TestProject,
  addition: ColumnAddition,
  { path = 'models/orders.sql', column = 'id' }: Wish = {},
): string | undefined {
  const name = typeof column === 'string' ? { name: column, quoted: false } : column;
  return after(made, addToColumn(made.project, nodeAt(made, path), name, addition));
}

const plain = `
  models:
    - name: orders # the orders
      columns:
        - name: id
          description: The key
        - name: note
          data_tests: [not_null]
`;

test('a test, a type and a constraint for a column that YAML lists', () => {
  const made = shop(plain);
  const lines = (...of: readonly string[]) =>
    dedent(plain).replace('        description: The key\n', `        description: The key\n${of.join('')}`);
  assert.equal(added(made, { test: 'unique' }), lines('        data_tests: [unique]\n'));
  assert.equal(added(made, { dataType: 'integer' }), lines('        data_type: integer\n'));
  assert.equal(
    added(made, { constraint: { type: 'not_null' } }),
    lines('        constraints:\n', '          - type: not_null\n'),
  );
  assert.equal(
    added(made, { dataType: 'varchar(10)', constraint: { type: 'not_null' }, test: 'unique' }),
    lines(
      '        data_type: varchar(10)\n',
      '        constraints:\n',
      '          - type: not_null\n',
      '        data_tests: [unique]\n',
    ),
  );
  assert.equal(
    added(made, { test: 'unique' }, { column: 'NOTE' }),
    dedent(plain).replace('[not_null]', '[not_null, unique]'),
  );
  assert.equal(added(made, { test: 'not_null' }, { column: 'note' }), undefined);
});

test('several lines of a file with line ends of two characters', () => {
  const source = shop(plain.replaceAll('\n', '\r\n').replace(/^\r\n/, '\n'));
  const now = added(source, { dataType: 'integer', constraint: { type: 'unique' } });
  assert.ok(now);
  assert.equal(now.match(/\r\n/g)?.length, now.match(/\n/g)?.length);
});

test('a column that YAML doesn’t list is written with what it is to say', () => {
  const made = shop(plain);
  assert.equal(
    added(made, { dataType: 'integer', test: 'unique' }, { column: 'total' }),
    `${dedent(plain)}      - name: total\n        data_type: integer\n        data_tests: [unique]\n`,
  );
  assert.equal(
    added(made, { dataType: 'text' }, { column: { name: 'Order Note', quoted: true } }),
    `${dedent(plain)}      - name: Order Note\n        quote: true\n        data_type: text\n`,
  );
  assert.equal(
    added(shop('models:\n  - name: orders\n'), { dataType: 'text' }),
    'models:\n  - name: orders\n    columns:\n      - name: id\n        data_type: text\n',
  );
  const folded = shop(plain, { adapter_type: 'snowflake' });
  assert.match(added(folded, { dataType: 'text' }, { column: 'TOTAL' }) ?? '', /- name: total\n/);
});

test('the key of tests is the one in use, else the one of the version of dbt', () => {
  const bare = 'models:\n  - name: orders\n    columns:\n      - name: id\n';
  const keyIn = (text: string | undefined) => /\b(data_tests|tests):/.exec(text ?? '')?.[1];
  assert.equal(keyIn(added(shop(bare, { dbt_version: '1.8.0' }), { test: 'unique' })), 'data_tests');
  assert.equal(keyIn(added(shop(bare, { dbt_version: '1.7.9' }), { test: 'unique' })), 'tests');
  assert.equal(
    keyIn(added(shop(bare, { dbt_version: '2.0.0-preview.1' }), { test: 'unique' })),
    'data_tests',
  );
  const old = `${bare}      - name: note\n        tests:\n          - unique\n`;
  assert.equal(keyIn(added(shop(old), { test: 'unique' })), 'tests');
  assert.match(
    added(shop(old), { test: 'not_null' }, { column: 'note' }) ?? '',
    /tests:\n {10}- unique\n {10}- not_null\n$/,
  );
});

test('arguments of a test stand where those of the file do, else where the version of dbt wants them', () => {
  const bare = 'models:\n  - name: orders\n    columns:\n      - name: id\n';
  const accepted = { accepted_values: { values: ['new', 'paid'], config: { severity: 'warn' } } };
  const nested = `        data_tests:
          - accepted_values:
              arguments:
                values: [new, paid]
              config:
                severity: warn
`;
  const flat = `        data_tests:
          - accepted_values:
              values: [new, paid]
              config:
                severity: warn
`;
  const of = (version: string, yaml = bare, config = '') =>
    added(shop(yaml, { dbt_version: version }, config), { test: accepted });
  const flag = (on: boolean) =>
    `//- dbt_project.yml\nname: shop\nflags:\n  require_generic_test_arguments_property: ${on}\n`;
  assert.equal(of('1.10.8'), bare + nested);
  assert.equal(of('1.10.7'), bare + flat);
  assert.equal(of('1.10.5', bare, flag(true)), bare + nested);
  assert.equal(of('1.10.4', bare, flag(true)), bare + flat);
  assert.equal(of('1.11.16', bare, flag(false)), bare + flat);
  const usesFlat = `${bare}      - name: x\n        data_tests:\n          - relationships:\n              to: ref('x')\n              field: id\n`;
  assert.match(of('1.11.16', usesFlat) ?? '', /accepted_values:\n {14}values: \[new, paid\]\n/);
  const usesNested = usesFlat
    .replace('to: ref', 'arguments:\n                to: ref')
    .replace('  field', '    field');
  assert.match(
    of('1.11.16', usesNested) ?? '',
    /accepted_values:\n {14}arguments:\n {16}values: \[new, paid\]\n/,
  );
});

test('a test that is there with the same arguments is not written again', () => {
  const yaml = `
    models:
      - name: orders
        columns:
          - name: id
            data_tests:
              - accepted_values:
                  values: [a, b]
                  config: {where: x}
              - dbt_utils.in_range: {arguments: {to: 2, from: 1}}
              - not_null: {config: {severity: warn}}
              - {test_name: unique, config: {severity: warn}}
  `;
  const made = shop(yaml);
  for (const same of [
    { accepted_values: { values: ['a', 'b'] } },
    { 'dbt_utils.in_range': { from: 1, to: 2 } },
    'not_null',
    'unique',
  ])
    assert.equal(added(made, { test: same }), undefined, JSON.stringify(same));
  assert.ok(added(made, { test: { accepted_values: { values: ['a'] } } }));
});

test('of a model with versions the list of the version alone changes', () => {
  const yaml = `
    models:
      - name: orders
        columns:
          - name: id
          - name: old
        versions:
          - v: 1
          - v: 2
            columns:
              - include: all
                exclude: [old]
              - name: total
  `;
  const made = shop(yaml);
  const two = { path: 'models/orders_v2.sql' };
  assert.equal(added(made, { test: 'unique' }, { ...two, column: 'id' }), undefined);
  assert.equal(
    added(made, { dataType: 'int' }, { ...two, column: 'total' }),
    dedent(yaml).replace('- name: total\n', '- name: total\n            data_type: int\n'),
  );
  assert.equal(
    added(made, { dataType: 'int' }, { ...two, column: 'old' }),
    dedent(yaml).replace(
      '- name: total\n',
      '- name: total\n          - name: old\n            data_type: int\n',
    ),
  );
  assert.equal(
    added(made, { dataType: 'int' }, { path: 'models/orders_v1.sql', column: 'total' }),
    dedent(yaml).replace(
      '- v: 1\n',
      '- v: 1\n        columns:\n          - name: total\n            data_type: int\n',
    ),
  );
  assert.match(
    added(made, { dataType: 'int' }, { path: 'models/orders_v1.sql', column: 'old' }) ?? '',
    /- name: old\n {8}data_type: int\n/,
    'no other version has it',
  );
  const removed = (path: string, name: string) =>
    after(made, removeColumn(made.project, nodeAt(made, path), name));
  assert.equal(
    removed('models/orders_v2.sql', 'total'),
    dedent(yaml).replace('          - name: total\n', ''),
  );
  assert.equal(removed('models/orders_v2.sql', 'id'), undefined);
});

test('a column is taken out with all that is said of it', () => {
  const made = shop(plain);
  const removed = (name: string) =>
    after(made, removeColumn(made.project, nodeAt(made, 'models/orders.sql'), name));
  assert.equal(removed('ID'), dedent(plain).replace('      - name: id\n        description: The key\n', ''));
  assert.equal(removed('note'), dedent(plain).replace(/ {6}- name: note\n.*\n/, ''));
  assert.equal(removed('other'), undefined);
});

test('nothing where the entry is not the project’s own, or says two things of a column', () => {
  assert.equal(
    added(shop('models:\n  - name: orders\n    columns: [{name: id}, {name: ID}]\n'), { test: 'unique' }),
    undefined,
  );
  assert.equal(
    added(
      shop(
        'models:\n  - name: orders\n    columns:\n      - name: id\n        tests: [a]\n        data_tests: [b]\n',
      ),
      {
        test: 'unique',
      },
    ),
    undefined,
  );
  assert.equal(added(shop('models:\n  - name: other\n'), { test: 'unique' }), undefined);
});

test('an entry in the file that describes most of the models beside it', () => {
  const made = testProject(
    `
    //- models/a.sql
    select 1 as id
    //- models/b.sql
    select 1 as id
    //- models/c.sql
    select 1 as id
    //- models/new.sql
    select 1 as id
    //- models/deep/lonely.sql
    select 1 as id
    //- models/one.yml
    models:
      - name: a
    //- models/two.yml
    version: 2
    models:
      - name: b
        description: B

      - name: c
    sources: []
    `,
    { manifest: manifestOf({ 'model.shop.a': { patch_path: 'shop://models/one.yml' } }) },
  );
  const entry = (path: string) => entryFor(made.project, nodeAt(made, path));
  assert.deepEqual(
    entry('models/new.sql').map(({ path, newText }) => ({ path, newText })),
    [{ path: 'models/two.yml', newText: '\n  - name: new\n' }],
  );
  assert.deepEqual(entry('models/a.sql'), []);
  assert.deepEqual(entry('models/b.sql'), []);
  assert.deepEqual(entry('models/deep/lonely.sql'), []);
});
