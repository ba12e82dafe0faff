// Which nodes a filter lets through, and what can be filtered by. Deliberately absent: what becomes of those that it hides
// (neighbourhoodEdges.ts).

import type { Facet, LineageFacets, LineageFilter } from '../../lineageProtocol.ts';
import type { TraitsOf } from './neighbourhoodTraits.ts';

/** A filter's answer for a numbered node. */
export type Matches = (number: number) => boolean;

/** Whether a filter hides nothing. */
function isOpen(filter: LineageFilter): boolean {
  return !filter.attention && lists.every((list) => filter[list].length === 0);
}

const lists = ['kinds', 'tags', 'packages', 'folders', 'owners'] as const;

/** See the head of this file. `asksAttention`: the node failed or is late, by its causes too, or a change breaks it. */
export function matcher(filter: LineageFilter, traits: TraitsOf, asksAttention: Matches): Matches {
  if (isOpen(filter)) return () => true;
  const [kinds, tags, packages, folders, owners] = lists.map((list) => new Set(filter[list]));
  const among = (wanted: ReadonlySet<string> | undefined, value: string | undefined) =>
    !wanted || wanted.size === 0 || (value !== undefined && wanted.has(value));
  return (number) => {
    const { kind, package: packageName, folder } = traits.light(number);
    if (!among(kinds, kind) || !among(packages, packageName) || !among(folders, folder)) return false;
    if (filter.attention && !asksAttention(number)) return false;
    if (tags && tags.size > 0 && !traits.tags(number).some((tag) => tags.has(tag))) return false;
    return !owners || owners.size === 0 || among(owners, traits.owner(number));
  };
}

/** Values of a list at most. */
const mostValues = 50;

/** See the head of this file. Tags and owners are counted where they are at hand. */
export function facetsOf(numbers: Iterable<number>, traits: TraitsOf): LineageFacets {
  const counts = lists.map(() => new Map<string, number>());
  const [kinds, tags, packages, folders, owners] = counts;
  for (const number of numbers) {
    const { kind, package: packageName, folder } = traits.light(number);
    add(kinds, kind);
    add(packages, packageName);
    add(folders, folder);
    if (!traits.has(number)) continue;
    for (const tag of traits.tags(number)) add(tags, tag);
    add(owners, traits.owner(number));
  }
  return {
    kinds: mostFirst(kinds),
    tags: mostFirst(tags),
    packages: mostFirst(packages),
    folders: mostFirst(folders),
    owners: mostFirst(owners),
  };
}

function add(counts: Map<string, number> | undefined, value: string | undefined): void {
  if (counts && value !== undefined && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
}

function mostFirst(counts: ReadonlyMap<string, number> | undefined): readonly Facet[] {
  return [...(counts ?? [])]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, mostValues);
}
