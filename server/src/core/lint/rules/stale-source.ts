// stale-source: a source that is read and whose data is older than its limits.

import { lineToText } from '../../card/cardText.ts';
import { freshnessOf } from '../../semantics/freshness.ts';
import { freshnessLine } from '../../semantics/healthWords.ts';
import { nameOfRead, problemsOfReads } from '../health/healthOfReads.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const staleSource: Rule = {
  name: 'stale-source',
  group: 'health',
  severity: 'information',
  summary: 'A source whose data is older than its `freshness` allows.',
  why: `What is built on it is as old as it is. The age is that of now, by when the last \`dbt source freshness\` found it loaded: a load
since then isn’t seen, which the message says where the check itself is older than the limit. A source without limits or without a check
is never stale.`,
  bad: `-- raw.orders: warn_after 12 hours, loaded 14 hours ago
select * from {{ source('raw', 'orders') }}`,
  good: `-- raw.orders: warn_after 12 hours, loaded 2 hours ago
select * from {{ source('raw', 'orders') }}`,
  check(ctx) {
    return problemsOfReads(ctx, (entry) => {
      const fresh = freshnessOf(ctx.project, entry, ctx.now);
      if (!fresh || !stale.has(fresh.status)) return undefined;
      return `${nameOfRead(entry).replace(/^t/, 'T')} is stale (${lineToText(freshnessLine(fresh, ctx.now))}).`;
    });
  },
};

const stale: ReadonlySet<string> = new Set(['warn', 'error', 'never loaded']);
