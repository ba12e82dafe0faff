// What the types of nodes have in common. Deliberately absent: their words (card/entryWords.ts).

import type { ResourceType } from '../artifacts/types.ts';

/** Types that have rows of their own making. */
const made: ReadonlySet<ResourceType> = new Set(['model', 'snapshot', 'seed', 'analysis']);

/** Whether nodes of a type may read columns of others by a text; exposures, metrics and the like read nodes as a whole. */
export function mayReadColumns(type: ResourceType): boolean {
  return made.has(type);
}

/** Whether nodes of a type may have columns. */
export function mayHaveColumns(type: ResourceType): boolean {
  return made.has(type) || type === 'source';
}
