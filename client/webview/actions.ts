// What the panel's actions change in its state. Pure. Deliberately absent: actions that need the page or the host (perform.ts); they
// change nothing here.

import type { Expansion } from '../../server/src/lineageProtocol.ts';
import type { LineageDirection } from '../../server/src/protocol.ts';
import type { PanelAction } from './chrome/keys.ts';
import { centre, goTo, show } from './places.ts';
import { type Pane, type PanelState, selectedTarget, shownTarget, type Target } from './state.ts';
import { collapse, expand, light, lightPath, stepsFromFocus, toggleColumns, unfold } from './view.ts';

export function act(state: PanelState, action: PanelAction): PanelState {
  const change = changes[action];
  return change ? change(state) : state;
}

type Change = (state: PanelState) => PanelState;

const changes: Readonly<Partial<Record<PanelAction, Change>>> = {
  back: (state) => goTo(state, state.at - 1),
  forward: (state) => goTo(state, state.at + 1),
  togglePin,
  followColumns: (state) => ({ ...state, followColumns: !state.followColumns }),
  centre: (state) => onTarget(state, centre),
  comesFrom: (state) => onTarget(state, (on, target) => show(on, { ...target, direction: 'upstream' })),
  readBy: (state) => onTarget(state, (on, target) => show(on, { ...target, direction: 'downstream' })),
  columns: columnsOrMore,
  path: (state) =>
    state.view.path || state.pathFrom
      ? { ...state, pathFrom: undefined, view: lightPath(state.view, undefined) }
      : { ...state, pathFrom: selectedTarget(state)?.node },
  expandUpstream: (state) => expandSelected(state, 'upstream', 1),
  expandDownstream: (state) => expandSelected(state, 'downstream', 1),
  expandAllUpstream: (state) => expandSelected(state, 'upstream', 'all'),
  expandAllDownstream: (state) => expandSelected(state, 'downstream', 'all'),
  expandAll: (state) => ({ ...state, view: { ...state.view, upstream: 'all', downstream: 'all' } }),
  moreUpstream: (state) => ({ ...state, view: stepsFromFocus(state.view, 'upstream', 1) }),
  fewerUpstream: (state) => ({ ...state, view: stepsFromFocus(state.view, 'upstream', -1) }),
  moreDownstream: (state) => ({ ...state, view: stepsFromFocus(state.view, 'downstream', 1) }),
  fewerDownstream: (state) => ({ ...state, view: stepsFromFocus(state.view, 'downstream', -1) }),
  collapse: (state) => ({
    ...state,
    view: collapse(state.view, state.selection?.id),
    anchor: state.selection?.id,
  }),
  search: (state) => ({ ...state, query: state.query ?? '' }),
  details: (state) => togglePane(state, 'details'),
  impact: (state) => togglePane(state, 'impact'),
  filter: (state) => togglePane(state, 'filter'),
  help: (state) => togglePane(state, 'help'),
  close,
};

/** From the focus, the whole view goes further; from another node, only that one. */
export function expandFrom(state: PanelState, expansion: Expansion): PanelState {
  const { node, direction, steps } = expansion;
  const view =
    node === state.graph?.focus.node
      ? stepsFromFocus(state.view, direction, steps)
      : expand(state.view, expansion);
  return { ...state, view, anchor: node };
}

function togglePane(state: PanelState, pane: Pane): PanelState {
  return { ...state, pane: state.pane === pane ? undefined : pane };
}

/** Pinned to what is on the screen; unpinned, it follows the cursor at once. */
function togglePin(state: PanelState): PanelState {
  if (state.pinned) return { ...state, pinned: false, target: state.cursor?.uri ? undefined : state.target };
  return { ...state, pinned: true, target: shownTarget(state) ?? state.target };
}

function onTarget(state: PanelState, change: (state: PanelState, target: Target) => PanelState): PanelState {
  const target = selectedTarget(state);
  return target ? change(state, target) : state;
}

function expandSelected(state: PanelState, direction: LineageDirection, steps: number | 'all'): PanelState {
  const node = selectedTarget(state)?.node ?? state.graph?.focus.node;
  return node === undefined ? state : expandFrom(state, { node, direction, steps });
}

/** Of a node its columns are listed, of a column its path is lit, of a fold more is shown; a node or a column the other way again. */
function columnsOrMore(state: PanelState): PanelState {
  const { selection, graph, view } = state;
  if (selection === undefined || graph === undefined) return state;
  const { id, column } = selection;
  if (graph.folds.some((fold) => fold.id === id)) return { ...state, view: unfold(view, id), anchor: id };
  if (column === undefined) return { ...state, view: toggleColumns(view, id), anchor: id };
  const lit = view.column?.node === id && view.column.column === column;
  return { ...state, view: light(view, lit ? undefined : { node: id, column }), anchor: id };
}

/** One thing at a time, what was opened last first. */
function close(state: PanelState): PanelState {
  const { view, query, pane, pathFrom } = state;
  if (pathFrom) return { ...state, pathFrom: undefined };
  if (query !== undefined) return { ...state, query: undefined };
  if (pane) return { ...state, pane: undefined };
  if (view.path) return { ...state, view: lightPath(view, undefined) };
  if (view.column) return { ...state, view: light(view, undefined) };
  const node = state.graph?.focus.node;
  return node === undefined ? state : { ...state, selection: { id: node } };
}
