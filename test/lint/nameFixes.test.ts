// Quick fixes of the rules about columns' names: what they are called and what they change.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fix } from '../../server/src/core/lint/rule.ts';
import { applied } from '../../server/src/core/semantics/sql/withEdits.ts';
import { findingsOf } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const vocabulary = `
//- dbt-context.yml
contracts:
  case: lower
  levels:
    - stubs:
        id: {types: [integer, string]}
        n: {types: [integer]} # counts
        dt: {types: [date]}
        ts: {types: [timestamp]}
    - stubs: {order: {}, customer: {}}
`;
const manifest = manifestOf({
  'model.shop.orders': { patch_path: 'shop://models/schema.yml' },
  'model.shop.mart': { depends_on: { nodes: ['model.shop.orders'], macros: [] } },
});

/** The mends of the findings of a rule in the first file that has some: each title, and the files as they are then. */
function fixes(rule: string, files: string): readonly (readonly [string, string])[] {
  const made = testProject(vocabulary + files, { manifest });
  const found = [...findingsOf(made, { only: [rule] }).values()].flat();
  const all = found.flatMap((finding) => finding.fixes?.() ?? []);
  return all.map(
    (fix) => [`${fix.title}${fix.preferred ? ' *' : ''}`, drawn(made.project.files, fix)] as const,
  );
}

function drawn(files: { text(path: string): { readonly text: string } | undefined }, { edits }: Fix): string {
  return [...new Set(edits.map(({ path }) => path))]
    .sort()
    .map((path) => {
      const own = edits.filter((edit) => edit.path === path);
      return `${path}: ${applied(files.text(path)?.text ?? '', own).trim()}`;
    })
    .join('\n');
}

const yml = (name: string) => `models:\n  - name: orders\n    columns:\n      - name: ${name}`;

test('a token that isn’t in the vocabulary: the nearest words, here and everywhere, or the word itself', () => {
  const found = fixes(
    'column-name-vocabulary',
    `//- models/orders.sql
select count(*) as n_ordr from {{ source('raw', 't') }}
//- models/mart.sql
select o.n_ordr + 1 as n_order from {{ ref('orders') }} as o
//- models/schema.yml
models: [{name: orders, columns: []}]`,
  );
  assert.deepEqual(found, [
    [
      'Rename to “n_order” everywhere *',
      `models/mart.sql: select o.n_order + 1 as n_order from {{ ref('orders') }} as o
models/orders.sql: select count(*) as n_order from {{ source('raw', 't') }}`,
    ],
    [
      'Rename to “n_order” here',
      "models/orders.sql: select count(*) as n_order from {{ source('raw', 't') }}",
    ],
    [
      'Add “ordr” to the vocabulary',
      `dbt-context.yml: contracts:
  case: lower
  levels:
    - stubs:
        id: {types: [integer, string]}
        n: {types: [integer]} # counts
        dt: {types: [date]}
        ts: {types: [timestamp]}
    - stubs: {order: {}, customer: {}, ordr: {}}`,
    ],
  ]);
});

test('a word whose types don’t fit: the one word that does, where there is one', () => {
  const found = fixes(
    'column-name-type',
    `//- models/lonely.sql
select cast(x as date) as n_order, cast(x as boolean) as id_order from t order by n_order`,
  );
  assert.deepEqual(found, [
    [
      'Rename to “dt_order” here *',
      'models/lonely.sql: select cast(x as date) as dt_order, cast(x as boolean) as id_order from t order by dt_order',
    ],
  ]);
});

test('case and separators, in SQL and its YAML together', () => {
  const found = fixes(
    'column-name-pattern',
    `//- models/orders.sql
select id as Id_Order from t
//- models/schema.yml
${yml('Id_Order')}`,
  );
  const both = `models/orders.sql: select id as id_order from t\nmodels/schema.yml: ${yml('id_order')}`;
  const here = found.filter(([title]) => title.endsWith(' here'));
  assert.deepEqual(here, [
    ['Rename to “id_order” here', both],
    ['Rename to “id_order” here', both],
  ]);
});

test('nothing is offered where the name can’t be written, or nothing else would do', () => {
  assert.deepEqual(
    fixes('column-name-vocabulary', "//- models/orders.sql\n{% set c = 'ordr' %}select 1 as n_{{ c }}").map(
      ([title]) => title,
    ),
    ['Add “ordr” to the vocabulary'],
  );
  assert.deepEqual(fixes('column-name-pattern', '//- models/orders.sql\nselect 1 as "select"'), []);
});
