// Completion in property files: keys by place, names, tests with their arguments, relations, docs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, labels, offered } from '../harness/checkCompletion.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';

const options = {
  manifest: manifestOf({
    'model.shop.orders': {
      patch_path: 'shop://models/other.yml',
      tags: ['nightly'],
      columns: { id: { name: 'id', data_type: 'bigint' } },
    },
    'model.shop.customers': {},
    'model.shop.cities': {},
    'model.shop.joined': { depends_on: { nodes: ['model.shop.cities'], macros: [] } },
    'source.shop.raw.orders': {},
    'macro.shop.test_positive': {
      macro_sql: '{% test positive(model, column_name, strict=false) %}{% endtest %}',
    },
    'macro.tools.test_between': {
      macro_sql: '{% test between(model, column_name, low, high) %}{% endtest %}',
    },
    'macro.dbt.test_unique': { macro_sql: '{% test unique(model, column_name) %}{% endtest %}' },
    'macro.dbt.test_relationships': {
      macro_sql: '{% test relationships(model, column_name, to, field) %}{% endtest %}',
    },
    'doc.shop.order_id': {},
    'group.shop.sales': { owner: { name: 'Sales' } },
  }),
  catalog: catalogOf({
    'model.shop.customers': { id: 'BIGINT', name: 'VARCHAR' },
    'source.shop.raw.orders': { id: 'BIGINT', paid: 'BOOLEAN' },
  }),
};

/** The text of a property file at models/schema.yml. */
const yml = (text: string) => `//- models/schema.yml\n${text}`;

test('keys by place, without those that are there', () => {
  assert.match(labels(yml('/*|*/'), options), /^version models sources/);
  const model = labels(yml('models:\n  - name: orders\n    /*|*/\n    columns: []'), options);
  assert.match(model, /description .*config .*access/);
  assert.doesNotMatch(model, /columns|name/);
  const column = labels(
    yml('models:\n  - name: orders\n    columns:\n      - name: id\n        /*|*/'),
    options,
  );
  assert.match(column, /data_type data_tests/);
  assert.doesNotMatch(column, /access/);
  assert.match(
    labels(yml('models:\n  - name: orders\n    config:\n      mat/*|*/'), options),
    /materialized enabled/,
  );
  assert.match(
    labels(yml('sources:\n  - name: raw\n    tables:\n      - name: orders\n        /*|*/'), options),
    /identifier columns/,
  );
  assert.equal(chosen(yml('models:\n  - name: orders\n    acc/*|*/'), 'access', options), '    access: $0');
});

test('names that have no entry yet', () => {
  assert.equal(labels(yml('models:\n  - name: /*|*/\n  - name: cities'), options), 'customers joined');
});

test('columns of the model that are not listed yet, with their types', () => {
  const text = yml(
    'models:\n  - name: customers\n    columns:\n      - name: id\n      - name: /*|*/\n  - name: cities',
  );
  assert.deepEqual(
    offered(text, options).map(({ label, detail }) => `${label} ${detail}`),
    ['name varchar'],
  );
  const source = yml(
    'sources:\n  - name: raw\n    tables:\n      - name: orders\n        columns:\n          - name: /*|*/',
  );
  assert.equal(labels(source, options), 'id paid');
});

test('tests of the project, of packages and of dbt, and their arguments', () => {
  const start = 'models:\n  - name: customers\n    columns:\n      - name: id\n        data_tests:\n';
  assert.equal(
    labels(yml(`${start}          - /*|*/`), options),
    'positive relationships unique not_null accepted_values tools.between',
  );
  assert.equal(
    labels(yml(`${start}          - tools.between:\n              low: 1\n              /*|*/`), options, 1),
    'high',
  );
  assert.match(
    labels(
      yml(`${start}          - relationships:\n              arguments:\n                /*|*/`),
      options,
    ),
    /^to field/,
  );
  assert.equal(
    chosen(
      yml('models:\n  - name: a\n    columns:\n      - name: id\n        data_tests: [unique, posi/*|*/]'),
      'positive',
      options,
    ),
    '        data_tests: [unique, positive]',
  );
});

test('the target of a relationship and its columns', () => {
  const start =
    'models:\n  - name: orders\n    columns:\n      - name: id\n        data_tests:\n          - relationships:\n';
  assert.equal(
    chosen(yml(`${start}              to: cust/*|*/`), 'customers', options),
    "              to: ref('customers')",
  );
  assert.equal(
    chosen(yml(`${start}              to: ref('/*|*/')`), 'customers', options),
    "              to: ref('customers')",
  );
  assert.equal(
    labels(yml(`${start}              to: ref('customers')\n              field: /*|*/`), options),
    'id name',
  );
});

test('values: access, groups, tags, materializations, booleans, types', () => {
  const model = (line: string) => labels(yml(`models:\n  - name: orders\n    ${line}`), options);
  assert.equal(model('access: /*|*/'), 'private protected public');
  assert.equal(model('group: s/*|*/'), 'sales');
  assert.equal(model('tags: [/*|*/]'), 'nightly');
  assert.match(model('config: {materialized: /*|*/}'), /^table view/);
  assert.equal(model('config:\n      tags:\n        - /*|*/'), 'nightly');
  assert.equal(model('config:\n      contract:\n        enforced: /*|*/'), 'true false');
  assert.equal(model('columns:\n      - name: id\n        data_type: /*|*/'), 'bigint');
});

test('docs blocks in descriptions, inside doc(…)', () => {
  assert.equal(
    labels(yml(`models:\n  - name: orders\n    description: "{{ doc('/*|*/') }}"`), options),
    'order_id',
  );
});

test('words of a description are no names', () => {
  for (const typed of ['', '"', "'", 'ord', 'doc', '"doc', '|\n      '])
    assert.equal(
      labels(yml(`models:\n  - name: orders\n    description: ${typed}/*|*/`), options),
      '',
      typed,
    );
});

test('exposures and unit tests: what they read', () => {
  assert.match(
    labels(yml('exposures:\n  - name: board\n    depends_on:\n      - /*|*/'), options),
    /^cities customers/,
  );
  const unit = 'unit_tests:\n  - name: t\n    model: joined\n    given:\n      - input: /*|*/';
  assert.match(labels(yml(unit), options), /^cities this/);
  assert.equal(
    labels(yml('unit_tests:\n  - name: t\n    model: /*|*/'), options),
    'cities customers joined orders',
  );
});

test('dbt_project.yml: keys, packages and folders, settings with a plus and their values', () => {
  const file = (text: string) =>
    `//- dbt_project.yml\nname: shop\n${text}\n//- models/marts/sales/a.sql\nselect 1`;
  assert.match(labels(file('/*|*/'), options), /^models model-paths version/);
  assert.match(labels(file('models:\n  /*|*/'), options), /^shop .*\+materialized/);
  assert.match(labels(file('models:\n  shop:\n    /*|*/'), options), /^marts \+materialized/);
  assert.match(labels(file('models:\n  shop:\n    marts:\n      /*|*/'), options), /^sales \+/);
  assert.match(labels(file('models:\n  shop:\n    +materialized: /*|*/'), options), /^table view/);
  assert.equal(labels(file('flags:\n  partial_parse: /*|*/'), options), 'true false');
});

test('nothing in comments, in longer texts and in other YAML', () => {
  for (const text of [
    'models:\n  - name: orders # na/*|*/',
    'models:\n  - name: orders\n    description: >\n      na/*|*/',
    'models:\n  - name: orders\n    description: some words and\n      mo/*|*/',
  ])
    assert.equal(labels(yml(text), options), '', text);
  assert.equal(labels('//- packages.yml\npackages:\n  - /*|*/', options), '');
});
