// Completion in dbt-context.yml: keys at every depth, values, words of the vocabulary.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, labels } from '../harness/checkCompletion.ts';

const file = (text: string) => `//- dbt-context.yml\n${text}`;

test('keys by place, without those that are there', () => {
  assert.match(labels(file('/*|*/')), /^contracts rules owner_keys target environments governance$/);
  assert.match(labels(file('contracts:\n  case: lower\n  /*|*/')), /^extends convo separator max_length /);
  assert.match(labels(file('contracts:\n  levels:\n    - /*|*/')), /^required open stubs$/);
  assert.match(
    labels(file('contracts:\n  levels:\n    - stubs:\n        id:\n          /*|*/')),
    /^description types promises synonyms pattern then$/,
  );
  assert.match(
    labels(file('contracts:\n  suffixes:\n    at:\n      types: [date]\n      /*|*/')),
    /^description promises synonyms pattern demanded$/,
  );
  assert.match(labels(file('rules:\n  column-name-t/*|*/')), /column-name-type/);
  assert.equal(chosen(file('contracts:\n  le/*|*/'), 'levels'), '  levels:\n  - $0');
});

test('values: presets, types, severities, promises', () => {
  assert.match(labels(file('contracts:\n  case: /*|*/')), /^lower upper any$/);
  assert.match(labels(file('contracts:\n  extends: [/*|*/]')), /^riederer /);
  assert.match(
    labels(file('contracts:\n  levels:\n    - stubs:\n        id:\n          types: [/*|*/]')),
    /^string integer number /,
  );
  assert.match(
    labels(
      file('contracts:\n  levels:\n    - stubs:\n        id:\n          promises:\n            - /*|*/'),
    ),
    /^not_null unique /,
  );
  assert.match(labels(file('rules:\n  column-name-type: /*|*/')), /\bwarning\b.*\boff\b/);
  assert.equal(labels(file('contracts:\n  levels:\n    - required: /*|*/')), 'true false');
});

test('words of the vocabulary where one names another', () => {
  const words = 'contracts:\n  levels:\n    - stubs:\n        ind: {}\n        n: {}\n';
  assert.equal(labels(file(`${words}  renames:\n    - from: /*|*/`)), 'ind n');
  assert.equal(
    labels(file(`${words}        county: {}\n        x:\n          then: [/*|*/]`)),
    'ind n county x',
  );
});
