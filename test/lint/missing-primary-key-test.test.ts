// The rule `missing-primary-key-test`: tests and enforced constraints, of YAML and of dbt.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

test('tests and enforced constraints, of YAML and of dbt', () => {
  const keyed = manifestOf({
    'model.shop.parsed': { patch_path: 'shop://models/schema.yml' },
    'test.shop.unique_parsed_id': {
      attached_node: 'model.shop.parsed',
      depends_on: { nodes: ['model.shop.parsed'] },
      test_metadata: { name: 'unique', kwargs: { column_name: 'id' } },
      column_name: 'id',
    },
    'test.shop.not_null_parsed_id': {
      attached_node: 'model.shop.parsed',
      depends_on: { nodes: ['model.shop.parsed'] },
      test_metadata: { name: 'not_null', kwargs: { column_name: 'id' } },
      column_name: 'id',
    },
  });
  checkLint(
    `
    //- dbt-context.yml
    governance: recommended
    //- models/parsed.sql
    select 1 as id
    //- models/half.sql
    select 1 as id
    //- models/whole.sql
    select 1 as id
    //- models/several.sql
    select 1 as id
    //- models/held.sql
    select 1 as id
    //- models/schema.yml
    models:
      - name: parsed
      - name: half
    #         ^^^^ warning missing-primary-key-test: No test says what one row of \`half\` is
        columns:
          - name: id
            data_tests: [unique]
          - name: other
            data_tests: [not_null]
      - name: whole
        columns:
          - name: id
            data_tests: [not_null, unique: {config: {severity: warn}}]
      - name: several
        data_tests:
          - dbt_utils.unique_combination_of_columns:
              arguments: {combination_of_columns: [id, day]}
      - name: held
        config: {contract: {enforced: true}}
        columns:
          - name: id
            data_type: integer
            constraints: [{type: primary_key}]
    `,
    { manifest: keyed, only: ['missing-primary-key-test'] },
  );
});
