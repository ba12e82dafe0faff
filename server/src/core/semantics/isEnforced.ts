// Whether the warehouse holds a declared constraint. Deliberately absent: what each adapter does (constraintSupport.ts), and the
// columns that constraints are on (sql/nodeColumns.ts).

import type { Constraint } from '../artifacts/types.ts';
import { constraintSupport } from './constraintSupport.ts';

/** Whether the adapter enforces a constraint; undefined when that isn't known. */
export function isEnforced(adapter: string | undefined, constraint: Constraint): boolean | undefined {
  const support = constraintSupport(adapter, constraint.type);
  return support && support === 'enforced';
}
