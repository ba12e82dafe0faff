// What of the state outlives a hidden panel and a reload of the window, and reading it back. Pure. Deliberately absent: answers, which
// are asked for again.

import type { PanelPlace } from '../messages.ts';
import { initialState, type PanelState } from './state.ts';

/** Of what an older version of the panel saved, nothing is read. */
const format = 1;

const kept = [
  'target',
  'pinned',
  'followColumns',
  'view',
  'stepsBefore',
  'places',
  'at',
  'selection',
  'pane',
  'allColumns',
] as const satisfies readonly (keyof PanelState)[];

/** Where the focus lies on the screen and how large it is: layouts begin anew, so their own places mean nothing later. */
export interface Sight {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export interface Saved extends Pick<PanelState, (typeof kept)[number]> {
  readonly format: number;
  readonly sight: Sight | undefined;
}

export function toSave(state: PanelState, sight: Sight | undefined): Saved {
  // What takes the focus when it opens isn't opened by itself.
  const pane = state.pane === 'details' || state.pane === 'impact' ? state.pane : undefined;
  const { target, pinned, followColumns, view, stepsBefore, places, at, selection, allColumns } = state;
  return {
    ...{ format, target, pinned, followColumns, view, stepsBefore, places, at, selection, pane, allColumns },
    sight,
  };
}

/** The state to begin with. */
export function restore(saved: unknown, place: PanelPlace): { state: PanelState; sight: Sight | undefined } {
  const initial = initialState(place);
  if (!isSaved(saved)) return { state: initial, sight: undefined };
  const { format: _, sight, ...state } = saved;
  return { state: { ...initial, ...state }, sight };
}

/** It is our own and was JSON on the way: its parts are looked at only far enough to know another format. */
function isSaved(saved: unknown): saved is Saved {
  return typeof saved === 'object' && saved !== null && 'format' in saved && saved.format === format;
}
