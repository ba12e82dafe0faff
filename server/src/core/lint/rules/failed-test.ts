// failed-test: a model or source that is read and whose tests failed when they were run last.

import { ago, counted } from '../../card/format.ts';
import { type TestFact, testsOf } from '../../semantics/tests.ts';
import { nameOfRead, problemsOfReads } from '../health/healthOfReads.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const failedTest: Rule = {
  name: 'failed-test',
  group: 'health',
  severity: 'information',
  summary: 'A model or source whose tests failed when they were run last.',
  why: `Its rows aren’t what its owner promises. A result of \`warn\` is no failure. The result is the newest that any \`dbt build\` or
\`test\` wrote into the folder of the artifacts.`,
  bad: `-- unique(order_id) of stg_orders failed with 12 rows
select * from {{ ref('stg_orders') }}`,
  good: `-- the tests of stg_orders passed
select * from {{ ref('stg_orders') }}`,
  check(ctx) {
    return problemsOfReads(ctx, (entry) => {
      const tests = testsOf(ctx.project, entry);
      if (!tests || tests.failing.length === 0) return undefined;
      const newest = tests.failing.reduce((latest, { run }) => Math.max(latest, run?.completedAt ?? 0), 0);
      const when = newest === 0 ? '' : ` ${ago(newest, ctx.now)}`;
      const names = tests.failing.slice(0, most).map(nameOfTest).join(', ');
      const rest = tests.failing.length > most ? ' …' : '';
      return `${counted(tests.failing.length, 'test')} of ${nameOfRead(entry)} failed${when}: ${names}${rest}.`;
    });
  },
};

const most = 3;

function nameOfTest({ label, run }: TestFact): string {
  return `\`${label}\`${run?.failures ? ` (${counted(run.failures, 'row')})` : ''}`;
}
