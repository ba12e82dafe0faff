// Whether what is on the screen stays, and which box doesn't move at all.

import type { Graph } from './graph.ts';
import type { Box, LayoutInput } from './layout.ts';

export interface Pinned {
  /** Its number in the graph. */
  readonly number: number;
  /** Where it was. */
  readonly box: Box;
  /** False where too little of the graph was there before: everything else is placed afresh. */
  readonly keep: boolean;
}

/** Undefined where nothing of the graph was there before, or was there in the other mode. */
export function stays(
  { mode, previous, anchor, focus }: LayoutInput,
  { nodes, numbers }: Graph,
): Pinned | undefined {
  const kept = nodes.filter(({ id }) => previous?.boxes.has(id)).length;
  // The first of the nodes are the nearest to the focus.
  for (const id of [anchor, focus, ...nodes.map((node) => node.id)]) {
    const box = id === undefined ? undefined : previous?.boxes.get(id);
    const number = id === undefined ? undefined : numbers.get(id);
    if (!box || number === undefined) continue;
    // A few more are always only added: a small graph that is expanded by a dozen is still the same graph.
    const same = kept * 3 >= Math.min(nodes.length, previous?.boxes.size ?? 0);
    return { number, box, keep: previous?.mode === mode && same && nodes.length - kept <= 2 * kept + 12 };
  }
  return undefined;
}
