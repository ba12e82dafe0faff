// The rule `column-name-duplicate-stub`: near words in use, a word at two levels, unused words; in the vocabulary's own file.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearWords } from '../../server/src/core/lint/vocabulary/use/nearWords.ts';
import { checkLint } from '../harness/checkLint.ts';
import { catalogOf, manifestOf } from '../harness/manifest.ts';

const only = ['column-name-duplicate-stub', 'configuration'];

test('which words are near', () => {
  const near = [
    'acct accnt',
    'accnt account',
    'port ports',
    'box boxes',
    'recieved received',
    'station stn',
    'payment paymnt',
  ];
  const apart = [
    'cost cast',
    'n nm',
    'dt d',
    'q1 q2',
    'step1 step12',
    'rate route',
    'plan planet',
    'port report',
    'a a',
    'day days2',
    'is has',
  ];
  for (const pair of near) assert.equal(nearWords(pair.split(' ')).length, 1, pair);
  for (const pair of apart) assert.equal(nearWords(pair.split(' ')).length, 0, pair);
  assert.deepEqual(nearWords(['account', 'x', 'ACCNT', 'acct']), [
    ['account', 'ACCNT'],
    ['ACCNT', 'acct'],
  ]);
  const many = Array.from({ length: 20_000 }, (_, index) => `s${index}`);
  assert.deepEqual(nearWords(['acct', 'accnt', ...many, 'x'.repeat(10_000)]), [['acct', 'accnt']]);
});

test('near words that are both in use, unused words, a word at two levels', () => {
  checkLint(
    `
//- dbt-context.yml
contracts:
  levels:
    - stubs:
        acct: {}
        accnt: {}
#       ^^^^^ \`accnt\` (1 column) and \`acct\` (4 columns) are nearly the same word; one could be a synonym of the other.
        port: {synonyms: [ports]}
        ferrys: {}
#       ^^^^^^ No column that the vocabulary covers has \`ferrys\` in its name.
        ferry: {}
        crew: {synonyms: [port]}
#       ^^^^ \`port\` stands for \`port\` and for \`crew\`.
#       ^^^^ No column that the vocabulary covers has \`crew\`
        "v[0-9]": {}
    - stubs:
        ferry: {}
#       ^^^^^ \`ferry\` is a word of level 1 too
  suffixes:
    name: {}
    amount: {}
#   ^^^^^^ \`amont\` (1 column) is nearly \`amount\` (1 column); it could be a synonym.
    id: {}
    at: {}
#   ^^ No column that the vocabulary covers has \`at\`
//- models/a.sql
select 1 as x
//- models/b.sql
select 1 as x
`,
    {
      only,
      manifest: manifestOf({ 'model.shop.a': {}, 'model.shop.b': {}, 'source.shop.raw.orders': {} }),
      catalog: catalogOf({
        'model.shop.a': {
          acct_id: 'INTEGER',
          accnt_name: 'TEXT',
          port_ferry: 'TEXT',
          ports_x_names: 'TEXT',
          acct_amount: 'TEXT',
          acct_amont: 'TEXT',
          v1: 'TEXT',
        },
        'model.shop.b': { ACCT_X: 'INTEGER', ferry: 'TEXT' },
      }),
    },
  );
});

test('in the convo file; presets are nobody’s to mend; nothing is unused where the catalog lacks a model', () => {
  const options = {
    only,
    manifest: manifestOf({ 'model.shop.a': {}, 'model.shop.b': {} }),
    catalog: catalogOf({ 'model.shop.a': { acct_x: 'INTEGER', accnt_x: 'TEXT' } }),
  };
  checkLint(
    `
//- dbt-context.yml
contracts: {convo: vocab.yml}
//- vocab.yml
level1:
  acct: {}
  accnt: {}
# ^^^^^ nearly the same word
  never: {}
//- models/a.sql
select 1 as x
//- models/b.sql
select 1 as x
`,
    options,
  );
  checkLint(
    '//- dbt-context.yml\ncontracts: {extends: [riederer, dbt-labs-style]}\n//- models/a.sql\nselect 1 as x\n',
    {
      ...options,
      manifest: manifestOf({ 'model.shop.a': {} }),
    },
  );
});
