// failed-source: a source that is read and whose freshness check ended in an error.

import { ago } from '../../card/format.ts';
import { shorten, visibleLine } from '../../card/visible.ts';
import { freshnessOf } from '../../semantics/freshness.ts';
import { nameOfRead, problemsOfReads } from '../health/healthOfReads.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const failedSource: Rule = {
  name: 'failed-source',
  group: 'health',
  severity: 'information',
  summary: 'A source whose freshness check ended in an error, so that nobody knows how old its data is.',
  why: `A check fails where the table isn’t there, where nobody may read it or where its \`loaded_at_field\` is no column of it: what is
built on it will most likely fail as well.`,
  bad: `-- the last dbt source freshness: relation raw.orders does not exist
select * from {{ source('raw', 'orders') }}`,
  good: `-- the last dbt source freshness went through
select * from {{ source('raw', 'orders') }}`,
  check(ctx) {
    return problemsOfReads(ctx, (entry) => {
      const fresh = freshnessOf(ctx.project, entry, ctx.now);
      if (fresh?.status !== 'failed') return undefined;
      const why = fresh.error ? `: ${shorten(visibleLine(fresh.error), 160).replace(/[.\s]+$/, '')}` : '';
      const when = fresh.checkedAt === undefined ? '' : ` ${ago(fresh.checkedAt, ctx.now)}`;
      return `The freshness check of ${nameOfRead(entry)} failed${when}${why}.`;
    });
  },
};
