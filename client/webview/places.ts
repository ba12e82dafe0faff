// Going from one place to another: centring, showing what was asked for, back and forward. Pure.

import type { LineageView } from '../../server/src/lineageProtocol.ts';
import type { PanelTarget } from '../messages.ts';
import { type PanelState, type Place, same, shownTarget, type Target } from './state.ts';

const mostPlaces = 50;

/** The place that is shown becomes the last one, unless it is the one gone back or forward to. */
export function remember(state: PanelState): PanelState {
  const target = shownTarget(state);
  if (target === undefined) return state;
  const { view, stepsBefore } = state;
  const place: Place = { target, view, stepsBefore };
  const here = state.places[state.at];
  if (here !== undefined && (same(here.target, target) || same(here.target, state.target))) {
    return { ...state, places: state.places.with(state.at, place) };
  }
  const places = [...state.places.slice(0, state.at + 1), place].slice(-mostPlaces);
  return { ...state, places, at: places.length - 1 };
}

/** A place further back or forward; the same state where there is none. */
export function goTo(state: PanelState, at: number): PanelState {
  const place = state.places[at];
  if (place === undefined) return state;
  const { target, view, stepsBefore } = place;
  return { ...state, at, target, view, stepsBefore, anchor: undefined };
}

export function centre(state: PanelState, target: Target): PanelState {
  return same(target, shownTarget(state)) ? state : { ...elsewhere(state), target };
}

/** Of a column: the whole way to where it comes from, or to all who read it. */
export function show(state: PanelState, { direction, ...target }: PanelTarget): PanelState {
  const shown = { ...elsewhere(state), target };
  if (direction === undefined) return shown;
  const { upstream, downstream } = shown.view;
  const oneWay = { upstream: 0, downstream: 0, [direction]: 'all' };
  return { ...shown, view: { ...shown.view, ...oneWay }, stepsBefore: { upstream, downstream } };
}

/** With another focus: what was said of single nodes is gone, what was said of the graph stays. */
export function elsewhere(state: PanelState): PanelState {
  const { upstream, downstream, opened, filter, foldBy } = { ...state.view, ...state.stepsBefore };
  const view: LineageView = { upstream, downstream, expanded: [], unfolded: [], opened, filter, foldBy };
  return { ...state, view, stepsBefore: undefined, anchor: undefined };
}
