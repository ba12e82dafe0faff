// The names of a join's `using`: references to a column on either side. Deliberately absent: what the join merges.
import type { Analyzing, FrameRelation, RowReads } from './analyzing.ts';
import { nameKey } from './dialect.ts';
import { findIn, openIn } from './relationColumns.ts';
import type { ColumnReference, Name } from './tree.ts';

/** Keeps a name of `using` as a reference to the column on the left, and both columns as what decides about rows. */
export function resolveUsing(
  state: Analyzing,
  name: Name,
  left: readonly FrameRelation[],
  right: readonly FrameRelation[],
  reads: RowReads,
): void {
  const key = nameKey(name, state.dialect);
  const find = (relations: readonly FrameRelation[]) => {
    for (const relation of relations) {
      const [source] = findIn(state, relation, key);
      if (source) return { relation, source };
    }
    const [open, ...more] = relations.filter(({ complete }) => !complete);
    const source = open && more.length === 0 ? openIn(state, open, name) : undefined;
    return open && source && { relation: open, source };
  };
  const sides = [find(left), find(right)].filter((side) => side !== undefined);
  for (const { source } of sides) reads.influences.push({ source, clause: 'using', range: name.range });
  const [first] = sides;
  const reference: ColumnReference = { kind: 'column', range: name.range, path: [name] };
  state.references.push({
    reference,
    name,
    qualifier: undefined,
    clause: 'using',
    target: first
      ? { kind: 'column', source: first.source, relation: first.relation.source }
      : { kind: 'unknown' },
  });
}
