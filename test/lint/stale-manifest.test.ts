// The rule `stale-manifest`: files that dbt parsed when they had another text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLint, findingsOf } from '../harness/checkLint.ts';
import { manifestOf } from '../harness/manifest.ts';
import { testProject } from '../harness/project.ts';

const only = ['stale-manifest'];
const checksum = { name: 'sha256', checksum: 'of the text before' };
const on = `
    //- dbt-context.yml
    rules: {stale-manifest: information}
`;
const manifest = manifestOf({
  'model.shop.orders': { checksum },
  'model.shop.items': {},
  'model.shop.off': { checksum, disabled: true },
});
const files = `
    //- models/orders.sql
    select 1 as id
    //- models/items.sql
    select 1 as id
    //- models/off.sql
    select 1 as id
    //- models/fresh.sql
    select 1 as id
`;

test('off by default', () => {
  checkLint(files, { only, manifest });
});

test('at the start of what was edited since, with the age of the manifest', () => {
  const made = testProject(files + on, { manifest });
  const found = [...findingsOf(made, { only })].flatMap(([path, findings]) =>
    findings.map(({ range, message }) => `${path} ${range.start}-${range.end} ${message}`),
  );
  assert.deepEqual(found, [
    'models/orders.sql 0-0 dbt parsed `orders` 60 min ago, when it had another text: `dbt parse` brings the manifest up to date.',
  ]);
});
