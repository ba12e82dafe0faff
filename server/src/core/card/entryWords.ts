// The words for an entry of the manifest: its kind and its title, the same on cards, in the tree and in messages.

import type { Entry } from '../artifacts/types.ts';
import type { CardKind } from './card.ts';

const kinds: Readonly<Partial<Record<Entry['resourceType'], CardKind>>> = {
  unit_test: 'unit test',
  semantic_model: 'semantic model',
  saved_query: 'saved query',
  operation: 'macro',
};

/** The word for the kind of an entry, or of what a file makes that dbt hasn't parsed yet. */
export function kindOf({ resourceType }: Pick<Entry, 'resourceType'>): CardKind {
  return kinds[resourceType] ?? (resourceType as CardKind);
}

/** The name of an entry as a person says it: a source's table with its source. */
export function titleOf(entry: Entry): string {
  return entry.sourceName === undefined ? entry.name : `${entry.sourceName}.${entry.name}`;
}

/** The title with the version where there is one, as it stands in lists: `fct_orders v2`. */
export function labelOf(entry: Entry): string {
  return entry.version === undefined || entry.resourceType === 'unit_test'
    ? titleOf(entry)
    : `${entry.name} v${entry.version}`;
}
