// column-name-broken-promise: what a column's name promises, and a test that found it broken.

import { ago, counted } from '../../card/format.ts';
import { type JudgedColumn, problemsOfColumns } from '../columns/columns.ts';
import type { RelatedPlace, Rule } from '../rule.ts';
import { type BrokenPromises, brokenPromises } from '../vocabulary/promises/brokenPromises.ts';
import { promisesInWords, promisesOf } from '../vocabulary/promises/promises.ts';

/** See `summary`. */
export const columnNameBrokenPromise: Rule = {
  name: 'column-name-broken-promise',
  group: 'contracts',
  severity: 'warning',
  summary: 'A promise of a column’s name whose test failed in the last run.',
  why: `The name still says \`never null\` to everybody who reads it, and the last run says otherwise. Either the data is mended or
the column gets a name that promises less. A test counts where its failure means that the promise is broken: one of what is promised,
or of less. A test that warns is no failure, and one that couldn’t run shows nothing. That the model was edited since doesn’t
change what the run found.`,
  bad: `select
    ferry_id as id_ferry -- not_null(id_ferry) failed 2 h ago
from crossings`,
  good: `select
    ferry_id as id_ferry
from crossings
where ferry_id is not null`,
  check(ctx) {
    return problemsOfColumns(ctx, (column, vocabulary) => {
      const promises = promisesOf(vocabulary, column.name);
      if (promises.length === 0) return [];
      return brokenPromises(ctx.project, column, promises).map((broken) => ({
        range: column.range,
        message: messageOf(column, broken, ctx.now),
        related: placesOf(column, broken),
      }));
    });
  },
};

function messageOf({ name, owner }: JudgedColumn, broken: BrokenPromises, now: number): string {
  const { run, test } = broken;
  const when = run.completedAt === undefined ? '' : ` ${ago(run.completedAt, now)}`;
  const rows = run.failures === undefined ? '' : ` with ${counted(run.failures, 'failing row')}`;
  const where = run.environment === 'target' ? '' : ` in ${run.environment}`;
  return `\`${name}\` of ${owner}: ${promisesInWords(broken.promises)}, but \`${test.name}\` failed${when}${where}${rows}.`;
}

/** Where YAML lists the test below the column, if it still does. */
function placesOf({ described, declared }: JudgedColumn, { test }: BrokenPromises): readonly RelatedPlace[] {
  const listed = declared?.tests.find((each) => each.name.text === test.name);
  if (!described || !listed) return [];
  return [{ path: described.path, range: listed.name.range, message: `\`${test.name}\` is listed here.` }];
}
