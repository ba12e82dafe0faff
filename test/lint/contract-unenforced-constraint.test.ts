// The rule `contract-unenforced-constraint`: constraints by adapter, and what says that somebody knows.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constraintSupport } from '../../server/src/core/semantics/constraintSupport.ts';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['contract-unenforced-constraint'];
const patch = { patch_path: 'shop://models/schema.yml' };

function manifest(adapter: string) {
  return manifestOf({ 'model.shop.orders': patch, 'model.shop.seen': patch }, { adapter_type: adapter });
}

test('what the warehouse doesn’t check is a hint at its type', () => {
  checkLint(
    `
    //- models/orders.sql
    {{ config(materialized='table') }} select 1 as id
    //- models/seen.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        constraints:
          - {type: primary_key, columns: [id]}
    #              ^^^^^^^^^^^ hint contract-unenforced-constraint: \`primary_key\` is written down by snowflake, but never checked.
          - {type: foreign_key, columns: [id], expression: "o (id)", warn_unenforced: false}
        columns:
          - name: id
            data_type: integer
            constraints:
              - type: not_null
              - type: unique
    #                 ^^^^^^ \`unique\` is written down by snowflake
              - type: check
    #                 ^^^^^ dbt leaves out \`check\`: snowflake has no such constraint.
                expression: id > 0
              - {type: check, expression: id > 1, warn_unsupported: false}
              - {type: custom, expression: tag (x = 'y')}
      - name: seen
        config: {contract: {enforced: true}}
        columns:
          - {name: id, data_type: integer, constraints: [{type: not_null}]}
    #                                                           ^^^^^^^^ dbt leaves out \`not_null\`: \`seen\` is a view, and only tables have constraints.
    `,
    { only, manifest: manifest('snowflake') },
  );
});

const text = `
    //- models/orders.sql
    {{ config(materialized='table') }} select 1 as id
    //- models/schema.yml
    models:
      - name: orders
        config: {contract: {enforced: true}}
        columns:
          - name: id
            data_type: integer
            constraints:
              - type: unique
    `;

test('silent where the warehouse checks it and where nobody knows', () => {
  checkLint(text, { only, manifest: manifest('duckdb') });
  checkLint(text, { only, manifest: manifest('nobodys') });
  checkLint(text.replace('true', 'false'), { only, manifest: manifest('snowflake') });
});

test('mends: a test, or the word that says that it is known', () => {
  const made = testProject(text, { manifest: manifest('snowflake') });
  const [finding] = findingsOf(made, { only }).get('models/schema.yml') ?? [];
  assert.deepEqual(
    finding?.fixes?.().map(({ title }) => title),
    ['Add the test `unique` to `id`', 'Set `warn_unenforced: false` on `unique`'],
  );
});

test('the table knows words of adapters and constraints only', () => {
  assert.equal(constraintSupport('postgres', 'check'), 'enforced');
  assert.equal(constraintSupport('bigquery', 'primary_key'), 'not_enforced');
  assert.equal(constraintSupport('databricks', 'unique'), 'not_supported');
  for (const word of ['custom', '__proto__', 'constructor', 'toString'])
    assert.equal(constraintSupport('snowflake', word), undefined);
  for (const word of [undefined, '__proto__', 'constructor', 'nobodys'])
    assert.equal(constraintSupport(word, 'unique'), undefined);
});
