// The keyboard's focus in the graph follows what is selected, and goes there when the element that had it goes. It is never taken from
// elsewhere. Deliberately absent: what is selected, what keys do.

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Selection } from './state.ts';

type View = { readonly current: HTMLElement | null };

/** Handlers for the element that holds all of the panel. */
export function useGraphFocus(
  view: View,
  selection: Selection | undefined,
): { readonly onFocusIn: () => void; readonly onFocusOut: (event: FocusEvent) => void } {
  const isInside = useRef(false);
  useLayoutEffect(() => {
    // In a page without the focus, taking it would take it from the editor.
    if (!isInside.current || !view.current || !document.hasFocus()) return;
    const active = document.activeElement;
    if (active !== document.body && !view.current.contains(active)) return;
    const wanted = elementOf(view.current, selection);
    if (wanted !== active) wanted?.focus({ preventScroll: true });
  });
  return {
    onFocusIn: () => {
      isInside.current = true;
    },
    // The focus of an element that is taken away goes to nobody.
    onFocusOut: ({ relatedTarget }) => {
      if (relatedTarget) isInside.current = false;
    },
  };
}

/** Keys work before anything in the page has the focus: the graph gets it then. */
export function useKeysOfPage(view: View, onKeyDown: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKeyDown);
  latest.current = onKeyDown;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.target !== document.body || event.key === 'Tab') return;
      view.current?.focus();
      latest.current(event);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

function elementOf(view: HTMLElement, selection: Selection | undefined): HTMLElement | undefined {
  return [...view.querySelectorAll<HTMLElement>('[data-id]')].find(
    ({ dataset }) => dataset['id'] === selection?.id && dataset['column'] === selection?.column,
  );
}
