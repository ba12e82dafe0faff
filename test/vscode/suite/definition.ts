// F12 from names in SQL and YAML.
import assert from 'node:assert/strict';
import { test } from './harness.ts';
import { definitions, find, open } from './project.ts';

test('definitions of a ref() are the model file and its YAML entry', async () => {
  const document = await open('models/marts/customers/rpt_route_revenue.sql');
  const targets = await definitions(document, find(document, "ref('fct_bookings')", 'fct_bookings'));
  // VS Code has sorted them by path.
  assert.equal(targets.length, 2);
  assert.match(targets[0] ?? '', /^models\/marts\/customers\/_customers__models\.yml:\d+$/);
  assert.equal(targets[1], 'models/marts/customers/fct_bookings.sql:1');
});

test('definition of a source() is its table in YAML', async () => {
  const document = await open('models/staging/harbour_office/stg_harbour_office__ports.sql');
  const targets = await definitions(document, find(document, "'ports'"));
  assert.match(targets[0] ?? '', /^models\/staging\/harbour_office\/_harbour_office__sources\.yml:\d+$/);
});

test('outside of SQL a ref() has one target, so that F12 jumps', async () => {
  for (const [path, name] of [
    ['models/marts/exposures.yml', 'rpt_punctuality'],
    ['models/marts/customers/customer_segments.py', 'dim_customers'],
  ] as const) {
    const document = await open(path);
    const targets = await definitions(document, find(document, name));
    assert.equal(targets.length, 1);
    assert.match(targets[0] ?? '', new RegExp(`/${name}\\.sql:1$`));
  }
});
