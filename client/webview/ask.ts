// What the state makes worth asking of the host: a graph, and the card of what is selected. Pure. Deliberately absent: sending.

import type { LineageFocus, LineageGraphParams } from '../../server/src/lineageProtocol.ts';
import { type Cursor, type PanelState, same, selectedTarget } from './state.ts';

export type CursorFocus = Extract<LineageFocus, { kind: 'cursor' }>;

/** The position only where another position may mean something else: moving through a model's SQL asks nothing. */
export function cursorFocus({ uri, position }: Cursor, columns: boolean): CursorFocus | undefined {
  if (uri === undefined) return undefined;
  const matters = position !== undefined && (columns || /\.ya?ml$/i.test(uri));
  return { kind: 'cursor', uri, ...(matters ? { position } : {}), columns };
}

/** `again`: the same question may have another answer. */
export function askForGraph(state: PanelState, again: boolean): PanelState {
  const question = questionOf(state);
  if (question === undefined || (!again && same(question, state.question))) return state;
  return { ...state, question, version: state.version + 1 };
}

function questionOf({ target, cursor, followColumns, view }: PanelState): LineageGraphParams | undefined {
  const focus: LineageFocus | undefined = target
    ? { kind: 'node', ...target }
    : cursor && cursorFocus(cursor, followColumns);
  return focus && { focus, view };
}

/** While details are open, the card of what is selected is asked for: again when lineage may be another. */
export function askForCard(state: PanelState, again: boolean): PanelState {
  const cardQuestion = selectedTarget(state);
  if (state.pane !== 'details' || cardQuestion === undefined)
    // What nobody sees is asked for when somebody does.
    return again ? { ...state, cardQuestion: undefined } : state;
  const isSame = same(cardQuestion, state.cardQuestion);
  if (isSame && !again) return state;
  return {
    ...state,
    cardQuestion,
    card: isSame ? state.card : 'loading',
    cardVersion: state.cardVersion + 1,
  };
}
