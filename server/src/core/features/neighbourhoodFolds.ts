// How many nodes of a layer are shown by themselves, and what the others are shown as: groups that keep their names from one answer to the
// next. Deliberately absent: which nodes are in a layer (neighbourhoodWalk.ts).

import type { FoldBy } from '../../lineageProtocol.ts';
import type { LineageDirection } from '../../protocol.ts';
import type { TraitsOf } from './neighbourhoodTraits.ts';

/** Nodes of one layer that are shown as one. */
export interface Fold {
  readonly id: string;
  readonly label: string;
  readonly place: LayerPlace;
  readonly members: readonly number[];
}

/** Where a layer is. */
export interface LayerPlace {
  readonly direction: LineageDirection;
  /** From the focus. */
  readonly distance: number;
  /** The node whose expansion it belongs to; undefined for the focus itself. */
  readonly root: string | undefined;
}

/** What decides what of a layer is shown. */
export interface FoldRules {
  readonly by: FoldBy;
  readonly traits: TraitsOf;
  /** Nodes that are shown by themselves whatever there is. */
  isKept(number: number): boolean;
  /** How urgent a node is: 0 first. */
  rank(number: number): number;
  /** By the id of a fold: how many of it are shown by themselves. */
  readonly unfolded: ReadonlyMap<string, number>;
}

/** Groups of a layer at most; the small ones beyond are put together. */
const mostGroups = 8;

/** Splits a layer of which so many are shown by themselves, about. */
export function foldLayer(
  layer: readonly number[],
  room: number,
  place: LayerPlace,
  rules: FoldRules,
): { readonly shown: readonly number[]; readonly folds: readonly Fold[] } {
  const shown = new Set(layer.filter(rules.isKept));
  if (layer.length <= room) return { shown: layer, folds: [] };
  const others = layer
    .filter((number) => !shown.has(number))
    .map((number) => ({ number, rank: rules.rank(number) }))
    .sort((a, b) => a.rank - b.rank || a.number - b.number);
  // A fold takes the place of a node.
  const groups = new Set(others.map(({ number }) => groupOf(number, rules.by, rules.traits)));
  const own = Math.max(0, room - shown.size - Math.min(groups.size, mostGroups));
  for (const { number } of others.slice(0, own)) shown.add(number);
  const folds: Fold[] = [];
  for (const { id, label, members } of groupsOf(
    others.slice(own).map(({ number }) => number),
    place,
    rules,
  )) {
    const open = rules.unfolded.get(id) ?? 0;
    for (const number of members.slice(0, open)) shown.add(number);
    const left = members.slice(open);
    // One node is as large as a fold of one.
    if (left.length === 1) for (const number of left) shown.add(number);
    else if (left.length > 1) folds.push({ id, label, place, members: left });
  }
  return { shown: layer.filter((number) => shown.has(number)), folds };
}

interface Group {
  readonly id: string;
  readonly label: string;
  readonly members: readonly number[];
}

function groupsOf(
  numbers: readonly number[],
  { direction, distance, root }: LayerPlace,
  { by, traits }: FoldRules,
): readonly Group[] {
  const groups = new Map<string, number[]>();
  for (const number of numbers) {
    const value = groupOf(number, by, traits);
    const known = groups.get(value);
    if (known) known.push(number);
    else groups.set(value, [number]);
  }
  const start = `fold:${direction}:${distance}`;
  const end = root === undefined ? '' : `@${root}`;
  const ordered = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const kept = ordered.length <= mostGroups ? ordered.length : mostGroups - 1;
  // By name, so that they stand where they stood when one grows.
  const large = ordered.slice(0, kept).sort(([a], [b]) => (a < b ? -1 : 1));
  const apart = new Set(ordered.slice(kept).map(([value]) => value));
  const small = numbers.filter((number) => apart.has(groupOf(number, by, traits)));
  return [
    ...large.map(([value, members]) => ({
      id: `${start}:${by}:${value}${end}`,
      label: value === '' ? without[by] : value,
      members,
    })),
    ...(small.length > 0 ? [{ id: `${start}:others:${by}${end}`, label: 'others', members: small }] : []),
  ];
}

const without: Readonly<Record<FoldBy, string>> = {
  folder: 'without a folder',
  kind: 'others',
  tag: 'without a tag',
  package: 'others',
};

function groupOf(number: number, by: FoldBy, traits: TraitsOf): string {
  switch (by) {
    case 'folder':
      return traits.light(number).folder;
    case 'kind':
      return traits.light(number).kind;
    case 'package':
      return traits.light(number).package;
    case 'tag':
      return traits.tags(number)[0] ?? '';
  }
}

/**
 * How many nodes of each layer have room: the most that, taken from every layer, stays below `total`; never more than `most`.
 */
export function roomOf(sizes: readonly number[], total: number, most: number): number {
  let room = Math.max(1, Math.min(most, total));
  const used = (each: number) => sizes.reduce((sum, size) => sum + Math.min(size, each), 0);
  if (used(room) <= total) return room;
  let low = 1;
  while (low < room) {
    const middle = Math.ceil((low + room) / 2);
    if (used(middle) <= total) low = middle;
    else room = middle - 1;
  }
  return low;
}
