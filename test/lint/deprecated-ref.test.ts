// The rule `deprecated-ref`: dates behind and ahead, of models and versions, in the manifest and in YAML.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['deprecated-ref'];
const manifest = manifestOf({
  'model.shop.old': { deprecation_date: '2026-04-28T00:00:00+00:00' },
  'model.shop.ancient': { deprecation_date: '2020-01-01T00:00:00+00:00' },
  'model.shop.soon': { deprecation_date: '2026-12-31T00:00:00+00:00' },
  'model.shop.tomorrow': { deprecation_date: '2026-05-02T00:00:00+00:00' },
  'model.shop.fine': {},
  'model.shop.orders.v1': { latest_version: 2, deprecation_date: '2026-01-31T00:00:00+00:00' },
  'model.shop.orders.v2': { latest_version: 2 },
});

test('past dates are warnings, dates ahead information', () => {
  checkLint(
    `
    //- models/model.sql
    select * from {{ ref('old') }}
    --                    ^^^ warning deprecated-ref: The model \`old\` is deprecated since 2026-04-28 (3 days ago).
    join {{ ref('ancient') }} on true
    --           ^^^^^^^ is deprecated since 2020-01-01 (6 years ago).
    join {{ ref('soon') }} on true
    --           ^^^^ information deprecated-ref: The model \`soon\` will be deprecated on 2026-12-31 (in 8 months).
    join {{ ref('tomorrow') }} on true
    --           ^^^^^^^^ (in less than a day).
    join {{ ref('fine') }} on true
    join {{ ref('orders') }} on true
    join {{ ref('orders', v=1) }} on true
    --           ^^^^^^ Version 1 of \`orders\` is deprecated since 2026-01-31 (3 months ago); the latest version is 2.
    //- models/model2.py
    def model(dbt, session):
        return dbt.ref("old")
    #                   ^^^ deprecated-ref
    //- models/schema.yml
    exposures:
      - name: board
        depends_on: [ref('old')]
    #                     ^^^ deprecated-ref
    unit_tests:
      - name: t
        model: model
        given: [{input: ref('old')}]
    `,
    { only, manifest },
  );
});

test('YAML goes before the manifest', () => {
  checkLint(
    `
    //- models/model.sql
    select * from {{ ref('old') }} join {{ ref('fine') }} on true
    --                                          ^^^^ deprecated since 2026-01-01 (4 months ago)
    //- models/schema.yml
    models:
      - name: old
      - name: fine
        deprecation_date: 2026-01-01
    `,
    {
      only,
      manifest: manifestOf({
        'model.shop.old': {
          deprecation_date: '2026-04-28T00:00:00+00:00',
          patch_path: 'shop://models/schema.yml',
        },
        'model.shop.fine': { patch_path: 'shop://models/schema.yml' },
      }),
    },
  );
});

test('the latest version is offered, but not as the preferred mend', () => {
  const made = testProject("select * from {{ ref('orders', version='1') }}", { manifest });
  const [finding] = [...findingsOf(made, { only }).values()].flat();
  const [fix] = finding?.fixes?.() ?? [];
  assert.equal(fix?.title, 'Change to version 2');
  assert.equal(fix?.preferred, undefined);
  const [edit] = fix?.edits ?? [];
  const text = edit && made.project.files.text(edit.path)?.text;
  assert.equal(text?.slice(edit?.range.start, edit?.range.end), "'1'");
  assert.equal(edit?.newText, '2');
});
