// column-name-promise: what a column's name promises of its values, with nothing that would notice if it were broken.

import { type JudgedColumn, problemsOfColumns } from '../columns/columns.ts';
import type { Rule } from '../rule.ts';
import { columnConstraints } from '../vocabulary/promises/columnConstraints.ts';
import { columnTests } from '../vocabulary/promises/columnTests.ts';
import { type Kept, keptBy } from '../vocabulary/promises/kept.ts';
import { promiseFixes } from '../vocabulary/promises/promiseFixes.ts';
import { type PromiseOfName, promisesInWords, promisesOf } from '../vocabulary/promises/promises.ts';
import { provenHolds } from '../vocabulary/promises/provenValues.ts';

/** See `summary`. */
export const columnNamePromise: Rule = {
  name: 'column-name-promise',
  group: 'contracts',
  severity: 'warning',
  summary:
    'The name of a column promises something of its values, and no test or constraint holds it to that.',
  why: `Readers of \`id_order\` take it that it is never null, because the vocabulary says so. A promise that nothing checks
is a wish. It is kept by an enabled test on the column, dbt’s own or one of dbt_utils, dbt_expectations or dbt_constraints, by a
test that the vocabulary names under \`fulfilled_by\`, or by a constraint that the contract makes and the warehouse enforces.
What the SQL itself proves counts too: a count is never below zero, and a column that is passed on keeps what is tested upstream.
A test with \`where\` leaves rows out, one that is content with some failing rows lets them pass: neither keeps a promise. A test of
severity \`warn\` does, and so does a test that is stricter than the promise.`,
  bad: `models:
  - name: orders
    columns:
      - name: id_order`,
  good: `models:
  - name: orders
    columns:
      - name: id_order
        data_tests: [not_null]`,
  check(ctx) {
    return problemsOfColumns(ctx, (column, vocabulary) => {
      const promises = promisesOf(vocabulary, column.name);
      if (promises.length === 0) return [];
      const tests = columnTests(ctx.project, column);
      const constraints = columnConstraints(ctx.project, column);
      const { node } = column;
      const proven = () => (node === undefined ? [] : provenHolds(ctx.project, node, column));
      const open = promises
        .map((each) => ({ ...each, state: keptBy(each.promise, tests, constraints, proven) }))
        .filter(({ state }) => !state.kept);
      if (open.length === 0) return [];
      const fixes = () =>
        promiseFixes(
          ctx.project,
          column,
          open.map(({ promise }) => promise),
        );
      return [{ range: column.range, message: messageOf(column, open), fixes }];
    });
  },
};

function messageOf(
  { name, owner }: JudgedColumn,
  open: readonly (PromiseOfName & { readonly state: Kept })[],
): string {
  const notes = open.flatMap(({ state }) => state.notes).slice(0, 2);
  const end =
    notes.length === 0 ? 'but no test or enforced constraint checks that' : 'but nothing checks all of that';
  return [`\`${name}\` of ${owner}: ${promisesInWords(open)}, ${end}.`, ...notes].join(' ');
}
