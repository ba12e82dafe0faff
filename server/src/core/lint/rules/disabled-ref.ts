// disabled-ref: a ref or source that means something which is switched off.

import { judgedNames } from '../names/judgedNames.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const disabledRef: Rule = {
  name: 'disabled-ref',
  group: 'names',
  severity: 'error',
  summary: 'A `ref` or `source` to something that is disabled.',
  why: `dbt knows the name but was told not to build it (\`enabled: false\`), and refuses whatever reads it. Data tests are
left out: dbt switches them off together with what they read.`,
  bad: `-- models/legacy_orders.sql has config(enabled=false)
select * from {{ ref('legacy_orders') }}`,
  good: `select * from {{ ref('orders') }}`,
  check(ctx) {
    return judgedNames(ctx, 'ref', 'source').flatMap(({ symbol, resolution, inTest }) => {
      if (resolution.kind !== 'disabled' || inTest) return [];
      const { entry, path } = resolution;
      const name = symbol.kind === 'ref' ? symbol.name : `${symbol.source}.${symbol.table}`;
      const message = `The ${entry.resourceType} \`${name}\` is disabled, so dbt refuses what reads it.`;
      if (path === undefined) return [{ range: symbol.range, message }];
      const related = [{ path, range: { start: 0, end: 0 }, message: `\`${name}\` is defined here.` }];
      return [{ range: symbol.range, message, related }];
    });
  },
};
