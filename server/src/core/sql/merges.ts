// What `using` and `natural` joins merge. Deliberately absent: how a star gives it (stars.ts).
import type { Analyzing, Frame, FrameRelation, Merged, RowReads } from './analyzing.ts';
import { nameKey } from './dialect.ts';
import { findIn, indexOf } from './relationColumns.ts';
import { resolveUsing } from './resolveUsing.ts';
import type { Name } from './tree.ts';

/** Merges the columns of a `using` on both sides of the join whose right side begins at `before`. */
export function merge(
  state: Analyzing,
  frame: Frame,
  names: readonly Name[],
  before: number,
  reads: RowReads,
): void {
  const left = frame.relations.slice(0, before);
  const right = frame.relations.slice(before);
  const added = new Map<string, Merged>();
  for (const name of names) {
    const key = nameKey(name, state.dialect);
    added.set(key, mergedOf(state, frame, key, left, right));
    resolveUsing(state, name, left, right, reads);
  }
  for (const [key, known] of frame.merged) if (!added.has(key)) added.set(key, known);
  frame.merged = added;
}

function mergedOf(
  state: Analyzing,
  frame: Frame,
  key: string,
  left: readonly FrameRelation[],
  right: readonly FrameRelation[],
): Merged {
  const old = frame.merged.get(key);
  const having = left.filter((relation) => findIn(state, relation, key).length > 0);
  return {
    members: new Set([...having, ...right]),
    right: new Set([...(old?.right ?? []), ...right]),
    known: having.length > 0,
  };
}

/** Merges what both sides of a natural join have; where that isn't known, the frame is open. */
export function mergeCommon(state: Analyzing, frame: Frame, before: number): void {
  const left = frame.relations.slice(0, before);
  const right = frame.relations.slice(before);
  if ([...left, ...right].some(({ complete }) => !complete)) {
    frame.open = true;
    return;
  }
  const ofRight = new Set(right.flatMap((relation) => [...indexOf(state, relation).keys()]));
  const common = left.flatMap((relation) =>
    [...indexOf(state, relation).keys()].filter((key) => ofRight.has(key)),
  );
  const added = new Map(common.map((key) => [key, mergedOf(state, frame, key, left, right)]));
  for (const [key, known] of frame.merged) if (!added.has(key)) added.set(key, known);
  frame.merged = added;
}
