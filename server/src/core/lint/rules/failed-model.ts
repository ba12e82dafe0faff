// failed-model: a model that is read and whose last run failed, or was skipped since something before it failed.

import { ago } from '../../card/format.ts';
import { shorten } from '../../card/visible.ts';
import { whatFailed } from '../../semantics/healthWords.ts';
import { lastRunOf } from '../../semantics/runs.ts';
import { causeOfSkip } from '../health/healthCause.ts';
import { nameOfRead, problemsOfReads } from '../health/healthOfReads.ts';
import type { Rule } from '../rule.ts';

/** See `summary`. */
export const failedModel: Rule = {
  name: 'failed-model',
  group: 'health',
  severity: 'information',
  summary:
    'A model, seed or snapshot whose last run failed, or was skipped since something before it failed.',
  why: `What reads it gets the rows of the last run that went well, or none. The last run is the newest that any \`dbt build\` or \`run\`
wrote into the folder of the artifacts.`,
  bad: `-- the last run of stg_orders ended in an error
select * from {{ ref('stg_orders') }}`,
  good: `-- the last run of stg_orders went well
select * from {{ ref('stg_orders') }}`,
  check(ctx) {
    return problemsOfReads(ctx, (entry) => {
      if (!built.has(entry.resourceType)) return undefined;
      const run = lastRunOf(ctx.project, entry);
      if (!run) return undefined;
      const when = run.completedAt === undefined ? '' : ` ${ago(run.completedAt, ctx.now)}`;
      if (run.outcome === 'bad') {
        const why = run.message ? `: ${shorten(whatFailed(run.message), 160).replace(/[.\s]+$/, '')}` : '';
        return `The last run of ${nameOfRead(entry)} failed${when}${why}.`;
      }
      const cause = run.status === 'skipped' ? causeOfSkip(ctx.project, entry) : undefined;
      return cause && `${nameOfRead(entry).replace(/^t/, 'T')} was skipped${when}, since ${cause} failed.`;
    });
  },
};

const built: ReadonlySet<string> = new Set(['model', 'seed', 'snapshot']);
