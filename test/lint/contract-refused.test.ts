// The rule `contract-refused`: contracts that dbt refuses before it looks at a column.

import { test } from 'node:test';
import { checkLint } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';

const only = ['contract-refused'];
const patch = { patch_path: 'shop://models/schema.yml' };
const manifest = manifestOf({
  'model.shop.scores': { ...patch, original_file_path: 'models/scores.py', language: 'python' },
  'model.shop.empty': patch,
  'model.shop.own': {},
  'model.shop.ignoring': patch,
  'model.shop.syncing': patch,
  'model.shop.appending': patch,
  'model.shop.in_sql': patch,
  'model.shop.open': patch,
});

test('Python, no columns, and incremental models that take on any', () => {
  checkLint(
    `
    //- models/scores.py
    def model(dbt, session):
        return dbt.ref("empty")
    //- models/empty.sql
    select 1 as id
    //- models/own.sql
    {{ config(contract={'enforced': true}) }} select 1 as id
    --        ^^^^^^^^ dbt refuses the contract of \`own\`, which has no YAML that lists its columns.
    //- models/ignoring.sql
    select 1 as id
    //- models/syncing.sql
    select 1 as id
    //- models/appending.sql
    select 1 as id
    //- models/in_sql.sql
    {{ config(materialized='incremental', on_schema_change='ignore') }} select 1 as id
    --                                    ^^^^^^^^^^^^^^^^ and it is \`ignore\`.
    //- models/open.sql
    {{ config(materialized='incremental', on_schema_change=var('how')) }} select 1 as id
    //- models/schema.yml
    models:
      - name: scores
        config:
          contract:
            enforced: true
    #       ^^^^^^^^^^^^^^ error contract-refused: dbt refuses a contract of a Python model: \`scores\`.
        columns: [{name: id, data_type: integer}]
      - name: empty
        config: {contract: {enforced: true}}
    #                      ^^^^^^^^^^^^^^^^ dbt refuses the contract of \`empty\`, which lists no columns.
      - name: ignoring
        config: {materialized: incremental, contract: {enforced: true}}
    #                                                 ^^^^^^^^^^^^^^^^ an incremental model needs \`on_schema_change\` to be \`append_new_columns\` or \`fail\`, and it is \`ignore\`.
        columns: [{name: id, data_type: integer}]
      - name: syncing
        config: {materialized: incremental, on_schema_change: sync_all_columns, contract: {enforced: true}}
    #                                                         ^^^^^^^^^^^^^^^^ and it is \`sync_all_columns\`.
        columns: [{name: id, data_type: integer}]
      - name: appending
        config: {materialized: incremental, on_schema_change: append_new_columns, contract: {enforced: true}}
        columns: [{name: id, data_type: integer}]
      - name: in_sql
        config: {contract: {enforced: true}}
        columns: [{name: id, data_type: integer}]
      - name: open
        config: {contract: {enforced: true}}
        columns: [{name: id, data_type: integer}]
    `,
    { only, manifest },
  );
});
