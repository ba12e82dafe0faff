// Relations that a function makes of values: `unnest(…)`, `flatten(…)`, and a path of a column in FROM where that unnests it.
// Deliberately absent: which columns a function gives (tableFunctions.ts).
import type { ColumnSource } from './analysis.ts';
import type { Analyzing, Frame, FrameRelation, RowReads } from './analyzing.ts';
import { type ColumnInput, type NamedColumn, namedBy } from './columns.ts';
import { nameKey } from './dialect.ts';
import { expressionInputs } from './expressionInputs.ts';
import { tableFunctionColumns } from './tableFunctions.ts';
import type { ColumnReference, FunctionRelation, TableRelation } from './tree.ts';

/** The columns of a table function: fixed ones, and any other that is made of its arguments. */
export function fromFunction(
  state: Analyzing,
  frame: Frame,
  relation: FunctionRelation,
  reads: RowReads,
  owner: FunctionRelation | TableRelation = relation,
): Pick<FrameRelation, 'columns' | 'complete' | 'owner' | 'madeOf'> {
  const place = { frame, clause: 'from', seen: frame.relations.length };
  const madeOf = new Map<ColumnSource, ColumnInput>();
  let traced = true;
  for (const arg of relation.args) {
    const derivation = expressionInputs(state, arg, place, reads.queries);
    traced &&= derivation.traced;
    for (const { source } of derivation.inputs) madeOf.set(source, { source, how: 'expression' });
  }
  const inputs = [...madeOf.values()];
  const fixed = tableFunctionColumns(relation, state.dialect);
  const columns = fixed.names.map(
    (name): NamedColumn => ({
      ...namedBy(name),
      type: fixed.types.get(name.text),
      how: inputs.length > 0 ? 'expression' : 'constant',
      inputs,
      traced,
    }),
  );
  return { columns, complete: fixed.complete, owner, madeOf: inputs };
}

/** Whether a path in FROM begins with a relation before it: `from t, t.items as i`. */
export function isPathOfColumn(state: Analyzing, frame: Frame, { path }: TableRelation): boolean {
  const [first, second] = path;
  if (!first || !second || !/^(?:bigquery|redshift)$/.test(state.dialect.id)) return false;
  const key = nameKey(first, state.dialect);
  return frame.relations.some((relation) => relation.key === key);
}

/** The columns of such a path. */
export function fromPath(
  state: Analyzing,
  frame: Frame,
  relation: TableRelation,
  reads: RowReads,
): Pick<FrameRelation, 'columns' | 'complete' | 'owner' | 'madeOf'> {
  const { range, path, columns } = relation;
  const column: ColumnReference = { kind: 'column', range, path };
  const alias = relation.alias ?? path[path.length - 1];
  const call: FunctionRelation = {
    kind: 'function',
    range,
    alias,
    columns,
    lateral: true,
    name: 'unnest',
    args: [column],
    offset: undefined,
  };
  return fromFunction(state, frame, call, reads, relation);
}
