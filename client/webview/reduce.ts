// How each event changes the state. Pure: what is to be asked is part of the state, and sent when its version grows. Deliberately absent:
// the page, the host.

import type { ToPanel } from '../messages.ts';
import { act, expandFrom } from './actions.ts';
import { askForCard, askForGraph, cursorFocus } from './ask.ts';
import { columnsOf } from './geometry.ts';
import { centre, elsewhere, remember, show } from './places.ts';
import {
  type Cursor,
  type PanelEvent,
  type PanelState,
  type Selection,
  same,
  selectionOf,
  shownTarget,
} from './state.ts';
import { light, lightPath, toggleColumns, toggledLast, unfold } from './view.ts';

/** The state after an event, with what it makes worth asking. */
export function reduce(state: PanelState, event: PanelEvent): PanelState {
  const again = event.type === 'changed';
  return askForCard(askForGraph(stayed(state, step(state, event)), again), again);
}

/** Who changes the view of a graph that stayed, while something else is in front, means that graph. */
function stayed(before: PanelState, after: PanelState): PanelState {
  const isActedOn = after.view !== before.view && after.cursor === before.cursor && !after.target;
  return isActedOn && after.nothing ? { ...after, target: shownTarget(after) } : after;
}

function step(state: PanelState, event: PanelEvent): PanelState {
  const { view } = state;
  switch (event.type) {
    case 'cursor':
      return moveCursor(state, event);
    case 'changed':
      return state;
    case 'graph':
      return takeAnswer(state, event);
    case 'card':
      return event.version === state.cardVersion ? { ...state, card: event.card } : state;
    case 'show':
      return show(state, event.target);
    case 'action':
      return act(state, event.action);
    case 'select':
      return { ...state, selection: stillThere(state, event.selection) ?? state.selection };
    case 'choose':
      return choose(state, event.selection);
    case 'expand':
      return { ...expandFrom(state, event.expansion), ...actedOn(event.expansion.node) };
    case 'unfold':
      return { ...state, view: unfold(view, event.fold), ...actedOn(event.fold) };
    case 'columns':
      return { ...state, view: toggleColumns(view, event.node), ...actedOn(event.node) };
    case 'allColumns':
      return { ...state, allColumns: toggledLast(state.allColumns, event.node), ...actedOn(event.node) };
    case 'light': {
      const { node, column } = event.column;
      if (state.pathFrom !== undefined) return choose(state, selectionOf(node, column));
      return { ...state, view: light(view, event.column), ...actedOn(node, column) };
    }
    case 'centre':
      return centre(state, event.target);
    case 'filter':
      return { ...state, view: { ...view, filter: event.filter }, anchor: undefined };
    case 'foldBy':
      return { ...state, view: { ...view, foldBy: event.foldBy }, anchor: undefined };
    case 'query':
      return { ...state, query: event.query };
  }
}

/** It is selected, and doesn't move. */
function actedOn(id: string, column?: string): Pick<PanelState, 'selection' | 'anchor'> {
  return { selection: selectionOf(id, column), anchor: id };
}

/** An unpinned panel follows to whatever else is in front; where nothing is, it keeps what it shows. */
function moveCursor(state: PanelState, cursor: Cursor): PanelState {
  const before = state.cursor && cursorFocus(state.cursor, state.followColumns);
  const after = cursorFocus(cursor, state.followColumns);
  if (after === undefined) return state.cursor ? state : { ...state, cursor };
  const moved = { ...state, cursor };
  if (state.pinned || same(before, after)) return moved;
  if (before?.uri !== after.uri) return { ...elsewhere(moved), target: undefined };
  const view = light(lightPath({ ...state.view, ...state.stepsBefore }, undefined), undefined);
  return { ...moved, target: undefined, view, stepsBefore: undefined, anchor: undefined };
}

function takeAnswer(state: PanelState, { version, answer }: Extract<ToPanel, { type: 'graph' }>): PanelState {
  if (version !== state.version) return state;
  if (answer.kind === 'nothing') return { ...state, answered: version, nothing: answer };
  const { focus } = answer;
  // After a reload there is no graph yet, but the place that was last shown.
  const before = state.graph?.focus ?? state.places[state.at]?.target;
  const moved = before !== undefined && (before.node !== focus.node || before.column !== focus.column);
  const drawn = { graph: answer, allColumns: state.allColumns };
  const selection = moved ? undefined : stillThere(drawn, state.selection);
  // Only the answer says that the cursor is at another node.
  const isElsewhere = before !== undefined && !state.target && before.node !== focus.node;
  return remember({
    ...(isElsewhere ? elsewhere(state) : state),
    answered: version,
    graph: answer,
    nothing: undefined,
    // What was opened pinned stays with what came first.
    target: state.target ?? (state.pinned ? { folder: answer.folder, ...focus } : undefined),
    pathFrom: moved ? undefined : state.pathFrom,
    selection: selection ?? stillThere(drawn, selectionOf(focus.node, focus.column)),
  });
}

/** What is selected, or the node of a column that isn't drawn: only what is drawn can have the focus. Undefined where the node is gone too. */
function stillThere(
  { graph, allColumns }: Pick<PanelState, 'graph' | 'allColumns'>,
  selection: Selection | undefined,
): Selection | undefined {
  if (graph === undefined || selection === undefined) return undefined;
  const { id, column } = selection;
  const node = graph.nodes.find((one) => one.id === id);
  if (node === undefined) return graph.folds.some((fold) => fold.id === id) ? selection : undefined;
  const isDrawn = columnsOf(node, allColumns.includes(id)).some(({ name }) => name === column);
  return isDrawn ? selection : { id };
}

function choose(state: PanelState, selection: Selection): PanelState {
  const { pathFrom: from, view } = state;
  const to = selection.id;
  if (from === undefined || from === to) return { ...state, selection };
  return { ...state, pathFrom: undefined, view: lightPath(view, { from, to }), ...actedOn(to) };
}
