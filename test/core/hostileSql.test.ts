// SQL that a template or a generator made much of: four times as much of it takes about four times as long. Ratios of the processor's
// time, the best of several, so that a busy machine says the same. What used to take as long as the square of its length took 16 times.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsIn } from '../../server/src/core/features/columnsIn.ts';
import { hover } from '../../server/src/core/features/hover.ts';
import { testProject } from '../harness/project.ts';

const list = (length: number, make: (index: number) => string, between = ', '): string =>
  Array.from({ length }, (_, index) => make(index)).join(between);

const manifest = { metadata: { adapter_type: 'snowflake', project_name: 'shop' }, nodes: {} };

/** What is understood of a model, and a hover of something in it. */
function understand(sql: string): ReturnType<typeof columnsIn> {
  const { project } = testProject(sql, { manifest });
  const path = 'models/model.sql';
  const found = columnsIn(project, path);
  hover(project, path, sql.length - 1, { now: 0 });
  return found;
}

const texts: readonly (readonly [name: string, size: number, make: (size: number) => string])[] = [
  ['branches of a union', 1000, (n) => list(n, (i) => `select a, b from t${i}`, ' union all ')],
  [
    'CTEs that join the one before twice',
    600,
    (n) =>
      `with c0 as (select 1 as a), ${list(
        n,
        (i) => `c${i + 1} as (select x.* from c${i} x join c${i} y on x.a = y.a)`,
      )} select * from c${n}`,
  ],
  ['stars', 400, (n) => `select ${list(n, () => '*')} from t`],
  [
    'a long except list',
    2000,
    (n) =>
      `with x as (select ${list(n, (i) => `a${i}`)} from t) select * exclude (${list(n, (i) => `a${i}`)}) from x`,
  ],
];

for (const [name, size, make] of texts) {
  test(`${name}: time in proportion to length`, () => {
    const small = make(size);
    const large = make(4 * size);
    understand(small);
    const ratio = Math.min(...[1, 2].map(() => processorTime(large) / processorTime(small)));
    assert.ok(ratio < 9, `four times the text takes ${ratio.toFixed(1)} times as long`);
  });
}

function processorTime(sql: string): number {
  const before = process.threadCpuUsage();
  understand(sql);
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}

test('CTEs of which each has the columns of the one before twice come to an end', () => {
  const ctes = list(
    60,
    (i) => `c${i + 1} as (select x.a, y.a as b, x.*, y.* from c${i} x join c${i} y on x.a = y.a)`,
  );
  const found = understand(`with c0 as (select 1 as a), ${ctes} select * from c60`);
  assert.equal(found?.complete, false);
});
