// The panel's state at work: events go in, questions and what is kept go out. Deliberately absent: how the state changes (reduce.ts).

import { useEffect, useMemo, useReducer } from 'preact/hooks';
import type { PanelCommand } from '../messages.ts';
import type { Host } from './host.ts';
import { reduce } from './reduce.ts';
import { restore, type Sight, toSave } from './saved.ts';
import { type PanelEvent, type PanelState, shownTarget } from './state.ts';
import type { SightControls } from './useSight.ts';

export interface Panel {
  readonly state: PanelState;
  readonly dispatch: (event: PanelEvent) => void;
  /** Where the focus was when the panel was last seen. */
  readonly begin: Sight | undefined;
}

export function usePanel(host: Host, command: (command: PanelCommand) => void): Panel {
  const begin = useMemo(() => restore(host.saved, host.place), [host]);
  const [state, dispatch] = useReducer(reduce, begin.state);
  const { question, version, cardQuestion, cardVersion } = state;
  useEffect(() => {
    const stop = host.listen((message) => {
      if (message.type === 'command') command(message.command);
      else dispatch(message);
    });
    const focused = () => host.post({ type: 'focus' });
    window.addEventListener('focus', focused);
    host.post({ type: 'ready' });
    // What was centred on is asked for again; what follows the cursor waits to be told of it.
    dispatch({ type: 'changed' });
    return () => {
      stop();
      window.removeEventListener('focus', focused);
    };
  }, [host]);
  useEffect(() => {
    if (question) host.post({ type: 'graph', version, params: question });
  }, [version]);
  useEffect(() => {
    if (cardQuestion) host.post({ type: 'card', version: cardVersion, params: cardQuestion });
  }, [cardVersion]);
  const canGoBack = state.at > 0;
  const canGoForward = state.at < state.places.length - 1;
  const title = titleOf(state);
  const { pinned } = state;
  useEffect(() => {
    host.post({ type: 'state', canGoBack, canGoForward, pinned, title });
  }, [canGoBack, canGoForward, pinned, title]);
  return { state, dispatch, begin: begin.sight };
}

function titleOf(state: PanelState): string {
  const target = shownTarget(state);
  const label = state.graph?.nodes.find(({ id }) => id === target?.node)?.label ?? '';
  return target?.column === undefined ? label : `${label}.${target.column}`;
}

/** After this many milliseconds without a change, what is kept is kept. */
const quiet = 300;

/** Keeps what outlives a hidden panel. */
export function useKept(host: Host, state: PanelState, sight: SightControls): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keepSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => host.save(toSave(state, sight.sight())), quiet);
    };
    keepSoon();
    const stop = sight.listen(keepSoon);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [host, state, sight]);
}
