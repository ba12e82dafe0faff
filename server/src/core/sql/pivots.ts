// The columns of `pivot` and `unpivot` where the text names them. Deliberately absent: match_recognize, values by a subquery.
import type { Analyzing, Frame, RowReads } from './analyzing.ts';
import type { OutputColumn } from './columns.ts';
import { expressionInputs } from './expressionInputs.ts';
import type { PivotRelation } from './tree.ts';

/** The columns of a pivoted relation; undefined where they aren't certain. `inner` has the relation that is pivoted. */
export function pivotColumns(
  state: Analyzing,
  inner: Frame,
  relation: PivotRelation,
  reads: RowReads,
): readonly OutputColumn[] | undefined {
  for (const arg of relation.args)
    expressionInputs(state, arg, { frame: inner, clause: 'from' }, reads.queries);
  return undefined;
}
