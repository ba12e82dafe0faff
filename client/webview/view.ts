// What of a neighbourhood is asked for, and each change that a user makes to it. Pure. Deliberately absent: what it is centred on (state.ts).

import type { ColumnRef, Expansion, LineageFilter, LineageView } from '../../server/src/lineageProtocol.ts';
import type { LineageDirection } from '../../server/src/protocol.ts';

const usualSteps = 2;
const mostSteps = 20;
/** Nodes of a fold that are shown by themselves at a time. */
const unfoldedAtOnce = 20;
/** Nodes whose columns stay listed, or all drawn, while one moves through a project. */
const mostOpened = 20;

export const emptyFilter: LineageFilter = {
  kinds: [],
  tags: [],
  packages: [],
  folders: [],
  owners: [],
  attention: false,
};

export const usualView: LineageView = {
  upstream: usualSteps,
  downstream: usualSteps,
  expanded: [],
  unfolded: [],
  opened: [],
  filter: emptyFilter,
  foldBy: 'folder',
};

/** Steps further from a node, on top of those there are. */
export function expand(view: LineageView, { node, direction, steps }: Expansion): LineageView {
  const before = view.expanded.find((one) => one.node === node && one.direction === direction)?.steps ?? 0;
  const sum = steps === 'all' || before === 'all' ? 'all' : Math.min(before + steps, mostSteps);
  const others = view.expanded.filter((one) => one.node !== node || one.direction !== direction);
  return { ...view, expanded: [...others, { node, direction, steps: sum }] };
}

/** Steps from the focus: `change` more or fewer, or all there are. */
export function stepsFromFocus(
  view: LineageView,
  direction: LineageDirection,
  change: number | 'all',
): LineageView {
  const before = view[direction];
  if (change === 'all') return { ...view, [direction]: 'all' };
  // From all, fewer is what is usual.
  const steps = before === 'all' ? (change < 0 ? usualSteps : 'all') : before + change;
  return { ...view, [direction]: steps === 'all' ? steps : Math.max(0, Math.min(steps, mostSteps)) };
}

/** More of a fold's nodes are shown by themselves. */
export function unfold(view: LineageView, fold: string): LineageView {
  const before = view.unfolded.find((one) => one.fold === fold)?.shown ?? 0;
  const others = view.unfolded.filter((one) => one.fold !== fold);
  return { ...view, unfolded: [...others, { fold, shown: before + unfoldedAtOnce }] };
}

/** Lists a node's columns, or hides them. */
export function toggleColumns(view: LineageView, node: string): LineageView {
  return { ...view, opened: toggledLast(view.opened, node) };
}

/** With the node, or no longer; of too many the first goes. */
export function toggledLast(nodes: readonly string[], node: string): readonly string[] {
  return toggledIn(nodes, node).slice(-mostOpened);
}

/** With the value at the end, or no longer. */
export function toggledIn(values: readonly string[], value: string): readonly string[] {
  const others = values.filter((one) => one !== value);
  return others.length < values.length ? others : [...values, value];
}

/** Lights the path of a column, or of none. */
export function light(view: LineageView, column: ColumnRef | undefined): LineageView {
  const { column: _, ...rest } = view;
  return column === undefined ? rest : { ...rest, column };
}

/** Lights all ways from one node to another, or none. */
export function lightPath(view: LineageView, path: LineageView['path']): LineageView {
  const { path: _, ...rest } = view;
  return path === undefined ? rest : { ...rest, path };
}

/** Takes back what was added around a node or of a fold; of one that nothing was added to, everywhere. */
export function collapse(view: LineageView, id: string | undefined): LineageView {
  const expanded = view.expanded.filter(({ node }) => node !== id);
  const unfolded = view.unfolded.filter(({ fold }) => fold !== id);
  const some = expanded.length < view.expanded.length || unfolded.length < view.unfolded.length;
  if (some) return { ...view, expanded, unfolded };
  return { ...view, upstream: usualSteps, downstream: usualSteps, expanded: [], unfolded: [] };
}
