// What a filter holds and how a choice changes it. Pure. Deliberately absent: which nodes match (the server says it).

import type { FoldBy, LineageFilter } from '../../../server/src/lineageProtocol.ts';
import { toggledIn } from '../view.ts';

/** The lists of values that can be chosen, as they are called in the filter and in the facets. */
export type FilterField = Exclude<keyof LineageFilter, 'attention'>;

/** In the order in which they are shown. */
export const filterFields: readonly {
  readonly field: FilterField;
  readonly title: string;
  readonly one: string;
}[] = [
  { field: 'kinds', title: 'Kinds', one: 'kind' },
  { field: 'tags', title: 'Tags', one: 'tag' },
  { field: 'folders', title: 'Folders', one: 'folder' },
  { field: 'packages', title: 'Packages', one: 'package' },
  { field: 'owners', title: 'Owners', one: 'owner' },
];

export const foldByChoices: readonly FoldBy[] = ['folder', 'kind', 'tag', 'package'];

/** One thing that is filtered by; `field` is undefined for "only failing or late". */
export interface ActiveFilter {
  readonly field: FilterField | undefined;
  readonly value: string;
  readonly text: string;
}

/** All that is filtered by, in the order of the lists. */
export function activeFilters(filter: LineageFilter): readonly ActiveFilter[] {
  const attention = filter.attention
    ? [{ field: undefined, value: '', text: 'only failing, late or broken' }]
    : [];
  const values = filterFields.flatMap(({ field, one }) =>
    filter[field].map((value) => ({ field, value, text: `${one}: ${value}` })),
  );
  return [...attention, ...values];
}

/** With the value chosen, or no longer. */
export function toggled(filter: LineageFilter, field: FilterField, value: string): LineageFilter {
  return { ...filter, [field]: toggledIn(filter[field], value) };
}

/** Without one of its parts. */
export function without(filter: LineageFilter, { field, value }: ActiveFilter): LineageFilter {
  return field ? toggled(filter, field, value) : { ...filter, attention: false };
}
